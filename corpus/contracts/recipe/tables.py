"""Tables and signature blocks."""

from __future__ import annotations

from typing import Any

from reportlab.lib.colors import HexColor, black
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import KeepTogether, Paragraph, Spacer, Table

from corpus.contracts.recipe.read import Block
from corpus.contracts.recipe.styles import BASE, Look
from corpus.contracts.recipe.text import Setting, inline, style

KEPT_ROWS = 11
"""A table of so few rows stays on one page."""

ALIGN = {"l": TA_LEFT, "c": TA_CENTER, "r": TA_RIGHT}


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
