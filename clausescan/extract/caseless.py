"""Expressions that do not regard case, looked for in the text in lower case: there they run two to four times as fast."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_CAPITAL = re.compile(r"\\.|\(\?P[<=]\w+[>)]|[A-Z]")
_LONG = 20_000
_MARGIN = 8
"""So many signs before a stretch are kept, since an expression may look back."""


def lower(text: str) -> str:
    """The text in lower case with every offset kept. That of a long text is kept for the next who asks."""
    return _lower_long(text) if len(text) > _LONG else _lower(text)


def _lower(text: str) -> str:
    small = text.lower()
    return small if len(small) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


@lru_cache(maxsize=2)
def _lower_long(text: str) -> str:
    return _lower(text)


def lowered_pattern(pattern: str) -> str:
    r"""The expression with its letters in lower case; names of groups and classes such as `\S` stay."""
    return _CAPITAL.sub(lambda m: m[0].lower() if len(m[0]) == 1 else m[0], pattern)


@dataclass(frozen=True, slots=True)
class Caseless:
    """An expression that does not regard case. Its matches are those of `exact`; `quick` finds where they begin in the text in lower case."""

    exact: re.Pattern[str]
    quick: re.Pattern[str]

    def finditer(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """What `exact.finditer(text, start, end)` gives."""
        first = 0 if end - start > _LONG else max(0, start - _MARGIN)
        small = lower(text) if end - start > _LONG else lower(text[first:end])
        for found in self.quick.finditer(small, start - first, end - first):
            match = self.exact.match(text, first + found.start(), end)
            if match is not None:
                yield match

    def search(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """What `exact.search(text, start, end)` gives."""
        return next(self.finditer(text, start, end), None)


def caseless(pattern: str, flags: re.RegexFlag = re.NOFLAG, first: str = "") -> Caseless:
    """The expression compiled both ways.

    `first` may name, as an expression in lower case that takes no sign, what every match begins with: most places are then left at once.
    """
    return Caseless(re.compile(pattern, flags | re.IGNORECASE), re.compile(first + lowered_pattern(pattern), flags))
