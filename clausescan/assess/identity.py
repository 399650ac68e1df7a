"""What tells to which procurement a part belongs: its numbers, its parties, what it is about, and the numbers that its words name (BUNDLES 1)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from clausescan.assess.names import name_key
from clausescan.assess.numbers import number_key
from clausescan.core.document import Document
from clausescan.core.finding import Role
from clausescan.core.group import PartIdentity
from clausescan.core.result import Scanned, ScannedPart
from clausescan.core.span import Span
from clausescan.core.states import STATE_NAMES

_MOST_NAMED = 3000
_NEAR = 400
_NUMBER = re.compile(
    r"(?<![\w$.,/–-])(?P<before>[A-Z]{1,8}[ ])?(?P<number>(?:[A-Za-z]{1,8}[-–./\#]?){0,3}\d[\w./–-]{1,24})"  # "PA 24-0031", "CV-2023-07", "C23-0087"
)
_TAKES_IN = re.compile(
    r"\b(?:incorporat(?:e|es|ed|ing)|made\s{1,2}(?:a\s{1,2})?part|form(?:s|ing)?\s{1,2}(?:a\s{1,2})?part|contract\s{1,2}documents\s{1,2}(?:are|include|consist))\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[a-z]{3,}")
# words that say what kind of paper it is, who acts or when, and nothing on what is bought
_PAPER_WORDS = """
addenda addendum agenda agreement amended amending amendment and annual any appendix approval approve approved april are article articles
attachment august award awarded bid bidder bidders bidding bids board categories category certificate change city commission committee
company contract contractor contracts cooperative corp council county date dated december department description district document documents
each effective entered exhibit exhibits extension february fifth final first for form fourth from general group groups inc information
instructions into invitation invite item items its itself january july june letter list llc lot lots made maker march master may meeting
memorandum minutes modification negotiate notice november number october offer offers only option order other page part participating
parties per period price prices pricing procurement product products proposal proposals proposer provide provided purchase purchasing
quotation quote regular related renew renewal request requested requests resolution response revised revision schedule school sealed second
section seller september service services shall solicitation specifications standard state statewide submittal summary supplement supplier
supplies supply table tabulation term terms that the their these third this through title town under unit use vendor vendors was whereas
which will with work
"""
_NO_SUBJECT = frozenset(_PAPER_WORDS.split()) | {word for name in STATE_NAMES.values() for word in name.lower().split()}


def identities(scanned: Scanned, folder: str = "", told: Mapping[int, tuple[str, ...]] | None = None) -> tuple[PartIdentity, ...]:
    """One identity a part of the PDF, in order; `told` gives the contract files that a person put a part in, by its index."""
    return tuple(_identity(scanned.document, part, index, folder, (told or {}).get(index, ())) for index, part in enumerate(scanned.parts))


def _identity(document: Document, scanned: ScannedPart, index: int, folder: str, told: tuple[str, ...]) -> PartIdentity:
    facts = scanned.facts
    lead = facts.lead_agency.value.name if facts.lead_agency else ""
    vendor = facts.vendor.value.name if facts.vendor else ""
    named, taken_in = _named(document, scanned.part.span)
    return PartIdentity(
        source=document.source.sha256,
        index=index,
        role=facts.role.value.role if facts.role else Role.OTHER,
        title=scanned.part.title,
        contract_number=facts.contract_number.value.number if facts.contract_number else "",
        solicitation_number=facts.solicitation_number.value.number if facts.solicitation_number else "",
        lead=lead,
        vendor=vendor,
        subject=_subject((scanned.part.title, facts.scope.value.summary if facts.scope else ""), (lead, vendor)),
        named=named,
        taken_in=taken_in,
        folder=folder,
        told=told,
        pages=scanned.part.pages,
        shared_record=bool(facts.role and facts.role.value.subrole in {"tabulation", "evaluation"}),
    )


def _subject(texts: Sequence[str], names: Sequence[str]) -> frozenset[str]:
    """The words that tell what is bought, without a plural s."""
    words = {w for text in texts for w in _WORD.findall(text.lower())} - _NO_SUBJECT
    return frozenset(w.removesuffix("s") for w in words - {w for name in names for w in name_key(name)})


def key_of(number: str) -> str:
    """The number without its punctuation, as the key of an index; "" for none."""
    return "-".join(number_key(number))


def _named(document: Document, span: Span) -> tuple[frozenset[str], frozenset[str]]:
    """Keys of the numbers that stand in the text, and of those near words of incorporation."""
    near = [(m.start() - _NEAR, m.end() + _NEAR) for m in _TAKES_IN.finditer(document.text, span.start, span.end)]
    named: set[str] = set()
    taken_in: set[str] = set()
    at = 0
    for start, key in _keys(document.text, span):
        if len(named) > _MOST_NAMED:
            break
        named.add(key)
        while at < len(near) and near[at][1] < start:
            at += 1
        if at < len(near) and near[at][0] <= start:
            taken_in.add(key)
    return frozenset(named), frozenset(taken_in)


def _keys(text: str, span: Span) -> Iterator[tuple[int, str]]:
    """The place and key of each number that could be one of a solicitation or contract; with the short word before it, and without."""
    for match in _NUMBER.finditer(text, span.start, span.end):
        number = match["number"].rstrip("./–-")
        if sum(c.isdigit() for c in number) < 3:
            continue
        for words in (number, (match["before"] or "") + number):
            if key := key_of(words):
                yield match.start("number"), key
