"""Words of a source as reportlab's: signs within lines, curly quotes, check boxes, paragraph styles."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_JUSTIFY, TA_LEFT
from reportlab.lib.styles import ParagraphStyle

from corpus.contracts.recipe.styles import BASE, Look

INLINE = (
    (re.compile(r"\*\*(.+?)\*\*"), r"<b>\1</b>"),
    (re.compile(r"(?<!\*)\*([^*\s][^*]*)\*"), r"<i>\1</i>"),
    (re.compile(r"(?<!_)__(?=\w)([^_]+?)__(?!_)"), r"<u>\1</u>"),
)
BOXES = (("[X]", '<font name="ZapfDingbats">\u2714</font>'), ("[ ]", '<font name="ZapfDingbats">\u274f</font>'))
CURLY = (
    (re.compile(r'(?<![\w.,;:?!)])"'), "\u201c"),
    (re.compile(r'"'), "\u201d"),
    (re.compile(r"(?<![\w.,;?!)])'(?=\w)"), "\u2018"),
    (re.compile(r"'"), "\u2019"),
)


@dataclass(frozen=True, slots=True)
class Setting:
    """What blocks need to know of their page: look, width of a line, and the table of contents of the pass before, as (level, heading, page)."""

    look: Look
    width: float
    contents: tuple[tuple[int, str, int], ...] = field(default=())


def inline(text: str, look: Look) -> str:
    """A line's own signs as reportlab's."""
    out = text
    for pattern, sign in CURLY if look.family != "Courier" else ():
        out = pattern.sub(sign, out)
    out = escape(out)
    for pattern, tag in INLINE:
        out = pattern.sub(tag, out)
    if look.boxes == "drawn":
        for sign, tag in BOXES:
            out = out.replace(sign, tag)
    return re.sub(r" ¶(?: |$)", "<br/>", out)


def style(look: Look, **changes: Any) -> Any:
    """The look's paragraph style, with changes."""
    base = {
        "fontName": BASE[look.family][0],
        "fontSize": look.size,
        "leading": look.leading,
        "alignment": TA_JUSTIFY if look.justify else TA_LEFT,
        "spaceAfter": look.gap,
    }
    return ParagraphStyle("s", **(base | changes))
