"""The lead agency: who issues, awards or signs as buyer (AGENCIES 1 to 3)."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from dataclasses import dataclass, replace

from clausescan.core.finding import AgencyType, Answer, Evidence, Finding, LeadAgency, Role, cite, finding
from clausescan.core.span import Span
from clausescan.extract.agency_types import is_private_university, is_public
from clausescan.extract.cues import cues_at
from clausescan.extract.letterhead import letterhead_weight
from clausescan.extract.mentions import Field, Mention
from clausescan.extract.names import clean_name, name_key
from clausescan.extract.places import StateVote, state_after, state_code, state_of_name, state_pattern, state_votes, winning_state
from clausescan.extract.registry import Model, Registry
from clausescan.extract.self_description import SelfDescription, self_description


@dataclass(frozen=True, slots=True)
class Candidate:
    """All mentions of one body and what speaks for it; `best` is the mention with the strongest cues, `strong` is True where some cue shows it to buy."""

    mentions: tuple[Mention, ...]
    best: Mention
    score: float
    strong: bool


_LOOKED_AT = 14
# Bodies that texts name for other reasons count by cues, not by how often they are named.
_FREQUENCY = {AgencyType.STATE: 0.3, AgencyType.FEDERAL: 0.1, AgencyType.COURT: 0.1, AgencyType.NONPROFIT_ADMIN: 0.2}
_COMMERCIAL_ROLES = frozenset({Role.CONTRACT, Role.AMENDMENT, Role.PRICE_LIST, Role.OTHER, Role.FORM, Role.INVOICE_PO})
_THE = re.compile(r"\b[Tt]he (City|Town|Township|Village|County|Parish|Borough|District|Authority|University|College|State|Commonwealth|Port|Board|Cooperative|Nation|Tribe)\b(?! (?:of|and|or|Bank|Court))")
_TERM_TYPES = {
    "City": {AgencyType.MUNICIPALITY, AgencyType.COUNTY},
    "Town": {AgencyType.MUNICIPALITY},
    "Township": {AgencyType.MUNICIPALITY},
    "Village": {AgencyType.MUNICIPALITY},
    "Borough": {AgencyType.MUNICIPALITY, AgencyType.COUNTY},
    "County": {AgencyType.COUNTY},
    "Parish": {AgencyType.COUNTY},
    "District": {AgencyType.SCHOOL_DISTRICT, AgencyType.SPECIAL_DISTRICT, AgencyType.TRANSIT, AgencyType.PORT_AIRPORT_UTILITY, AgencyType.EDUCATION_SERVICE, AgencyType.HIGHER_ED_PUBLIC},
    "Authority": {AgencyType.PORT_AIRPORT_UTILITY, AgencyType.TRANSIT, AgencyType.SPECIAL_DISTRICT, AgencyType.JPA},
    "University": {AgencyType.HIGHER_ED_PUBLIC},
    "College": {AgencyType.HIGHER_ED_PUBLIC},
    "State": {AgencyType.STATE},
    "Commonwealth": {AgencyType.STATE},
    "Port": {AgencyType.PORT_AIRPORT_UTILITY},
    "Cooperative": {AgencyType.COOPERATIVE},
    "Nation": {AgencyType.TRIBAL},
    "Tribe": {AgencyType.TRIBAL},
}


def find_lead(field: Field, role: Role, registry: Registry) -> Finding[LeadAgency] | None:
    """The body that issues, awards or signs as buyer, with its type, state and whether it is public; None where the text names none.

    Evidence: the name first, then (where they stand elsewhere) the words that show its kind and its state.
    """
    candidates = rank(field, registry)
    bar = 4.0 if role in _COMMERCIAL_ROLES else 3.0
    chosen = next((c for c in candidates if c.score >= bar and (c.strong or role not in _COMMERCIAL_ROLES)), None)
    return _describe(field, chosen, registry) if chosen else None


def rank(field: Field, registry: Registry) -> tuple[Candidate, ...]:
    """All bodies named in the part, the likeliest lead first."""
    groups: dict[str, list[Mention]] = defaultdict(list)
    for mention in (*field.bodies, *_registered(field, registry), *_labelled_states(field)):
        groups[name_key(mention.name)].append(mention)
    terms = _defined_terms(field)
    candidates = [_weigh(field, tuple(g), terms) for g in groups.values()]
    return tuple(sorted(candidates, key=lambda c: (-c.score, c.mentions[0].span.start)))


def _registered(field: Field, registry: Registry) -> list[Mention]:
    """Mentions of bodies that the registry knows to award under their own name; administrators never (AGENCIES 3)."""
    found = []
    for m in registry.pattern.finditer(field.flowed, field.span.start, field.span.end):
        row = registry.find(m[0])
        if row is not None and row.model in {Model.SELF, Model.BODY}:
            found.append(Mention(Span(m.start(), m.end()), row.lead_body, row.lead_type, "registry"))
    taken = [b.span for b in field.bodies if b.type is not AgencyType.COOPERATIVE]
    return [m for m in found if not any(t.overlaps(m.span) and len(t) > len(m.span) for t in taken)]


_STATE_LABEL = re.compile(rf"\b(?:Lead|Participating|Contracting) (?:State|Entity)(?: Agency)?:?\s{{1,3}}(?:is )?((?:{state_pattern()})(?: State)?)(?![\w-])(?!\s(?:Department|Division|Office|County|City))")


def _labelled_states(field: Field) -> list[Mention]:
    """A state named bare after a label: "Lead State: Utah"."""
    return [
        Mention(Span(*m.span(1)), f"State of {clean_name(m[1])}", AgencyType.STATE, "state-label")
        for m in _STATE_LABEL.finditer(field.flowed, field.span.start, field.span.end)
    ]


def _defined_terms(field: Field) -> set[AgencyType]:
    """Types that the text's most used short name stands for ("the County shall ..."); empty where none is used three times."""
    counts: dict[str, int] = defaultdict(int)
    for m in _THE.finditer(field.flowed, field.span.start, field.span.end):
        counts[m[1]] += 1
    word = max(counts, key=lambda w: counts[w], default="")
    return _TERM_TYPES.get(word, set()) if word and counts[word] >= 3 else set()


