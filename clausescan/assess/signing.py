"""Was this copy signed? From its words, and from ink and digital signatures that were seen on its lines (TERMS 3, "Signature blocks").

What is seen is never verified: evidence of ink is less sure than that of words, and ink on a scan is left for somebody to look at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from clausescan.core.contract_file import Execution, SignatureKind, Signing
from clausescan.core.document import Document, Line, Mark, MarkKind
from clausescan.core.finding import Evidence, cite
from clausescan.core.span import Box, Span

_LABEL = r"(?:By|Signature|Signed(?:\s+by)?|Authorized\s+(?:Signature|Signatory|Representative|Official)|Sign(?:ature)?\s+of\s+[A-Z][a-z]+)"
_LINE = re.compile(rf"(?<![A-Za-z]){_LABEL}\s?:[ \t]{{0,4}}(?=(?P<fill>[^\n]{{0,90}}))")
_NEXT_LABEL = re.compile(rf"(?:{_LABEL}|Name|Print(?:ed)?(?:\s+Name)?|Title|Date|Its)\s?:", re.IGNORECASE)
_RULE_LINE = re.compile(
    r"^[ \t]{0,60}_{8,}[^\n]{0,80}\n[^\n]{0,40}(?:signature|mayor|director|president|manager|chair|officer|clerk|authorized)\b",
    re.MULTILINE | re.IGNORECASE,
)
_NAME = r"[A-Z][\w.'’-]{0,30}(?:[ ][\w.'’-]{1,30}){0,3}"
_STAMP = re.compile(
    rf"""
    /s/\s{{0,3}}{_NAME}
    | \b(?:digitally|electronically|docu|e-?)[ -]?signed\s+by:?\s{{0,3}}{_NAME}
    | \bdocusigned\s+by:?\s{{1,3}}[0-9A-F]{{12,20}}\b                                        # the id that stands below the ink of DocuSign
    """,
    re.IGNORECASE | re.VERBOSE,
)
_AUDIT = re.compile(r"\([A-Z][a-z]{2,8}\s\d{1,2},\s\d{4},?\s\d{1,2}:\d\d(?::\d\d)?\s?[AP]?M?\s?[A-Z+:0-9]{2,9}\)")  # (Mar 4, 2024 10:15 PST)
_NAME_BEFORE = re.compile(rf"{_NAME}\s?$")
_BESIDE_PARTIES = re.compile(
    r"\b(?:as\s+to\s+form|attest(?:ed)?|witness(?:ed)?|notary|reviewed|recommended)\b[^\n]{0,40}\n?[^\n]{0,20}$", re.IGNORECASE
)
_OFFER = re.compile(
    r"""
    \b(?:please|kindly)\s+(?:sign|execute|countersign|indicate)\b[^.]{0,90}\breturn
    | \bif\s+(?:you|your\s+(?:firm|company)|the\s+contractor|the\s+vendor)\s+(?:agrees?|accepts?|concurs?|wish(?:es)?)\b
    | \b(?:offers?|proposes?|would\s+like|intends?|is\s+considering)\s+(?:to\s+)?(?:renew|extend)
    | \b(?:requests?|asks?)\s+(?:that\s+)?you(?:r)?\b[^.]{0,60}\b(?:renew|extend|extension)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_WRITTEN = re.compile(r"[A-Za-z]{2}")
_READ, _LETTERS = 0.75, 5
_MOST_LINES = 200  # more places to sign than any contract has: a text made to be slow
_KINDS = {
    **dict.fromkeys(("image", "drawing", "note"), SignatureKind.INK),
    "scan": SignatureKind.SCAN,
    "digital": SignatureKind.DIGITAL,
}
_SURE = {SignatureKind.WORDS: 1.0, SignatureKind.DIGITAL: 0.9, SignatureKind.INK: 0.8, SignatureKind.SCAN: 0.7}
"""How sure it is that a signature was meant. A check that rests on the ink of a scan (below `doubt.SURE_ENOUGH`) is left to the reader."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A place for a party's signature: the words that show it, and what stands on it (None for nothing)."""

    evidence: Evidence
    kind: SignatureKind | None


def signing_of(document: Document, span: Span) -> Signing:
    """What words and marks of that span show: signed by two sides, in part, not at all, or no block to judge by.

    Evidence is every line that was judged, in order. One signature alone counts as `PARTLY`; a letter that only offers, without two
    signatures, as `UNSIGNED`, and so does a paper that is stamped a draft where it is signed.
    """
    places = sorted(islice(_places(document, span), _MOST_LINES), key=lambda p: p.evidence.span)
    drafts = {m.page for m in document.marks if m.kind is MarkKind.DRAFT}
    if any(p.evidence.page in drafts for p in places):
        return Signing(Execution.UNSIGNED, tuple(p.evidence for p in places))
    filled = [p.evidence for p in places if p.kind]
    blank = [p.evidence for p in places if not p.kind]
    kinds = tuple(kind for kind in SignatureKind if any(p.kind is kind for p in places))
    offer = _OFFER.search(document.text, span.start, span.end)
    if len(filled) >= 2 and not blank:
        return Signing(Execution.SIGNED, tuple(filled), kinds)
    if offer:
        return Signing(Execution.UNSIGNED, (cite(document, Span(*offer.span()), "signing.offer"), *blank))
    if filled:
        return Signing(Execution.PARTLY, tuple(filled + blank), kinds)
    return Signing(Execution.UNSIGNED, tuple(blank)) if blank else Signing()


