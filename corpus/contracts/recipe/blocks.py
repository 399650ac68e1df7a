"""Blocks as reportlab flowables."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor, black
from reportlab.lib.enums import TA_CENTER, TA_LEFT
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import CondPageBreak, Flowable, HRFlowable, NextPageTemplate, PageBreak, Paragraph, Spacer, Table

from corpus.contracts.recipe.letterhead import Letterhead
from corpus.contracts.recipe.read import Block
from corpus.contracts.recipe.styles import BASE, Look
from corpus.contracts.recipe.tables import rows_of, sign, table
from corpus.contracts.recipe.text import Setting, inline, style

HEADINGS = ("h1", "h2", "h3")


def heading(block: Block, setting: Setting) -> list[Any]:
    """A heading in the manner of the house; the paragraph carries `heading` for the table of contents."""
    look, level = setting.look, HEADINGS.index(block.kind)
    size = look.heading_sizes[level]
    centred = look.heading == "center" or (level == 0 and look.heading in {"underline", "band"})
    bold = BASE[look.heading_family or look.family][0 if look.family == "Courier" else 1]
    text = inline(block.lines[0], look)
    if look.heading == "underline":
        text = f"<u>{text}</u>"
    changes: dict[str, Any] = {
        "fontName": bold,
        "fontSize": size,
        "leading": size * 1.22,
        "alignment": TA_CENTER if centred else TA_LEFT,
        "keepWithNext": 1,
    }
    changes |= {"textColor": HexColor(look.colour), "spaceBefore": 4 + 2.5 * (2 - level), "spaceAfter": 3 + 2 * (2 - level)}
    if look.heading == "band" and level == 1:
        changes |= {"backColor": HexColor(look.shade), "borderPadding": (1.5, 2, 2, 2), "spaceAfter": 7, "spaceBefore": 8}
    found = Paragraph(text, style(look, **changes))
    found.heading = (level, block.lines[0])
    ruled = look.heading == "rule" and level == 1
    return [found, HRFlowable(width="100%", thickness=0.8, color=HexColor(look.colour), spaceBefore=0, spaceAfter=5)] if ruled else [found]


def item(block: Block, setting: Setting) -> list[Any]:
    """A hanging paragraph."""
    look = setting.look
    left = look.hanging * (block.level + 1)
    mark = "•" if block.mark == "-" and look.family != "Courier" else inline(block.mark, look)
    if block.mark.startswith("[") and look.boxes == "drawn":
        return [Paragraph(f"{mark}&nbsp;&nbsp;{inline(block.lines[0], look)}", style(look, leftIndent=left, firstLineIndent=-14))]
    return [
        Paragraph(
            inline(block.lines[0], look),
            style(look, leftIndent=left, bulletIndent=left - look.hanging, bulletFontName=BASE[look.family][0], bulletFontSize=look.size),
            bulletText=mark,
        )
    ]


def box(block: Block, setting: Setting) -> list[Any]:
    """Paragraphs in a ruled frame, one per line."""
    look = setting.look
    inner = [
        Paragraph(inline(line, look), style(look, alignment=TA_CENTER if "center" in block.words else TA_LEFT, spaceAfter=2))
        for line in block.lines
        if line.strip()
    ]
    commands: list[Any] = [("BOX", (0, 0), (-1, -1), 1.0, black), ("TOPPADDING", (0, 0), (-1, -1), 6), ("BOTTOMPADDING", (0, 0), (-1, -1), 6)]
    if "shade" in block.words:
        commands.append(("BACKGROUND", (0, 0), (-1, -1), HexColor(look.shade)))
    return [Table([[inner]], colWidths=[setting.width], style=commands), Spacer(1, look.gap * 1.4)]


def lines(block: Block, setting: Setting) -> list[Any]:
    """Lines kept as they are: addresses, memo heads, captions."""
    text = "<br/>".join(inline(line, setting.look) for line in block.lines).replace("  ", "&nbsp;&nbsp;")
    return [Paragraph(text, style(setting.look, alignment=TA_CENTER if "center" in block.words else TA_LEFT))]


def toc(block: Block, setting: Setting) -> list[Any]:
    """The table of contents down to the level that is set (default 1: sections), with dotted leaders."""
    look, font = setting.look, BASE[setting.look.family][0]
    deepest, dot, made = int(block.settings.get("level", "1")), stringWidth(".", BASE[setting.look.family][0], setting.look.size), []
    for level, text, page in setting.contents:
        if not 1 <= level <= deepest:
            continue
        indent = 16.0 * (level - 1)
        free = setting.width - indent - stringWidth(f"{text}  {page}", font, look.size) - 8
        made.append(
            Paragraph(escape(f"{text} {'.' * max(3, int(free / dot))} {page}"), style(look, leftIndent=indent, spaceAfter=2, alignment=TA_LEFT))
        )
    return [*made, Spacer(1, look.gap * 2)]


class Field(Flowable):  # type: ignore[misc]  # reportlab has no types
    """A label and a form field of the PDF: a text field, or a check box where the value is yes or no."""

    def __init__(self, name: str, label: str, value: str, look: Look) -> None:
        super().__init__()
        self.name, self.label, self.value, self.look, self.width = name, label, value, look, 0.0

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width = width
        return width, 22.0

    def draw(self) -> None:
        form, canvas = self.canv.acroForm, self.canv
        canvas.setFont(BASE[self.look.family][0], self.look.size)
        if self.value in {"yes", "no"}:
            canvas.drawString(22, 6, self.label)
            form.checkbox(
                name=self.name, tooltip=self.label, x=2, y=3, size=13, checked=self.value == "yes", buttonStyle="cross", borderWidth=1, relative=True
            )
            return
        canvas.drawString(0, 6, self.label)
        left = 0.34 * self.width
        form.textfield(
            name=self.name,
            tooltip=self.label,
            value=self.value,
            x=left,
            y=1,
            width=self.width - left,
            height=17,
            fontName="Helvetica",
            fontSize=9.5,
            borderWidth=0.5,
            relative=True,
        )


def fields(block: Block, setting: Setting) -> list[Any]:
    """Form fields, one per line `name | label | value`."""
    return [Field(name, label, value, setting.look) for name, label, value in rows_of(block)] + [Spacer(1, setting.look.gap)]


def turn(block: Block) -> list[Any]:
    """A new page, of another kind where the word is not `page`."""
    return [PageBreak()] if block.words == ("page",) else [NextPageTemplate(block.words[0]), PageBreak()]


def flow(block: Block, setting: Setting) -> list[Any]:
    """The flowables of one block.

    Raises:
        KeyError: there is no such block.
    """
    look = setting.look
    if block.kind in HEADINGS:
        return [CondPageBreak(60), *heading(block, setting)]
    if block.kind == "turn":
        return turn(block)
    if block.kind == "letterhead":
        return [Letterhead(tuple(x.strip() for x in block.lines), block.words[0], look), Spacer(1, look.gap * 1.5)]
    paragraphs = {"para": {}, "center": {"alignment": TA_CENTER}, "indent": {"leftIndent": look.hanging * 1.3, "rightIndent": look.hanging * 0.6}}
    if block.kind in paragraphs:
        return [Paragraph(inline(block.lines[0], look), style(look, **paragraphs[block.kind]))]
    if block.kind == "space":
        return [Spacer(1, float(block.words[0]))]
    return {"item": item, "table": table, "sign": sign, "box": box, "lines": lines, "toc": toc, "fields": fields}[block.kind](block, setting)
