"""Bodies that may be the lead agency, weighed by what stands beside their names, where on the page they stand, and how often."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass

from clausescan.core.finding import AgencyType, Answer, Role
from clausescan.core.span import Span
from clausescan.extract.cues import cues_at
from clausescan.extract.letterhead import letterhead_weight
from clausescan.extract.mentions import Field, Mention
from clausescan.extract.names import body_key, clean_name, without_organ
from clausescan.extract.places import state_after, state_pattern
from clausescan.extract.registry import Model, Registry
from clausescan.extract.self_description import SelfDescription, self_description
from clausescan.extract.state_offices import full_state_name


@dataclass(frozen=True, slots=True)
class Candidate:
    """All mentions of one body and what speaks for it.

    `best` is the mention with the strongest cues; `strong` where some cue or a letterhead shows it to buy;
    `party` where it is named as a party or issuer.
    """

    mentions: tuple[Mention, ...]
    best: Mention
    score: float
    strong: bool
    party: bool


# Parts and courts of the state itself, under whose names "State of ..." is the issuer's own name.
_NOT_WITHIN = frozenset({AgencyType.STATE, AgencyType.COURT, AgencyType.FEDERAL, AgencyType.HIGHER_ED_PUBLIC})
_LOOKED_AT = 14
# Bodies that texts name for other reasons count by cues, not by how often they are named.
_FREQUENCY = {AgencyType.STATE: 0.3, AgencyType.FEDERAL: 0.1, AgencyType.COURT: 0.1, AgencyType.NONPROFIT_ADMIN: 0.2}
_PARTY_CUES = frozenset({"between", "issued-by", "received-by", "lead-label", "defined-buyer", "issues", "counterparty", "signs-for"})
# In a board's agenda an agreement is with somebody else.
_NOT_FOR = {
    Role.BOARD_ITEM: frozenset({"agreement-with", "provide-the", "for-the", "between"}),
    Role.INTERLOCAL: frozenset({"defined-buyer"}),  # of two governments the one named first leads, not the one called a member
}
_DISTRICTS = frozenset(
    {
        AgencyType.SCHOOL_DISTRICT,
        AgencyType.SPECIAL_DISTRICT,
        AgencyType.TRANSIT,
        AgencyType.PORT_AIRPORT_UTILITY,
        AgencyType.EDUCATION_SERVICE,
        AgencyType.HIGHER_ED_PUBLIC,
    }
)
_AUTHORITIES = frozenset({AgencyType.PORT_AIRPORT_UTILITY, AgencyType.TRANSIT, AgencyType.SPECIAL_DISTRICT, AgencyType.JPA})
_TERM_TYPES = {
    "City": frozenset({AgencyType.MUNICIPALITY, AgencyType.COUNTY}),
    "Town": frozenset({AgencyType.MUNICIPALITY}),
    "Township": frozenset({AgencyType.MUNICIPALITY}),
    "Village": frozenset({AgencyType.MUNICIPALITY}),
    "Borough": frozenset({AgencyType.MUNICIPALITY, AgencyType.COUNTY}),
    "County": frozenset({AgencyType.COUNTY}),
    "Parish": frozenset({AgencyType.COUNTY}),
    "District": _DISTRICTS,
    "Authority": _AUTHORITIES,
    "University": frozenset({AgencyType.HIGHER_ED_PUBLIC}),
    "College": frozenset({AgencyType.HIGHER_ED_PUBLIC}),
    "State": frozenset({AgencyType.STATE}),
    "Commonwealth": frozenset({AgencyType.STATE}),
    "Port": frozenset({AgencyType.PORT_AIRPORT_UTILITY}),
    "Cooperative": frozenset({AgencyType.COOPERATIVE}),
    "Nation": frozenset({AgencyType.TRIBAL}),
    "Tribe": frozenset({AgencyType.TRIBAL}),
    "Court": frozenset({AgencyType.COURT}),
}
# Begins with letters that are quickly found.
_THE = re.compile(rf"he (?<=[Tt]he )(?<!\w.he )({'|'.join(_TERM_TYPES)})\b(?! (?:of|and|or|Bank)\b)")


def rank(field: Field, role: Role, registry: Registry) -> tuple[Candidate, ...]:
    """All bodies named in the part, the likeliest lead first."""
    groups: dict[str, list[Mention]] = defaultdict(list)
    for mention in (*field.bodies, *_registered(field, registry), *_labelled_states(field), *_described(field)):
        groups[body_key(mention.name)].append(full_state_name(field, mention))
    for key, body in [(key, body_key(without_organ(group[0].name))) for key, group in groups.items()]:
        if body and body in groups:  # a council acts for its city
            groups[body] = sorted((*groups[body], *groups.pop(key)), key=lambda m: m.span.start)
    terms = _defined_terms(field)
    candidates = [_weigh(field, tuple(g), terms, _NOT_FOR.get(role, frozenset())) for g in groups.values()]
    return tuple(sorted(candidates, key=lambda c: (-c.score, c.mentions[0].span.start)))


# The document rides on a contract of the cooperative named next, which is not its issuer.
_RIDDEN = re.compile(
    r"\b(?:through|via|under|utili[sz]\w+|using|piggyback\w*(?: on| off)?|pursuant to|based on|administered by|member of)(?: the)?\s$", re.IGNORECASE
)


def _registered(field: Field, registry: Registry) -> list[Mention]:
    """Mentions of bodies that the registry knows to award under their own name; administrators never (AGENCIES 3)."""
    found = []
    for span, row in registry.named(field.flowed, field.span):
        ridden = _RIDDEN.search(field.flowed[max(field.span.start, span.start - 40) : span.start])
        if row.model in {Model.SELF, Model.BODY} and not ridden:
            found.append(Mention(span, row.lead_body, row.lead_type, "registry"))
    taken = [b.span for b in field.bodies if b.type is not AgencyType.COOPERATIVE] if found else []
    return [m for m in found if not any(t.overlaps(m.span) and len(t) > len(m.span) for t in taken)]


_STATE_LABEL = re.compile(
    rf"\b(?:Lead|Participating|Contracting) (?:State|Entity)(?: Agency)?:?\s{{1,3}}(?:is )?((?:{state_pattern()})(?: State)?)"
    r"(?![\w-])(?!\s(?:Department|Division|Office|County|City))"
)


_LABELS = tuple(f"{first} {second}" for first in ("Lead", "Participating", "Contracting") for second in ("State", "Entity"))


def _labelled_states(field: Field) -> list[Mention]:
    """A state named bare after a label: "Lead State: Utah"."""
    if not any(label in field.flowed for label in _LABELS):
        return []
    return [
        Mention(Span(*m.span(1)), f"State of {clean_name(m[1])}", AgencyType.STATE, "state-label")
        for m in _STATE_LABEL.finditer(field.flowed, field.span.start, field.span.end)
    ]


_SHORT_NAME = re.compile(
    rf",?\s?\((?:hereinafter |the |referred to as |herein |called ){{0,4}}[\"“‘'](?:the )?({'|'.join(_TERM_TYPES)})[\"”’']"
    rf"|,?\s(?:hereinafter|hereafter),?\s(?:referred to as |called |the ){{0,3}}[\"“‘']?(?:the )?({'|'.join(_TERM_TYPES)})\b"
)


def _described(field: Field) -> list[Mention]:
    """Bodies of the opening whose names tell nothing, by what is said of them: "Elm Forward, a public body corporate" or 'Elmont ("City")'."""
    taken = {m.span.end for m in (*field.bodies, *field.companies)}
    found = []
    for first, last in field.phrases:
        if first > field.head:
            break
        if last in taken:
            continue
        phrase = Span(first, last)
        said = self_description(field.flowed, phrase, field.span)
        term = None if said else _SHORT_NAME.match(field.flowed, phrase.end)
        kind = _kind_told(said, term) if said or term else None
        if kind is None or _TORN.match(field.flowed, first) or _OWN_BOARD.fullmatch(field.flowed, first, last):
            continue
        if (
            _ACRONYM.fullmatch(field.flowed, phrase.start, phrase.end)
            or (said and _BRAND.fullmatch(field.flowed, phrase.start, phrase.end))
            or not _TOO_PLAIN.fullmatch(field.flowed, phrase.start, phrase.end)
        ):
            found.append(Mention(phrase, clean_name(field.flowed[phrase.start : phrase.end]), _kind_within(field, phrase, kind), "described"))
    return found


def _kind_within(field: Field, phrase: Span, kind: AgencyType) -> AgencyType:
    """The kind told, or where that is unknown the kind of the body whose name the phrase begins with and goes on from."""
    if kind is not AgencyType.UNKNOWN:
        return kind
    return next((b.type for b in field.bodies if b.span.start == phrase.start and phrase.contains(b.span)), kind)


def _kind_told(said: SelfDescription | None, term: re.Match[str] | None) -> AgencyType | None:
    if said is not None:
        return (said.type or AgencyType.UNKNOWN) if said.public is Answer.YES else None
    if term is None:
        return None
    kinds = _TERM_TYPES[term[1] or term[2]]
    return next(iter(kinds)) if len(kinds) == 1 else AgencyType.SPECIAL_DISTRICT if AgencyType.SPECIAL_DISTRICT in kinds else AgencyType.MUNICIPALITY


# One word names a body only as an acronym that is no usual word of such papers.
_ACRONYM = re.compile(
    r"(?!(?:CITY|TOWN|STATE|COUNTY|OWNER|BUYER|AGENCY|BOARD|BIDDER|VENDOR|SELLER|PARTY|RFP|RFQ|ITB|IFB|BID|NOTE|THE|THIS)\b)[A-Z]{3,6}"
)
_TORN = re.compile(r"(?:of|and|for)\s", re.IGNORECASE)  # "OF ELMONT": the rest of a name from the line above
_OWN_BOARD = re.compile(
    r"(?:the )?(?:governing )?(?:board|council)"
    r"(?: of (?:directors|trustees|regents|governors|managers|education|commissioners|supervisors|visitors))?"
    r"|(?:executive|general|city|county|town|district) (?:director|manager|superintendent|council|board|administrator)",
    re.IGNORECASE,
)
"""The organ through which a body acts, named without the body."""
_BRAND = re.compile(r"[A-Z][a-z]{2,20}[A-Z]\w{1,20}")
_TOO_PLAIN = re.compile(
    r"(?:The |This |Each |Any )?(?:\w+|(?:Contracting|Public|Local|State|Participating|Lead|Government\w*) (?:Entity"
    r"|Agency|Body|Party|Unit|Authority|Government)\w*)",
    re.IGNORECASE,
)


def _defined_terms(field: Field) -> frozenset[AgencyType]:
    """Types that the text's most used short name stands for ("the County shall ..."); empty where none is used three times."""
    counts = Counter(m[1] for m in _THE.finditer(field.flowed, field.span.start, field.span.end))
    word, count = next(iter(counts.most_common(1)), ("", 0))
    return _TERM_TYPES[word] if count >= 3 else frozenset()


