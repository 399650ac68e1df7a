"""Pages: frames, running heads, page numbers, and the specimen footer that no page is without."""

from __future__ import annotations

import io
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from corpus.contracts.recipe.blocks import flow
from corpus.contracts.recipe.read import Source
from corpus.contracts.recipe.styles import BASE, INCH, LETTER, LOOKS, Look
from corpus.contracts.recipe.text import Setting

SPECIMEN = "SPECIMEN, not a real contract"
GUTTER = 18.0
FOOT = 0.95 * INCH

Contents = tuple[tuple[int, str, int], ...]


def furniture(source: Source, look: Look, pages: int) -> Any:
    """A function that draws running head, page number and specimen footer on a page of reportlab's."""
    meta = source.meta

    def draw(canvas: Any, doc: Any) -> None:
        width, height = canvas._pagesize  # noqa: SLF001  # reportlab has no other word for it
        left, right, page = look.margin, width - look.margin, canvas.getPageNumber()
        canvas.saveState()
        canvas.setFont(BASE[look.family][0], 8.2)
        if (page > 1 or meta.head_first) and (meta.head_left or meta.head_right):
            canvas.drawString(left, height - 0.52 * INCH, meta.head_left)
            canvas.drawRightString(right, height - 0.52 * INCH, meta.head_right)
            canvas.setLineWidth(0.4)
            canvas.line(left, height - 0.58 * INCH, right, height - 0.58 * INCH)
        number = meta.number.format(page=page, pages=pages)
        if meta.foot_right:
            canvas.drawCentredString(width / 2, 0.6 * INCH, number)
            canvas.drawRightString(right, 0.6 * INCH, meta.foot_right)
        else:
            (canvas.drawRightString if meta.foot_left else canvas.drawCentredString)(right if meta.foot_left else width / 2, 0.6 * INCH, number)
        canvas.drawString(left, 0.6 * INCH, meta.foot_left)
        canvas.setFillColor(HexColor("#8a1c1c"))
        canvas.setFont("Helvetica", 7.5)
        canvas.drawCentredString(width / 2, 0.4 * INCH, SPECIMEN)
        canvas.restoreState()
        doc.last_page = page

    return draw


def frames(look: Look, size: tuple[float, float], columns: int) -> list[Any]:
    """The frames of a page, side by side."""
    width, height = size[0] - 2 * look.margin, size[1] - look.top - FOOT
    each = (width - GUTTER * (columns - 1)) / columns
    return [
        Frame(look.margin + k * (each + GUTTER), FOOT, each, height, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)
        for k in range(columns)
    ]


def story(source: Source, look: Look, contents: Contents) -> list[Any]:
    """All flowables; each block is given the width of the page it will stand on."""
    wide, tall = LETTER[0] - 2 * look.margin, LETTER[1] - 2 * look.margin
    widths = {"single": wide, "portrait": wide, "landscape": tall, "columns": (wide - GUTTER) / 2}
    width, made = widths[source.meta.first_page], []
    for block in source.blocks:
        if block.kind == "turn":
            width = widths.get(block.words[0], width)
        made += flow(block, Setting(look, width, contents))
    return made


def build(source: Source, pages: int, contents: Contents) -> tuple[bytes, int, Contents]:
    """One pass: the PDF, its number of pages, and its headings with their pages."""
    look, meta, out = LOOKS[source.meta.style], source.meta, io.BytesIO()
    doc = BaseDocTemplate(
        out,
        pagesize=LETTER,
        invariant=1,
        pageCompression=1,
        title=meta.title,
        author=meta.author,
        subject=SPECIMEN,
        creator="corpus/contracts/render.py",
    )
    draw = furniture(source, look, pages)
    sideways = (LETTER[1], LETTER[0])
    kinds = (("single", LETTER, 1), ("portrait", LETTER, 1), ("columns", LETTER, 2), ("landscape", sideways, 1))
    ordered = sorted(kinds, key=lambda kind: kind[0] != meta.first_page)
    doc.addPageTemplates([PageTemplate(id=name, frames=frames(look, size, n), onPage=draw, pagesize=size) for name, size, n in ordered])
    found: list[tuple[int, str, int]] = []
    outline = [-1]

    def note(flowable: Any) -> None:
        if hasattr(flowable, "heading"):
            level, text = flowable.heading
            key = f"h{len(found)}"
            doc.canv.bookmarkPage(key)
            outline.append(min(level, outline[-1] + 1))
            doc.canv.addOutlineEntry(text, key, level=outline[-1])
            found.append((level, text, doc.page))

    doc.afterFlowable = note
    doc.build(story(source, look, contents))
    return out.getvalue(), doc.page, tuple(found)


def render(source: Source) -> bytes:
    """The PDF of a source: as many passes as its page numbers need to settle (at most four)."""
    pages, contents = 1, Contents()
    for _ in range(4):
        made, counted, headings = build(source, pages, contents)
        if (counted, headings) == (pages, contents):
            break
        pages, contents = counted, headings
    return made
