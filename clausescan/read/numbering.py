"""The numbers that stand before headings: "ARTICLE IV", "Section 12.", "12.3(a)", "A.", "(iv)", "§ 3"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

_ROMAN = re.compile(r"(?=[ivxlc])c{0,3}(?:x[lc]|l?x{0,3})(?:i[vx]|v?i{0,3})", re.IGNORECASE)
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}

_NAMED = re.compile(
    r"""(?P<name>ARTICLE|PART|CHAPTER|DIVISION|TITLE|SECTION|SEC\.|EXHIBIT|APPENDIX|ATTACHMENT|SCHEDULE|ANNEX|§{1,2})\s{0,3}
        (?P<number>\d{1,3}(?:\.\d{1,3}){0,3}|[IVXLC]{1,7}|[A-Z](?:-?\d{1,2})?)\b\s{0,2}[.:)\-–—]{0,2}""",
    re.IGNORECASE | re.VERBOSE,
)
_NAMED_FIRST = frozenset("ACDEPSTacdepst§")  # how those words begin: most lines begin otherwise
_DECIMAL = re.compile(r"(?P<number>\d{1,3}(?:\.\d{1,3}){1,4}|\d{1,3}(?=[.)]))(?P<sub>(?:\([a-z0-9]{1,4}\)){0,3})\s{0,2}[.):]?(?=\s|$)")
_LETTER = re.compile(r"(?P<number>[A-Za-z]|[IVXLC]{1,6}|[ivxlc]{1,6})[.)](?=\s|$)")
_BRACKET = re.compile(r"\((?P<number>[A-Za-z]|\d{1,2}|[ivxlc]{1,6}|[IVXLC]{1,6})\)(?=\s|$)")


class Style(StrEnum):
    """How a number is written; styles nest in the order in which a document first uses them, named ones outermost."""

    NAMED = "named"
    DECIMAL = "decimal"
    UPPER_ROMAN = "upper_roman"
    UPPER = "upper"
    LOWER = "lower"
    LOWER_ROMAN = "lower_roman"
    BRACKET_LOWER = "bracket_lower"
    BRACKET_UPPER = "bracket_upper"
    BRACKET_ROMAN = "bracket_roman"
    BRACKET_DIGIT = "bracket_digit"


@dataclass(frozen=True, slots=True)
class Numbering:
    """A number at the start of a line: as printed (`text`), how far it reaches, its style, its depth (1 for "12", 3 for "12.3.1").

    `name` is "article", "section" … where one is printed. `values` hold each level as a number: "12.3" is (12, 3), "C" is (3,), "iv" is (4,).
    """

    text: str
    length: int
    style: Style
    depth: int
    values: tuple[int, ...]
    name: str = ""


def roman(text: str) -> int | None:
    """The value of a roman number up to 399, None where it is not one."""
    if not text or not _ROMAN.fullmatch(text):
        return None
    total, digits = 0, [_VALUES[c] for c in text.lower()]
    for value, following in zip(digits, [*digits[1:], 0], strict=True):
        total += -value if value < following else value
    return total


def parse(line: str) -> Numbering | None:
    """The number with which a line begins, None where it begins with none. Letters that are roman numbers too are read as letters here."""
    first = line[:1]
    if first == "(":
        match = _BRACKET.match(line)
        return _single(match, match["number"], bracket=True) if match else None
    if first.isdecimal():
        match = _DECIMAL.match(line)
        return _decimal(match) if match else None
    if first in _NAMED_FIRST and (match := _NAMED.match(line)):
        return _named(match)
    match = _LETTER.match(line)
    return _single(match, match["number"], bracket=False) if match else None


def _decimal(match: re.Match[str]) -> Numbering:
    values = tuple(int(v) for v in match["number"].split("."))
    return Numbering(match[0].strip(), match.end(), Style.DECIMAL, len(values) + match["sub"].count("("), values)


def _named(match: re.Match[str]) -> Numbering:
    number = match["number"]
    values: tuple[int, ...]
    if number[0].isdigit():
        values = tuple(int(v) for v in number.split("."))
    else:
        value = roman(number)
        values = (value,) if value is not None else (ord(number[0].upper()) - 64,)
    return Numbering(match[0].strip(), match.end(), Style.NAMED, len(values), values, match["name"].lower().rstrip("."))


def _single(match: re.Match[str], number: str, *, bracket: bool) -> Numbering | None:
    """A lone letter, roman number or bracketed digit."""
    if number.isdigit():
        return Numbering(match[0], match.end(), Style.BRACKET_DIGIT, 1, (int(number),))
    if len(number) == 1:
        style = (Style.BRACKET_UPPER if number.isupper() else Style.BRACKET_LOWER) if bracket else (Style.UPPER if number.isupper() else Style.LOWER)
        return Numbering(match[0], match.end(), style, 1, (ord(number.upper()) - 64,))
    value = roman(number)
    if value is None:
        return None
    style = Style.BRACKET_ROMAN if bracket else (Style.UPPER_ROMAN if number.isupper() else Style.LOWER_ROMAN)
    return Numbering(match[0], match.end(), style, 1, (value,))


def as_roman(numbering: Numbering) -> Numbering:
    """A lone letter read as a roman number instead ("I.", "(v)"); unchanged where it is none."""
    letter = numbering.text.strip(" ().")
    value = roman(letter) if len(letter) == 1 else None
    if value is None:
        return numbering
    style = {
        Style.UPPER: Style.UPPER_ROMAN,
        Style.LOWER: Style.LOWER_ROMAN,
        Style.BRACKET_LOWER: Style.BRACKET_ROMAN,
        Style.BRACKET_UPPER: Style.BRACKET_ROMAN,
    }.get(numbering.style, numbering.style)
    return Numbering(numbering.text, numbering.length, style, numbering.depth, (value,), numbering.name)
