"""What a page shows at a glance: its number, its running lines, its size of type, and whether it looks like the first of a document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import islice
from pathlib import Path
from typing import Protocol

from clausescan.core.span import Box
from clausescan.read.furniture import ZONE

TOP_LINES = 14  # lines in the upper half of a page that may be its title
LARGER = 1.12  # a heading's type against that of the body

_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(
    r"^\W{0,3}(?:page|pg\.?|p\.)?\s{0,3}(?P<number>\d{1,4})(?:\s{0,3}(?:of|/)\s{0,3}(?P<total>\d{1,4}))?(?:\s{0,3}\|\s{0,3}page)?\W{0,3}$",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    r"""\bpage\s{0,3}\|?\s{0,3}(?P<a>\d{1,4})(?:\s{0,3}of\s{0,3}(?P<total>\d{1,4}))?\b    # Bid 24-17   Page 3 of 12
      | \b(?P<b>\d{1,4})\s{0,3}\|\s{0,3}page\b                                           # 3 | Page
      | \b(?P<c>\d{1,4})\ of\ (?P<all>\d{1,4})\b                                         # 3 of 12   General conditions""",
    re.IGNORECASE | re.VERBOSE,
)
_AT_EDGE = re.compile(r"^(\d{1,3})\s{3,}\S|\S\s{3,}(\d{1,3})$")  # a number set apart at one end of a foot: 3   Form P-11 (Rev. 2021)
_ITEM = re.compile(r"\(?(\d{1,3})\s?[.)]")
_TELLING = re.compile(r"[A-Z][A-Za-z]{3,30}|\d[\w-]{3,30}")
_OPENING, _CLOSING = 14, 8  # first lines in which a letter opens, last ones in which it closes
_SALUTATIONS = ("dear ", "gentlemen", "ladies and", "to whom it may")
_HEAD, _LONGEST_DATE = 16, 44
_MEMO = re.compile(r"\W{0,2}(?:to|from|date|re|subject|through|via)\s?:", re.IGNORECASE)
_DATE_LINE = re.compile(
    r"""\W{0,2}(?:date:?\s{1,3})?
        (?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?\ \d{1,2},?\ \d{4} | \d{1,2}[/-]\d{1,2}[/-]\d{2,4})\W{0,2}$""",
    re.IGNORECASE | re.VERBOSE,
)
_SIGNED_WORDS = ("/s/", "sincerely", "respectfully", "truly", "regards", "cordially", "cc:", "sign", "by:", "title", "accepted", "date")
_SIGNED_OFF = re.compile(
    r"/s/|^\W{0,2}(?:sincerely|respectfully|very truly|yours truly|best regards|cordially|cc:)|\b(?:signature|signed|by|title|accepted|dated?)\s?:",
    re.MULTILINE,
)
_FOUR = re.compile(r"\d{4}")  # which each of them has
_PLACE = re.compile(r"\d{3}[-. ]\d{4}\b|\d{5}(?:-\d{4})?$|[A-Z]{2} \d{5}\b")  # telephone, postal code


class SeenLine(Protocol):
    """A repaired line; size in points."""

    @property
    def text(self) -> str:
        """The words."""

    @property
    def box(self) -> Box:
        """Where it stands on the displayed page."""

    @property
    def size(self) -> float:
        """The height of its type."""

    @property
    def bold(self) -> bool:
        """Whether its first word is heavy."""


@cache
def common_words() -> frozenset[str]:
    """Words with a capital that stand in one public document of eight or more, in lower case, and years: they tell nothing of whose it is."""
    said = (Path(__file__).parent / "common_words.txt").read_text(encoding="utf-8").split()
    return frozenset([*said, *map(str, range(1900, 2100))])


