"""Section numbers: which section a clause stands in, and which sections a sentence names."""

from __future__ import annotations

import re

from clausescan.core.contract_file import FileClause

_SECTION_NUMBER = re.compile(r"\s*(?:section|article|paragraph|part)?\s*(\d[\d.]*|[IVX]{1,6}\b)", re.IGNORECASE)
_RANGE = re.compile(r"\b(\d[\d.]*|[IVX]{1,6})(?:\s*(?:-|–|through|thru|to)\s*(\d[\d.]*|[IVX]{1,6})\b)?", re.IGNORECASE)


def numbers_of(clause: FileClause) -> tuple[str, ...]:
    """Numbers of the sections that hold the clause, as printed: from its headings, else from its first words."""
    texts = clause.section or (clause.clause.evidence[0].quote,)
    found = (_SECTION_NUMBER.match(text) for text in texts)
    return tuple(match[1].rstrip(".").upper() for match in found if match)


def is_within(number: str, outer: str) -> bool:
    """True where the number is the outer one or lies below it ("4.9" in "4")."""
    outer = outer.rstrip(".").upper()
    return number == outer or number.startswith(outer + ".")


def is_in_range(number: str, words: str) -> bool:
    """True where "sections 3 through 9", "Section 4.2" or "Articles I through XVII" cover that number."""
    named = [(m[1].rstrip("."), (m[2] or m[1]).rstrip(".")) for m in _RANGE.finditer(words)]
    top = _value(number.split(".", maxsplit=1)[0])
    for first, last in named:
        if is_within(number, first) or (first != last and top is not None and (_value(first) or 99) <= top <= (_value(last) or 0)):
            return True
    return False


def _value(number: str) -> int | None:
    """An Arabic or Roman number below forty."""
    if number.isdigit():
        return int(number)
    units = {"I": 1, "V": 5, "X": 10}
    if not number or set(number.upper()) - set(units):
        return None
    values = [units[c] for c in number.upper()]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))
