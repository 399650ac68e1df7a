"""Real PDFs for tests, drawn in memory."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

from pypdf import PdfReader, PdfWriter
from pypdf.generic import RectangleObject
from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

Words = Sequence[tuple[float, float, str]]
"""(x, y from the bottom, text) in points."""


def pdf(*pages: Words | Callable[[Canvas], None], rotate: int = 0, font: str = "Helvetica", size: float = 11) -> bytes:
    """A PDF of letter pages: words at places, or whatever a function draws."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=letter, invariant=1)
    for page in pages:
        canvas.setPageRotation(rotate)
        canvas.setFont(font, size)
        if callable(page):
            page(canvas)
        else:
            for x, y, text in page:
                canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def prose(*lines: str, x: float = 72, top: float = 720, step: float = 14) -> list[tuple[float, float, str]]:
    """Lines one below the other."""
    return [(x, top - i * step, line) for i, line in enumerate(lines)]


def boxed(data: bytes, media: tuple[float, float, float, float] | None, crop: tuple[float, float, float, float] | None) -> bytes:
    """The same PDF with other page boxes."""
    writer = PdfWriter()
    for page in PdfReader(io.BytesIO(data)).pages:
        if media:
            page.mediabox = RectangleObject(media)
        if crop:
            page.cropbox = RectangleObject(crop)
        writer.add_page(page)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def locked(data: bytes, user: str, owner: str) -> bytes:
    """The same PDF, encrypted."""
    writer = PdfWriter(clone_from=io.BytesIO(data))
    writer.encrypt(user, owner, algorithm="AES-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
