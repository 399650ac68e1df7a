"""The looks: one `Look` per house style. Base fonts only, so that nothing is embedded and a PDF stays small."""

from __future__ import annotations

from dataclasses import dataclass

INCH = 72.0
LETTER = (8.5 * INCH, 11 * INCH)


@dataclass(frozen=True, slots=True)
class Look:
    """How the pages of one house look. Sizes in points; `family` is a base font family; `heading` one of left, center, rule, band, underline."""

    family: str = "Times"
    size: float = 10.5
    leading: float = 13.0
    justify: bool = True
    margin: float = INCH
    top: float = INCH
    heading: str = "left"
    heading_family: str = ""
    heading_sizes: tuple[float, float, float] = (15.0, 12.0, 10.5)
    colour: str = "#000000"
    hanging: float = 26.0
    gap: float = 6.0
    boxes: str = "typed"
    grid: float = 0.6
    shade: str = "#e6e6e6"


BASE = {
    "Times": ("Times-Roman", "Times-Bold", "Times-Italic"),
    "Helvetica": ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique"),
    "Courier": ("Courier", "Courier-Bold", "Courier-Oblique"),
}

LOOKS = {
    "city": Look(
        family="Helvetica",
        size=10,
        leading=13.2,
        justify=False,
        heading="rule",
        heading_sizes=(19, 13, 10.5),
        colour="#1f4e5f",
        hanging=24,
        gap=6.5,
        boxes="drawn",
        shade="#dfeaee",
    ),
    "city-letter": Look(
        family="Helvetica",
        size=10,
        leading=13.4,
        justify=False,
        heading="left",
        heading_sizes=(14, 11, 10),
        colour="#1f4e5f",
        boxes="drawn",
        shade="#dfeaee",
    ),
    "vendor": Look(
        family="Helvetica", size=9.5, leading=12.4, justify=False, heading="left", heading_sizes=(16, 12, 10), colour="#7a2e1d", shade="#f3e3da"
    ),
    "rider": Look(family="Times", size=10.5, leading=12.6, heading="underline", heading_sizes=(14, 11, 10.5), hanging=27, gap=5.5),
    "school": Look(family="Times", size=11, leading=13.4, heading="center", heading_sizes=(15, 12, 11), hanging=28, gap=6, boxes="drawn"),
    "typewriter": Look(
        family="Courier",
        size=10,
        leading=12.4,
        justify=False,
        margin=1.1 * INCH,
        heading="underline",
        heading_sizes=(10, 10, 10),
        hanging=36,
        gap=9,
        grid=0.4,
        shade="#ffffff",
    ),
    "alliance": Look(
        family="Times",
        size=10,
        leading=12.2,
        heading="left",
        heading_family="Helvetica",
        heading_sizes=(17, 11.5, 10),
        colour="#233a6b",
        hanging=30,
        gap=5.5,
        shade="#dde3f0",
    ),
    "state": Look(
        family="Helvetica",
        size=8.8,
        leading=11,
        heading="band",
        heading_sizes=(13, 9.5, 8.8),
        margin=0.75 * INCH,
        top=0.85 * INCH,
        hanging=22,
        gap=4.5,
        shade="#d9d9d9",
    ),
}
