"""`make bench`: CPU time of this code against stated baselines, in one process and one run. Not a test: it prints, and asserts nothing.

Pages: the PDFs of the folder of labelled documents where it is there, else the bundled samples. CPU seconds, imports apart. Each figure is
a ratio against a baseline measured in the same run, because absolute speed is the machine's.
"""

from __future__ import annotations

import gc
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from clausescan.core.document import Document
from clausescan.core.finding import Role
from clausescan.read.source import identify
from clausescan.scan import Toolkit, label_clauses, load_toolkit, read_document, scan_document

PLUMBER_PAGES = 8  # pages of each file that pdfplumber is timed on: it is slow


@dataclass(frozen=True, slots=True)
class Sheet:
    """One PDF: its bytes, and which of its pages carry tables as clausescan sees them."""

    name: str
    data: bytes
    pages: int
    with_tables: frozenset[int]


def main() -> None:
    """Print the table."""
    gc.set_threshold(100_000, 50, 100)  # as the command line does
    toolkit = load_toolkit()
    sheets = [s for path in _paths() if (s := _sheet(path)) is not None]
    _warm(toolkit)
    pages = sum(s.pages for s in sheets)
    print(f"{len(sheets)} PDFs, {pages} born-digital pages, {sum(len(s.with_tables) for s in sheets)} of them with tables")
    facts = _clock(lambda: _facts(sheets, toolkit)) / pages
    read = _clock(lambda: _read(sheets)) / pages
    raw = _clock(lambda: _raw_text(sheets)) / pages
    plain, tabled, asked = _by_kind(sheets, toolkit)
    plumber_plain, plumber_all = _plumber(sheets)
    print(f"raw PDFium text           {1000 * raw:8.2f} ms a page")
    print(f"reading alone             {1000 * read:8.2f} ms a page")
    print(f"facts end to end          {1000 * facts:8.2f} ms a page")
    print(f"  of pages without tables {1000 * plain:8.2f} ms a page; of files with tables {1000 * tabled:8.2f}")
    print(f"pdfplumber extract_text   {1000 * plumber_all:8.2f} ms a page; on pages without tables {1000 * plumber_plain:8.2f}")
    print(f"pdfplumber / facts, files without tables {plumber_plain / plain:6.1f} (aim 10)")
    print(f"pdfplumber / facts, all pages            {plumber_all / facts:6.1f} (aim 3)")
    print(f"raw PDFium / facts                       {raw / facts:6.2f} (aim 0.33)")
    print(f"cooperative use and clause labels {1000 * _clauses(sheets) / pages:5.2f} ms a page (aim 3)")
    print(f"pages on which pdfplumber was asked for tables: {asked}")
    _memory(sheets, toolkit)
    _scans()
    _big()


def _paths() -> list[Path]:
    top = Path(__file__).resolve().parents[1]
    shared = Path(os.environ.get("CLAUSESCAN_SHARED") or top.parent / "shared")
    real = sorted((shared / "facts" / "dev" / "pdf").glob("*.pdf")) + sorted((shared / "facts" / "dev" / "cuad" / "pdf").glob("*.[pP][dD][fF]"))[::8]
    return real or sorted((top / "corpus" / "contracts").glob("*/*.pdf"))


def _sheet(path: Path) -> Sheet | None:
    """The file, unless some of its pages have no text: the bench is about born-digital pages."""
    data = path.read_bytes()
    document = read_document(data, identify(path.name, data))
    if document.unread_pages:
        return None
    return Sheet(path.name, data, len(document.pages), frozenset(t.page for t in document.tables))


def _clock(work: Callable[[], object]) -> float:
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


def _warm(toolkit: Toolkit) -> None:
    sample = Path(__file__).resolve().parents[1] / "corpus" / "contracts" / "clean-mobile-parking" / "06-agreement.pdf"
    data = sample.read_bytes()
    scan_document(read_document(data, identify(sample.name, data)), toolkit)


def _document(sheet: Sheet) -> Document:
    return read_document(sheet.data, identify(sheet.name, sheet.data))


def _facts(sheets: Iterable[Sheet], toolkit: Toolkit) -> None:
    for sheet in sheets:
        scan_document(_document(sheet), toolkit)


def _read(sheets: Iterable[Sheet]) -> None:
    for sheet in sheets:
        _document(sheet)


def _raw_text(sheets: Iterable[Sheet]) -> None:
    import pypdfium2

    for sheet in sheets:
        with pypdfium2.PdfDocument(sheet.data) as pdf:
            for page in pdf:
                page.get_textpage().get_text_range()
                page.close()


def _by_kind(sheets: list[Sheet], toolkit: Toolkit) -> tuple[float, float, int]:
    """CPU seconds a page of files without and with tables, and how many pages were put to pdfplumber."""
    from clausescan.read import tables

    asked = 0
    real = tables._page_tables

    def counted(page: object, number: int) -> object:
        nonlocal asked
        asked += 1
        return real(page, number)

    tables._page_tables = counted  # type: ignore[assignment]
    try:
        seconds = []
        for kind in ([s for s in sheets if not s.with_tables], [s for s in sheets if s.with_tables]):
            pages = sum(s.pages for s in kind) or 1
            seconds.append(_clock(partial(_facts, kind, toolkit)) / pages)
    finally:
        tables._page_tables = real
    return seconds[0], seconds[1], asked


