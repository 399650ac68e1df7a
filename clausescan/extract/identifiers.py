"""The numbers of a solicitation and of a contract, as printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from clausescan.core.document import Document
from clausescan.core.finding import Finding, Identifier, Role, cite, finding
from clausescan.core.result import Part
from clausescan.core.span import Span
from clausescan.extract.anchored import matches_at, matches_from, places
from clausescan.extract.pattern_rules import lowered
from clausescan.extract.sentences import first_lines
from clausescan.extract.titles import is_heading

_NUMBER = (
    r"(?P<number>(?:[A-Z]{1,6}[ ]?)?(?=[A-Za-z./–_-]{0,14}\d)[A-Z0-9]{1,26}(?:[-–/._][A-Za-z0-9]{1,12}){0,6}(?:(?<=[A-Z ]\d{3})[ ]\d{8,12}\b)?)"
    r"(?![\w%$@]|[-–/]\w|\.\d|,\d{3})"
)
_MARK = r"(?i:numbers?|num\b\.?|nos?\b\.?|n[°º]|\#|id\b(?:[ ]?(?:number|no\.?|\#))?)"
_GAP = r"[ \t]{0,24}(?:\n[ \t]{0,6})?"
_SHORT = r"(?<![A-Za-z])(?P<short>(?i:RFPs?|RF(?:[ABIOQRTX]|CSP|SQ|SP|PQ|QQ|QU|EI|EOI|TOP)|IFBs?|IF[PQ]|IRFP|ITBs?|IT[NPQ]|R?EOI|CSP|SOQ|bid))"
_LONG = r"""(?<![A-Za-z])(?P<long>(?i:solicitation|(?:invitation|call|request|advertisement)[ \n](?:for|to)[ \n](?:competitive[ ]|sealed[ ])?
    (?:bids?|proposals?|quotations?|quotes?|qualifications|negotiate|offers?|applications?|information|tenders?)|(?:sealed[ ])?(?:bid|proposal|tender)
        (?:[ ]invitation|[ ]event|[ ]file|[ ]document|/rfp)?
   |proposal|quotation|(?:sourcing[ ]|bid[ ]|solicitation[ ])?event|collective|procurement|inquiry|bid[ ]?/[ ]?(?:rfp|proposal)|rfx
   |rfp[ ]?/[ ]?bid)(?:[ ]?\([A-Z]{3,4}\))?)"""
_DEAL = r"""(?<![A-Za-z])(?P<deal>(?i:(?:(?:master|price|statewide|term|state|cooperative|purchas(?:e|ing)|services?|national|blanket|award(?:ed)?
        |county|city|agency|standard|base|original|lead[ ]state)[ ]){0,3}
    (?:contracts?|agreement|lease)|participating[ ]addendum|BPA|blanket[ ](?:purchase[ ])?order)(?:[ ](?:award|reference))?)"""
_SOLICITATIONS = re.compile(
    rf"""{_SHORT}(?:[ ]?[-–][ ]?|[ ]{{1,3}}|(?={_MARK})|[ ]{{0,3}}:)(?P<mark>{_MARK})?[ ]{{0,2}}(?P<colon>[:.-]?){_GAP}{_NUMBER}
      | {_LONG}(?:{_GAP}(?P<lmark>{_MARK})[ ]{{0,2}}[:.-]?{_GAP}|[ ]{{0,3}}:?[ ]{{1,4}}){_NUMBER.replace("<number>", "<lnumber>")}
      | (?P<tail>(?<![\w-])\d{{2,4}}[-–]?(?:\d{{1,5}}[-–]?)?(?:RFP|ITB|IFB|RFQ|ITN|RFB)(?:[-–]\w{{1,8}}){{0,3}})(?![\w-])""",
    re.VERBOSE,
)
_CONTRACTS = re.compile(
    rf"""{_DEAL}{_GAP}(?:(?P<mark>{_MARK})[ ]{{0,2}}[:.-]?{_GAP}|(?P<colon>:)[ ]{{0,24}}|[ ]){_NUMBER}""",
    re.VERBOSE,
)
_DECOY = re.compile(
    r"""\d{1,2}/\d{1,2}/(?:\d{2}|\d{4}) | \(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}   # a date, a telephone number
      | \d{5}-\d{4} | (?:19|20)\d{2}                                         # a postal code, a year
      | \d{1,2}\.(?:\d{1,2})? | \d{1,2}(?:st|nd|rd|th) | \d{1,2}:\d{2}.*      # a section, a day, a time
      | W-9 | 1099                                                            # forms
    """,
    re.VERBOSE,
)
_TAX = re.compile(r"\d{2}-\d{7}")
_PREFIX = re.compile(r"^(?:RF[A-Z]{1,4}|[IR]?[IR]F[BPQ]|ITB|ITN|ITQ|CSP|SOQ|bid)s?[ #:.–-]{1,3}(?:no\.?|number|#)?[ ]?", re.IGNORECASE)
_DAY = re.compile(r"^(?:\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d{2}|(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2})$")
_ELSEWHERE = re.compile(
    r"\b(?:references?|previous|prior|current|expiring|existing|expired|replac\w{1,4}|similar|supersed\w{1,4}|former|other|cancel\w{0,6}|client|project|past|last|example|experience|piggy-?\s?back\w{0,3}|rid(?:e|es|ing)\son|off\sof)\b[^.\n]{0,60}\Z",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"\b(?:response to|result of|pursuant to|issued|under|resulting from|awarded (?:from|under)|in accordance with|solicitation)\b[^.\n]{0,60}\Z",
    re.IGNORECASE,
)
_NOT_A_CONTRACT = re.compile(
    r"\b(?:amendment|modification|license|line item|subcontract|project|insurance|policy|account|federal|grant)\s{0,2}\Z", re.IGNORECASE
)
_RECITES = re.compile(r"\b(?:whereas|said|awarded|approved|pursuant)\b", re.IGNORECASE)
"""Words of a recital: its lines may be as short as a heading."""
_SOLICITATION_HEADS: tuple[str, ...] = (
    "rf",
    "if",
    "irfp",
    "itb",
    "itn",
    "itp",
    "itq",
    "eoi",
    "reoi",
    "csp",
    "soq",
    "bid",
    "sealed",
    "proposal",
    "tender",
    "quotation",
)
_SOLICITATION_HEADS += ("solicitation", "invitation", "call", "request", "advertisement", "sourcing", "event", "collective", "procurement", "inquiry")
_CONTRACT_HEADS: tuple[str, ...] = (
    "contract",
    "agreement",
    "lease",
    "participating",
    "bpa",
    "master",
    "price",
    "state",
    "term",
    "cooperative",
    "purchas",
)
_CONTRACT_HEADS += ("service", "national", "blanket", "award", "county", "city", "agency", "standard", "base", "original", "lead")
"""What labels begin with, in lower case."""
_TAILS = ("rf", "itb", "ifb", "itn")
_LONGEST_YEAR = 11
"""What ends a number that stands before its label, and how far the figures reach back from there."""
_SOLICITATION_WORDS = re.compile(r"RFP|ITB|IFB|RFQ|ITN|RFB|[Ss]olicitation [Nn#]|SOLICITATION N|[Bb]id [Nn#]|BID N|[Pp]roposal N|Proposals N")
_SOLICITATION_BEGINS = ("rfp", "itb", "ifb", "rfq", "itn", "rfb", "solicitation ", "bid ", "proposal n", "proposals n")
_CONTRACT_WORDS = re.compile(r"[Cc]ontract [Nn#]|CONTRACT [N#]|[Aa]greement [Nn#]|AGREEMENT [N#]")
_CONTRACT_BEGINS = ("contract n", "contract #", "agreement n", "agreement #")
_HEAD = 14000
_REST = 150_000
_CALLS = frozenset({Role.SOLICITATION, Role.ADDENDUM, Role.RESPONSE, Role.FORM})
_MANY = 3
_REPEATED, _MOST_REPEATED = 0.3, 0.9
"""What each further place of a number adds, and the most that repetition adds: a text may name another contract more often than its own."""
_AWARDED = frozenset({Role.CONTRACT, Role.AMENDMENT, Role.PRICE_LIST, Role.AWARD, Role.INSTRUCTIONS})
_AWARDEE = re.compile(r"[-–][A-Z0-9]{1,6}")
_MARKED, _TOP = 5, 6
"""How long a number must be for what follows it to mark an awardee, and among how many headings it is looked for."""
_LOOSE = frozenset({"proposal", "procurement", "inquiry", "quotation", "event", "collective", "tender"})
"""Words that number other things too."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A number with its label: the words to print, where they stand, and how much speaks for them."""

    number: str
    span: Span
    weight: float
    heading: bool

    @property
    def key(self) -> str:
        """The number without punctuation: spellings of one number share it."""
        return re.sub(r"[^a-z0-9]", "", self.number.lower())