@dataclass(frozen=True, slots=True)
class _View:
    """One mention with the cues beside it and the weight of its place."""

    mention: Mention
    cues: dict[str, float]
    place: float

    @property
    def total(self) -> float:
        return sum(self.cues.values()) + self.place


def _view(field: Field, mention: Mention, skip: frozenset[str]) -> _View:
    cues = {c.id: c.weight for place in _places(field, mention) for c in cues_at(field.flowed, place, "lead", field.span) if c.id not in skip}
    if mention.type in _OF_THE_STATE and _STATE_BEFORE.search(field.flowed, max(field.span.start, mention.span.start - 50), mention.span.start):
        cues["state-names-it"] = 5.0
    if mention.type is AgencyType.STATE:
        cues.pop("signs-for", None)  # the department that signs for a state is not asked for
    if mention.span.start < field.head and not any(w < 0 for w in cues.values()) and _beside_company(field, mention):
        cues["counterparty"] = 3.0
    if mention.type in {AgencyType.COUNTY, AgencyType.STATE} and _locates(field, mention):
        return _View(mention, {**cues, "locates": -4.0}, 0.0 if mention.type is AgencyType.STATE else letterhead_weight(field, mention.span))
    return _View(mention, cues, letterhead_weight(field, mention.span))


# The state names its own body as the party: "the Commonwealth of Virginia, Elm State University".
_OF_THE_STATE = _DISTRICTS | frozenset({AgencyType.COURT}) - {AgencyType.SCHOOL_DISTRICT}
_STATE_BEFORE = re.compile(
    rf"\b(?:State|Commonwealth) of (?:{state_pattern()})(?:, (?:acting )?(?:by and )?(?:through |for )?|\s(?:acting )?(?:by and )?through )"
    r"(?:its |the )?\Z",
    re.IGNORECASE,
)
_UNDER = re.compile(r"(?:\n|,\s(?!\Z)|,(?=\s\Z))\s{0,9}\Z")
_OF_COMPANY = re.compile(r",?\s(?:of|in|located in)\s\Z")
_LINE_END = re.compile(r"[ ,.]{0,3}(?:\n|\Z)")


