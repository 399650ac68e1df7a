"""The marks that scanning leaves on a text, made on purpose: for training and for tests. Pure, and the same for the same seed.

A noisy text keeps its label: words that decide (not, no, only ...) and check boxes stay as they are, since a slip there would change
what the clause says and not only how it looks.
"""

from __future__ import annotations

import random
import re

KEPT = frozenset({"no", "not", "non", "none", "nor", "never", "neither", "cannot", "only", "unless", "until", "may", "shall", "yes", "n", "y", "x"})
"""Words that are never touched, in any case of letters."""

CONFUSIONS: dict[str, tuple[str, ...]] = {
    "rn": ("m",),
    "m": ("rn",),
    "cl": ("d",),
    "fi": ("ﬁ", "h"),
    "fl": ("ﬂ",),
    "l": ("1", "I", "i"),
    "1": ("l", "I"),
    "I": ("l", "1"),
    "O": ("0",),
    "0": ("O", "o"),
    "S": ("5",),
    "5": ("S",),
    "B": ("8",),
    "e": ("c", "o"),
    "c": ("e",),
    "t": ("f",),
    "h": ("b",),
    "u": ("ii",),
    "vv": ("w",),
    "'": ("’", "`"),
    '"': ("“", "”", "''"),
    "-": ("–", "~"),
    ",": (".",),
}
"""What an OCR engine reads for what stands on the page (hazards: scanned pages)."""

_PIECE = re.compile(r"\[[ xX]?\]|\([ xX]\)|_{2,}|[A-Za-z]+(?:['’][A-Za-z]+)?|[^\S\n]+|\n+|[0-9]+|.", re.DOTALL)
_LONG_WORD = 7


def noisy(text: str, seed: int, rate: float = 0.02) -> str:
    """The text as a poor scan would give it.

    `rate` is about the share of characters that are misread, of those that an engine is known to misread (0 gives the text back; 0.02 is a
    fair scan, 0.08 a bad one). Spaces are doubled, lines broken and long words split at line ends at about the same rate. The same text,
    seed and rate give the same result everywhere.

    Raises:
        ValueError: the rate is not between 0 and 1.
    """
    if not 0.0 <= rate <= 1.0:
        raise ValueError(f"rate must be between 0 and 1, not {rate}")
    dice = random.Random(seed)  # noqa: S311 -- nothing secret is made of it
    return "".join(_spoilt(piece, dice, rate) for piece in _PIECE.findall(text))


def _spoilt(piece: str, dice: random.Random, rate: float) -> str:
    if piece.lower() in KEPT or (len(piece) > 1 and piece[0] in "[(_"):
        return piece
    if piece.isspace():
        return _space(piece, dice, rate)
    if len(piece) > _LONG_WORD and piece.isalpha() and dice.random() < rate:
        middle = dice.randrange(3, len(piece) - 2)
        return _letters(piece[:middle], dice, rate) + "-\n" + _letters(piece[middle:], dice, rate)
    return _letters(piece, dice, rate)


def _space(piece: str, dice: random.Random, rate: float) -> str:
    """A space seen twice, taken for the end of a line, or a line's end for a paragraph's. Never lost: two words run together could hide a "not"."""
    roll = dice.random()
    if roll < rate:
        return piece + " " if "\n" not in piece else piece + "\n"
    return "\n" if roll < 2 * rate and "\n" not in piece else piece


def _letters(word: str, dice: random.Random, rate: float) -> str:
    out: list[str] = []
    at = 0
    while at < len(word):
        size = 2 if word[at : at + 2] in CONFUSIONS else 1
        seen = word[at : at + size]
        choices = CONFUSIONS.get(seen, ())
        out.append(dice.choice(choices) if choices and dice.random() < size * rate else seen)
        at += size
    return "".join(out)