@dataclass(frozen=True, slots=True)
class _Place:
    """What is asked once per part: the heading lines, where the first page ends, and the role."""

    headings: tuple[Span, ...]
    first_page_end: int
    role: Role


def find_numbers(document: Document, part: Part, role: Role) -> tuple[Finding[Identifier] | None, Finding[Identifier] | None]:
    """The solicitation number and the contract number of a part, each None where it is not printed.

    A number keeps the short word before it ("RFP 25-0037", "BID NO. 4628") unless a colon stands between them. Numbers with other
    labels (telephone, project, account, policy, statute, form) and dates are never taken. A solicitation has a contract number only
    where a heading gives it; a meeting paper that names many numbers has none.
    """
    lines = first_lines(document, part.span)
    if not lines:
        return None, None
    headings = tuple(line.span for line in lines[:30] if is_heading(words := document.quote(line.span)) and not _RECITES.search(words))
    page = next((p for p in document.pages if p.number == lines[0].page), None)
    place = _Place(headings, page.span.end if page else lines[-1].span.end, role)
    solicitation = _best(document, part, place, solicitation=True)
    contract = _best(document, part, place, solicitation=False)
    if contract is None and solicitation is not None and role in _AWARDED:
        contract = _awarded_under(document, headings, solicitation.value.number)
    return solicitation, contract


