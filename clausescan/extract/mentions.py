"""Every mention of a body or a company in a part. Offsets are code points of `Document.text`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from clausescan.core.document import Document
from clausescan.core.finding import AgencyType
from clausescan.core.result import Part
from clausescan.core.span import Span
from clausescan.extract.agency_types import NameHit, bodies_in, plain_words
from clausescan.extract.names import clean_name, flow, phrases
from clausescan.extract.pattern_rules import lowered
from clausescan.extract.places import state_code, state_pattern


@dataclass(frozen=True, slots=True)
class Mention:
    """A name where it stands: the cleaned name, its type by pattern (PRIVATE for a company), and the pattern's id."""

    span: Span
    name: str
    type: AgencyType
    rule: str


@dataclass(frozen=True, slots=True)
class Field:
    """What the search for parties looks at.

    `flowed` has the length of `Document.text` and holds spaces for breaks inside sentences; `head` is the offset where the opening pages end;
    `phrases` are start and end of each run of capitalised words;
    `usual_size` is the font size, in points, of most lines of the opening, 0 where it is not known.
    """

    document: Document
    span: Span
    flowed: str
    head: int
    bodies: tuple[Mention, ...]
    companies: tuple[Mention, ...]
    phrases: tuple[tuple[int, int], ...]
    usual_size: float = 0.0

    @property
    def small(self) -> str:
        """`flowed` in lower case, with blanks for line breaks: of most documents the same text in which all finders look for words."""
        text = self.document.text
        return lowered(self.flowed if "\u00a0" in text else text)


# Written with a capital: "my company" is none. All begin with one of seven letters, so that other places are left at once.
_LEGAL = re.compile(
    r"[CGILNPS](?<=[,\s].)(?i:(?<=I)nc|(?<=I)ncorporated|(?<=L)(?:LC|\.L\.C|LP|\.L\.P|LLP|\.L\.L\.P|P|\.P|td|imited)"
    r"|(?<=C)(?:orp|orporation|o(?!\.\s(?:Board|Commission|Sheriff|Supervisors|Fiscal))|ompany)"
    r"|(?<=P)(?:LLC|\.L\.L\.C|C|\.C|LC|\.L\.C|\.A|ty\.?\sLtd)|(?<=N)\.[AV]|(?<=G)mbH|(?<=S)\.[AC])"
    r"(?![\w&’'-])\.?(?:,?\s(?:Inc|INC|LLC|L\.P|LP|Ltd|LTD|N\.A)(?!\w)\.?)?"
)
_SPLIT = re.compile(r"\s(?:AND|WITH|BETWEEN|BY|FOR|TO|FROM|and|for|at)\s(?:(?:THE|the)\s)?")
# What stands before these and "and" is an organisation of its own.
_ORGANISATION = re.compile(
    r"\b(?:Union|Bank|Cooperative|Association|University|College|Foundation|Group|Partners|Board|Council|Agency|Trust"
    r"|Institute|Inc|LLC|Corporation|Company|Corp)\b\.?,?\s(?:and|AND|&)\s(?:(?:the|THE)\s)?(?=[A-Z]\w+\s)"
    rf"|^(?:{state_pattern()})\s(?:and|AND)\s(?=[A-Z])"
    r"|^(?:The\s)?(?:City|County|Town|Village|Township|Borough|District|Authority|State|Agency|Owner|Buyer|Purchaser|Customer|Department|Commission|Port|School)"
    r"\sand\s(?:the\s)?(?!Country\b|Local\b)(?=[A-Z])"
)
_ADDRESS = re.compile(
    r"[A-Z]{2}\s{1,2}\d{5}(?:-\d{4})?\s(?:(?:and|AND|&)\s(?:(?:the|THE)\s)?)?|[A-Z]{2}\sand\s(?:the\s)?(?=[A-Z][a-z])"
)  # "MN 56000 and ..."
_JOINED = re.compile(r",?\s(?:and|AND|with|WITH)\s(?:(?:the|THE)\s)?(?=[A-Z])")  # between two companies of one run of capitals
_LATER_AND = re.compile(r"\s(?:and|AND)\s(?:(?:the|THE)\s)?(?=[A-Z])")
_HEAD_CHARS = 7000