@dataclass(frozen=True)  # no slots: what is costly is found once, when it is asked for
class Look:
    """One page. `body` are its lines without page numbers; `label` is (number, total) as printed, total 0 where it is not.

    `running` are lines at its top and foot, digits masked; `size` is the usual size of type; `fill` tells how far down
    the page its words reach, 0 to 1.
    """

    width: float
    height: float
    body: tuple[SeenLine, ...]
    label: tuple[int, int] | None
    running: frozenset[str]
    size: float
    fill: float

    @property
    def empty(self) -> bool:
        """True where the page has no words."""
        return not self.body

    @cached_property
    def top(self) -> tuple[SeenLine, ...]:
        """The first lines of the upper half."""
        return tuple(islice((line for line in self.body if line.box.top < 0.5 * self.height), TOP_LINES))

    @cached_property
    def text(self) -> str:
        """All lines."""
        return "\n".join([line.text for line in self.body])

    @cached_property
    def letterhead(self) -> tuple[str, ...]:
        """The first two lines."""
        return tuple(line.text for line in self.body[:2])

    @cached_property
    def words(self) -> frozenset[str]:
        """Words that tell what the page is about: from a capital, or from a digit on, four letters or more."""
        return frozenset(_TELLING.findall(self.text))

    @cached_property
    def items(self) -> tuple[int, ...]:
        """Numbers at the start of lines: "7. Insurance" gives 7."""
        return tuple(int(m[1]) for line in self.body if (m := _ITEM.match(line.text)) is not None)

    @cached_property
    def names(self) -> frozenset[str]:
        """The same without words that stand in every contract, and without years: names and numbers, in lower case."""
        return frozenset(map(str.lower, self.words)) - common_words()

    def headings(self, body_size: float) -> tuple[str, ...]:
        """Lines of the top that are set apart: in capitals, with capitals on every word, larger, or bold and short."""
        return tuple(line.text for line in self.top if len(line.text) <= 90 and _is_apart(line, body_size))

    def places(self) -> int:
        """How many of the first lines hold a telephone number, an address on the net or a postal code: letterheads do."""
        texts = [line.text for line in self.top[:8]]
        return sum("@" in text or "www." in text or (_FOUR.search(text) is not None and _PLACE.search(text) is not None) for text in texts)

    @cached_property
    def opens_letter(self) -> bool:
        """True where the page opens as a letter or a memo does: a salutation, a line of nothing but a date, or two labels such as To and From."""
        first = [line.text for line in self.body[:_OPENING]]
        labels = sum(":" in text[:12] and _MEMO.match(text) is not None for text in first)
        dates = (text for text in first if len(text) < _LONGEST_DATE and any(map(str.isdigit, text[-4:])))
        return labels > 1 or any(text[:_HEAD].lower().lstrip().startswith(_SALUTATIONS) for text in first) or any(map(_DATE_LINE.match, dates))

    @cached_property
    def signed_off(self) -> bool:
        """True where the last lines close a letter, are signed, or are the places to sign."""
        last = "\n".join([line.text for line in self.body[-_CLOSING:]]).lower()
        return any(map(last.__contains__, _SIGNED_WORDS)) and _SIGNED_OFF.search(last) is not None

    @property
    def blanks(self) -> int:
        """How many lines hold room to write in."""
        if "_____" not in self.text and "............" not in self.text:
            return 0
        return sum("_____" in line.text or "............" in line.text for line in self.body)


def _is_apart(line: SeenLine, body_size: float) -> bool:
    text = line.text
    return text.isupper() or text.istitle() or line.size > LARGER * body_size or (line.bold and len(text) < 60)


def look(width: float, height: float, lines: Sequence[SeenLine]) -> Look:
    """The look of a page with these lines, in reading order; width and height in points."""
    upper, lower = ZONE * height, (1 - ZONE) * height
    label: tuple[int, int] | None = None
    running: list[str] = []
    body: list[SeenLine] = []
    bottom = 0.0
    for line in lines:
        box = line.box
        if bottom < box.bottom <= lower:
            bottom = box.bottom
        if box.bottom < upper or box.top > lower:
            alone = _NUMBER.match(line.text)
            if alone is not None:
                label = (int(alone["number"]), int(alone["total"] or 0)) if label is None or box.top > lower else label
                continue
            known = masked(line.text)
            if "#" in known and ("page" in known or "# of #" in known):
                label = _label_within(line.text) or label
            elif label is None and box.top > lower and (edge := _AT_EDGE.search(line.text)) is not None:
                label = (int(edge[1] or edge[2]), 0)
            running.append(known)
        body.append(line)
    sizes = sorted([line.size for line in body])
    size = sizes[len(sizes) // 2] if sizes else 0.0
    return Look(width, height, tuple(body), label, frozenset([r for r in running if len(r) > 3]), size, bottom / max(height, 1.0))


def masked(text: str) -> str:
    """The text in lower case with its numbers as "#": running lines are known by it."""
    return _DIGITS.sub("#", text.lower()).strip()


def _label_within(text: str) -> tuple[int, int] | None:
    found = _WITHIN.search(text)
    return (int(found["a"] or found["b"] or found["c"]), int(found["total"] or found["all"] or 0)) if found else None
