"""What a hyphen at a line's end means: part of the word, or the mark of its break. The document's own words decide. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

FEW = 40  # questions that are answered by searching the text; for more, all of its words are gathered

_WHOLE = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# First halves that public contracts write with a hyphen.
_PREFIXES = frozenset(
    """self non well long short full part third first second low high multi one two three four five six seven eight nine ten twelve
    cost year month city owner user end""".split()  # noqa: SIM905  thirty words a line read better than thirty lines
)


class Words:
    """Words of a document's lines, lower case, with the hyphens within them; the last one of a line that ends in a hyphen is none.

    Most documents ask for a handful: those are searched for, since to gather all words takes as long as to repair the lines does.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = lines
        self._asked: dict[str, bool] = {}

    def __contains__(self, word: object) -> bool:
        if not isinstance(word, str):
            return False
        if len(self._asked) > FEW:
            return word in self._all
        if word not in self._asked:
            self._asked[word] = _stands(self._text, word)
        return self._asked[word]

    @cached_property
    def _text(self) -> str:
        return "\n".join([_unbroken(line) if line.endswith("-") else line for line in self._lines]).lower()

    @cached_property
    def _all(self) -> frozenset[str]:
        # Runs without spaces, each looked into once. Those of letters alone, which most are, are words as they stand.
        runs = set(self._text.split())
        plain = {run for run in runs if run.isalpha()}
        return frozenset(plain).union(_WHOLE.findall(" ".join(runs - plain)))


def _unbroken(line: str) -> str:
    """The line without its last word, which goes on in the next one."""
    words = list(_WHOLE.finditer(line))
    return line[: words[-1].start()] if words else line


def _stands(text: str, word: str) -> bool:
    """True where the word stands in the text with no letter, nor a hyphen and a letter, on either side."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        before = _is_letter(text[at - 1 : at]) or (text[at - 1 : at] == "-" and _is_letter(text[at - 2 : at - 1]))
        if not before and not _is_letter(text[end : end + 1]) and not (text[end : end + 1] == "-" and _is_letter(text[end + 1 : end + 2])):
            return True
        at = text.find(word, at + 1)
    return False


def _is_letter(sign: str) -> bool:
    return sign.isalnum() and not sign.isdecimal()


def keeps_hyphen(head: str, tail: str, words: Words) -> bool:
    """True for "price-/determining", False for "coop-/erative": the document's own words decide; failing them, a capital keeps the hyphen."""
    joined, hyphenated = head + tail.lower(), f"{head}-{tail.lower()}"
    if joined in words:
        return False
    if hyphenated in words or not tail[0].islower():
        return True
    return head in _PREFIXES or (head in words and tail.lower() in words and len(head) > 3 and len(tail) > 3)
