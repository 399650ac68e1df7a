"""What the classifier sees of a text: beginnings of words, the ideas they stand for, their order, and what stands under a denial or a condition.

Numbers and names are masked.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources
from itertools import pairwise

LONGEST = 6_000
"""Code points of a text that are looked at: a clause that runs on says early what it is about, and time stays bounded."""

STEM = 6
"""Letters kept of a word: "indemnify" and "indemnification" become one, and a slip at the end of a word does no harm."""

OPENING = 60
"""Code points at the start where a heading would stand."""

VERSION = 2
"""Raised when `terms` changes its answer for the same text, so that an older model is refused."""

NAME, NUMBER, MARKED, EMPTY, QUOTE = "@", "0", "[x]", "[]", '"'

REACH = 7
"""Words within a sentence that a denial or a condition bears upon."""

_MARKED = r"\[\s{0,3}[xX]\s{0,3}\]|\(\s{0,3}[xX]\s{0,3}\)|[☒☑]|_{1,40}[xX]_{1,40}"  # a box or blank with its mark
_EMPTY = r"\[\s{0,3}\]|\(\s{1,3}\)|☐|_{2,}"  # a box or blank without
_QUOTED = r'["“](?=\w)'  # where words in quotation marks begin, as defined words do
_TOKEN = re.compile(rf"[^\W\d_]+(?:['’][^\W\d_]+)?|\d[\d,.:/-]*|[.;:?%$]|{_MARKED}|{_EMPTY}|{_QUOTED}")
_QUOTES = frozenset('"“')
_IS_MARKED, _IS_EMPTY = re.compile(_MARKED), re.compile(_EMPTY)
_STOPS = frozenset(".;?")
_DENIALS = frozenset({"NOT"})
_CONDITIONS = frozenset({"IF", "ONLY"})


def terms(text: str) -> list[str]:
    """The terms of a text, with repeats.

    Stems and pairs of stems; "#" and an idea, or two ideas in a row; "!#" or "?#" and an idea that stands shortly after a denial or a
    condition; "^" and a stem near the start.
    """
    words, opening = _words(text[:LONGEST])
    stems = [w[:STEM] for w in words]
    out = stems + [f"{a} {b}" for a, b in pairwise(stems)]
    out += [f"#{idea}" for w in words for idea in _ideas(w)]
    out += [f"#{a} {b}" for a, b in pairwise(_order(words))]
    out += _under(words)
    return out + [f"^{s}" for s in stems[: min(opening, 6)]]


def words_only(text: str) -> list[str]:
    """Whole words and their pairs: the plainest features, to compare with."""
    words, _ = _words(text[:LONGEST])
    return words + [f"{a} {b}" for a, b in pairwise(words)]


def stems_only(text: str) -> list[str]:
    """Beginnings of words and their pairs, to compare with."""
    stems = [w[:STEM] for w in _words(text[:LONGEST])[0]]
    return stems + [f"{a} {b}" for a, b in pairwise(stems)]


def words_and_characters(text: str) -> list[str]:
    """Whole words, their pairs, and runs of three to five characters within words, to compare with."""
    words, _ = _words(text[:LONGEST])
    runs = [f"~{padded[i : i + n]}" for w in words for padded in (f" {w} ",) for n in (3, 4, 5) for i in range(len(padded) - n + 1)]
    return words + [f"{a} {b}" for a, b in pairwise(words)] + runs


def fingerprint() -> str:
    """The sha256 of all that decides what `terms` gives: its version and the table of ideas."""
    return hashlib.sha256(f"{VERSION}\n".encode() + _table_bytes()).hexdigest()


def _words(text: str) -> tuple[list[str], int]:
    """Masked words in lower case, and how many of them begin near the start of the text."""
    early = sum(match.start() < OPENING for match in _TOKEN.finditer(text, 0, OPENING + 1))
    words: list[str] = []
    opening, after_small = 0, False
    for number, token in enumerate(_TOKEN.findall(text)):
        word, small, nameable = _seen(token)
        if after_small and nameable:
            word = NAME  # a capital in the middle of a sentence
        if word != NAME or words[-1] != NAME:
            words.append(word)
            opening += number < early
        after_small = small or word == NAME
    return words, opening


@lru_cache(maxsize=65_536)
def _seen(token: str) -> tuple[str, bool, bool]:
    """A token masked and in lower case, whether it is a word in small letters, and whether it may be a name: with a capital, and no idea's word."""
    if token[0].isdecimal():
        return NUMBER, False, False
    if _IS_MARKED.fullmatch(token):
        return MARKED, False, False
    if _IS_EMPTY.fullmatch(token):
        return EMPTY, False, False
    if token in _QUOTES:
        return QUOTE, False, False
    return token.lower(), token.islower(), token.istitle() and not _ideas(token.lower())


def _order(words: list[str]) -> list[str]:
    """The first idea of each word that has one, repeats left out, with "." for the end of a sentence."""
    order: list[str] = []
    for word in words:
        if ideas := _ideas(word):
            if order[-1:] != [ideas[0]]:
                order.append(ideas[0])
        elif word in _STOPS:
            order.append(".")
    return order


def _under(words: list[str]) -> list[str]:
    """Ideas within reach of a denial ("!#") or of a condition ("?#") of the same sentence; one within reach of both is told twice."""
    out: list[str] = []
    denied = gated = 0
    for word in words:
        if word in _STOPS:
            denied = gated = 0
            continue
        ideas = _ideas(word)
        out += [f"!#{idea}" for idea in ideas if denied > 0] + [f"?#{idea}" for idea in ideas if gated > 0]
        first = ideas[0] if ideas else ""
        denied = REACH if first in _DENIALS else denied - 1
        gated = REACH if first in _CONDITIONS else gated - 1
    return out


@lru_cache(maxsize=65_536)
def _ideas(word: str) -> tuple[str, ...]:
    whole, beginnings = _table()
    if word == MARKED:
        return ("MARKED",)
    if word == EMPTY:
        return ("EMPTY",)
    found = [*whole.get(word, ()), *(idea for i in range(2, len(word) + 1) for idea in beginnings.get(word[:i], ()))]
    return tuple(dict.fromkeys(found))


@cache
def _table() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    whole: dict[str, list[str]] = {}
    beginnings: dict[str, list[str]] = {}
    for idea, word in _rows():
        (beginnings if word.endswith("*") else whole).setdefault(word.rstrip("*"), []).append(idea)
    return whole, beginnings


def _rows() -> Iterator[tuple[str, str]]:
    table: dict[str, str] = tomllib.loads(_table_bytes().decode())["concepts"]
    return ((idea, word) for idea, words in table.items() for word in words.split())


def _table_bytes() -> bytes:
    """The table of ideas, with the line ends of every system made one."""
    return resources.files("clausescan.learn").joinpath("concepts.toml").read_bytes().replace(b"\r\n", b"\n")
