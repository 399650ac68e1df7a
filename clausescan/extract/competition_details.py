"""What a text tells of a competition besides its method: dates, bidders, basis of award, base contract."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from clausescan.core.document import Document
from clausescan.core.finding import Evidence, cite
from clausescan.core.span import Span
from clausescan.extract.anchored import Reach, first_from, matches_at, matches_near, places, starts_before
from clausescan.extract.dates import find_dates
from clausescan.extract.pattern_rules import lowered

_OFFERS = r"(?:bids?|proposals?|quotes?|quotations?|responses?|offers?|submittals?|submissions?)"
_LABELS = {
    "issued": rf"""\b(?: (?:issue|issued|issuance|release|posting|publication)\ date | date\s(?:issued|of\sissue|released|posted)
        | (?:RFP|ITB|IFB|RFQ|solicitation|bid|proposal)\s(?:issued|released) | issued(?:\son)?[ ]?: | (?:{_OFFERS}\s)?issued\son )""",
    "due": rf"""\b(?: due\s(?:date|by|on) | date\sdue | {_OFFERS}\s(?:(?:are|is|must\sbe)\s)?due | {_OFFERS}\s(?:due\sdate|deadline)
        | clos(?:ing|es)(?:\sdate)?\b
        | (?:received|accepted|submitted|delivered)\b[^.;]{{0,90}}?\b(?:until|by|before|(?:no|not)\slater\sthan|prior\sto)
        | deadline\sfor\s(?:{_OFFERS}|submi) )""",
    "opened": rf"""\b(?: {_OFFERS}?\s?(?:were|was)\s(?:publicly\s)?opened | opened\son | (?:public\s)?(?:bid|proposal|tender)\sopening(?:\sdate)?
        | opening\sdate | (?:will|shall)\sbe\s(?:publicly\s)?opened )""",
}
_DATED = {
    name: re.compile(label.replace(r"\s", r"\s{1,3}").replace(r"\ ", r"\s{1,3}"), re.IGNORECASE | re.VERBOSE) for name, label in _LABELS.items()
}
_LABEL_WORDS = {
    "issued": ("issu", "release", "post", "publication"),
    "due": ("due", "deadline", "closing", "closes", "received", "accepted", "submitted", "delivered"),
    "opened": ("open",),
}
_LABELLED = {name: Reach(words, before=60, after=160) for name, words in _LABEL_WORDS.items()}
_OTHER_DEADLINE = re.compile(
    r"\b(?:questions?|inquir\w{1,4}|addend\w{1,3}|clarifications?|pre-?bid|protests?|site visit)\b[^.\n]{0,30}\Z", re.IGNORECASE
)
_NEAR = 70
"""Code points between a label and its date."""
_TRIES = 12
_ADVERTISED = re.compile(
    r"\b(?:advertised|published|posted|affidavit\s{1,3}of\s{1,3}publication|public\s{1,3}notice)\b"
    r"\s[^.;\n]{0,20}?\b(?:in|on|by|via|at|through)\s{1,3}(?P<where>(?:the\s{1,3})?[A-Z][^.;\n]{2,90})"
)
_ADVERTISED_HEADS = ("advertised", "published", "posted", "affidavit", "public")
_NUMERALS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_COUNTS = {word: str(n) for n, word in enumerate(_NUMERALS, 1)}
_BIDDERS = re.compile(
    rf"""\b(?:(?P<count>\d{{1,3}}|{"|".join(_COUNTS)})(?:\s\(\d{{1,3}}\))?\s(?:\w{{1,14}}\s){{0,2}}?(?:{_OFFERS}|bidders|proposers|firms|vendors)
        \s(?:(?:were|was|have\sbeen)\s)?(?:received|opened|submitted|responded|replied|evaluated|scored|tabulated|obtained|solicited)
      | received\s(?P<count2>\d{{1,3}}|{"|".join(_COUNTS)})(?:\s\(\d{{1,3}}\))?\s(?:\w{{1,14}}\s){{0,2}}?{_OFFERS})\b""".replace(r"\s", r"\s{1,3}"),
    re.IGNORECASE | re.VERBOSE,
)
_ANSWERED = ("received", "opened", "submitted", "responded", "replied", "evaluated", "scored", "tabulated", "obtained", "solicited")
_ANSWERS = ("bid", "proposal", "quot", "response", "offer", "submi", "proposer", "firm", "vendor")
"""Words for what was done with offers, and for offers and who makes them; the numbers below tell how far they may stand apart."""
_ANSWER_BEFORE, _COUNT_BEFORE, _COUNT_AFTER = 32, 120, 100
_BASES = tuple(
    (name, heads, re.compile(pattern.replace(r"\s", r"[\s-]{1,3}"), re.IGNORECASE))
    for name, heads, pattern in (
        (
            "multiple_award",
            ("multi", "award"),
            r"\b(?:multiple\sawards?|award(?:s|ed)?\sto\s(?:more\sthan\sone|multiple|one\sor\smore)|multi(?:ple)?\s(?:award|vendor))\b",
        ),
        (
            "lowest_responsible",
            ("lowest",),
            r"\blowest(?:,?\s(?:and|most|best|responsive|responsible|qualified|&)[,/]?){0,6}\s(?:bidders?|bids?|proposers?|responsible|responsive)\b",
        ),
        ("best_value", ("best", "most"), r"\b(?:best\s(?:overall\s)?value|most\sadvantageous)\b"),
        (
            "ranked",
            ("highest", "top", "ranked", "rated"),
            r"\b(?:(?:highest|top)\s(?:ranked|rated|scored|scoring|ranking)|ranked\sfirst|rated\sfirst)\b",
        ),
    )
)
_BODY = r"(?:council|board|commission(?:ers)?|court|trustees|supervisors|authority|legislature|directors)"
_RECORD = re.compile(
    rf"""\b(?: (?:awarded|approved|adopted)\b[^.;\n]{{0,60}}?\bby\s(?:the\s)?(?:[A-Z][\w.]{{0,20}}\s){{0,4}}{_BODY}
      | {_BODY}\s(?:awarded|approved)\b[^.;\n]{{0,80}} | resolution\s(?:no\.?|number|\#)[ ]{{0,2}}(?=[\w-]{{0,20}}\d)[\w-]{{1,20}}
      | notice\sof\s(?:intent\sto\s)?award\b )""".replace(r"\s", r"\s{1,3}"),
    re.IGNORECASE | re.VERBOSE,
)
_RECORD_HEADS = ("award", "approved", "adopted", "resolution", "notice")
_BODY_BEFORE = re.compile(rf"\b{_BODY}\s{{1,3}}\Z", re.IGNORECASE)
"""What such a record begins with, and a body that stands before it."""
_BASE_NUMBER = re.compile(
    r"\b(?:contract|agreement|bid|rfp|ifb|itb|schedule|no\.?|number|\#)\s{0,3}(?:no\.?|number|\#|:)?\s{0,3}(?P<number>(?=[\w/-]{0,24}\d)[A-Z0-9][\w/-]{1,24})",
    re.IGNORECASE,
)
_PROGRAM = re.compile(
    r"\b(?:Sourcewell|NJPA|OMNIA(?: Partners)?|NASPO(?: ValuePoint)?|BuyBoard|HGACBuy|H-GAC|HGAC|TIPS|Choice Partners|Equalis(?: Group)?|NCPA|PEPPM"
    r"|AEPA|1GPA|COSTARS|MiDEAL|U\.?S\.? Communities|National IPA|TCPN|GSA|TXMAS|CMAS|DIR)\b"
)
_AGENCY = re.compile(
    r"\b(?:(?:City|County|State|Town|Village|Port|University|Commonwealth|Township|Parish)\sof\s[A-Z][\w.]{1,20}(?:\s[A-Z][\w.]{1,20}){0,2}"
    r"|(?!The\s|This\s|An?\s)(?:[A-Z][\w.]{1,20}\s){1,4}(?:County|City|Port\sAuthority|School\sDistrict|University|College|Cooperative|Consortium|Council\sof\sGovernments|Authority))"
)


@dataclass(frozen=True, slots=True)
class Details:
    """`(name, value)` pairs, each name at most once, and the words that prove them."""

    details: tuple[tuple[str, str], ...]
    evidence: tuple[Evidence, ...]


def find_details(document: Document, span: Span, method: str, sentence: Span, *, planned: bool) -> Details:
    """Details of the competition told between two offsets; `sentence` is the one that proves the method.

    Where the competition is only `planned`, numbers of bidders and awards are those of other procurements or of rules, and are left out.
    issued, due and opened are ISO dates; `bidders` is a number; `award_basis` one of lowest_responsible, best_value, ranked, multiple_award,
    qualifications; `base_contract` (only for a purchase under another body's contract) joins body and number.
    """
    text, small = document.text, lowered(document.text)
    found = [one for name in _DATED if (one := _dated(text, small, span, name)) is not None]
    found += [one for one in _said(text, small, span) if not (planned and one[0] in {"award_record", "bidders", "opened"})]
    found += [("award_basis", "qualifications", sentence)] if method == "rfq_qualifications" else _basis(text, small, span)
    if method == "piggyback":
        found += _base_contract(document.text, sentence)
    return Details(tuple((n, v) for n, v, _ in found), tuple(cite(document, s, f"competition.{n}") for n, _, s in found))


def _dated(text: str, small: str, span: Span, name: str) -> tuple[str, str, Span] | None:
    """The first whole date behind a label of that name."""
    for label in islice(matches_near(_DATED[name], _LABELLED[name], text, small, span.start, span.end), _TRIES):
        if _OTHER_DEADLINE.search(text, max(span.start, label.start() - 50), label.start()):
            continue
        for one in find_dates(text, label.end(), min(span.end, label.end() + _NEAR))[:1]:
            if one.date is not None and one.precision == "exact":
                return name, one.date.isoformat(), Span(label.start(), one.span.end)
    return None


def _said(text: str, small: str, span: Span) -> list[tuple[str, str, Span]]:
    """Advertisement, number of bidders, record of the award."""
    found = []
    if match := first_from(_ADVERTISED, _ADVERTISED_HEADS, text, small, span.start, span.end):
        found.append(("advertised", " ".join(match["where"].split()), Span(*match.span())))
    if match := _counted(text, small, span):
        count = (match["count"] or match["count2"]).lower()
        found.append(("bidders", _COUNTS.get(count, count), Span(*match.span())))
    if match := _record(text, small, span):
        found.append(("award_record", " ".join(match.group().split()), Span(*match.span())))
    return found


def _counted(text: str, small: str, span: Span) -> re.Match[str] | None:
    """The first words that count bids or bidders."""
    for at in places(small, _ANSWERED, span.start, span.end):
        near = small[max(0, at - _ANSWER_BEFORE) : at] + (small[at : at + _COUNT_AFTER] if small.startswith("received", at) else "")
        if any(word in near for word in _ANSWERS):
            found = _BIDDERS.search(text, max(span.start, at - _COUNT_BEFORE), min(span.end, at + _COUNT_AFTER))
            if found:
                return found
    return None


def _record(text: str, small: str, span: Span) -> re.Match[str] | None:
    """The first words that tell of an award by a body."""
    heads = places(small, _RECORD_HEADS, span.start, span.end)
    acts = (at for at in heads if small.startswith(("award", "approved"), at))
    bodies = starts_before(_BODY_BEFORE, text, acts, span.start, most=20)
    return next(matches_at(_RECORD, sorted({*heads, *bodies}), text, span.start, span.end), None)


def _basis(text: str, small: str, span: Span) -> list[tuple[str, str, Span]]:
    """The basis of award: the first of the wordings that is there."""
    for name, heads, rule in _BASES:
        if match := first_from(rule, heads, text, small, span.start, span.end):
            return [("award_basis", name, Span(*match.span()))]
    return []


def _base_contract(text: str, sentence: Span) -> list[tuple[str, str, Span]]:
    """Body and number of the contract that a purchase rides on, as far as the sentence names them (COMPETITION 3)."""
    body = _PROGRAM.search(text, sentence.start, sentence.end) or _AGENCY.search(text, sentence.start, sentence.end)
    number = _BASE_NUMBER.search(text, sentence.start, sentence.end)
    places = [Span(*m.span()) for m in (body, number) if m is not None]
    if not places:
        return []
    value = " ".join(" ".join(words.split()) for words in (body.group() if body else "", number["number"] if number else "") if words)
    return [("base_contract", value, Span(min(p.start for p in places), max(p.end for p in places)))]
