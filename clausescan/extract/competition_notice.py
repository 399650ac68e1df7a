"""Where a solicitation was advertised (COMPETITION 1, fact 2): a sentence that says so, or a label with newspapers and days in its cell."""

from __future__ import annotations

import re

from clausescan.core.span import Span
from clausescan.extract.anchored import matches_from
from clausescan.extract.dates import find_dates

_ACTS = re.compile(
    r"\b(?:advertised|published|posted|advertise|publish|affidavit\s{1,3}of\s{1,3}publication|public\s{1,3}notice)\b"
    r"\s(?:[^.;\n]|\n(?!\n)){0,60}?\b(?:in|on|by|via|at|through)\s{1,3}(?P<where>(?:the\s{1,3})?(?-i:[A-Z])(?:[^.;\n]|(?<=\b[A-Z])\.|\n(?=\w)){2,110})",
    re.IGNORECASE,
)
_ACT_HEADS = ("advertise", "publish", "posted", "affidavit", "public")
_SUBJECT = re.compile(
    r"\b(?:solicitations?|RFPs?|RFQs?|ITBs?|IFBs?|RFBs?|ITNs?|CSPs?|requests?\s{1,3}for\s{1,3}(?:\w{1,12}\s{1,3})?(?:proposals?|bids?|quot\w{1,6}|qualifications?|offers?)"
    r"|invitations?\s{1,3}(?:to|for)|bids?|notice|advertisement|procurement|opportunity|affidavit|call\s{1,3}for\s{1,3}bids|contract)\b",
    re.IGNORECASE,
)
# What else is posted and published, and words of a buyer that may or will.
_OTHER = re.compile(
    r"\b(?:results?|tabulations?|addend\w{1,3}|amend\w{0,6}|awards?|awarded|answers?|questions?|clarif\w{2,10}|changes?|modif\w{2,8}|corrections?|index|indices|minutes"
    r"|agenda|wages?|holidays?|tariffs?|rates?|prices?|forms?|terms|conditions|reports?|standards?|catalog\w{0,3}|bonds?|logos?|responsib\w{2,6}|download\w{0,3}"
    r"|protests?|decisions?|intent|information|documents?|register|ordinances?|may|might|could|if|acknowledge)\b",
    re.IGNORECASE,
)
_BACK = 150
_LABEL = re.compile(
    r"(?:^|(?<=\|\s))[ \t]{0,4}(?P<label>(?:date\(?s?\)?[ ](?:of[ ])?)?(?:advertised|advertisements?|publish(?:ed)?|publications?"
    r"|legal[ ](?:notice|ad(?:vertisement)?)s?|newspapers?|public[ ]notice|notice)"
    r"(?:[ ](?:dates?|in|published|of[ ]publication)){0,2})[ \t]{0,2}(?:[:|]|[ ]{2})[ \t|]{0,6}"
    r"(?P<where>(?:the[ ])?[A-Z\d][^\n]{3,160}(?:(?<=[,;&])\n(?!\n)[^\n]{3,120}){0,3})",
    re.IGNORECASE | re.MULTILINE,
)
_LABEL_HEADS = ("advertise", "publish", "publication", "legal", "newspaper", "public notice", "notice", "date")
_DAYS = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w{0,6}\.? \d{1,2}(?:,? (?:and|&|to) | ?[-–,&] ?)\d[^;]{0,12}\b20\d\d\b")
"""Several days of one month: "March 3 and 10, 2025"."""
_TRIES = 40


def find_advertisement(text: str, small: str, span: Span) -> tuple[str, Span] | None:
    """Where, and where told when, the solicitation was advertised, with the words that say so; None where nothing says it.

    Results, addenda, price indices and other things that are posted or published are no advertisement.
    """
    return _labelled(text, small, span) or _told(text, small, span)


def _labelled(text: str, small: str, span: Span) -> tuple[str, Span] | None:
    """The cell behind a label; it must name something and hold a date."""
    for number, found in enumerate(_label_lines(text, small, span)):
        if number >= _TRIES:
            return None
        cell = " ".join(found["where"].split()).strip(" |")
        named = re.search(
            r"[A-Z][a-z]{2,}(?:\s[A-Z]\w+|\.(?:com|gov|org|net))|[A-Z]{4,}|\b\w{3,30}\.(?:com|gov|org|net)\b", _without_dates(found["where"])
        )
        if named and (_DAYS.search(cell) or find_dates(text, found.start("where"), found.end("where"))):
            return cell[:200], Span(found.start("label"), found.end("where"))
    return None


def _without_dates(words: str) -> str:
    """The words with their dates left out."""
    pieces, at = [], 0
    for one in find_dates(words):
        pieces.append(words[at : one.span.start])
        at = one.span.end
    return "".join([*pieces, words[at:]])


def _label_lines(text: str, small: str, span: Span) -> list[re.Match[str]]:
    found: list[re.Match[str]] = []
    for head in _LABEL_HEADS:
        at = small.find(head, span.start, span.end)
        while at >= 0 and len(found) < _TRIES:
            line = max(text.rfind("\n", span.start, at), text.rfind("|", span.start, at)) + 1
            if at - max(line, span.start) <= 12 and (match := _LABEL.match(text, max(line, span.start), span.end)):
                found.append(match)
            at = small.find(head, at + 1, span.end)
    return sorted(found, key=lambda m: m.start())


def _told(text: str, small: str, span: Span) -> tuple[str, Span] | None:
    """The first sentence that says where the solicitation was advertised."""
    for number, found in enumerate(matches_from(_ACTS, _ACT_HEADS, text, small, span.start, span.end)):
        if number >= _TRIES:
            return None
        where = found["where"]
        begin = max(span.start, found.start() - _BACK)
        before = re.split(r"[.;]\s|\n\n", text[begin : found.start()])[-1]
        advertised = small.startswith("advertise", found.start())
        sentence = before + text[found.start() : found.start("where")]
        if (advertised or _SUBJECT.search(sentence)) and not _OTHER.search(sentence):
            return " ".join(re.split(r"\bon(?: the)? following dates?\b|\b(?:acknowledge|and shall|for bidders)\b", where)[0].split()).strip(
                " ,:"
            ), Span(*found.span())
    return None
