"""Loose words in their place: the sentence or the table row around a short quote, the quoted words apart from the rest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from clausescan.core.document import Document, Table
from clausescan.core.finding import Evidence
from clausescan.core.span import Span

_LOOSE = 120  # a quote of so many characters or more speaks for itself
_REACH = 220  # characters of context on either side at most
_LONGEST_ROW = 400
_FEW = 4
_FULL = 0.7  # of the widest line near it: a shorter one ends its paragraph
_WHOLE = re.compile(r"[.;:?!][”\"')]?\Z")
# a sentence ends at a full stop after a word of two letters or more, so that "1." and "U.S." end none; or a paragraph ends
_BREAK = re.compile(r"\n[ \t]*\n|(?<=[a-z0-9)\]”\"]{2})[.;?!][”\"')]?\s+(?=[A-Z(“\"])")
_ITEM = re.compile(r"\s*(?:\d{1,2}(?:\.\d{1,2}){0,3}\.?|\(?[a-zA-Z]\)|[•▪–-])[ \t]")  # "1.", "2.1", "(a)" or a bullet begins a line
_ABBREVIATED = re.compile(r"\b(?:No|Nos|Inc|Corp|Co|Ltd|Mr|Ms|Mrs|Dr|St|Sec|Art|Ord|Res|Dept|Attn|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\Z")


@dataclass(frozen=True, slots=True)
class Run:
    """A run of words; `quoted` where they are the quote, False where they only stand around it."""

    text: str
    quoted: bool


def is_loose(quote: str) -> bool:
    """True for a few words that are no sentence: a date, a name, a number."""
    return len(quote) < _LOOSE and not (len(quote.split()) > 7 and _WHOLE.search(quote.strip()))


def around(evidence: Evidence, document: Document) -> Span:
    """The sentence around the quote, no wider than its page and 220 characters on either side; never narrower than the quote.

    A line that stops early ends it too, as does a line that begins with a number or a bullet: lists, letterheads and forms have no full stops.
    """
    page = next((p.span for p in document.pages if p.number == evidence.page), Span(0, len(document.text)))
    start, end = evidence.span.start, evidence.span.end
    low, high = max(page.start, start - _REACH), min(page.end, end + _REACH)
    stops = _stops(document, Span(low, high))
    first = max((s for s in stops if s <= start), default=_word(document.text, low) if low > page.start else low)
    cut = document.text.rfind(" ", end, high)
    last = min((s for s in stops if s >= end), default=cut if high < page.end and cut >= end else high)
    words = document.text[first:last]
    return Span(min(start, first + len(words) - len(words.lstrip())), max(end, first + len(words.rstrip())))


def _stops(document: Document, window: Span) -> list[int]:
    """Where a sentence, a paragraph or a line of its own ends, and the next begins."""
    text = document.text
    found = [m.end() for m in _BREAK.finditer(text, window.start, window.end) if not _ABBREVIATED.search(text, window.start, m.start())]
    lines = [line for line in document.lines_of(window) if line.span.end < window.end]
    widest = max((line.box.width for line in lines), default=0.0)
    return found + [line.span.end for line in lines if line.box.width < _FULL * widest or _ITEM.match(text, line.span.end)]


def _word(text: str, low: int) -> int:
    """Where the next word begins."""
    return text.find(" ", low) + 1 or low


def fills_lines(evidence: Evidence, document: Document) -> bool:
    """True where the quote is whole lines of more than a few words, such as a heading or the row of a price list: it is its own context."""
    lines = document.lines_of(evidence.span)
    whole = bool(lines) and lines[0].span.start == evidence.span.start and lines[-1].span.end == evidence.span.end
    return whole and len(evidence.quote.split()) >= _FEW


def row_of(evidence: Evidence, document: Document) -> tuple[Run, ...]:
    """The table row in which the quote fills a cell or stands in one, its cells joined by bars; empty where it stands in no short row."""
    words = " ".join(evidence.quote.split())
    place = next((b for number, b in evidence.boxes if number == evidence.page), None)
    if place is None or not words:
        return ()
    middle = ((place.x0 + place.x1) / 2, (place.top + place.bottom) / 2)
    for table in document.tables:
        if table.page == evidence.page:
            runs = _row(table, middle, words)
            if runs:
                return runs
    return ()


def _row(table: Table, middle: tuple[float, float], words: str) -> tuple[Run, ...]:
    x, y = middle
    for row in table.rows:
        home = next((c for c in row if c.box.x0 <= x <= c.box.x1 and c.box.top <= y <= c.box.bottom), None)
        if home is None or words not in home.text or sum(len(c.text) for c in row) > _LONGEST_ROW:
            continue
        runs: list[Run] = []
        for cell in (c for c in row if c.text):
            if runs:
                runs.append(Run(" | ", quoted=False))
            if cell is home:
                head, _, tail = cell.text.partition(words)
                runs += [Run(head, quoted=False), Run(words, quoted=True), Run(tail, quoted=False)]
            else:
                runs.append(Run(cell.text, quoted=False))
        return tuple(r for r in runs if r.text) if len({r.text for r in runs}) > 1 else ()
    return ()


def runs_of(span: Span, quoted: Sequence[Span], document: Document) -> tuple[Run, ...]:
    """The words of that span, those of the quotes told apart; white space made plain."""
    runs: list[Run] = []
    at = span.start
    for one in sorted(quoted, key=lambda s: (s.start, s.end)):
        start = max(at, one.start)
        if start < one.end:
            runs += [Run(document.text[at:start], quoted=False), Run(document.text[start : one.end], quoted=True)]
            at = one.end
    runs.append(Run(document.text[at : span.end], quoted=False))
    plain = [Run(re.sub(r"\s+", " ", r.text), r.quoted) for r in runs if r.text]
    if plain:
        plain[0] = Run(plain[0].text.lstrip(), plain[0].quoted)
        plain[-1] = Run(plain[-1].text.rstrip(), plain[-1].quoted)
    return tuple(r for r in plain if r.text)
