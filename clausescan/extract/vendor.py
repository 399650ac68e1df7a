"""The vendor: the supplier named as party, proposer or price-list owner (AGENCIES 1)."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import replace

from clausescan.core.finding import AgencyType, Finding, Party, Role, cite, finding
from clausescan.core.span import Span
from clausescan.extract.agency_types import bodies_in, names_nobody, plain_words
from clausescan.extract.anchored import matches_from
from clausescan.extract.cues import cues_at
from clausescan.extract.letterhead import letterhead_weight
from clausescan.extract.mentions import Field, Mention, spelled_out
from clausescan.extract.names import clean_name, name_key
from clausescan.extract.places import state_code, state_pattern
from clausescan.extract.registry import Model, Registry

# A solicitation, its addenda and blank forms have no vendor yet; an interlocal agreement has none at all.
_NO_VENDOR = frozenset({Role.SOLICITATION, Role.ADDENDUM, Role.FORM, Role.INTERLOCAL})
# Agendas and papers of no certain kind name many companies.
_LOOSE = frozenset({Role.BOARD_ITEM, Role.OTHER})
# The head of such a paper is the buyer's; a company that begins a line stands in a table.
_BUYERS_PAPERS = frozenset({Role.AWARD, Role.BOARD_ITEM})
_LOOKED_AT = 12
_BAR = 3.0
_PREAMBLE = re.compile(r"\b(?:by and between|between|by and among)\b", re.IGNORECASE)

_ANCHOR_BEFORE = re.compile(
    r"(?:(?:[Ss]ubmitted|[Pp]resented|[Ss]old) by|(?:SUBMITTED|PRESENTED|SOLD) BY|(?:[Aa]warded|[Rr]emit(?:tance)?) to"
    r"|(?:AWARDED|REMIT) TO|[Pp]roposal (?:from|by)|(?:[Tt]reasurer|[Pp]resident|[Ss]ecretary|[Oo]fficer) of):?\s{1,3}(?:the )?"
    r"|[Aa]ward(?:s|ing)?(?: \S{1,20}){0,5} to (?:the )?|[Pp]urchas(?:e|es|ed|ing)(?: \S{1,20}){0,6} from (?:the )?"
)
# Without a legal form, what is submitted or presented may be by a person; a company's name says its trade.
_TRADE = re.compile(
    r"\b(?:Group|Consult\w+|Services|Systems|Solutions|Technolog\w+|Supply|Associates|Partners|Networks?"
    r"|Industries|Products|Enterprises|Company|Stores?|Sales|Equipment|Construction|Contract\w+|Engineer\w*"
    r"|Works|Software|Labs?|Laborator\w+|International|Logistics|Motors|Ford|Trucks?|Builders|Brothers|Bros"
    r"|Sons|Architects|Security|Energy|Electric\w*|Health\w*|Media|Design|Foods?|Materials|Manufacturing"
    r"|Insurance|Bank|Medical|Energy|Global|America|USA|Communications|Staffing|Environmental|Mechanical"
    r"|Landscap\w+|Paving|Roofing|Consultants|Testing|Analytics|Uniforms?|Furniture|Seating|Lighting|Fencing|Flooring|Elevators?"
    r"|Printing|Signs?|Graphics|Interiors?|Structures?|Recreation|Playgrounds?|Concrete|Asphalt|Aggregates?|Nursery|Chevrolet|Dodge|Toyota|Tractors?|Machinery|Petroleum|Fuels?|Propane|Janitorial|Foods?|Motors?|Imaging|Cop(?:y|ier)s?|Chemicals?|Pumps?|Controls|Fabricat\w+|Hardware|Lumber|Steel|Rentals?|Leasing|Tires?|Trailers?)\b",
    re.IGNORECASE,
)
_COLON = re.compile(r":\s{1,3}(?=[A-Z])")
_LABEL = re.compile(
    r"(?<!dear )\b(?:(?:contractor|vendor|supplier|offeror|proposer|bidder|seller|consultant|provider|dealer|respondent"
    r"|awardee)(?:[’']s)?(?: (?:name(?: and address)?|legal name|company|firm|address|information))?"
    r"|(?:company|firm|business)(?: legal)? name|legal name|name of (?:the )?(?:company|firm|contractor|vendor"
    r"|bidder|proposer|offeror|supplier))\s?$",
    re.IGNORECASE,
)
_ANCHOR_AFTER = re.compile(
    r"\((?:the |hereinafter |herein |referred to as ){0,3}[\"“‘'](?:the )?(?i:contractor|vendor|supplier"
    r"|consultant|seller|provider|service provider|dealer|proposer|bidder|offeror|manufacturer|distributor)[\"”’']"
    r"|\((?:the )?(?:Contractor|Vendor|Supplier|Consultant|Seller)\)"
    r"|, an? (?!(?:\w+ ){0,3}(?:municipal|public|nonprofit|non-profit|political|governmental)\b)(?:\w+ ){0,4}?"
    r"(?:corporation|limited liability company|partnership|sole proprietor(?:ship)?)\b"
    r"|(?:has been|was|is hereby) (?:determined to be|selected|awarded|recommended for award)|[Hh]ere(?:in)?after (?:referred to as "
    r"|called |the )?(?:the )?[\"“‘']?(?i:contractor|vendor|supplier|consultant)\b"
)
# What these begin with, in lower case.
_BEFORE_WORDS = (
    "submitted by",
    "presented by",
    "sold by",
    "award",
    "purchas",
    "remit",
    "proposal ",
    *(f"{who} of" for who in ("treasurer", "president")),
)
_BEFORE_WORDS += ("secretary of", "officer of")
_AFTER_WORDS = ("(", ", a ", ", an ", "has been ", "was ", "is hereby ", "hereinafter", "hereafter")


def find_vendor(field: Field, role: Role, lead: str | None, registry: Registry) -> Finding[Party] | None:
    """The supplier; None in a solicitation, a blank form or an agreement between governments, and where no company stands in a seller's place."""
    if role in _NO_VENDOR:
        return None
    groups: dict[str, list[Mention]] = defaultdict(list)
    for mention in _rejoined(field, (*field.companies, *_labelled(field, role))):
        row = registry.find(mention.name)
        administrator = row is not None and row.model is not Model.MARKETPLACE
        if not administrator and not (lead and name_key(lead) == name_key(mention.name)):
            groups[_company_key(mention.name)].append(mention)
    private = (c.span.start for c in field.companies if lead is not None and name_key(c.name) == name_key(lead))
    buyers = (*(b.span.start for b in field.bodies), *private, *(place.start for place, _ in registry.named(field.flowed, field.span)))
    scored = sorted(
        (_weigh(field, tuple(g), lead, buyers, heads=role not in _BUYERS_PAPERS) for g in groups.values()), key=lambda s: (-s[0], s[1].span.start)
    )
    if not scored or scored[0][0] < _bar(field, role, tuple(m for g in groups.values() for m in g), len(groups)):
        return None
    score, best = scored[0]
    if role is Role.BOARD_ITEM and len(scored) > 1 and scored[1][0] > score / 2:
        return None  # an agenda names many vendors; none is that of the document
    if role is Role.AWARD and len(groups) > 1 and _TO_SEVERAL.search(field.flowed, field.span.start, field.span.end):
        return None  # several won, whichever of them can be read
    name = spelled_out(best.name, (m for g in groups.values() if best in g for m in g), field.flowed)
    return finding("vendor", Party(name), (cite(field.document, best.span, f"vendor:{best.rule}"),), round(min(0.99, 0.4 + score / 25), 2))