def _weigh(field: Field, mentions: tuple[Mention, ...], terms: set[AgencyType]) -> Candidate:
    seen: dict[str, float] = {}
    repeats, best, best_score, head = 0.0, mentions[0], -99.0, 0.0
    looked = mentions if len(mentions) <= _LOOKED_AT else (*mentions[: _LOOKED_AT - 4], *mentions[-4:])
    for mention in looked:
        here = {c.id: c.weight for c in cues_at(field.flowed, mention.span, "lead", field.span)}
        top = letterhead_weight(field, mention.span)
        head = max(head, top)
        score = sum(here.values()) + top
        if score > best_score:
            best, best_score = mention, score
        repeats += sum(0.3 for cue in here if cue in seen and here[cue] > 0)
        seen |= here
    against = sum(w for w in seen.values() if w < 0) if all(_only_against(field, m) for m in looked) else 0.0
    favour = sum(w for w in seen.values() if w > 0)
    frequency = min(4.0, math.log2(1 + len(mentions))) * _FREQUENCY.get(best.type, 1.0)
    bonus = 2.5 if best.type in terms else 0.0
    early = 1.0 if mentions[0].span.start < field.span.start + 1500 else 0.0
    score = favour + against + head + frequency + min(repeats, 2.0) + (bonus + early if favour or head or frequency >= 2 else 0.0)
    strong = head >= 3 or any(w >= 2 for w in seen.values())
    return Candidate(mentions, best, score, strong and favour + head + against > 0)


def _only_against(field: Field, mention: Mention) -> bool:
    cues = cues_at(field.flowed, mention.span, "lead", field.span)
    return any(c.weight < 0 for c in cues)


_DEPARTMENT_AFTER = re.compile(
    r"\s{0,2}(?:[,;–-]|\n|\()?\s{0,2}(?:(?:acting )?(?:by and )?through (?:its |the )?|by its )?"
    r"((?:Department|Dept\.|Division|Office|Bureau|Agency|Board|Administration) (?:of|for) (?:the )?[A-Z][\w&'’/-]*(?:(?: |, )(?:(?:and|of|&|for|the) ){0,2}[A-Z][\w&'’/-]*){0,6})",
    re.IGNORECASE,
)
_DEPARTMENT_BEFORE = re.compile(r"((?:Division|Department|Office|Bureau) of (?:[A-Z][\w&'’-]*(?: and| &)? ){0,4}[A-Z][\w&'’-]*),\s{1,2}(?:[Tt]he )?$")
_CASED = re.compile(r"(?:(?:Department|Dept\.|Division|Office|Bureau|Agency|Board|Administration)|(?:DEPARTMENT|DEPT\.|DIVISION|OFFICE|BUREAU|AGENCY|BOARD|ADMINISTRATION)) ")


def _full_state_name(field: Field, mention: Mention) -> tuple[str, Span]:
    """A state's name with the department that stands beside it, and the span of both."""
    after = _DEPARTMENT_AFTER.match(field.flowed, mention.span.end, min(field.span.end, mention.span.end + 160))
    if after and _CASED.match(after[1]):
        words = _cut_department(after[1])
        if words:
            return f"{mention.name}, {clean_name(words)}", Span(mention.span.start, after.start(1) + len(words))
    before = _DEPARTMENT_BEFORE.search(field.flowed[max(field.span.start, mention.span.start - 90) : mention.span.start])
    if before:
        start = mention.span.start - (min(90, mention.span.start - field.span.start) - before.start(1))
        return f"{clean_name(before[1])}, {mention.name}", Span(start, mention.span.end)
    return mention.name, mention.span


