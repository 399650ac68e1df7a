"""Places to sign on a page, and whether ink stands on them: a picture, strokes, a note, a digital signature. Pure: boxes and words in.

Ink is told from other pictures by where it stands and how it looks: on a line that words call a signature's, wider than high, thin strokes.
Whose it is, and whether it is genuine, nobody can tell from a copy.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import reduce
from operator import attrgetter

from clausescan.core.span import Box
from clausescan.read.raw import RawLine, RawWord

# What may name a place to sign, in lower case, as bytes: those are searched in a fraction of the time.
_BEFORE_COLON = (b"by", b"by ", b"representative", b"official", b"agent")
_BEFORE_BLANK = (b"by_", b"by _")
_SIGNED = (b"signature", b"signatory", b"signed")
_BESIDE = (b"authorized", b"agent")  # of labels that have a space before their colon, or a blank after them
_OFFICES = (
    "mayor manager director president chair superintendent officer administrator commissioner agent owner partner principal treasurer secretary"
)
_NAMES = (*_OFFICES.encode().split(), b"buyer", b"authorized", b"name:", b"name\r", b"its:")

_FOOT = attrgetter("bottom")

ABOVE, BELOW = 36.0, 10.0  # points; ink reaches no higher above its line, and no lower below it
TOUCH = 14.0  # points; its lowest stroke ends no higher above the line: programs for signing print an id between
LEAST_WIDE, LEAST_HIGH = 25.0, 6.0  # points; a smaller thing is a tick, a dot, initials
SHAPE = 1.25  # ink is at least so many times as wide as high; seals and logos are round or square
INK_LEAST, INK_MOST = 0.005, 0.26  # share of dark dots within its box; logos and stamps are fuller
SHORT = 60.0  # points; a shorter line is for initials, or a date
LONG = 400.0  # and one from here on is a frame, or parts the page
MOST = 60  # places on one page
MOST_LETTERS = 90  # of a line that names who signs; longer ones are sentences

_LEFT = re.compile(
    r"""(?<![A-Za-z])(?<![Ss]igned\s)(?:  # "DocuSigned by:" stands above ink, and the line has a label of its own
          [Bb][Yy]\s?: | [Bb][Yy](?=\s?_)
        | (?:[Aa]uthori[sz]ed\s+|AUTHORI[SZ]ED\s+)?(?:[Ss]ignature|SIGNATURE|[Ss]ignatory)(?:\s+of\s+\w{2,20})?\s?(?::|(?=\s?_)|$)
        | (?:[Ss]igned|SIGNED)(?:\s+[Bb][Yy])?\s?(?::|(?=\s?_)|$)
        | [Aa]uthori[sz]ed\s+(?:[Rr]epresentative|[Oo]fficial|[Aa]gent)\s?(?::|(?=\s?_))
        )\s?_{0,200}""",
    re.VERBOSE,
)
_MAY_LABEL = re.compile(r"[Bb][Yy]\s?[:_]|[Ss]ign|SIGN|uthori[sz]ed\s[ROAroa]")
_BELOW = re.compile(
    r"""\b(?:signature|signatory|signed|authori[sz]ed|mayor|manager|director|president|chair(?:man|woman|person)?|superintendent|officer
        |administrator|commissioner|purchasing\s+agent|procurement\s+agent|owner|partner|principal|treasurer|secretary|buyer)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_NOT_BELOW = re.compile(
    r"^\W*(?:initials?|date|dated|title|print(?:ed)?|name|typed?|notary|witness|attest|address|phone|e-?mail|city|state|federal|tax)\b", re.IGNORECASE
)
_NAME_BELOW = re.compile(r"^\W*(?:(?:print(?:ed)?|typed?)\s+)?name\b|^\W*its\s?:", re.IGNORECASE)


class Sign(StrEnum):
    """What stands on a place to sign."""

    IMAGE = "image"
    """A picture of ink."""
    DRAWING = "drawing"
    """Strokes drawn as on a tablet."""
    NOTE = "note"
    """Ink or a stamp laid onto the page as a note."""
    SCAN = "scan"
    """Ink on a page that is itself a picture."""
    DIGITAL = "digital"
    """A digital signature, whose validity was not checked."""
    BLANK = "blank"
    """Nothing."""


Signs = tuple[tuple[str, str, Box], ...]
"""As form fields: ("signature", a `Sign`, box on the displayed page)."""


@dataclass(frozen=True, slots=True)
class Place:
    """A line to sign on, from `x0` to `x1` at the height `y`, in points; `words` where something is typed on it.

    `weak` where only "Name:" stands below: ink there is a signature, an empty line may be for something else.
    """

    x0: float
    x1: float
    y: float
    words: bool = False
    weak: bool = False

    @property
    def zone(self) -> Box:
        """Where ink on that line would stand."""
        return Box(self.x0 - 15, self.y - ABOVE, self.x1 + 15, self.y + BELOW)