_TO_SEVERAL = re.compile(
    r"\b(?:agreements|contracts|awards)\b[^.;]{0,80}\bfor\s+(?:each|every)\s+(?:lot|item|group|categor|zone|region|section|class|route)\w{0,3}\b"
    r"|\bfollowing\s(?:\w{1,14}\s){0,3}(?:vendors|firms|companies|contractors|suppliers|bidders|proposers|offerors|awardees)\b",
    re.IGNORECASE,
)


def _bar(field: Field, role: Role, mentions: tuple[Mention, ...], companies: int) -> float:
    """What the best company must weigh: more in a paper of no certain kind, unless its letterhead is that of the only company named."""
    own = role is Role.OTHER and companies == 1 and max(letterhead_weight(field, m.span) for m in mentions) >= 4
    return 2 * _BAR if role in _LOOSE and not own else _BAR


def _rejoined(field: Field, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The same mentions; one that begins a line in the middle of a name spelled out elsewhere gets its beginning back."""
    names = {m.name for m in mentions}
    return tuple(_whole(field, m, names) for m in mentions)


def _whole(field: Field, mention: Mention, names: set[str]) -> Mention:
    if mention.span.start == 0 or field.flowed[mention.span.start - 1] != "\n":
        return mention
    for name in names:
        if len(name) > len(mention.name) and name.lower().endswith(" " + mention.name.lower()):
            first = name[: -len(mention.name)].rstrip()
            start = mention.span.start - 1 - len(first)
            if start >= field.span.start and field.flowed[start : mention.span.start - 1].lower() == first.lower():
                return replace(mention, span=Span(start, mention.span.end), name=clean_name(f"{first} {mention.name}"))
    return mention


def _company_key(name: str) -> str:
    """The same for "Elm Supply, Inc." and "ELM SUPPLY"."""
    return name_key(
        re.sub(
            r",?\s(?:Inc|LLC|L\.L\.C|LLP|LP|L\.P|Ltd|Corp|Corporation|Co|Company|PLLC|PC|Incorporated|Limited)\.?(?=$|\s)",
            "",
            name,
            flags=re.IGNORECASE,
        )
    )


_TOLD = frozenset({Role.AWARD, Role.AMENDMENT, Role.CONTRACT})
_LETTER = 1500


def _written_to(field: Field, role: Role) -> list[tuple[int, int]]:
    """Names of a trade that stand where the addressee of a buyer's letter does."""
    if role not in _TOLD:
        return []
    near = [p for p in field.phrases if p[0] < field.span.start + _LETTER and _TRADE.search(field.flowed, *p)]
    return [p for p in near if _addressee(field, _mention(field, Span(*p)))]


_CELL = re.compile(r"[ ]{3,}(?=[A-Z])")


def _in_cells(field: Field) -> list[tuple[int, int]]:
    """Names of several words that fill the cell behind a label which begins its line ("Contractor   Elm Networks")."""
    starts, text = {p[0]: p for p in field.phrases if p[0] <= field.head}, field.flowed
    found = []
    for cell in _CELL.finditer(text, field.span.start, field.head):
        first, last = starts.get(cell.end(), (0, 0))
        if " " not in text[first:last] or text[last : last + 1] not in {"", "\n"}:
            continue
        begin = text.rfind("\n", max(field.span.start, cell.start() - 40), cell.start()) + 1
        label = _LABEL.search(text, begin, cell.start()) if begin else None
        if label is not None and label.start() - begin <= _BULLET:
            found.append((first, last))
    return found


_BULLET = 3
"""Room for the number or bullet before a label."""
_OWN_PAPERS = frozenset({Role.RESPONSE, Role.PRICE_LIST})
_TOP = 300
"""Papers that a vendor writes, and how far its own name may stand from their beginning."""


def _on_own_paper(field: Field, role: Role) -> list[tuple[int, int]]:
    """The name that heads a vendor's own paper and tells a trade or is named again, where no company with a legal form is near the head."""
    top = field.span.start + _TOP
    if role not in _OWN_PAPERS or any(c.span.start < top for c in field.companies):
        return []
    heads = [p for p in field.phrases if p[0] < top and letterhead_weight(field, Span(*p)) >= 5 and " " in field.flowed[slice(*p)]]
    again = field.small[: field.span.end]
    return [
        p
        for p in heads
        if _TRADE.search(field.flowed, *p) or (again.find(field.flowed[slice(*p)].lower(), p[1]) >= 0 and not names_nobody(field.flowed[slice(*p)]))
    ][:1]


def _labelled(field: Field, role: Role) -> list[Mention]:
    """Names without a legal form that a label or a short name shows to be the vendor's ("Contractor: Elm Networks")."""
    taken = {s for c in field.companies for s in range(c.span.start, c.span.end)}
    starts, ends = {p[0]: p for p in field.phrases}, {p[1]: p for p in field.phrases}
    small = field.small
    before = matches_from(_ANCHOR_BEFORE, _BEFORE_WORDS, field.flowed, small, field.span.start, field.span.end)
    after = matches_from(_ANCHOR_AFTER, _AFTER_WORDS, field.flowed, small, field.span.start, field.span.end)
    found = [starts.get(m.end()) for m in before]
    found = [p for p in found if p is not None and (_TRADE.search(field.flowed, *p) or _is_winner(field.flowed, *p))]
    found += [p for b in field.bodies if b.span.start <= field.head and (p := _opposite(field, b)) is not None]
    colons = _COLON.finditer(field.flowed, field.span.start, field.span.end)
    found += [starts[m.end()] for m in colons if m.end() in starts and _LABEL.search(field.flowed[max(field.span.start, m.start() - 40) : m.start()])]
    said = {ends.get(_before(field.flowed, m.start())) for m in after}
    found += [p for p in _in_cells(field) if _TRADE.search(field.flowed, *p)]
    found += _on_own_paper(field, role)
    found += _written_to(field, role)
    spans = [Span(*p) for p in dict.fromkeys((*found, *sorted(p for p in said if p is not None))) if p is not None and p[0] not in taken]
    return [_mention(field, s) for s in spans if _could_sell(field.flowed[s.start : s.end], said=(s.start, s.end) in said)]


_WON = re.compile(r"(?:[Aa]warded|AWARDED)(?: to| TO):?\s{1,3}(?:the )?$")
_WON_ENDS = re.compile(r"\s*(?:\n|\Z|[.,;]|for\b|on\b|in\b|\()")
_AND = re.compile(
    r"(?:,?\s\([^()\n]{1,60}\))?(?:,\s(?:a|an)\s[^.;\n]{3,120}?)?,?(?:\s[A-Z][a-z]+(?:\s[A-Z][a-z]+)?)?,?\s{1,3}(?:and|AND)\s{1,3}(?:the\s)?"
)


def _is_winner(text: str, first: int, last: int) -> bool:
    """Whether a name of at least two words is that of the one to whom is said to be awarded."""
    return " " in text[first:last] and _WON.search(text[max(0, first - 16) : first]) is not None and _WON_ENDS.match(text, last) is not None


def _opposite(field: Field, body: Mention) -> tuple[int, int] | None:
    """The name that "and" joins to a body in the opening: the other side of a deal; None where none is.

    Without "between" before the body it must tell its trade.
    """
    joined = _AND.match(field.flowed, body.span.end)
    if joined is None:
        return None
    index = bisect_right(field.phrases, (joined.end(), len(field.flowed))) - 1
    first, last = field.phrases[index] if index >= 0 else (0, 0)
    if joined.end() >= last or (first != joined.end() and first > body.span.start):
        return None
    phrase = (joined.end(), last)  # the name may run on in the phrase of the body itself
    preamble = _PREAMBLE.search(field.flowed, max(field.span.start, body.span.start - 120), body.span.start) and " " in field.flowed[slice(*phrase)]
    return phrase if preamble or _TRADE.search(field.flowed, *phrase) else None


def _before(text: str, offset: int) -> int:
    """The end of what stands before that offset, leaving out spaces and a comma."""
    while offset > 0 and text[offset - 1] in " ,":
        offset -= 1
    return offset


def _mention(field: Field, span: Span) -> Mention:
    return Mention(span, clean_name(field.flowed[span.start : span.end]), AgencyType.PRIVATE, "label")


def _could_sell(words: str, *, said: bool) -> bool:
    """Whether a phrase is a name at all, and not a public body's or a form's word.

    The latter may stand inside a name that is `said` to be the vendor's.
    """
    bare = re.findall(r"[\w’'&-]+", words.lower())
    return (
        2 < len(words) < 80
        and state_code(_FORM_AFTER.sub("", words)) is None
        and not _POSTAL.match(words)
        and not bodies_in(words)
        and any(w not in plain_words() and len(w) > 2 for w in bare)
        and not _FORM_WORD.search(_SERVES.sub("", words if not said else f"{bare[0]} {bare[-1]}"))
    )


_POSTAL = re.compile(rf"(?i:[A-Z]{{2}}|{state_pattern()})\s{{1,2}}\d{{5}}(?!\d)")
_FORM_AFTER = re.compile(r"\s(?:Corporation|Company|LLC|Limited Liability Company|Partnership)$", re.IGNORECASE)  # "a Delaware Corporation"
_SERVES = re.compile(r"(?<=[a-z] )Services$")  # "North Elm Marine Services" is a name, "Services" alone is a heading
_FORM_WORD = re.compile(
    r"\b(?:Name|Address|Signature|Title|Date|Phone|Email|Number|Yes|No|Section|Exhibit|Attachment|Agreement"
    r"|Proposal|Bid|RFP|Contract|State|City|County|District|University|Department|Purchasing|Owner|Agency"
    r"|Shall|Will|Must|Contractor|Vendor|Bidder|Offeror|Proposer|Supplier|Respondent|Services?|Union|Board"
    r"|Company|Business|Office of|Bureau of|Party|Team|Parties|Employee|Consultant)\b",
    re.IGNORECASE,
)


def _weigh(field: Field, mentions: tuple[Mention, ...], lead: str | None, buyers: tuple[int, ...], *, heads: bool) -> tuple[float, Mention]:
    """What speaks for a company, and its best mention; `heads` where a vendor may head the paper."""
    seen: dict[str, float] = {}
    best, best_score, place = mentions[0], -99.0, 0.0
    for mention in mentions[:_LOOKED_AT]:
        here = {c.id: c.weight for c in cues_at(field.flowed, mention.span, "vendor", field.span)}
        top = (min(4.0, letterhead_weight(field, mention.span)) if heads else 0.0) + max(
            _second_party(field, mention, lead), _first_party(field, mention, buyers), _addressee(field, mention)
        )
        place = max(place, top)
        score = sum(here.values()) + top
        if score > best_score:
            best, best_score = mention, score
        seen |= here
    favour = sum(w for w in seen.values() if w > 0)
    against = min((w for w in seen.values() if w < 0), default=0.0)
    frequency = min(3.0, math.log2(len(mentions)))
    return favour + against + place + (frequency if favour or place else 0.0), best


_DIRECTLY = re.compile(r"\b(?:between|by and between|by and among)(?:\sthe)?:?\s{1,3}\Z", re.IGNORECASE)
_OPENS = re.compile(r"(?:\A|\n|\.\s)\s{0,3}\Z")
_THEN = re.compile(r"\sand:?\s{1,3}(?:the\s)?\Z", re.IGNORECASE)


def _first_party(field: Field, mention: Mention, buyers: tuple[int, ...]) -> float:
    """3 where the company follows "between", or opens a sentence, and "and" joins a public body or a program to it.

    `buyers` are the offsets at which those begin.
    """
    before = field.flowed[max(field.span.start, mention.span.start - 30) : mention.span.start]
    if mention.span.start > field.head or not (_DIRECTLY.search(before) or _OPENS.search(before)):
        return 0.0
    ends = (start for start in buyers if 0 < start - mention.span.end <= 300)
    return 3.0 if any(_THEN.search(field.flowed[mention.span.end : end]) for end in ends) else 0.0


_ENDS_LINE = re.compile(r"[ ,.]{0,3}(?:\n|\Z)")
_SALUTED = re.compile(r"\n\s{0,3}(?:re|subject|dear|reference|ref|ladies|gentlemen)\b", re.IGNORECASE)
_DAY_LINE = re.compile(r"\b(?:19|20)\d\d\s{0,3}\n|\d/\d\d(?:\d\d)?\s{0,3}\n|\b(?i:letter|notice) (?i:of) [^\n]{0,20}(?i:award)[^\n]{0,12}\n")


def _addressee(field: Field, mention: Mention) -> float:
    """3 for a company to whom a letter is written: a line of its own between the day and the salutation or subject."""
    text, (start, end) = field.flowed, (mention.span.start, mention.span.end)
    if start > field.head or not _ENDS_LINE.match(text, end) or text[max(field.span.start, text.rfind("\n", 0, start)) : start].strip():
        return 0.0
    return (
        3.0
        if _SALUTED.search(text, end, min(field.span.end, end + 260)) and _DAY_LINE.search(text, max(field.span.start, start - 220), start)
        else 0.0
    )


def _second_party(field: Field, mention: Mention, lead: str | None) -> float:
    """3 where the company stands in the opening sentence beside a public body: the other side of the deal."""
    begin = max(field.span.start, mention.span.start - 400)
    if mention.span.start > field.head:
        return 0.0
    joined = re.search(r"\band:?\s{1,3}(?:the\s)?$", field.flowed[begin : mention.span.start], re.IGNORECASE)
    preamble = _PREAMBLE.search(field.flowed, begin, mention.span.start)
    beside = any(
        begin <= b.span.start and b.span.end <= mention.span.start and ";" not in field.flowed[b.span.end : mention.span.start] for b in field.bodies
    )
    beside = beside or (lead is not None and joined is not None and lead.lower() in field.flowed[begin : mention.span.start].lower())
    if joined and preamble and beside and mention.rule == "legal-form":
        return 4.0
    if (joined and preamble) or (beside and (joined or preamble)):
        return 3.0
    return 0.5 if beside else 0.0