def _cut_department(words: str) -> str:
    """The department's name up to the first comma that a capitalised list does not continue, or a heading's word."""
    cut = re.split(r",? (?:hereafter|hereinafter|Request|REQUEST|Invitation|INVITATION|RFP|ITB|Attn|Procurement Section|Purchasing)\b|, (?=(?:Division|DIVISION|Office|Section|State|STATE|[A-Z][\w]+ Division)\b)", words)[0]
    # "Department of X, Y" is a list only where "and" follows ("Technology, Management and Budget").
    if "," in cut and not re.search(r",.*\b(?:and|AND|&)\b", cut):
        cut = cut.split(",")[0]
    cut = cut.strip()
    return "" if re.search(r"(?:of|OF|for|FOR)(?: Division| DIVISION)?$", cut) else cut


def _describe(field: Field, chosen: Candidate, registry: Registry) -> Finding[LeadAgency] | None:
    """The finding for the chosen body: type by self-description, registry, pattern, in that order (AGENCIES 2)."""
    mention = _fullest(field, chosen)
    name, span = _full_state_name(field, mention) if mention.rule == "state-of" else (mention.name, mention.span)
    said = next((s for m in chosen.mentions[:_LOOKED_AT] if (s := self_description(field.flowed, m.span, field.span))), None)
    row = registry.find(mention.name)
    kind = _kind(mention.type, said)
    public = _publicness(name, kind, said, row.lead_public if row else None)
    state, place = _state(field, chosen, name, kind, row.lead_state if row else None, said)
    evidence = [cite(field.document, span, f"agency:{mention.rule}")]
    _add(evidence, field, said.span if said else None, "agency:self-description")
    _add(evidence, field, place, "agency:state")
    confidence = round(min(0.99, 0.4 + chosen.score / 25), 2)
    return finding("lead_agency", LeadAgency(name, kind, state, public), tuple(evidence), confidence)


def _add(evidence: list[Evidence], field: Field, span: Span | None, origin: str) -> None:
    if span is not None and not any(e.span.contains(span) for e in evidence):
        evidence.append(cite(field.document, span, origin))


def _fullest(field: Field, chosen: Candidate) -> Mention:
    """The mention to quote: the one with the best cues; for a state, one that names its department if there is any in the opening."""
    if chosen.best.rule != "state-of":
        return chosen.best
    named = (m for m in chosen.mentions[:_LOOKED_AT] if _full_state_name(field, m)[1] != m.span)
    return next(named, chosen.best)


def _kind(by_name: AgencyType, said: SelfDescription | None) -> AgencyType:
    if said is None or said.type is None:
        return by_name
    vague = by_name in {AgencyType.UNKNOWN, AgencyType.PRIVATE, AgencyType.NONPROFIT_ADMIN}
    return said.type if vague or said.outranks else by_name


def _publicness(name: str, kind: AgencyType, said: SelfDescription | None, registered: Answer | None) -> Answer:
    if registered is not None:
        return registered
    if said is not None and said.public is not None:
        return said.public
    return Answer.NO if is_private_university(name) else is_public(name, kind)


def _state(field: Field, chosen: Candidate, name: str, kind: AgencyType, registered: str | None, said: SelfDescription | None) -> tuple[str | None, Span | None]:
    """State and the words that show it: from the name, what follows it, the registry, the self-description, then addresses and the rest of the text."""
    if kind is AgencyType.FEDERAL:
        return None, None
    if kind is AgencyType.STATE and (own := state_of_name(name)):
        return own, None
    beside = [v for m in chosen.mentions[:_LOOKED_AT] if (v := state_after(field.flowed, m.span.end))]
    if beside:
        vote = max(beside, key=lambda v: sum(1 for b in beside if b.code == v.code))
        return vote.code, vote.span
    if registered or (said and said.state):
        return registered or (said.state if said else None), None
    votes = state_votes(field.flowed, field.span.start, field.span.end, field.head)
    won = winning_state((*votes, *_named_in(name, field)))
    own = state_of_name(name)
    if won is not None and (own is None or won.weight >= 3):
        return won.code, won.span
    return own or (won.code if won else None), None


def _named_in(name: str, field: Field) -> tuple[StateVote, ...]:
    code = state_of_name(name)
    return (StateVote(code, field.span, 4.0),) if code else ()


def with_fallback(found: Finding[LeadAgency] | None, body: str, kind: AgencyType, state: str | None, public: Answer, evidence: Evidence) -> Finding[LeadAgency] | None:
    """The lead found, or the one public body that the registry knows behind the program quoted; None where there is none either."""
    if found is not None or not body:
        return found
    return finding("lead_agency", LeadAgency(body, kind, state, public), (replace(evidence, origin="agency:registry"),), 0.5)


def code_of(words: str) -> str | None:
    """The state's code for its name or abbreviation; None for other words."""
    return state_code(words)