def _awarded_under(document: Document, headings: tuple[Span, ...], number: str) -> Finding[Identifier] | None:
    """A heading of the solicitation's number with the mark of one awardee behind it ("041924-ELM" under RFP 041924); None without one."""
    bare = _PREFIX.sub("", number)
    if len(bare) < _MARKED:
        return None
    for span in headings[:_TOP]:
        words = document.quote(span).strip()
        if words.startswith(bare) and _AWARDEE.fullmatch(words, len(bare)):
            return finding("contract_number", Identifier(words), (cite(document, span, "identifiers.contract_number"),), 0.7)
    return None


def _best(document: Document, part: Part, place: _Place, *, solicitation: bool) -> Finding[Identifier] | None:
    """The number that most speaks for, in the first pages; further on only where those give none."""
    text, small, start = document.text, lowered(document.text), part.span.start
    head = min(part.span.end, max(start + _HEAD, place.first_page_end))
    labels, read = (_solicitations, _solicitation) if solicitation else (_contracts, _contract)
    further = _windows(text, small, head, min(part.span.end, start + _REST), solicitation=solicitation)
    for spans in ((Span(start, head),), further):
        found = [c for span in spans for match in labels(text, small, span) if (c := read(text, match, place)) is not None]
        if chosen := _choose(found, place, solicitation=solicitation):
            kind = "solicitation_number" if solicitation else "contract_number"
            return finding(kind, Identifier(chosen.number), (cite(document, chosen.span, f"identifiers.{kind}"),), min(1.0, chosen.weight / 8))
    return None


def _solicitations(text: str, small: str, span: Span) -> Iterator[re.Match[str]]:
    """Labelled numbers of solicitations, in order."""
    starts = places(small, _SOLICITATION_HEADS, span.start, span.end)
    for at in places(small, _TAILS, span.start, span.end):
        if text[at - 1 : at].isdigit() or text[at - 1 : at] in {"-", "–"}:
            starts += [n for n in range(max(span.start, at - _LONGEST_YEAR), at) if text[n].isdigit()]
    return matches_at(_SOLICITATIONS, sorted(starts), text, span.start, span.end)


def _contracts(text: str, small: str, span: Span) -> Iterator[re.Match[str]]:
    """Labelled numbers of contracts, in order."""
    return matches_from(_CONTRACTS, _CONTRACT_HEADS, text, small, span.start, span.end)


def _windows(text: str, small: str, start: int, end: int, *, solicitation: bool) -> Iterator[Span]:
    """The places further on where a label may stand: from a little before the word to a little behind it."""
    words, begins = (_SOLICITATION_WORDS, _SOLICITATION_BEGINS) if solicitation else (_CONTRACT_WORDS, _CONTRACT_BEGINS)
    last = start
    for found in matches_from(words, begins, text, small, start, max(start, end)):
        if found.start() >= last:
            last = min(end, found.end() + 60)
            yield Span(max(start, found.start() - 30), last)


def _choose(found: list[_Candidate], place: _Place, *, solicitation: bool) -> _Candidate | None:
    """The heaviest candidate; repetition counts a little, the first place decides between equals."""
    totals: dict[str, float] = {}
    for key in {one.key for one in found}:
        weights = [one.weight for one in found if one.key == key]
        totals[key] = max(weights) + min(_REPEATED * (len(weights) - 1), _MOST_REPEATED)
    if place.role is Role.BOARD_ITEM and len(totals) >= _MANY:
        return None
    if not solicitation and place.role in _CALLS:
        found = [c for c in found if c.heading]
    enough = [c for c in found if totals[c.key] >= 2]
    if not enough:
        return None
    best = max(enough, key=lambda c: (totals[c.key], -c.span.start)).key
    return max((c for c in enough if c.key == best), key=lambda c: (c.weight, -c.span.start))


