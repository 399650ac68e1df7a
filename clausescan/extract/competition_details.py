"""What a text tells of a competition besides its method: dates, bidders, basis of award, base contract."""

from __future__ import annotations

import re
from dataclasses import dataclass

from clausescan.core.document import Document
from clausescan.core.finding import Evidence, cite
from clausescan.core.span import Span
from clausescan.extract.competition_award import Said, find_basis, find_bidders, find_record
from clausescan.extract.competition_dates import find_competition_dates
from clausescan.extract.competition_notice import find_advertisement
from clausescan.extract.pattern_rules import lowered

_BASE_NUMBER = re.compile(
    r"(?:\b(?:contract|agreement|bid|rfp|ifb|itb|schedule|award|solicitation|addendum|no\.?|number)|\#)\s{0,3}(?:no\.?|number|\#|:)?\s{0,3}"
    r"(?P<number>(?=[\w/-]{0,24}\d)[A-Z0-9][\w/-]{1,24})|\b(?P<before>[A-Z]{2,8}-\d[\w-]{0,16})(?=\s(?:contract|agreement|award|schedule)\b)",
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


def find_details(document: Document, span: Span, method: str, sentences: tuple[Span, ...], *, planned: bool) -> Details:
    """Details of the competition told between two offsets; `sentences` are those that prove the method, the best first.

    Where the competition is only `planned`, numbers of bidders and awards are those of other procurements or of rules, and are left out.
    issued, due and opened are ISO dates; `bidders` is a number; `award_basis` one of lowest_responsible, best_value, ranked, multiple_award,
    qualifications; `base_contract` (only for a purchase under another body's contract) joins body and number.
    """
    text, small = document.text, lowered(document.text)
    found: list[Said] = [(one.name, one.value, one.span) for one in find_competition_dates(text, small, span)]
    if advertised := find_advertisement(text, small, span):
        found.append(("advertised", *advertised))
    if not planned:
        found += [one for one in (find_bidders(text, small, span), find_record(text, small, span)) if one is not None]
    basis = ("award_basis", "qualifications", sentences[0]) if method == "rfq_qualifications" else find_basis(text, small, span)
    found += [basis] if basis is not None else []
    if method == "piggyback":
        found += _base_contract(text, sentences)
    return Details(tuple((n, v) for n, v, _ in found), tuple(cite(document, s, f"competition.{n}") for n, _, s in found))


def _base_contract(text: str, sentences: tuple[Span, ...]) -> list[Said]:
    """Body and number of the contract that a purchase rides on, as far as one of the sentences names them (COMPETITION 3)."""
    found = [one for sentence in sentences if (one := _base_in(text, sentence)) is not None]
    return [max(found, key=lambda one: any(c.isdigit() for c in one[1]))] if found else []


def _base_in(text: str, sentence: Span) -> Said | None:
    body = _PROGRAM.search(text, sentence.start, sentence.end) or _AGENCY.search(text, sentence.start, sentence.end)
    number = _BASE_NUMBER.search(text, sentence.start, sentence.end)
    places = [Span(*m.span()) for m in (body, number) if m is not None]
    if not places:
        return None
    value = " ".join(
        " ".join(words.split()) for words in (body.group() if body else "", (number["number"] or number["before"]) if number else "") if words
    )
    return "base_contract", value, Span(min(p.start for p in places), max(p.end for p in places))
