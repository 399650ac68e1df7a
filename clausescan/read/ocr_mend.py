"""Slips that engines make again and again, put right where the words around leave no doubt. Pure; no word is guessed from its meaning."""

from __future__ import annotations

import re

from clausescan.read.ocr_words import Seen, SeenLine

# After these a Roman number stands; an engine takes its strokes for small letters l or for upright bars.
_NUMBERED = frozenset(
    """article articles section part phase title volume attachment exhibit appendix schedule annex chapter division type class category tier level
    zone lot group step amendment addendum and or""".split()  # noqa: SIM905  thirty words a line read better than thirty lines
)
_COUNTED = frozenset(
    """category categories item items line lines lot lots page pages zone zones year years day days no. number""".split()  # noqa: SIM905  as above
)
_STROKES = re.compile(r"^([Il|1]{1,3}|[Il|1]?[VX][Il|1]{0,3})([.,;:)]*)$")
_CLOSING = re.compile(r"^(?P<word>[^‘’]+)’(?P<quote>[”\"])|^(?P<word2>[^‘’]+)[”\"](?P<quote2>’)(?!’)")
_NUMBER = re.compile(r"^\W{0,3}[\dOoIl|][\dOoIl|.,/:%-]*\W{0,3}$")
_TICKED = re.compile(
    r"^[\[(|{](?:[xX]{1,3}|[xX][|lI]|[vV✓✔])[\])|}]$|^\[[xX]{1,3}$"
)  # a ticked box; its sides and the tick are drawn over each other
_COUNTS = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,2},")
_MONTH = re.compile(r"^\W?(?:January|February|March|April|May|June|July|August|September|October|November|December)$", re.IGNORECASE)
_FIRST_DAY = re.compile(r"^[Il|!],$")
_ENDS = {"Inc:": "Inc.", "INC:": "INC.", "Corp:": "Corp.", "CORP:": "CORP."}  # a worn stop
_WITH_STOP = {"IL": "II.", "IIL": "III.", "IIl.": "III."}
_DIGITS = str.maketrans("OoIl|", "00111")


def mended(line: SeenLine) -> SeenLine:
    """The line with such slips put right; boxes and how sure the words are stay as they were."""
    words: list[Seen] = []
    for word in line.words:
        before = words[-1].text.casefold().strip("([,;") if words else ""
        text = _ENDS.get(word.text, _numeral(word.text, before))
        if _FIRST_DAY.match(text) and words and words[-1].text[:1] != "m" and _MONTH.match(words[-1].text):
            text = "1,"
        if len(words) > 1 and words[-1].text in {"No,", "NO,"} and any(c.isdigit() for c in text):
            words[-1] = words[-1]._replace(text=words[-1].text[:-1] + ".")
        text = _TICKED.sub("[X]", text)
        text = text.translate(_DIGITS) if _is_number(text) else _quoted(text)
        if text in {"[]", "()"}:  # an empty box: its sides are two words everywhere else
            middle = (word.x0 + word.x1) / 2
            words += [word._replace(text=text[0], x1=middle), word._replace(text=text[1], x0=middle)]
            continue
        words.append(word._replace(text=text))
    return SeenLine(_with_stop(words), line.size)


def _with_stop(words: list[Seen]) -> tuple[Seen, ...]:
    """As from "1, RENEWAL." to "1. RENEWAL.": a number that begins a line before a capital counts the paragraph; its comma is a worn stop."""
    if len(words) > 1 and _COUNTS.fullmatch(words[0].text) and words[1].text[:1].isupper():
        return (words[0]._replace(text=words[0].text[:-1] + "."), *words[1:])
    return tuple(words)


def _is_number(text: str) -> bool:
    """True for digits with letters among them that look like digits, where the digits are at least as many: an amount, a date, a number."""
    digits, letters = sum(c.isdigit() for c in text), sum(c.isalpha() for c in text)
    return digits > 0 and bool(_NUMBER.match(text)) and (digits > letters or (digits == letters and text[:1] not in "Oo"))


def _numeral(text: str, before: str) -> str:
    """As from "Article Il," to "Article II,", "Categories |" to "Categories 1"; other words as they are."""
    if text in _WITH_STOP and before in _NUMBERED - {"and", "or"}:
        return _WITH_STOP[text]
    match = _STROKES.match(text)
    if match is None:
        return text
    strokes, rest = match.groups()
    if before in _COUNTED and strokes in {"|", "l", "I"}:
        return "1" + rest
    if before in _NUMBERED and not strokes.isdigit():
        return strokes.replace("l", "I").replace("|", "I").replace("1", "I") + rest
    return text


def _quoted(text: str) -> str:
    """As from "Contractor’”" to "Contractor”": two kinds of mark at the end of a quotation that began with one."""
    match = _CLOSING.match(text)
    if match is None:
        return text
    if match["word"] is not None:
        return match["word"] + text[match.end() - 1 :]
    return match["word2"] + text[match.end("word2")] + text[match.end() :]
