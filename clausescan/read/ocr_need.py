"""Which pages have to be read from their picture: told from what the page's own text covers, and from whether it is language at all. Pure."""

from __future__ import annotations

import re
from enum import StrEnum

from clausescan.read.raw import RawPage

JUNK_LIMIT = 0.3  # from this share of junk a text layer is not to be depended on, as in `read.clean`
FEW_LETTERS = 25
# A picture over most of a page with hardly any text beside it is a scan, whatever stamp or banner was typed over it.
SCAN_SHARE = 0.6
STAMP_LETTERS = 400
STAMP_AREA = 0.04
# English has 38 vowels in a hundred letters, lists of part names about 30; text whose letters were mapped wrongly has far fewer.
VOWELS_AT_LEAST = 0.24
LETTERS_TO_JUDGE = 120
_SAMPLE = 8  # lines that are looked at first: language shows in a few

_COMMON = re.compile(r"\b(?:the|of|and|to|in|for|or|by|is|be|at|on|this|with|as|no|date|total|de|la|el)\b", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")


class OcrMode(StrEnum):
    """When pages are read from their picture."""

    AUTO = "auto"
    """Pages without text that can be depended on."""
    REDO = "redo"
    """Also scans that somebody else's reader has already laid text over."""
    FORCE = "force"
    """Every page."""
    OFF = "off"


class Need(StrEnum):
    """Why a page is to be read from its picture."""

    NO = "no"
    EMPTY = "empty"
    """A picture or drawing with hardly a word."""
    JUNK = "junk"
    """Signs that no reader can make sense of, or letters that make no words."""
    STAMP = "stamp"
    """A scan with a stamp or banner typed over it: that text stays."""
    ASKED = "asked"


def need(page: RawPage, mode: OcrMode = OcrMode.AUTO) -> Need:
    """Why that page is to be read from its picture, `NO` where its own text is to be used."""
    if mode is OcrMode.OFF:
        return Need.NO
    if mode is OcrMode.FORCE or (mode is OcrMode.REDO and page.image_share >= SCAN_SHARE):
        return Need.ASKED
    letters = _letters(page, STAMP_LETTERS)
    if letters < FEW_LETTERS and (page.image_share > 0.25 or page.paths > 1_000):
        return Need.EMPTY
    if letters and page.junk >= JUNK_LIMIT:
        return Need.JUNK
    if page.image_share >= SCAN_SHARE and letters < STAMP_LETTERS and _covered(page) < STAMP_AREA:
        return Need.STAMP
    return Need.NO if is_language(_text(page, _SAMPLE)) or is_language(_text(page, len(page.lines))) else Need.JUNK


def _letters(page: RawPage, enough: int) -> int:
    """Signs in the words of the page; counting stops at the end of the line where there are enough."""
    count = 0
    for line in page.lines:
        for word in line.words:
            count += len(word.text)
        if count >= enough:
            break
    return count


def _text(page: RawPage, most: int) -> str:
    """The words of the page; of at most so many lines, taken from all over it."""
    return " ".join([line.text for line in page.lines[:: max(1, len(page.lines) // max(1, most))]])


def _covered(page: RawPage) -> float:
    """The part of the page that lines of text cover."""
    area = page.width * page.height
    return sum(line.box.width * line.box.height for line in page.lines) / area if area > 0 else 0.0


def is_language(text: str) -> bool:
    """False for a longer text with too few vowels for words and none of the commonest words: fonts whose letters are mapped wrongly.

    Texts in other scripts are left alone.
    """
    low = text.lower()
    vowels = sum([low.count(v) for v in "aeiou"])
    if 4 * vowels >= len(low) - low.count(" ") or len(low) < LETTERS_TO_JUDGE:
        return True  # the common case, told without looking at single letters
    letters = len(_LETTER.findall(low))
    if letters < LETTERS_TO_JUDGE or letters < 0.4 * len(low) or sum(c.isascii() for c in low) < 0.7 * len(low):
        return True
    return vowels >= VOWELS_AT_LEAST * letters or len(_COMMON.findall(low)) >= 2
