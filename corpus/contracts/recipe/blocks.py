"""Blocks as reportlab flowables."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor, black
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import CondPageBreak, Flowable, HRFlowable, KeepTogether, NextPageTemplate, PageBreak, Paragraph, Spacer, Table

from corpus.contracts.recipe.letterhead import Letterhead
from corpus.contracts.recipe.read import Block
from corpus.contracts.recipe.styles import BASE, Look

HEADINGS = ("h1", "h2", "h3")
KEPT_ROWS = 11
"""A table of so few rows stays on one page."""

ALIGN = {"l": TA_LEFT, "c": TA_CENTER, "r": TA_RIGHT}
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


def rows_of(block: Block) -> list[list[str]]:
    """Cells of the lines `a | b | c`."""
    return [[cell.strip() for cell in line.split("|")] for line in block.lines if line.strip()]


def cell_style(look: Look, letter: str, size: float, bold: bool) -> Any:
    """The style of a cell's paragraph."""
    return style(look, alignment=ALIGN[letter], fontSize=size, leading=size * 1.2, spaceAfter=0, fontName=BASE[look.family][1 if bold else 0])


def table(block: Block, setting: Setting) -> list[Any]:
    """A table. Words: ruled (all lines), light (lines under rows), head (first row repeats on every page), labels (first column bold), tight."""
    look, rows = setting.look, rows_of(block)
    count = max(len(row) for row in rows)
    shares = [float(x) for x in block.settings["widths"].split(",")] if "widths" in block.settings else [1.0] * count
    letters = block.settings.get("align", "l" * count)
    size = float(block.settings.get("size", look.size - 0.8))
    head, labels = "head" in block.words, "labels" in block.words
    width = setting.width * float(block.settings.get("share", "1"))
    cells = []
    for number, row in enumerate(rows):
        bolds = [(head and number == 0) or (labels and column == 0) for column in range(count)]
        filled = row + [""] * (count - len(row))
        cells.append([Paragraph(inline(text, look), cell_style(look, letters[k], size, bolds[k])) for k, text in enumerate(filled)])
    pad = 1.5 if "tight" in block.words else 3.2
    commands: list[Any] = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("TOPPADDING", (0, 0), (-1, -1), pad), ("BOTTOMPADDING", (0, 0), (-1, -1), pad)]
    if "ruled" in block.words:
        commands.append(("GRID", (0, 0), (-1, -1), look.grid, black))
    if "light" in block.words:
        commands.append(("LINEBELOW", (0, 0), (-1, -1), 0.25, HexColor("#999999")))
    if head:
        commands += [("BACKGROUND", (0, 0), (-1, 0), HexColor(look.shade)), ("LINEBELOW", (0, 0), (-1, 0), 0.9, black)]
    if labels and "ruled" in block.words:
        commands.append(("BACKGROUND", (0, 0), (0, -1), HexColor(look.shade)))
    commands += [("SPAN", (0, n), (-1, n)) for n, row in enumerate(rows) if len(row) == 1 and count > 1]
    made = Table(cells, colWidths=[width * s / sum(shares) for s in shares], repeatRows=1 if head else 0, style=commands)
    whole = KeepTogether([made]) if len(rows) <= KEPT_ROWS else made
    return [whole, Spacer(1, look.gap * 1.4)]


def party(lines: list[str], setting: Setting, width: float) -> Any:
    """One side of a signature block: plain lines, and `Label: value` lines with a rule under the value."""
    look, cells, ruled = setting.look, [], []
    for line in lines:
        label, colon, value = line.partition(": ")
        if not colon and (line.isupper() or not line.endswith(":")):
            cells.append([Paragraph(inline(line, look), style(look, spaceAfter=0, alignment=TA_LEFT)), ""])
            continue
        signed = f"<i>{inline(value, look)}</i>" if value.startswith("/s/") else inline(value, look)
        ruled.append(len(cells))
        cells.append(
            [
                Paragraph(inline(label.rstrip(":") + ":", look), style(look, spaceAfter=0, alignment=TA_LEFT)),
                Paragraph(signed, style(look, spaceAfter=0, alignment=TA_LEFT)),
            ]
        )
    label_width = min(
        width * 0.4, 18 + max((stringWidth(x.partition(": ")[0], BASE[look.family][0], look.size) for x in lines if ": " in x), default=40.0)
    )
    commands: list[Any] = [("LINEBELOW", (1, n), (1, n), 0.5, black) for n in ruled] + [
        ("SPAN", (0, n), (1, n)) for n in range(len(cells)) if n not in ruled
    ]
    commands += [
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5),
        ("TOPPADDING", (0, 0), (-1, -1), 5),
        ("VALIGN", (0, 0), (-1, -1), "BOTTOM"),
    ]
    return Table(cells, colWidths=[label_width, width - label_width - 12], style=commands)


def sign(block: Block, setting: Setting) -> list[Any]:
    """Signature blocks side by side, parties divided by `---`."""
    sides: list[list[str]] = [[]]
    for line in block.lines:
        if line.strip() == "---":
            sides.append([])
        elif line.strip():
            sides[-1].append(line.strip())
    width = setting.width / max(2, len(sides))
    parties = [party(lines, setting, width) for lines in sides]
    outer = Table(
        [parties], colWidths=[width] * len(parties), hAlign="LEFT", style=[("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)]
    )
    return [KeepTogether([outer, Spacer(1, setting.look.gap)])]


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