def may_sign(text: str, lines: Sequence[RawLine], starts: Sequence[int], rules: Sequence[Box], blanks: Sequence[Box]) -> Iterator[int]:
    """Offsets in a page's text of what may name a place to sign.

    `starts` are those of its lines, `rules` the level lines drawn on the page, `blanks` those that are printed (`printed_blanks`).

    Plain searches: they take a sixth of the time of a regular expression, and every page is asked. Names of offices stand all over a page
    and tell something only below a line to sign on, so elsewhere they are not looked for.
    """
    low = text.encode("ascii", "replace").lower()  # one byte a letter: offsets stay
    places = [r for r in rules if SHORT <= r.x1 - r.x0 < LONG] + [b for b in blanks if b.width >= SHORT]
    below = _all_below(lines, places) if places else ()
    spans = [(starts[i], starts[i + 1] if i + 1 < len(starts) else len(low)) for i in below]
    yield from _labels(low, wider=bool(rules) or b"____" in low)
    said = b"\n".join([low[start:stop] for start, stop in spans])
    names = [word for word in _NAMES if word in said]
    for start, stop in spans:
        for word in names:
            yield from _found(low, word, start, stop)


def _labels(low: bytes, *, wider: bool) -> Iterator[int]:
    """Where a label of a place to sign begins in a text in lower case; `wider` where it may have a space before its colon.

    Words before colons are few, so they are looked at one by one.
    """
    spaced = b"_" in low
    at = low.find(b":")
    while at >= 0:
        if low.endswith(_BEFORE_COLON, 0, at):
            firsts = [at - len(word) for word in _BEFORE_COLON if low.endswith(word, 0, at)]
            yield from (first for first in firsts if not low[first - 1 : first].isalpha())
        spaced = spaced or low[at - 1 : at] == b" "
        at = low.find(b":", at + 1)
    at = low.find(b"sign")
    while at >= 0:
        if low.startswith(_SIGNED, at) and not low[at - 1 : at].isalpha():
            yield at
        at = low.find(b"sign", at + 4)
    if b"_" in low:
        yield from (at for word in _BEFORE_BLANK for at in _found(low, word, 0, len(low)))
    if wider and spaced:
        yield from (at for word in _BESIDE for at in _found(low, word, 0, len(low)))


def _found(low: bytes, word: bytes, start: int, stop: int) -> Iterator[int]:
    """Where a word begins in that part of a text in lower case, other than within another word."""
    at = low.find(word, start, stop)
    while at >= 0:
        if not low[at - 1 : at].isalpha():
            yield at
        at = low.find(word, at + len(word), stop)


def sign_places(telling: Sequence[RawLine], lines: Sequence[RawLine], horizontals: Sequence[Box], blanks: Sequence[Box]) -> list[Place]:
    """Places that words call a signature's: a label before the line, or a name with an office below it. In order of the lines; empty if none.

    `telling` are those of the lines that may name such a place, `blanks` the lines that are printed (`printed_blanks`).
    """
    said = [(line, line.text) for line in telling if line.turn == 0]
    labelled = [(line, text) for line, text in said if _MAY_LABEL.search(text)]
    named = [line for line, text in said if len(text) < 2 * MOST_LETTERS and (_BELOW.search(text) or _NAME_BELOW.match(text))]
    if not (labelled or named):
        return []
    level = [line for line in lines if line.turn == 0]
    rules = [r for r in horizontals if 40 <= r.width < LONG]
    found = [place for line, text in labelled for place in _beside(line, text, rules)]
    for rule in (*rules, *blanks) if named else ():
        if rule.x1 - rule.x0 < SHORT or not any(_is_below(line, rule) for line in named) or any(_same(p, rule) for p in found):
            continue
        words = _below(rule, level)
        weak = bool(words) and bool(_NAME_BELOW.match(words[0]))
        if weak or (words and not _NOT_BELOW.match(words[0]) and len(words[0]) < MOST_LETTERS and _BELOW.search(" ".join(words))):
            found.append(Place(rule.x0, rule.x1, rule.bottom, weak=weak))
    return [replace(p, words=_has_words(p, level)) for p in found[:MOST]]


def _same(place: Place, rule: Box) -> bool:
    return abs(place.y - rule.bottom) < 6 and place.x0 < rule.x1 and rule.x0 < place.x1


def printed_blanks(lines: Iterable[RawLine]) -> list[Box]:
    """Lines to write on that are printed as underscores; empty if there are none."""
    level = (line for line in lines if line.turn == 0 and "____" in line.text)
    return [
        Box(word.x0, line.box.bottom - 1, max(word.x0, word.x1), line.box.bottom) for line in level for word in line.words if word[0].endswith("____")
    ]


def _is_below(line: RawLine, rule: Box) -> bool:
    box = line.box
    return -3 <= box.top - rule.bottom <= 30 and box.x0 < rule.x1 and rule.x0 < box.x1


