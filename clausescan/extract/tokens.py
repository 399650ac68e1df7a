"""Words of a sentence as rules see them: in lower case, with old and misread spellings made one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from clausescan.core.span import Span

_TOKEN = re.compile(r"[^\W\d_]+(?:_[^\W\d_]{2,})*|\$?\d[\d,.]*\d|\d+|[^\w\s]|_")

_SPELLING = {
    # What OCR and old drafting make of the words that matter; compared in lower case.
    "govemment": "government",
    "govemmental": "governmental",
    "govermental": "governmental",
    "goverment": "government",
    "governmentalentities": "governmental",
    "pigyback": "piggyback",
    "pigyyback": "piggyback",
    "piggback": "piggyback",
    "agencles": "agencies",
    "entitles": "entities",
    "entites": "entities",
    "contrract": "contract",
    "contractt": "contract",
}
_JOINED = {
    ("piggy", "back"): "piggyback",
    ("piggy", "backing"): "piggybacking",
    ("piggy", "backed"): "piggybacked",
    ("co", "op"): "co-op",
    ("co", "ops"): "co-ops",
    ("co", "operative"): "cooperative",
    ("inter", "governmental"): "intergovernmental",
    ("inter", "local"): "interlocal",
}
_FIRST_HALVES = frozenset(first for first, _ in _JOINED)
_HYPHENS = frozenset("-‐‑–")


@dataclass(frozen=True, slots=True)
class Tokens:
    """Words, figures and signs in order, side by side: in lower case, where they begin and end, and whether with a capital letter (A to Z)."""

    lower: list[str]
    starts: list[int]
    ends: list[int]
    capital: list[bool]

    def __len__(self) -> int:
        return len(self.lower)

    def span(self, first: int, stop: int) -> Span:
        """Where the words from `first` up to and without `stop` stand in the text."""
        return Span(self.starts[first], self.ends[stop - 1])

    def places(self) -> dict[str, list[int]]:
        """Each word with its places among the words, in order."""
        found: dict[str, list[int]] = {}
        for at, word in enumerate(self.lower):
            if word in found:
                found[word].append(at)
            else:
                found[word] = [at]
        return found

    def replaced(self, first: int, stop: int, word: str, *, capital: bool = False) -> None:
        """Put one word for those from `first` up to and without `stop`."""
        self.lower[first:stop] = [word]
        self.ends[first:stop] = [self.ends[stop - 1]]
        self.starts[first:stop] = [self.starts[first]]
        self.capital[first:stop] = [capital]

    def copy(self) -> Tokens:
        """The same words in lists of their own."""
        return Tokens(self.lower[:], self.starts[:], self.ends[:], self.capital[:])


def tokens(text: str) -> Tokens:
    """The words of a text; "piggy-back" and "piggy back" are one word, "co-op" is one word. Empty if none."""
    small = text.lower()
    if len(small) != len(text):
        small = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    spans = [match.span() for match in _TOKEN.finditer(small)]
    lower = [small[start:end] for start, end in spans]
    capital = ["A" <= text[start] <= "Z" for start, _ in spans]
    found = Tokens(lower, [start for start, _ in spans], [end for _, end in spans], capital)
    _respell(found, underscores="_" in small)
    _join(found)
    return found


def _respell(found: Tokens, *, underscores: bool) -> None:
    if underscores:
        found.lower[:] = [word.replace("_", "") if len(word) > 1 else word for word in found.lower]
    if not _SPELLING.keys().isdisjoint(found.lower):
        for at, word in enumerate(found.lower):
            if word in _SPELLING:
                found.lower[at], found.capital[at] = _SPELLING[word], False


def _join(found: Tokens) -> None:
    """Make two halves of a word one, with or without a hyphen or quote between them."""
    if _FIRST_HALVES.isdisjoint(found.lower):
        return
    for at in range(len(found) - 1, -1, -1):
        if found.lower[at] in _FIRST_HALVES:
            other = at + (2 if at + 2 < len(found) and found.lower[at + 1] in _HYPHENS else 1)
            if other < len(found) and (whole := _JOINED.get((found.lower[at], found.lower[other]))):
                found.replaced(at, other + 1, whole, capital=found.capital[at])