def _solicitation(text: str, match: re.Match[str], place: _Place) -> _Candidate | None:
    """A candidate for the number of the solicitation."""
    if match["tail"]:
        return _weighed(text, match["tail"], Span(*match.span("tail")), Span(*match.span()), 4.0, place)
    if match["lnumber"]:
        number, where, weight = match["lnumber"], Span(*match.span("lnumber")), 5.0 if match["lmark"] else 3.0
        if not match["lmark"] and (match["long"].lower() in _LOOSE or not _plausible(number, bare=True)):
            return None
        return _weighed(text, number, where, Span(*match.span()), weight - (2.5 if match["long"].lower() in _LOOSE else 0), place)
    bare = not match["mark"] and not match["colon"]
    if not _plausible(match["number"], bare=bare and not _is_line(text, match), called=True):
        return None
    label = text[match.start() : match.start("number")]
    apart = match["colon"] == ":" or "\n" in label or label.endswith("  ") or (match["mark"] or "").lower() == "number"
    kept = Span(*match.span("number")) if apart else Span(match.start("short"), match.end("number"))
    weight = 5.0 if match["mark"] else 4.0
    return _weighed(text, " ".join(text[kept.start : kept.end].split()), kept, Span(*match.span()), weight, place)


def _contract(text: str, match: re.Match[str], place: _Place) -> _Candidate | None:
    """A candidate for the number of the contract."""
    bare = not match["mark"] and not match["colon"]
    if not _plausible(match["number"], bare=bare) or _NOT_A_CONTRACT.search(text[max(0, match.start() - 30) : match.start()]):
        return None
    if bare and not re.search(r"\d[-–/.]?\d", match["number"]):
        return None
    weight = (2.0 if bare else 5.0) + (1.0 if match["deal"].lower() != "contract" else 0.0)
    if place.role is Role.PARTICIPATING_ADDENDUM and match["deal"].lower().startswith("participating"):
        weight += 2
    return _weighed(text, match["number"], Span(*match.span("number")), Span(*match.span()), weight, place, called=False)


def _weighed(text: str, number: str, kept: Span, whole: Span, weight: float, place: _Place, *, called: bool = True) -> _Candidate | None:
    """The candidate with what its place adds or takes away; None for a number of another kind. `called`: of a call for offers."""
    if not _plausible(_PREFIX.sub("", number), bare=False, called=called):
        return None
    before = text[max(0, whole.start - 90) : whole.start]
    heading = any(span.overlaps(kept) for span in place.headings)
    weight += 3 if heading else 1 if whole.start < place.first_page_end else 0
    weight += 1 if called and _SOURCE.search(before) else 0
    weight -= 7 if _ELSEWHERE.search(before) else 0
    return _Candidate(number.strip(" .-–/"), kept, weight, heading)


def _is_line(text: str, match: re.Match[str]) -> bool:
    """Whether label and number make a line of their own ("BID 621"); one of three figures at least."""
    begin, end = text.rfind("\n", 0, match.start()) + 1, text.find("\n", match.end())
    return text[begin : end if end >= 0 else len(text)].strip() == match[0].strip() and sum(c.isdigit() for c in match["number"]) >= 3


def _plausible(number: str, *, bare: bool, called: bool = False) -> bool:
    """False for dates, telephone numbers, years, list numbers and other numbers of no contract.

    Stricter where no "No." or colon stands before it, and a number with the shape of a tax number only where it is that of a call for offers.
    """
    number = number.strip()
    if _DECOY.fullmatch(number) or (not called and _TAX.fullmatch(number)) or _DAY.match(number) or not any(c.isdigit() for c in number):
        return False
    size = sum(c.isalnum() for c in number)
    return size >= (3 if "-" in number else 4) if bare else size >= 2


def labelled(text: str) -> Iterator[tuple[str, str]]:
    """`("solicitation" or "contract", number)` for every labelled number of a text, in order of kind and place: what rules and tests look at."""
    small, span = lowered(text), Span(0, len(text))
    for match in _solicitations(text, small, span):
        yield "solicitation", match["number"] or match["lnumber"] or match["tail"]
    for match in _contracts(text, small, span):
        yield "contract", match["number"]
