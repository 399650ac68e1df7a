"""What the make-up of a part tells of its role: blanks, filled or not, and columns of prices."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from clausescan.core.document import Document
from clausescan.core.result import Part
from clausescan.core.span import Span
from clausescan.extract.anchored import line_starts, matches_at, places, starts_before
from clausescan.extract.pattern_rules import lowered
from clausescan.extract.sentences import first_lines

_BIDDER_BLANK = re.compile(
    r"""\b(?:(?:company|firm|bidder|proposer|offeror|respondent|business|vendor|supplier)(?:['’]s)?[ ](?:legal[ ])?name
          |(?:legal[ ])?name[ ]of[ ](?:company|firm|bidder|proposer|offeror|respondent|business|vendor)
          |(?:submitted[ ]by|authorized[ ](?:signature|representative|agent)|signature[ ]of[ ](?:bidder|proposer|offeror)))
        [ ]{0,3}(?:\([^)\n]{0,40}\))?[ ]{0,3}:?[ ]{0,8}(?P<value>[^\n]{0,80})""",
    re.VERBOSE | re.IGNORECASE,
)
_SIGNED = re.compile(
    r"""^[ ]{0,8}(?:by|signed|signature)[ ]{0,3}:[ ]{0,8}/s/(?P<value>[^\n]{0,60})                  # a typed signature
      |^[ ]{0,8}(?:bidder|proposer|offeror|respondent)[ ]{0,3}:[ \n]{0,6}(?P<name>[^\n]{0,80})
      |^[ ]{0,8}(?:by|signed(?:[ ]by)?|signature|company|firm|vendor|supplier|from)[ ]{0,3}:[ ]{0,8}
        (?P<typed>(?-i:[A-Z])[\w.,'’&-]{0,24}(?:[ ](?:&|(?-i:[A-Z])[\w.,'’-]{0,24})){1,6})          # a name typed on the line""",
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)
_SIGNED_WORDS = ("/s/", "bidder", "proposer", "offeror", "respondent", "by", "signed", "signature", "company", "firm", "vendor", "supplier", "from")
_BLANK_HEADS = ("legal name", "name of", "submitted by", "authorized ", "signature of")
_BEFORE_NAME = re.compile(
    r"\b(?:company|firm|bidder|proposer|offeror|respondent|business|vendor|supplier)(?:['’]s)?[ ](?:legal[ ])?\Z", re.IGNORECASE
)
"""What the label of such a blank begins with, and what stands before "name" in others."""
_NEXT_LABEL = re.compile(r":[ _]{0,40}$|\A[ ]{0,8}(?:by|company|firm|vendor|contractor)\b", re.IGNORECASE)
_BIDDERS_OWN = ("bidder", "proposer", "offeror", "respondent", "legal name of proposer", "legal name of bidder", "name of bidder", "name of proposer")
"""Labels that nobody else fills: one is enough where none is left empty."""
_LABEL = re.compile(
    r"\b(?:name|title|date|address|phone|telephone|fax|e-?mail|signature|city|state|zip|print|type|required|form|must|shall|will|of|or|and|is|if)\b",
    re.IGNORECASE,
)
_APART = re.compile(r"[ ]{3,80}")
"""What stands so far behind an answer is the next blank."""
_WORDS = re.compile(r"[A-Za-z]{2,}")
_RULED = re.compile(r"_{4,200}|\.{8,200}")
_PRICE = re.compile(r"\$\s{0,3}\d{1,3}(?:,\d{3}){0,4}(?:\.\d{2,4})?\b|(?<![\d.])\d{1,6}\.\d{2}(?![\d.])")
_THREE = re.compile(r"(?:\$[ ]{0,4}\d[\d,]{0,12}(?:\.\d{2})?[ |]{1,40}(?:[A-Za-z0-9/. ]{0,24}[ |])?){2}\$[ ]{0,4}\d")
_HEAD = 9000
_CENTS = re.compile(r"\.(?<=\d.)\d\d")
_OPENS_LETTER = re.compile(r"\n\W{0,3}(?:dear\b|gentlemen|ladies|to\swhom\sit|re\s?:|subject\s?:|attention\s?:|to\sall\s\w{1,12}s\b)", re.IGNORECASE)
_NAMES_LETTER = re.compile(r"\bthis\sletter\b|\battn\b")
_CLOSES_LETTER = re.compile(r"\n\W{0,3}(?:sincerely|respectfully|very\struly|yours\struly|best\sregards|cordially)\b", re.IGNORECASE)
"""The first and the last begin with a line break, so that all else is left at once; the second reads lower case."""
_OPENING, _CLOSING = 2500, 4500
_COMPANY = re.compile(
    r"(?:,|\b)[ ]?(?:inc|l\.?l\.?c|l\.?l\.?p|l\.?p|ltd|corp|corporation|company|co|incorporated|& sons|& associates)\.?\W{0,3}$", re.IGNORECASE
)
_PUBLIC = re.compile(
    r"""\b(?:city|county|town|village|township|borough|parish|state|commonwealth|district|board|department|division|bureau|authority|commission
        |council|university|college|school|cooperative|alliance|consortium|agency|office[ ]of|center|schools|court|trustees)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_OFFICER = re.compile(
    r"""\b(?:city|county|town|village|district|business|general|purchasing|procurement)
        [ ](?:manager|administrator|clerk|attorney|officer|agent|director)
      |\b(?:mayor|superintendent|treasurer|procurement[ ]officer|contracting[ ]officer|purchasing|chair(?:man|woman|person)?
        |executive[ ]director|commissioner|director[ ]of|chief[ ]of)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_SIGNS = re.compile(
    r"^[^\n]{0,60}?(?:/s/|\b(?:by|signed|signature|accepted|approved)\b[^\n:]{0,24}:)[ ]{0,12}(?P<value>[^\n]{2,80})",
    re.IGNORECASE | re.MULTILINE,
)
_SIGN_WORDS = ("/s/", "by:", "signed", "signature", "accepted", "approved")
_AROUND = 160
"""Code points before and after a signature in which the signer is named."""
_FEWEST_PRICES = 12
_FIRST = 40000
"""Code points looked at: a part tells its make-up early."""


@dataclass(frozen=True, slots=True)
class Structure:
    """Where a part shows filled bidder's blanks, many empty blanks, columns of prices, or a grid of several bidders' prices; None if not.

    `both_signed`: a signature of the agency beside another. `letterhead`: a company's name at its head. They are looked for only where offers
    are asked for.
    """

    filled: Span | None
    blank_signature: Span | None
    prices: Span | None
    grid: Span | None = None
    both_signed: Span | None = None
    letterhead: Span | None = None


def read_structure(document: Document, part: Part, *, asks: bool) -> Structure:
    """The make-up of a part. Bidder's blanks are looked for only where it `asks` for offers."""
    span = Span(part.span.start, min(part.span.end, part.span.start + 5 * _FIRST))
    filled = _filled(document.text, span) if asks else None
    return Structure(
        filled,
        _blanks(document.text, Span(span.start, min(span.end, span.start + _FIRST))),
        _prices(document.text, span),
        _grid(document.text, span) if asks else None,
        _both_signed(document.text, span) if filled else None,
        _letterhead(document, part) if asks else None,
    )


def is_letter(text: str, span: Span) -> bool:
    """True where the first pages open or close like a letter: a salutation, a subject, "this letter", or a closing."""
    first = text[max(0, span.start - 1) : min(span.end, span.start + _CLOSING)]
    first = first if span.start else f"\n{first}"
    small = first[1 : 1 + _OPENING].lower()
    named = ("letter" in small or "attn" in small) and _NAMES_LETTER.search(small)
    return bool(named or _OPENS_LETTER.search(first, 0, 1 + _OPENING) or _CLOSES_LETTER.search(first))


def _letterhead(document: Document, part: Part) -> Span | None:
    """The company that the first three lines name, where they name no public body before it."""
    lines = first_lines(document, part.span, 3)
    for line in lines:
        words = document.quote(line.span).strip()
        if _COMPANY.search(words) and ":" not in words:
            return line.span
        if _PUBLIC.search(words):
            return None
    return None


def _both_signed(text: str, span: Span) -> Span | None:
    """The signature of a public body or its officer, where it is not the only one."""
    public, signatures = None, 0
    for found in matches_at(_SIGNS, line_starts(text, lowered(text), _SIGN_WORDS, span.start, span.end), text, span.start, span.end):
        value = found["value"].strip(" :_.")
        if not _WORDS.search(value) or _LABEL.match(value):
            continue
        around = text[max(span.start, found.start() - _AROUND // 2) : min(span.end, found.end() + _AROUND)]
        signatures += 1
        if public is None and (_OFFICER.search(around) or _PUBLIC.search(around)):
            public = Span(*found.span())
    return public if signatures > 1 else None


def _filled(text: str, span: Span) -> Span | None:
    """The first filled blank, where at least two are filled (one that only a bidder fills is enough) and more than are empty."""
    filled, empty, small = [], 0, lowered(text)
    names = starts_before(_BEFORE_NAME, text, places(small, ("name",), span.start, span.end), span.start, most=24)
    labels = sorted({*names, *places(small, _BLANK_HEADS, span.start, span.end)})
    for found in matches_at(_BIDDER_BLANK, labels, text, span.start, span.end):
        value = _APART.split(found["value"].lstrip())[0].strip(" :_.")
        if _WORDS.search(value) and not _LABEL.search(value) and len(value) <= 60 and ":" in found.group():
            filled.append(Span(*found.span()))
        elif not value or _RULED.search(found["value"]):
            empty += 1
    lines = line_starts(text, small, _SIGNED_WORDS, span.start, span.end)
    signed = matches_at(_SIGNED, lines, text, span.start, span.end)
    filled += (Span(*found.span()) for found in signed if _is_answer(found["value"] or found["name"] or found["typed"] or ""))
    own = any(text[s.start : s.end].lower().lstrip().startswith(_BIDDERS_OWN) for s in filled)
    return filled[0] if len(filled) > empty and (own or len(filled) >= 2) else None


def _is_answer(words: str) -> bool:
    """Whether words beside the label of a blank are what was filled in, and neither a blank nor another label."""
    value = words.strip(" :_.")
    return bool(_WORDS.search(value)) and not _LABEL.search(value) and not words.lstrip().startswith("_") and not _NEXT_LABEL.search(words)


def _blanks(text: str, span: Span) -> Span | None:
    """The first blank of a part that is mostly blanks: one for each 250 code points or more."""
    found = sorted(run for shortest in ("____", "........") for run in _runs(text, span, shortest))
    if len(found) < 6 or len(text[span.start : span.end].split()) / len(found) > 40:
        return None
    first = found[0]
    line = text.rfind("\n", span.start, first.start) + 1
    return Span(max(line, span.start), first.end)


def _grid(text: str, span: Span) -> Span | None:
    """The first of at least two lines that hold three prices or more."""
    found = []
    for run in _THREE.finditer(text, span.start, min(span.end, span.start + _HEAD)):
        found.append(Span(*run.span()))
        if len(found) > 1:
            return found[0]
    return None


def _runs(text: str, span: Span, shortest: str) -> Iterator[Span]:
    """Runs of one sign, at least as long as the shortest."""
    at = text.find(shortest, span.start, span.end)
    while at >= 0 and (run := _RULED.match(text, at, span.end)):
        yield Span(at, run.end())
        at = text.find(shortest, run.end(), span.end)


def _prices(text: str, span: Span) -> Span | None:
    """The first price of a part in which every fourth line or more holds one."""
    if text.count("$", span.start, span.end) + len(_CENTS.findall(text, span.start, span.end)) < _FEWEST_PRICES:
        return None
    lines = [line for line in text[span.start : span.end].split("\n") if line.strip()]
    least = max(_FEWEST_PRICES, (len(lines) + 3) // 4)
    likely = [line for line in lines if "$" in line or ("." in line and _CENTS.search(line))]
    if len(likely) < least or sum(1 for line in likely if _PRICE.search(line)) < least:
        return None
    first = _PRICE.search(text, span.start, span.end)
    return Span(*first.span()) if first else None
