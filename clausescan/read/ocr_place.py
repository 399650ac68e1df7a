"""After cleaning: pages say how they were read, words how sure they are, and lines of straightened pages go back to where they stand. Pure."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from clausescan.core.document import Cell, Document, Line, Notice, Page, Table, TextLayer, grade
from clausescan.core.span import Box
from clausescan.read.ocr_words import turned_about
from clausescan.read.raw import FromPicture, Left, RawPage

_MISSING = "Pages that are pictures could not be read, because no program for that is installed: see clausescan doctor."
_UNSPOKEN = (
    "Pages that are pictures could not be read, because tesseract has no data for the language asked for (--ocr-lang, ocr_language): see "
    "clausescan doctor for those that it has."
)
_SPENT = (
    "From this page on, {} of pages were not tried: pictures before them held nothing that can be read and took all the time that a file may "
    "spend on such. Look at these pages, or set ocr_seconds higher."
)


def noting(pages: Iterable[RawPage], told: dict[int, FromPicture]) -> Iterator[RawPage]:
    """The same pages; what was read from their pictures is put into `told` by page number as they pass."""
    for page in pages:
        if page.picture is not None:
            told[page.number] = page.picture
        yield page


def placed(document: Document, told: Mapping[int, FromPicture]) -> Document:
    """The document with text layers, qualities and sureness of words as `told`, and with boxes on the page as displayed."""
    if not told:
        return document
    sizes = {p.number: (p.width, p.height) for p in document.pages}
    sures = {n: _by_edges(picture) for n, picture in told.items()}
    lines = tuple(_line(x, told[x.page], sures[x.page], sizes[x.page], document.text) if x.page in told else x for x in document.lines)
    tables = tuple(_table(t, told[t.page].angle, sizes[t.page]) if t.page in told else t for t in document.tables)
    pages = tuple(_page(p, told[p.number]) if p.number in told else p for p in document.pages)
    return replace(document, pages=pages, lines=lines, tables=tables, notices=(*document.notices, *_notices(pages, told)))


def _page(page: Page, picture: FromPicture) -> Page:
    if picture.words or picture.blank:
        return replace(page, text_layer=TextLayer.MIXED if picture.mixed else TextLayer.OCR, quality=picture.quality)
    return replace(page, text_layer=TextLayer.NONE, quality=0.0)


_Edges = tuple[float, float]


def _by_edges(picture: FromPicture) -> dict[_Edges, list[tuple[float, float]]]:
    """For the edges of a word, the middles of lines on which one stands, and how sure it is."""
    found: dict[_Edges, list[tuple[float, float]]] = defaultdict(list)
    for word in picture.words:
        found[round(word.x0, 2), round(word.x1, 2)].append(((word.top + word.bottom) / 2, word.sure))
    return found


def _line(line: Line, picture: FromPicture, sures: Mapping[_Edges, list[tuple[float, float]]], size: tuple[float, float], text: str) -> Line:
    """The line with how sure its words are, moved to where it stands on the page as displayed."""
    count = len(text[line.span.start : line.span.end].split())
    edges = line.edges[: 2 * count]
    upended = line.turn in {90, 270}
    low, high = (line.box.x0, line.box.x1) if upended else (line.box.top, line.box.bottom)
    sure = tuple(_sure(sures.get((round(a, 2), round(b, 2)), ()), low, high) for a, b in zip(edges[::2], edges[1::2], strict=False))
    if all(s == 1.0 for s in sure):
        sure = ()
    if not picture.angle:
        return replace(line, sure=sure)
    right, down = turned_about(line.box, picture.angle, *size)
    along = down if upended else right
    slant = math.tan(math.radians(picture.angle))
    return replace(line, sure=sure, slant=round(slant, 4), box=_moved(line.box, right, down), edges=tuple(e + along for e in line.edges))


def _sure(found: Iterable[tuple[float, float]], low: float, high: float) -> float:
    """How sure the word is whose line has its middle between those two; 1 where there is none: the PDF's own."""
    return min((sure for middle, sure in found if low <= middle <= high), default=1.0)


def _moved(box: Box, right: float, down: float) -> Box:
    return Box(box.x0 + right, box.top + down, box.x1 + right, box.bottom + down)


def _table(table: Table, angle: float, size: tuple[float, float]) -> Table:
    if not angle:
        return table
    rows = tuple(tuple(Cell(c.text, _moved(c.box, *turned_about(c.box, angle, *size))) for c in row) for row in table.rows)
    return replace(table, box=_moved(table.box, *turned_about(table.box, angle, *size)), rows=rows)


def _notices(pages: Iterable[Page], told: Mapping[int, FromPicture]) -> Iterator[Notice]:
    """How many pages were read from pictures and how well; and what is missing where none could be."""
    read = [p for p in pages if p.number in told and told[p.number].words]
    if read:
        engines = ", ".join(dict.fromkeys(told[p.number].engine for p in read))
        poor = [p.number for p in read if grade(p.quality) == "poor"]
        doubt = f" Poor, to be checked by eye: {'page' if len(poor) == 1 else 'pages'} {', '.join(map(str, poor))}." if poor else ""
        count = "1 page was" if len(read) == 1 else f"{len(read)} pages were"
        said = f"{count} read from pictures by {engines}, on the whole {grade(document_quality(read))}.{doubt}"
        yield Notice("ocr", said)
    if missing := [picture for picture in told.values() if not picture.engine]:
        yield Notice("ocr_missing", _UNSPOKEN if any(picture.left is Left.LANGUAGE for picture in missing) else _MISSING)
    yield from _left(told)


def _left(told: Mapping[int, FromPicture]) -> Iterator[Notice]:
    """One notice for each page that took too long, and one for all pages that were not tried after too many of them came to nothing."""
    for number in sorted(n for n, picture in told.items() if picture.left is Left.LATE):
        said = "The picture of this page could not be read in the time that one page may take: look at the page, or set ocr_seconds higher."
        yield Notice("ocr_late", said, number)
    spent = sorted(n for n, picture in told.items() if picture.left is Left.SPENT)
    if spent:
        yield Notice("ocr_late", _SPENT.format("1 picture" if len(spent) == 1 else f"{len(spent)} pictures"), spent[0])


def document_quality(pages: Iterable[Page]) -> float:
    """The mean over those pages of how well they were read; 0 for none."""
    qualities = [p.quality for p in pages]
    return sum(qualities) / len(qualities) if qualities else 0.0