def _locates(field: Field, mention: Mention) -> bool:
    """Whether a name tells where another body is: a county with its state, or a state alone, on the line below it or behind a comma.

    So too a county that tells where a company is ("Elm Buses, Inc., of Marlow County").
    """
    begin = max(field.span.start, mention.span.start - 14)
    beside = _OF_COMPANY.search(field.flowed, begin, mention.span.start)
    if beside and mention.type is AgencyType.COUNTY:
        return any(c.span.end == beside.start() for c in field.companies)
    before = _UNDER.search(field.flowed, begin, mention.span.start)
    if before is None:
        return False
    if mention.type is AgencyType.STATE:
        alone = mention.rule == "state-of" and "," not in mention.name and _LINE_END.match(field.flowed, mention.span.end, field.span.end)
        return bool(alone) and any(b.span.end == before.start() and b.type not in _NOT_WITHIN for b in field.bodies)
    return state_after(field.flowed, mention.span.end) is not None and any(b.span.end == before.start() for b in field.bodies)


def _places(field: Field, mention: Mention) -> tuple[Span, ...]:
    """Where cues may stand beside the mention: around it, and around the state alone where its department was added to it."""
    state = mention.name.split(", ", maxsplit=1)[0]
    end = mention.span.start + len(state)
    narrow = (
        mention.rule in {"state-of", "state-label"} and end < mention.span.end and field.flowed[mention.span.start : end].lower() == state.lower()
    )
    return (mention.span, Span(mention.span.start, end)) if narrow else (mention.span,)