def survey(document: Document, part: Part) -> Field:
    """All names of bodies and companies in the part, in order of the text; one pass over it."""
    start, end = part.span.start, part.span.end
    flowed = " " * start + flow(document.text[start:end]) if start else flow(document.text[:end])
    bodies: list[Mention] = []
    companies: list[Mention] = []
    found = phrases(flowed, start, end)
    forms = _legal_forms(flowed, start, end)
    at = 0
    for first, last in found:
        form, begin = None, first
        while at < len(forms) and forms[at].start <= last:
            if form is not None and (joined := _JOINED.match(flowed, form.end, forms[at].start)) and (one := _company(flowed, first, form)):
                companies.append(one)
                bodies += _bodies(flowed, begin, bodies_in(flowed[begin : one.span.start]))
                begin = joined.end()
            form = forms[at] if forms[at].start > first else None
            at += 1
        company = _company(flowed, begin, form) if form is not None else None
        if company is not None:
            companies.append(company)
            bodies += _bodies(flowed, begin, bodies_in(flowed[begin : company.span.start]))
            bodies += _bodies(flowed, company.span.end, bodies_in(flowed[company.span.end : last]))
        elif hits := bodies_in(flowed[begin:last]):
            bodies += _bodies(flowed, begin, hits)
    head = _head_end(document, part)
    sizes = sorted(x.font_size for x in document.lines_of(Span(start, head)) if x.font_size)
    usual = sizes[len(sizes) // 2] if sizes else 0.0
    return Field(document, part.span, flowed, head, tuple(bodies), tuple(companies), found, usual)


_AMOUNT = re.compile(r"USD \d+\Z")
"""A sum in dollars, where more figures follow ("USD 1,200"): no school district."""
_FIGURES = re.compile(r"[,.'’]\d|\s(?:million|thousand|per)\b")


def _bodies(text: str, first: int, hits: tuple[NameHit, ...]) -> list[Mention]:
    spans = ((Span(first + h.start, first + h.end), h) for h in hits)
    return [
        Mention(s, clean_name(text[s.start : s.end]), h.type, h.rule)
        for s, h in spans
        if not (_AMOUNT.match(text, s.start, s.end) and _FIGURES.match(text, s.end))
    ]


def _head_end(document: Document, part: Part) -> int:
    """The end of the opening: the first two pages, and at least some thousand characters."""
    pages = [p for p in document.pages if part.pages[0] <= p.number <= part.pages[0] + 1]
    return min(
        part.span.end,
        max((p.span.end for p in pages), default=0)
        if pages and pages[-1].span.end - part.span.start < 2 * _HEAD_CHARS
        else part.span.start + _HEAD_CHARS,
    )


def _legal_forms(text: str, start: int, end: int) -> list[Span]:
    """Legal forms with the comma and the space before them, in order."""
    found = []
    for m in _LEGAL.finditer(text, start, end):
        first = m.start() - 1
        found.append(Span(first - 1 if text[first] != "," and first > start and text[first - 1] == "," else first, m.end()))
    return found


def _company(text: str, first: int, tail: Span) -> Mention | None:
    """The company whose legal form ("Inc.", "LLC") ends the phrase that begins at `first`, or follows it; None without a name before it."""
    start = _company_start(text, first, tail.start)
    words = re.findall(r"[\w’'&-]+", text[start : tail.start])
    if not words or all(w.lower() in plain_words() or w.isdigit() for w in words) or state_code(" ".join(words)) is not None:
        return None  # "a Delaware Corporation"
    return Mention(Span(start, tail.end), clean_name(text[start : tail.end]), AgencyType.PRIVATE, "legal-form")


def _company_start(text: str, first: int, end: int) -> int:
    """Where the company's own name begins inside a phrase: after a body's name, after "between" or "with", and after a label."""
    start = first
    for hit in bodies_in(text[first:end]):
        after = re.match(r"\s(?:and|AND|&)\s(?:(?:the|THE)\s)?", text[first + hit.end : end])
        if after:
            start = first + hit.end + after.end()
        elif hit.rule == "state-department" and (later := [*_LATER_AND.finditer(text, first + hit.start, first + hit.end)]):
            start = later[-1].end()  # a department's name may hold "and", a company's behind it does not
    joined = _ORGANISATION.search(text[start:end])
    start += joined.end() if joined else 0
    capitals = text[start:end].isupper()
    for found in _SPLIT.finditer(text, start, end):
        word = found[0].strip().split()[0]
        if word in {"for", "at"} or (word.isupper() and (word != "AND" or not capitals) and text[found.end() : end].strip()):
            start = found.end()
    address = _ADDRESS.match(text, start, end)
    start = address.end() if address else start
    label = re.match(
        r"(?:(?:The|Contractor|Vendor|Supplier|Seller|Proposer|Bidder|Offeror|Consultant|Between|By|With"
        r"|And|For|To|From|Whereas|Company|Customer|Licensor|Licensee)\s)+",
        text[start:end],
    )
    return start + label.end() if label else start


def spelled_out(name: str, mentions: Iterable[Mention], text: str) -> str:
    """The name as another mention spells it where the one quoted stands in capitals, which hide what is an acronym; the same name otherwise."""
    usual = Counter(m.name for m in mentions if m.name.lower() == name.lower() and not text[m.span.start : m.span.end].isupper())
    return usual.most_common(1)[0][0] if usual else name
