"""A whole PDF, page by page: open, check, read, find tables. This is what runs inside the supervised child."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from clausescan.core.document import Bookmark, Notice
from clausescan.errors import SourceError
from clausescan.read import pdfium
from clausescan.read.raw import RawPage
from clausescan.read.source import MAX_PAGES, check_header, tail_notice
from clausescan.read.tables import asking, with_tables

_PORTFOLIO = re.compile(rb"/Collection\b")
_PORTFOLIO_WORDS = re.compile(r"PDF portfolio|open this portfolio|Adobe Acrobat X? ?or (?:Adobe )?Reader X", re.IGNORECASE)
# Letters read of one file: what looks for facts takes time for each of them. Pages have 3,000, those of dense specifications 8,000.
_FREE_LETTERS, _LETTERS_A_PAGE, _LEAST_LETTERS = 600_000, 10_000, 2_000
_MAX_LOST = 500  # pages that cannot be loaded: a damaged file loses some, a tree of pages without end loses all
_WAIT_WORDS = re.compile(r"please wait|If this message is not eventually replaced", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Opening:
    """What is known of a PDF before its pages are read."""

    pages: int
    bookmarks: tuple[Bookmark, ...]
    notices: tuple[Notice, ...]


def read_pdf(data: bytes, password: str | None = None) -> Iterator[Opening | RawPage]:
    """First what is known of the file, then its pages in order, each forgotten once it is given.

    A page that cannot be loaded comes as an empty page whose text layer is not to be depended on.

    Raises:
        SourceError: with one of the codes of help/errors.md.
    """
    check_header(data)
    with pdfium.open_pdf(data, password) as pdf:
        if pdf.pages > MAX_PAGES:
            raise SourceError(f"The PDF has {pdf.pages:,} pages; the limit is {MAX_PAGES:,}.", "Split it into parts.", "too_large")
        _refuse_unsupported(pdf, data)
        yield Opening(pdf.pages, pdfium.bookmarks(pdf), (*tail_notice(data), *_attachment_notice(pdf)))
        lost, left = 0, _FREE_LETTERS + _LETTERS_A_PAGE * pdf.pages
        with asking(data, password) as ask:
            for number in range(1, pdf.pages + 1):
                page = _page(pdf, number, max(_LEAST_LETTERS, min(pdfium.MOST_LETTERS, left)))
                if page is None:
                    lost += 1
                    _refuse_endless(lost, pdf.pages)
                else:
                    left -= page.letters
                yield with_tables(page or RawPage(number, 612.0, 792.0, junk=1.0, image_share=1.0), ask)


def _refuse_endless(lost: int, pages: int) -> None:
    if lost > _MAX_LOST:
        raise SourceError(
            f"The PDF says that it has {pages:,} pages, and more than {_MAX_LOST} of them are not there.",
            "Download it again, or print it to a new PDF where it still opens.",
            "damaged",
        )


def _page(pdf: pdfium.Pdf, number: int, most: int) -> RawPage | None:
    """The page; None where it cannot be loaded.

    Raises:
        SourceError: it is the only page.
    """
    try:
        return pdfium.read_page(pdf, number, most)
    except SourceError:
        if pdf.pages == 1:
            raise
        return None


def _refuse_unsupported(pdf: pdfium.Pdf, data: bytes) -> None:
    """XFA-only forms and portfolios have no pages of their own: what is shown is a note to open them elsewhere."""
    kind = pdfium.form_kind(pdf)
    first = " ".join(line.text for line in pdfium.read_page(pdf, 1).lines) if kind.startswith("xfa") or pdfium.attachment_names(pdf) else ""
    if kind == "xfa_only" and (len(first) < 200 or _WAIT_WORDS.search(first)):
        raise SourceError(
            "The PDF is an XFA form: its pages exist only in Adobe's viewer.", "Open it there and print it to a new PDF.", "unsupported"
        )
    if pdfium.attachment_names(pdf) and pdf.pages <= 2 and (_PORTFOLIO.search(data) or _PORTFOLIO_WORDS.search(first)) and len(first) < 600:
        raise SourceError(
            "The PDF is a portfolio: the documents are files carried inside it.", "Save the files inside it and give those.", "unsupported"
        )


def _attachment_notice(pdf: pdfium.Pdf) -> tuple[Notice, ...]:
    names = pdfium.attachment_names(pdf)
    if not names:
        return ()
    shown = ", ".join(names[:5]) + (" and more" if len(names) > 5 else "")
    return (Notice("attachments_inside", f"{len(names)} files are attached inside the PDF and were not read: {shown}."),)
