"""Stamps of clerks, recorders and mail rooms, and Bates numbers: words on the page that its author did not write. Pure.

"RECEIVED JUL 2 2023" is no date of the contract, and "CITY000123" no number of it. They are set apart only where they stand alone and hold
nothing but what stamps hold; a sentence that says "received" stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import reduce

from clausescan.core.span import Box
from clausescan.read.raw import LeftOut, RawLine, RawPage, Reason

MARGIN = 0.09  # the part of the page at its top and foot in which Bates numbers stand
CORNER = 0.16  # and that in which "COPY" of ordinary size does
LARGE = 14.0  # points
MOST_WORDS = 3  # of "COPY" and of a Bates number
MOST_LINES = 7  # of one stamp
APART = 2.0  # times the size of type: the gap between a stamp and words on the same row

# What a stamp begins with, in capitals as they are cut into rubber. "APPROVED" and "ADOPTED" are acts of a board and stay.
_HEADS = frozenset(("RECEIVED", "FILED", "RECORDED", "SCANNED", "DOCKETED", "MICROFILMED", "IMAGED", "ELECTRONICALLY", "E-FILED"))
_IN_HEADS = ("ED", "LLY")  # one of these stands in each of them: few pages are asked for more
_PRINTED = frozenset(head + end for head in _HEADS for end in ("", ":", ".", "-"))
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|ust|ember|ober)?\.?"
_DATE = re.compile(
    rf"\b{_MONTH}\s?\d{{1,2}}(?:st|nd|rd|th)?,?\s?(?:'?\d{{2}}|\d{{4}})\b|\b\d{{1,2}}\s?{_MONTH},?\s?\d{{4}}\b|\b\d{{1,4}}[-/.]\d{{1,2}}[-/.]\d{{2,4}}\b",
    re.IGNORECASE,
)
# All that may stand in a stamp beside dates: one word of it. Longer words of other kinds make it a sentence.
_WORD = re.compile(
    rf"""\W*(?:(?:e-)?(?:received|filed|recorded|scanned|entered|paid|posted|docketed|microfilmed|imaged)|electronically|officially|duly
        |{_MONTH}|\d{{1,14}}(?:st|nd|rd|th)?|[\d:./,'-]{{1,20}}|[ap]\.?m\.?|at|on|by|in|for|and|of|the|to|date|time|deputy|record(?:s|ed|er|ing)?
        |office|official|city|county|town|village|district|state|clerk|recorder|registrar|auditor|treasurer|secretary|purchasing|procurement|finance
        |contracts?|department|dept|division|div|board|court|superior|circuit|mail|room|mailroom|archives?|manager|services?|no|nos|number|instr(?:ument)?
        |doc(?:ument)?|book|pages?|pgs?|fees?|request|{_MONTH}\d{{1,2}})\W*""",
    re.IGNORECASE | re.VERBOSE,
)
_COPY = re.compile(r"\W*(?:(?:certified|true|conformed|file|office|original|duplicate|public|archive)\s+)?copy\W*", re.IGNORECASE)
_BATES = re.compile(r"[A-Z][A-Z&._]{1,15}[- _]{0,2}0\d{4,9}")


def without_stamps(page: RawPage) -> RawPage:
    """The page with stamps and Bates numbers told as words left out; the same page where there are none."""
    text = "\n".join([line.text for line in page.lines])
    told_of = (
        any(sign in text for sign in _IN_HEADS)
        and any(head in text for head in _HEADS)
        and any(not _PRINTED.isdisjoint([word[0] for word in line.words]) for line in page.lines)
    )
    if not told_of and not any(_is_margin_mark(line, page.height) for line in _lone(page, "COPY" in text)):
        return page
    lines = _cut_apart(page.lines)
    gone = set(_stamped(lines, page.height))
    if not gone:
        return page
    told = tuple(LeftOut(Reason.STAMP, lines[i].text, lines[i].box) for i in sorted(gone))
    return replace(page, lines=tuple(line for i, line in enumerate(lines) if i not in gone), left_out=(*page.left_out, *told))


def _lone(page: RawPage, copies: bool) -> Iterator[RawLine]:
    """Lines of few words that may be a mark of a margin: those in a margin, and where the page holds copies of "COPY" all."""
    low, high = MARGIN * page.height, page.height - MARGIN * page.height
    return (line for line in page.lines if len(line.words) <= MOST_WORDS and (copies or line.box.top <= low or line.box.bottom >= high))


def _cut_apart(lines: Sequence[RawLine]) -> list[RawLine]:
    """The lines, those cut in two that hold the head of a stamp far right of other words."""
    cut: list[RawLine] = []
    for line in lines:
        at = next((i for i in range(1, len(line.words)) if line.words[i].text in _PRINTED and _is_apart(line, i)), 0)
        cut += [line.cut(0, at), line.cut(at, len(line.words))] if at else [line]
    return cut


def _is_apart(line: RawLine, place: int) -> bool:
    return line.turn == 0 and line.words[place].x0 - line.words[place - 1].x1 > APART * max(line.size, 8.0)


def _stamped(lines: Sequence[RawLine], height: float) -> Iterator[int]:
    """Places of the lines that belong to stamps, or are Bates numbers."""
    for i, line in enumerate(lines):
        words = line.words
        if words and words[0].text in _PRINTED:
            block = _block(lines, i)
            if _DATE.search(" ".join(lines[k].text for k in block)):
                yield from block
        elif 1 <= len(words) <= MOST_WORDS and _is_margin_mark(line, height):
            yield i


def _is_margin_mark(line: RawLine, height: float) -> bool:
    text, away = line.text, min(line.box.top, height - line.box.bottom)
    if not text.isupper():
        return False
    if away <= MARGIN * height and _BATES.fullmatch(text):
        return True
    return bool(_COPY.fullmatch(text)) and (line.size >= LARGE or away <= CORNER * height)


def _block(lines: Sequence[RawLine], first: int) -> list[int]:
    """The lines of the stamp around its head, above and below, as long as they hold nothing else; empty where the head's own line holds more."""
    if not all(_WORD.fullmatch(w.text) for w in lines[first].words):
        return []
    block, box = [first], lines[first].box
    grown = True
    while grown and len(block) < MOST_LINES:
        near = [i for i, line in enumerate(lines) if i not in block and _touches(line, box, lines[first]) and _is_stamp(line)]
        block += near[: MOST_LINES - len(block)]
        box = reduce(Box.cover, (lines[i].box for i in block))
        grown = bool(near)
    return block


def _is_stamp(line: RawLine) -> bool:
    """True for a line of nothing but words of stamps; the names before an office ("LARKMERE CITY CLERK") may be two."""
    strange = sum(not _WORD.fullmatch(w.text) for w in line.words)
    return strange == 0 or (line.text.isupper() and strange <= 2 and strange < len(line.words))


def _touches(line: RawLine, box: Box, head: RawLine) -> bool:
    gap = max(line.box.top - box.bottom, box.top - line.box.bottom)
    return line.turn == head.turn and gap < max(10.0, head.box.height) and line.box.x0 < box.x1 and box.x0 < line.box.x1