def _places(document: Document, span: Span) -> Iterator[_Place]:
    """Every place for a party's signature: those that words show, then those that only ink or an empty line shows."""
    marks = [m for m in document.marks if m.kind is MarkKind.SIGNATURE] if _first_page(document, span) else []
    told: set[int] = set()
    for evidence, has_name in _lines(document, span):
        near = [m for m in marks if id(m) not in told and _is_at(m, evidence.boxes)]
        told.update(id(m) for m in near)
        yield _place(evidence, SignatureKind.WORDS if has_name else None, near)
    rest = [m for m in marks if id(m) not in told]
    for mark, evidence in _by_words(document, span, rest):
        yield _place(evidence, None, (mark,))


def _first_page(document: Document, span: Span) -> bool:
    return bool(document.pages) and len(span) > 0


def _place(evidence: Evidence, words: SignatureKind | None, marks: Iterable[Mark]) -> _Place:
    """Ink and certificates tell more than a name that is typed below them."""
    kind = next((_KINDS[m.value] for m in marks if m.value in _KINDS), words)
    return _Place(replace(evidence, sure=min(evidence.sure, _SURE[kind])) if kind else evidence, kind)


def _is_at(mark: Mark, boxes: Sequence[tuple[int, Box]]) -> bool:
    """True where the mark stands on, above or just right of the words: a label, or underscores with a name below."""
    b = mark.box
    return any(
        page == mark.page and box.top - 30 < b.bottom and b.top < box.bottom + 8 and box.x0 - 20 < b.x1 and b.x0 < box.x1 + 60 for page, box in boxes
    )


def _by_words(document: Document, span: Span, marks: Sequence[Mark]) -> Iterator[tuple[Mark, Evidence]]:
    """Marks that no words told of, each with the words beside or below it: those of the name and office."""
    pages = {m.page for m in marks}
    lines = [line for line in document.lines_of(span) if line.page in pages] if marks else []
    for mark in marks:
        near = [(away, line) for line in lines if line.page == mark.page and (away := _away(mark.box, line)) is not None]
        if not near:
            continue
        line = min(near, key=lambda pair: pair[0])[1]
        if not _BESIDE_PARTIES.search(document.text, max(span.start, line.span.start - 120), line.span.start):
            yield mark, cite(document, _beside(line, mark.box, document.text), "signing.mark")


def _away(box: Box, line: Line) -> float | None:
    """How far the words of a line are from a mark, 36 points down at most; None where they are elsewhere."""
    down, right = line.box.top - box.bottom, max(line.box.x0 - box.x1, box.x0 - line.box.x1, 0.0)
    return abs(down) + right if -box.height - 20 <= down <= 36 and right <= 80 else None


def _beside(line: Line, box: Box, text: str) -> Span:
    """The words of the line that stand in the column of the mark; the whole line where none does."""
    words = [Span(line.span.start + m.start(), line.span.start + m.end()) for m in re.finditer(r"\S+", text[line.span.start : line.span.end])]
    pairs = zip(words, line.edges[::2], line.edges[1::2], strict=False)
    mine = [w for w, x0, x1 in pairs if x1 > box.x0 - 30 and x0 < box.x1 + 30]
    return mine[0].cover(mine[-1]) if mine else line.span


def _is_written(fill: str, sure: float) -> bool:
    """True where letters stand on the line; what was read from a picture counts only where it is long and sure, since ink is read as letters, too."""
    return bool(_WRITTEN.search(fill)) if sure == 1.0 else sure >= _READ and sum(c.isalpha() for c in fill) >= _LETTERS


def _stamps(document: Document, span: Span) -> Iterator[Span]:
    """What a person or a program for signing printed in place of ink."""
    for match in _STAMP.finditer(document.text, span.start, span.end):
        yield Span(*match.span())
    for match in _AUDIT.finditer(document.text, span.start, span.end):
        name = _NAME_BEFORE.search(document.text, max(span.start, match.start() - 60), match.start())
        if name:
            yield Span(name.start(), match.end())


def _share_a_place(line: Evidence, stamp: Evidence) -> bool:
    """True where a stamp stands on that very line, so that both tell of one signature."""
    return any(page == other and _near(box, b) for page, box in line.boxes for other, b in stamp.boxes)


def _near(label: Box, stamp: Box) -> bool:
    return label.top - 34 < stamp.bottom and stamp.top < label.bottom + 16 and label.x0 - 20 < stamp.x1 and stamp.x0 < label.x1 + 60


def _lines(document: Document, span: Span) -> Iterator[tuple[Evidence, bool]]:
    """Every place for a party's signature that words show, and whether something is written on it."""
    taken = sorted(_stamps(document, span))
    stamps = [cite(document, place, "signing.stamp") for place in taken]
    yield from ((stamp, True) for stamp in stamps)
    fields = [m.span for m in document.marks if m.kind is MarkKind.FIELD and m.value.strip() and m.span is not None]
    for match in _LINE.finditer(document.text, span.start, span.end):
        fill = _NEXT_LABEL.split(match["fill"])[0]
        place = Span(match.start(), match.end() + len(fill))
        if any(place.overlaps(t) for t in taken) or _BESIDE_PARTIES.search(document.text, max(span.start, match.start() - 120), match.start()):
            continue
        taken.append(place)
        line = cite(document, place, "signing.line")
        if any(_share_a_place(line, stamp) for stamp in stamps):
            continue
        yield line, _is_written(fill, line.sure) or any(f.overlaps(place) for f in fields)
    for match in _RULE_LINE.finditer(document.text, span.start, span.end):
        place = Span(*match.span())
        if not any(place.overlaps(t) for t in taken):
            yield cite(document, place, "signing.rule"), False
