"""Sentences and first lines: where a rule may look."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from clausescan.core.document import Document, Line
from clausescan.core.span import Box, Span

_END = re.compile(
    r"""[.!?\n](?: (?<!\n)["”’)]?(?=\s{1,4}["“(]?[A-Z0-9•])   # a stop before a capital or a figure
      | (?<=\n)[ \t]{0,4}\n                                    # an empty line
      | (?<=\n)(?=RESOLVED,|WHEREAS,|BE[ ]IT[ ]FURTHER[ ]RESOLVED)    # the next recital of a resolution
    )""",
    re.VERBOSE,
)
_SHORTENED = (
    *("no", "nos", "inc", "co", "corp", "ltd", "llc", "dr", "mr", "mrs", "ms", "st", "sec", "secs", "art", "vs"),
    *("p.m", "a.m", "u.s", "dept", "ext", "approx", "est", "ave", "rm"),
)
_ABBREVIATED = re.compile(rf"\b(?:{'|'.join(map(re.escape, _SHORTENED))}|[a-z])\Z")
_LONGEST_SHORTENED = max(map(len, _SHORTENED))
_RUNS_ON = re.compile(r"\s{0,8}[a-z]")
_STOPPED = re.compile(r"[.:;!?]\s{0,2}$")
_LONGEST = 700


@dataclass(frozen=True, slots=True)
class Sentences:
    """Where the sentences of a span begin and end; sentences do not overlap and cover the span."""

    span: Span
    ends: tuple[int, ...]

    def around(self, offset: int) -> Span:
        """The sentence that holds the offset, cut to 700 code points on each side of it."""
        at = bisect_right(self.ends, offset)
        start = self.ends[at - 1] if at else self.span.start
        end = self.ends[at] if at < len(self.ends) else self.span.end
        return Span(max(start, offset - _LONGEST), min(end, offset + _LONGEST))

    def within(self, span: Span) -> Sentences:
        """Those of a span inside this one, cut to it."""
        return Sentences(span, self.ends[bisect_right(self.ends, span.start) : bisect_left(self.ends, span.end)])


def split_sentences(text: str, span: Span) -> Sentences:
    """The sentences of a span. A paragraph break ends one unless the words run on in lower case."""
    ends = [found.end() for found in _END.finditer(text, span.start, span.end) if _is_end(text, found)]
    return Sentences(span, tuple(ends))


def _is_end(text: str, found: re.Match[str]) -> bool:
    """False after an abbreviation and at a paragraph break within a sentence."""
    at = found.start()
    if text[at] != "\n":
        return text[at] != "." or not _is_shortened(text[max(0, at - _LONGEST_SHORTENED - 1) : at].lower())
    while at > max(found.pos, found.start() - 4) and text[at - 1] in " \t":
        at -= 1
    return bool(_STOPPED.search(text[max(0, at - 12) : at + 1])) or _RUNS_ON.match(text, found.end()) is None


def _is_shortened(words: str) -> bool:
    """True where the words before a full stop, in lower case, end with an abbreviation or a single letter: few do."""
    return (words.endswith(_SHORTENED) or not words[-2:].isalnum()) and _ABBREVIATED.search(words) is not None


def first_lines(document: Document, span: Span, most: int = 45) -> tuple[Line, ...]:
    """The lines of the first page of a span that holds any words, at most so many; made from the text where the document has no lines."""
    for page in document.pages:
        start, end = max(page.span.start, span.start), min(page.span.end, span.end)
        if start < end and document.text[start:end].strip():
            here = Span(start, end)
            return _drawn(document, here, most) or _written(document, here, page.number, most)
    if document.pages:
        return ()
    return _written(document, span, 1, most)


def _drawn(document: Document, span: Span, most: int) -> tuple[Line, ...]:
    """Lines with boxes."""
    return tuple(line for line in document.lines_of(span)[:most] if len(line.span))


def _written(document: Document, span: Span, page: int, most: int) -> tuple[Line, ...]:
    """Lines of a text without boxes, as if set in one size."""
    lines, start = [], span.start
    for words in document.text[span.start : span.end].split("\n"):
        if words.strip():
            lines.append(Line(Span(start, start + len(words)), page, Box(0.0, 0.0, 0.0, 0.0)))
        start += len(words) + 1
        if len(lines) >= most:
            break
    return tuple(lines)
