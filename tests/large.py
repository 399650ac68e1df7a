"""Contracts of any number of pages, for measuring."""

from __future__ import annotations

import random

from reportlab.pdfgen.canvas import Canvas

from tests.draw import pdf

_WORDS = (  # noqa: SIM905  thirty words a line read better than thirty lines
    "agency vendor county delivery invoice written notice services agreement within days order price shall may paper copier item warehouse "
    "schedule insurance records payment approval officer term extension department receipt inspection standard quality carton loading dock"
).split()


def contract(pages: int, seed: int = 7) -> bytes:
    """A contract with numbered sections, forty lines a page, a cooperative clause and a term on its first pages."""
    chance = random.Random(seed)

    def page(number: int) -> list[tuple[float, float, str]]:
        lines = [f"Contract C-24-100   Copier Paper   Page {number} of {pages}", ""]
        if number == 1:
            lines += [
                "AGREEMENT FOR COPIER PAPER",
                "This Agreement is made between the City of Larkmoor, Colorado (the City) and Bright Sheet, Inc. (Vendor).",
                "1. Term. The term begins on July 1, 2024 and ends on June 30, 2027.",
                "2. Cooperative Purchasing. Other public agencies may purchase under this contract at the same prices and terms.",
            ]
        for i in range(40 - len(lines)):
            words = " ".join(chance.choices(_WORDS, k=12))
            lines.append(f"{number}.{i}. {words.capitalize()}." if i % 8 == 0 else words)
        return [(72, 740 - 16 * i, line) for i, line in enumerate(lines)]

    def draw(number: int) -> object:
        def on(canvas: Canvas) -> None:
            canvas.setFont("Times-Roman", 10)
            for x, y, text in page(number):
                canvas.drawString(x, y, text)

        return on

    return pdf(*(draw(n) for n in range(1, pages + 1)))  # type: ignore[arg-type]
