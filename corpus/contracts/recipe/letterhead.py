"""Letterheads and seals, drawn with lines and letters only."""

from __future__ import annotations

import math
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable

from corpus.contracts.recipe.styles import BASE, Look

HEIGHT = 66.0


def seal(canvas: Any, x: float, y: float, radius: float, letters: str, colour: str) -> None:
    """A round seal around that centre: two rings, a dotted band and the body's initials."""
    canvas.saveState()
    canvas.setStrokeColor(HexColor(colour))
    canvas.setFillColor(HexColor(colour))
    for share, width in ((1.0, 1.4), (0.72, 0.6)):
        canvas.setLineWidth(width)
        canvas.circle(x, y, radius * share)
    for step in range(36):
        angle = step * math.pi / 18
        canvas.circle(x + radius * 0.86 * math.cos(angle), y + radius * 0.86 * math.sin(angle), 0.8, stroke=0, fill=1)
    canvas.setFont("Times-Bold", radius * 0.62)
    canvas.drawCentredString(x, y - radius * 0.2, letters)
    canvas.restoreState()


def chevron(canvas: Any, x: float, y: float, size: float, colour: str) -> None:
    """A company mark: three slanted bars."""
    canvas.saveState()
    canvas.setFillColor(HexColor(colour))
    for step in range(3):
        left = x + step * size * 0.36
        path = canvas.beginPath()
        path.moveTo(left, y)
        path.lineTo(left + size * 0.2, y)
        path.lineTo(left + size * 0.45, y + size)
        path.lineTo(left + size * 0.25, y + size)
        path.close()
        canvas.drawPath(path, stroke=0, fill=1)
    canvas.restoreState()


class Letterhead(Flowable):  # type: ignore[misc]  # reportlab has no types
    """First line large, the others small; `kind` is seal, center, typed, band or company."""

    def __init__(self, lines: tuple[str, ...], kind: str, look: Look) -> None:
        super().__init__()
        self.lines, self.kind, self.look = lines, kind, look
        self.width = 0.0

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width = width
        return width, HEIGHT + 10 if self.kind != "typed" else 14.0 * len(self.lines) + 12

    def draw(self) -> None:
        {"seal": self._seal, "company": self._company, "band": self._band}.get(self.kind, self._center)()

    def _initials(self) -> str:
        return "".join(word[0] for word in self.lines[0].split() if word[0].isupper() and word != "OF")[:3]

    def _stack(self, x: float, top: float, colour: str, draw: str, big: float) -> None:
        plain, bold, _ = BASE[self.look.heading_family or self.look.family]
        put = getattr(self.canv, draw)
        self.canv.setFillColor(HexColor(colour))
        self.canv.setFont(bold, big)
        put(x, top - big, self.lines[0])
        self.canv.setFont(plain, 8.6)
        for number, line in enumerate(self.lines[1:], start=1):
            put(x, top - big - 1 - 11 * number, line)

    def _seal(self) -> None:
        seal(self.canv, 31, 38, 29, self._initials(), self.look.colour)
        self._stack(74, HEIGHT, self.look.colour, "drawString", 19)
        self.canv.setStrokeColor(HexColor(self.look.colour))
        self.canv.setLineWidth(1.5)
        self.canv.line(0, 2, self.width, 2)

    def _company(self) -> None:
        chevron(self.canv, 0, 24, 34, self.look.colour)
        self._stack(62, HEIGHT - 4, self.look.colour, "drawString", 17)
        self.canv.setStrokeColor(HexColor(self.look.colour))
        self.canv.line(0, 8, self.width, 8)

    def _band(self) -> None:
        self.canv.setFillColor(HexColor(self.look.colour))
        self.canv.rect(0, 4, self.width, HEIGHT, stroke=0, fill=1)
        self._stack(14, HEIGHT - 4, "#ffffff", "drawString", 18)

    def _center(self) -> None:
        if self.kind == "typed":
            self.canv.setFont(BASE[self.look.family][0], self.look.size)
            for number, line in enumerate(self.lines):
                self.canv.drawCentredString(self.width / 2, 14.0 * (len(self.lines) - number) - 4, line)
            return
        seal(self.canv, 26, 40, 24, self._initials(), self.look.colour)
        free = self.width - 2 * (26 + 24 + 8)
        widest = stringWidth(self.lines[0], BASE[self.look.heading_family or self.look.family][1], 1.0)
        self._stack(self.width / 2, HEIGHT, self.look.colour, "drawCentredString", min(18.0, free / widest))
        self.canv.setLineWidth(0.8)
        self.canv.line(0, 4, self.width, 4)
        self.canv.line(0, 1.5, self.width, 1.5)