def _clauses(sheets: Iterable[Sheet]) -> float:
    """CPU seconds of finding cooperative use and labelling every clause, in documents read and cut into clauses before."""
    from clausescan.extract.cooperative import find_cooperative_use
    from clausescan.learn.classifier import load_classifier
    from clausescan.settings import data_folder

    before, fresh = load_toolkit(), load_toolkit()  # the fresh one has seen none of these texts
    _warm(fresh)
    classifier = load_classifier(data_folder("models") / "clause-kind")
    scanned = [scan_document(_document(sheet), before) for sheet in sheets]

    def work() -> None:
        for one in scanned:
            role = one.main_part.facts.role
            find_cooperative_use(one.document, one.main_part.part, role.value.role if role else Role.OTHER, fresh.matcher)
            label_clauses(one, classifier)

    return _clock(work)


def _plumber(sheets: Iterable[Sheet]) -> tuple[float, float]:
    """CPU seconds a page of pdfplumber's `extract_text` on pages without tables, and on all; the first pages of each file."""
    import io

    import pdfplumber

    plain, every = [0.0, 0], [0.0, 0]
    for sheet in sheets:
        with pdfplumber.open(io.BytesIO(sheet.data)) as pdf:
            for number, page in enumerate(pdf.pages[:PLUMBER_PAGES], 1):
                seconds = _clock(page.extract_text)
                page.close()
                for total in (every,) if number in sheet.with_tables else (every, plain):
                    total[0] += seconds
                    total[1] += 1
    return plain[0] / max(1, plain[1]), every[0] / max(1, every[1])


def _memory(sheets: list[Sheet], toolkit: Toolkit) -> None:
    """Resident memory after reading all files once and twice: it should not grow."""
    _facts(sheets, toolkit)
    first = _resident()
    _facts(sheets, toolkit)
    print(f"resident memory after all files {first:6.0f} MB, after all files again {_resident():6.0f} MB")


def _resident() -> float:
    with Path("/proc/self/statm").open() as file:
        return int(file.read().split()[1]) * resource.getpagesize() / 1e6


def _scans() -> None:
    """Seconds and memory of a scanned page, one page at a time, by each engine that is installed; worn copies of two sample pages."""
    from clausescan.read.ocr import OcrOptions, with_ocr
    from clausescan.read.ocr_engines import find_engines
    from clausescan.read.pages import read_pdf
    from tests.scans import CONTRACTS, KINDS, scan_pdf

    data = (CONTRACTS / "clean-mobile-parking" / "06-agreement.pdf").read_bytes()
    for name in ("tesseract", "rapidocr"):
        if not find_engines(name, "eng").names:
            print(f"scanned pages by {name}: not installed")
            continue
        for kind in KINDS:
            copy, start = scan_pdf(data, kind, [1, 2]), time.monotonic()
            for _ in with_ocr(read_pdf(copy), copy, None, OcrOptions(engine=name, jobs=1)):
                pass
            print(f"scanned page, {kind:5} by {name}  {(time.monotonic() - start) / 2:8.2f} s a page")
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"memory of the largest process that {name} was read by: {peak:.0f} MB")


def _big() -> None:
    """A report of 300 pages and a reading of 3,000, each in a process of its own; peak memory of the largest process."""
    import tempfile

    from tests.large import contract

    with tempfile.TemporaryDirectory() as folder:
        for pages, command in ((100, "report"), (300, "report"), (3_000, "facts")):
            path = Path(folder) / f"{pages}.pdf"
            path.write_bytes(contract(pages))
            out = Path(folder) / f"{pages}.out"
            arguments = ["-o", str(out), "--as-of", "2026-11-22", "--need", "copier paper"] if command == "report" else []
            start = time.monotonic()
            done = subprocess.run(
                ["/usr/bin/env", sys.executable, "-c", _MEASURE, "-q", command, str(path), *arguments], capture_output=True, text=True, check=False
            )
            size = out.stat().st_size / 1e6 if out.exists() else len(done.stdout) / 1e6
            peak = done.stderr.strip().splitlines()[-1] if done.stderr.strip() else "?"
            print(f"{command} of {pages} pages: exit {done.returncode}, {time.monotonic() - start:.1f} s, output {size:.1f} MB, peak {peak}")


_MEASURE = (
    "import resource, sys\n"
    "from clausescan.cli.main import main\n"
    "try:\n    main()\nfinally:\n"
    "    own, child = (resource.getrusage(w).ru_maxrss / 1024 for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))\n"
    "    print(f'{own:.0f} MB (parent), {child:.0f} MB (reading child)', file=sys.stderr)\n"
)


if __name__ == "__main__":
    main()