_OPENS = re.compile(r"(?:\A|^|\n|\b(?:between|among|and|whereas|WHEREAS|BETWEEN|AND),?)\s{0,9}(?:[Tt]he\s|THE\s)?\Z", re.MULTILINE)
_JOINT = re.compile(r"\sand\s", re.IGNORECASE)


def _beside_company(field: Field, mention: Mention) -> bool:
    """Whether the body opens a sentence or follows "and" or "between", beside a company: the two sides of a deal."""
    if not _OPENS.search(field.flowed[max(field.span.start, mention.span.start - 20) : mention.span.start]):
        return False
    for company in field.companies:
        if company.span.start > field.head:
            break
        first, last = sorted((company.span, mention.span))
        between = field.flowed[first.end : last.start]
        if (
            len(between) <= 260
            and _JOINT.search(between)
            and ";" not in between
            and "\n\n" not in between
            and not re.search(r"[a-z]{3}\.\s", between)
        ):
            return True
    return False


def _weigh(field: Field, mentions: tuple[Mention, ...], terms: frozenset[AgencyType], skip: frozenset[str]) -> Candidate:
    """The score of one body: its best cues once each, its best place, repeats and frequency.

    Cues against it count where no mention is free of them.
    """
    looked = mentions if len(mentions) <= _LOOKED_AT else (*mentions[: _LOOKED_AT - 4], *mentions[-4:])
    views = [_view(field, m, skip) for m in looked]
    cues: dict[str, float] = {key: weight for v in views for key, weight in v.cues.items()}
    repeats = min(2.0, 0.3 * (sum(w > 0 for v in views for w in v.cues.values()) - sum(w > 0 for w in cues.values())))
    best = max(views, key=lambda v: (v.total, -v.mention.span.start))
    place = max(v.place for v in views)
    favour = sum(w for w in cues.values() if w > 0)
    always = all(any(w < 0 for w in v.cues.values()) for v in views)
    against = sum(w for w in cues.values() if w < 0) if always else 0.0
    kind = best.mention.type
    frequency = min(4.0, math.log2(1 + len(mentions))) * _FREQUENCY.get(kind, 1.0)
    likely = favour > 0 or place > 0 or frequency >= 2
    bonus = (2.5 if kind in terms else 0.0) + (1.0 if mentions[0].span.start < field.span.start + 1500 else 0.0) if likely else 0.0
    net = favour + against + place
    strong = net > 0 and (place >= 3 or any(w >= 2 for w in cues.values()))
    party = net > 0 and (place >= 4 or not _PARTY_CUES.isdisjoint(cues))
    return Candidate(mentions, best.mention, net + frequency + repeats + bonus, strong, party)
