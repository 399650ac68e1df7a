"""Names of agencies and vendors: the same body written in two ways."""

from __future__ import annotations

import re
from functools import lru_cache

_FILLER = frozenset(
    ["the", "of", "and", "a", "inc", "incorporated", "llc", "llp", "lp", "ltd", "limited", "co", "company", "corp", "corporation", "plc", "pc", "dba"]
)


@lru_cache(maxsize=65_536)
def name_key(name: str) -> frozenset[str]:
    """The words that tell one name from another, in lower case and without legal forms."""
    words = re.findall(r"[a-z0-9]+", name.lower().replace("&", " and ").replace("'", "").replace("’", ""))
    return frozenset(words) - _FILLER


def same_name(one: str, other: str) -> bool:
    """True where all words of the shorter name stand in the longer one ("City of Alder", "City of Alder, Michigan")."""
    first, second = sorted((name_key(one), name_key(other)), key=len)
    return bool(first) and first <= second
