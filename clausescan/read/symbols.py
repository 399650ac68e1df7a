"""Signs of symbol fonts that a PDF gives as plain letters: an "o" set in Wingdings is a box. Pure."""

from __future__ import annotations

import re

# Letters as WinAnsi and StandardEncoding give the codes of those fonts (Microsoft's charts of Wingdings, Wingdings 2 and Webdings).
_WINGDINGS = {
    "o": "☐", "q": "☐", "r": "☐", "¨": "☐", "¤": "☐", "x": "☒", "ý": "☒", "þ": "☑", "ü": "✓", "û": "✗", "n": "■", "§": "•", "l": "•",
}  # fmt: skip
_WINGDINGS_2 = {"£": "☐", "R": "☑", "T": "☒", "S": "☒", "P": "✓", "O": "✗"}
_WEBDINGS = {"a": "✓", "c": "☐", "g": "■", "r": "✗"}
_DINGBATS = {"o": "☐", "q": "☐", "p": "☐", "r": "☐", "4": "✔", "3": "✓", "5": "✗", "6": "✗", "7": "✗", "8": "✗", "n": "■", "l": "•"}
_TABLES = (_WINGDINGS, _WINGDINGS_2, _WEBDINGS)
_PRIVATE = {chr(0xF000 + letter.encode("cp1252")[0]): letter for table in _TABLES for letter, sign in table.items() if sign not in "•■"}
"""Codes that PDFs give the signs of symbol fonts where no letters are given: which sign one is, the font tells."""
MAYBE = frozenset([*_WINGDINGS, *_WINGDINGS_2, *_DINGBATS, *_WEBDINGS, *_PRIVATE]) - {"a"}
"""Letters that, standing alone, are worth a look at their font; the word "a" is on every page."""
_FONTS = (
    (re.compile(r"wingdings[-_ ]?2", re.IGNORECASE), _WINGDINGS_2),
    (re.compile(r"wingdings(?![-_ ]?3)", re.IGNORECASE), _WINGDINGS),
    (re.compile(r"webdings", re.IGNORECASE), _WEBDINGS),
    (re.compile(r"dingbats", re.IGNORECASE), _DINGBATS),
)


def is_symbols(font: str) -> bool:
    """True for the name of a font of symbols."""
    return any(pattern.search(font) for pattern, _ in _FONTS)


def sign_of(letter: str, font: str) -> str:
    """What a reader sees where that letter, or that code for private use, is set in a font of that name; the letter itself in other fonts."""
    table = next((table for pattern, table in _FONTS if pattern.search(font)), {})
    return table.get(_PRIVATE.get(letter, letter), letter)
