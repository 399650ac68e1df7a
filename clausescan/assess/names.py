"""Names of agencies and vendors: the same body written in two ways."""

from __future__ import annotations

import re
from functools import lru_cache

_FILLER = frozenset(
    ["the", "of", "and", "a", "inc", "incorporated", "llc", "llp", "lp", "ltd", "limited", "co", "company", "corp", "corporation", "plc", "pc", "dba"]
)

_WORD = re.compile(r"[a-z0-9]+")
_CAPITALS = re.compile(r"\b[A-Z]{3,6}\b")


@lru_cache(maxsize=65_536)
def name_key(name: str) -> frozenset[str]:
    """The words that tell one name from another, in lower case and without legal forms."""
    words = re.findall(r"[a-z0-9]+", name.lower().replace("&", " and ").replace("'", "").replace("’", ""))
    return frozenset(words) - _FILLER


def same_name(one: str, other: str) -> bool:
    """True where all words of the shorter name stand in the longer one ("City of Alder", "City of Alder, Michigan").

    Capitals may stand for words: "Region 3 ESC" is "Region 3 Education Service Center".
    """
    first, second = sorted((name_key(one), name_key(other)), key=len)
    if not first:
        return False
    return first <= second or _spelled_out(one, other) or _spelled_out(other, one)


def _spelled_out(short: str, long: str) -> bool:
    """True where capitals in the short name are the first letters of words that follow each other in the long one, and the rest agrees."""
    words = [w for w in _WORD.findall(long.lower()) if w not in _FILLER]
    for letters in _CAPITALS.findall(short):
        size = len(letters)
        for at in range(len(words) - size + 1):
            if "".join(w[0] for w in words[at : at + size]) == letters.lower():
                rest = name_key(short) - {letters.lower()}
                return rest <= frozenset(words[:at] + words[at + size :])
    return False