def _all_below(lines: Sequence[RawLine], rules: Sequence[Box]) -> Iterator[int]:
    """Places of the lines that stand below one of the rules."""
    rules = sorted(rules, key=_FOOT)
    feet = [r.bottom for r in rules]
    for i, line in enumerate(lines):
        box = line.box
        first, stop = bisect_left(feet, box.top - 30), bisect_right(feet, box.top + 3)  # as `_is_below` says
        for rule in rules[first:stop]:
            if box.x0 < rule.x1 and rule.x0 < box.x1:
                yield i
                break


def _beside(line: RawLine, text: str, rules: Sequence[Box]) -> Iterator[Place]:
    """Places that begin after a label on this row: underscores, a drawn line, or plain room where the label ends in a colon."""
    for match in _LEFT.finditer(text):
        label = line.words[text.count(" ", 0, match.end() - 1)] if match.end() else line.words[0]
        start = line.words[text.count(" ", 0, match.start())]
        after = line.words[text.count(" ", 0, match.end() - 1) + 1 :]
        foot = line.box.bottom
        if "_" in match[0]:
            yield Place(start.x0 + 10, max(label.x1, start.x0 + 11), foot)
            continue
        drawn = [r for r in rules if foot - 8 <= r.bottom <= foot + 6 and label.x0 - 2 <= r.x0 <= label.x1 + 40 and r.x1 > label.x1 + 30]
        if drawn:
            yield Place(max(label.x1, drawn[0].x0), drawn[0].x1, drawn[0].bottom)
        elif match[0].rstrip().endswith(":") and (not after or after[0].x0 - label.x1 > SHORT):
            yield Place(label.x1, min(label.x1 + 200, after[0].x0 - 4 if after else label.x1 + 200), foot)


def _below(rule: Box, lines: Sequence[RawLine]) -> list[str]:
    """The words of the first two lines below a rule, in its columns; empty where none stands close."""
    said: list[str] = []
    for line in sorted((one for one in lines if _is_below(one, rule)), key=lambda one: one.box.top):
        if said or line.box.top - rule.bottom <= 16:
            words = [w.text for w in line.words if w.x1 > rule.x0 - 8 and w.x0 < rule.x1 + 8 and not w.text.endswith("____")]
            if words:
                said.append(" ".join(words))
    return said[:2]


def _has_words(place: Place, lines: Sequence[RawLine]) -> bool:
    """True where letters are typed on the line itself."""
    near = (line for line in lines if line.box.top < place.y + 2 and line.box.bottom > place.y - 8)
    return any(_is_on(w, place) and any(c.isalpha() for c in w.text) for line in near for w in line.words)


def _is_on(word: RawWord, place: Place) -> bool:
    return place.x0 + 2 < (word.x0 + word.x1) / 2 < place.x1 and not _LEFT.match(word.text)


def signs_on(
    places: Sequence[Place], images: Iterable[Box], strokes: Iterable[Box], notes: Iterable[Box], darkness: Callable[[Box], float]
) -> Iterator[tuple[str, str, Box]]:
    """What stands on each place; nothing for a place on which words are typed alone.

    `images`, `strokes` and `notes` are boxes of pictures, of drawn curves and of ink laid on as notes; `darkness` tells the share of dark dots
    in a box of the page as it is shown.
    """
    candidates = ((Sign.IMAGE, list(images)), (Sign.NOTE, list(notes)))
    curves = list(strokes)
    for place in places:
        zone = place.zone
        found = next(((kind, box) for kind, boxes in candidates for box in boxes if is_ink(box, place, darkness)), None)
        if found is None:
            near = [b for b in curves if _within(b, zone)]
            whole = reduce(Box.cover, near) if near else None
            if whole is not None and is_ink(whole, place, darkness):
                found = Sign.DRAWING, whole
        if found is not None:
            yield "signature", found[0].value, found[1]
        elif not place.words and not place.weak:
            yield "signature", Sign.BLANK.value, Box(place.x0, max(0.0, place.y - 10), max(place.x0, place.x1), max(10.0, place.y))


def is_ink(box: Box, place: Place, darkness: Callable[[Box], float]) -> bool:
    """True where a thing stands on the place as ink does, and looks like thin strokes."""
    if box.width < LEAST_WIDE or box.height < LEAST_HIGH or box.height > 110 or box.width > 320 or box.width < SHAPE * box.height:
        return False
    middle = (box.x0 + box.x1) / 2
    beside = place.x0 - 20 <= middle <= place.x1 + 20
    on = place.y - TOUCH <= box.bottom <= place.y + box.height / 2 + BELOW and box.top < place.y - 4
    return beside and on and INK_LEAST <= darkness(box) <= INK_MOST


def _within(inner: Box, outer: Box) -> bool:
    x, y = (inner.x0 + inner.x1) / 2, (inner.top + inner.bottom) / 2
    return outer.x0 <= x <= outer.x1 and outer.top <= y <= outer.bottom
