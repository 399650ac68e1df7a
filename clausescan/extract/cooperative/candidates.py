"""Where in a part cooperative-use language may stand: cheap tests over all text, so that the matcher sees only a few sentences."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from clausescan.core.document import Document
from clausescan.core.span import Span
from clausescan.extract.caseless import lower
from clausescan.extract.cooperative.questions import with_answer
from clausescan.extract.many_words import ManyWords
from clausescan.extract.wordings import Wording, vocabulary

LONGEST_SENTENCE = 2_000
"""Code points; longer runs without a full stop are cut (tables, price lists)."""

_TOPIC = "cooperative/candidates"
_CONTRACT_BEGINS = Wording("cooperative/candidates.contract-begins")
_ACTION_BEGINS = Wording("cooperative/candidates.action-begins")
_ONE_BODY = Wording("cooperative/candidates.one-body")
_NAME_OF_ITSELF = Wording("cooperative/candidates.name-of-itself")

_PARAGRAPH = re.compile(r"\n[ \t]{0,200}\n\s{0,400}")
_SENTENCE_END = re.compile(
    r"""(?<=[.!?]) [\"”’)]? (?= \s{1,80} [\"“‘(\[☐☒☑_A-Z0-9] )                                            # a full stop and a new beginning
      | (?<=[a-z.)]) \n (?= [ \t]{0,80} (?: \d{1,2} (?:\.\d{1,2}){0,3} [.)]? | [A-Za-z][.)] | \([a-z0-9]{1,3}\)
          | [•▪●] ) \s{1,20} [A-Z] )  # an item on a new line""",
    re.VERBOSE,
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:no|nos|inc|corp|co|u\.s|st|sec|art|ch|dr|mr|ms|vs|v|etc|e\.g|i\.e|stat|gov|pub|cont|d\.c|pa\.c\.s|c\.s|r\.s"
    r"|ex|max|min|approx|dept|govt|tel|ext)|\b[A-Z]|^\s*\(?\d{1,3}|^\s*\w)\.$",
    re.IGNORECASE,
)


def paragraphs(text: str, span: Span) -> Iterator[Span]:
    """Runs of text between empty lines, in order; a paragraph cut in mid-sentence by an empty line is one with the next."""
    start = span.start
    for gap in _PARAGRAPH.finditer(text, span.start, span.end):
        before, after = text[max(start, gap.start() - 2) : gap.start()].rstrip(), text[gap.end() : gap.end() + 1]
        runs_on = bool(before) and (before[-1] in ",;-" or before[-1].islower()) and after.islower()
        if runs_on and gap.end() - start < LONGEST_SENTENCE:
            continue
        if gap.start() > start:
            yield Span(start, gap.start())
        start = gap.end()
    if start < span.end:
        yield Span(start, span.end)


def sentences(text: str, block: Span) -> Iterator[Span]:
    """Sentences of a paragraph; a full stop after an abbreviation, an initial or a clause number ends none."""
    start = block.start
    for end in _SENTENCE_END.finditer(text, block.start, block.end):
        if end[0][:1] != "\n" and _ABBREVIATION.search(text[max(start, end.start() - 12) : end.start()]):
            continue
        yield from _cut(text, start, end.end())
        start = end.end()
    yield from _cut(text, start, block.end)


def _cut(text: str, start: int, stop: int) -> Iterator[Span]:
    while start < stop and text[start].isspace():
        start += 1
    while start < stop:
        end = min(stop, start + LONGEST_SENTENCE)
        yield Span(start, end)
        start = end


@cache
def _sign_words() -> ManyWords:
    """The words that speak of buyers or of cooperative use."""
    return ManyWords(word for name in ("buyers", "providers", "topics") for word in vocabulary(_TOPIC, name))


def _bodies(lowered: str) -> Iterator[int]:
    """Where a quantifier stands before one body."""
    for word in vocabulary(_TOPIC, "quantifiers"):
        at = lowered.find(word)
        while at >= 0:
            if _ONE_BODY.match(lowered, at):
                yield at
            at = lowered.find(word, at + len(word))


_OFTEN = 12
"""So often does a cooperative name itself in a document of its own, and few others name one."""


def names_itself(lowered: str, least: int = _OFTEN) -> bool:
    """True where a text in lower case names a cooperative more than so often."""
    return any(lowered.count(name) > least for name in ("the cooperative", *vocabulary(_TOPIC, "brands")))


def _signs(lowered: str) -> Iterator[int]:
    """Where a word stands that speaks of buyers or of cooperative use; not a cooperative's own name in a document of its own."""
    own, behind = names_itself(lowered), 0
    for start, end in sorted((start, end) for _, start, end in _sign_words().hits(lowered)):
        if start >= behind:
            behind = end
            if not (own and _NAME_OF_ITSELF.match(lowered, start)):
                yield start


def candidates(document: Document, span: Span) -> tuple[Span, ...]:
    """Sentences in which cooperative-use language may stand, in reading order. Empty if none."""
    lowered = lower(document.text)[span.start : span.end]
    hits = sorted(span.start + at for at in (*_signs(lowered), *_bodies(lowered)))
    if not hits:
        return ()
    found: list[Span] = []
    for block in paragraphs(document.text, span):
        if not _none_in(hits, block):
            sentence_spans = (s for s in sentences(document.text, block) if not _none_in(hits, s))
            found += [s for s in sentence_spans if _speaks_of_contracts(lowered[s.start - span.start : s.end - span.start])]
    return tuple(_answered(document.text, found, span.end))


def _answered(text: str, found: list[Span], limit: int) -> Iterator[Span]:
    """The sentences, each question with its answer; a sentence that became part of an answer is not given again."""
    reached = 0
    for one in found:
        if one.start >= reached:
            whole = with_answer(text, one, limit)
            reached = whole.end
            yield whole


def _speaks_of_contracts(lowered: str) -> bool:
    """True where a sentence names a contract, or what stands for one, and something done with it."""
    return (any(word in lowered for word in vocabulary(_TOPIC, "contract")) or _CONTRACT_BEGINS.search(lowered) is not None) and (
        any(word in lowered for word in vocabulary(_TOPIC, "action")) or _ACTION_BEGINS.search(lowered) is not None
    )


def _none_in(hits: list[int], span: Span) -> bool:
    at = bisect_left(hits, span.start)
    return at >= len(hits) or hits[at] >= span.end
