"""`make bench`: CPU time of this code against stated baselines, in one process and one run. Not a test: it prints, and asserts nothing.

Pages: the PDFs of the folder of labelled documents where it is there, else the bundled samples. CPU seconds; imports, rules and expressions
are loaded before, on the bundled samples. Each file is then measured once, all ways one after the other and all of its pages, so that a busy machine
slows all alike, like is compared with like, and its text was never seen before. Whole files are measured, since facts are of files: those "without
tables" have none on any page. Each figure is a ratio against a baseline of the same run, because absolute speed is the machine's. Memory
is measured in processes of their own that do nothing else.
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
from pathlib import Path

from clausescan.core.document import Document
from clausescan.core.finding import Role
from clausescan.core.result import Scanned
from clausescan.extract.pattern_rules import parse_rules
from clausescan.extract.wordings import topics, wordings
from clausescan.read.source import identify
from clausescan.scan import Toolkit, label_clauses, load_toolkit, read_document, scan_document
from tests.bench_marks import cost_of_marks

MEMORY, SCANS = "--memory", "--scans"  # what a child process is to measure
TOP = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One PDF: its bytes, and which of its pages carry tables as clausescan sees them."""

    name: str
    data: bytes
    pages: int
    with_tables: frozenset[int]


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU seconds of one file or several: raw PDFium text, reading, the facts of what was read, pdfplumber; and their pages."""

    pages: int = 0
    raw: float = 0.0
    read: float = 0.0
    found: float = 0.0
    plumber: float = 0.0

    def __add__(self, other: Cost) -> Cost:
        return Cost(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))

    @property
    def facts(self) -> float:
        """Seconds a page, from the bytes to the facts."""
        return (self.read + self.found) / max(1, self.pages)


def main() -> None:
    """Print the table."""
    gc.set_threshold(100_000, 50, 100)  # as the command line does
    if sys.argv[1:]:
        {MEMORY: _twice, SCANS: _scans}[sys.argv[1]]()
        return
    toolkit = load_toolkit()
    sheets = [s for path in _paths() if (s := _sheet(path)) is not None]
    _warm(toolkit)
    costs, asked = _measured(sheets, toolkit)
    _print_speed(sheets, costs, asked)
    _print_marks(sheets, sum(costs, Cost()).facts)
    print(f"cooperative use and clause labels {1000 * _clauses(sheets) / sum(s.pages for s in sheets):5.2f} ms a page (aim 3)")
    for what in (MEMORY, SCANS):
        print(
            subprocess.run([sys.executable, "-m", "tests.bench", what], capture_output=True, text=True, check=True, cwd=TOP).stdout.strip(),
            flush=True,
        )
    _big()


def _print_speed(sheets: list[Sheet], costs: list[Cost], asked: int) -> None:
    every, plain, tabled = (
        sum((c for s, c in zip(sheets, costs, strict=True) if bool(s.with_tables) in kind), Cost()) for kind in ({True, False}, {False}, {True})
    )
    plumber, plumber_plain = every.plumber / max(1, every.pages), plain.plumber / max(1, plain.pages)
    tables = sum(len(s.with_tables) for s in sheets)
    print(f"{len(sheets)} PDFs, {every.pages} born-digital pages, {tables} of them with tables; {plain.pages} pages in files without tables")
    print(f"raw PDFium text           {1000 * every.raw / every.pages:8.2f} ms a page")
    print(f"reading alone             {1000 * every.read / every.pages:8.2f} ms a page")
    print(f"facts end to end          {1000 * every.facts:8.2f} ms a page")
    print(f"  of files without tables {1000 * plain.facts:8.2f} ms a page; of files with tables {1000 * tabled.facts:8.2f}")
    print(f"pdfplumber extract_text   {1000 * plumber:8.2f} ms a page; of files without tables {1000 * plumber_plain:8.2f}")
    print(f"pdfplumber / facts, without tables       {plumber_plain / (plain.facts or 1):6.1f} (aim 10)")
    print(f"pdfplumber / facts, all pages            {plumber / every.facts:6.1f} (aim 3)")
    print(f"raw PDFium / facts                       {every.raw / every.pages / every.facts:6.2f} (aim 0.33)")
    print(f"pages on which pdfplumber was asked for tables: {asked}")


def _print_marks(sheets: list[Sheet], facts: float) -> None:
    marks = cost_of_marks([(sheet.name, sheet.data) for sheet in sheets]) / sum(s.pages for s in sheets)
    print(f"marks, hidden text, places to sign, stamps {1000 * marks:4.2f} ms a page, {100 * marks / facts:.1f} % of facts (aim 5)")


def _paths() -> list[Path]:
    shared = Path(os.environ.get("CLAUSESCAN_SHARED") or TOP.parent / "shared")
    real = sorted((shared / "facts" / "dev" / "pdf").glob("*.pdf")) + sorted((shared / "facts" / "dev" / "cuad" / "pdf").glob("*.[pP][dD][fF]"))[::8]
    return real or _samples()


def _samples() -> list[Path]:
    return sorted((TOP / "corpus" / "contracts").glob("*/*.pdf"))


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
    """Load what is loaded once, on documents that are not measured (where there are none but the bundled ones, on one of them)."""
    for name in ("award_units", "competition", "prices", "role"):
        parse_rules((TOP / "clausescan" / "extract" / "rules" / f"{name}.toml").read_text("utf-8"), name)  # compiles every pattern
    for wording in (w for topic in topics("cooperative") for w in wordings(topic)):
        wording.pattern.search("")
        wording.search("")
    samples = _samples()
    for path in samples[:1] if samples == _paths() else samples:
        data = path.read_bytes()
        scan_document(read_document(data, identify(path.name, data)), toolkit)


def _document(sheet: Sheet) -> Document:
    return read_document(sheet.data, identify(sheet.name, sheet.data))


def _measured(sheets: Iterable[Sheet], toolkit: Toolkit) -> tuple[list[Cost], int]:
    """What each file costs, in their order, and how many pages were put to pdfplumber for their tables."""
    from clausescan.read import tables

    asked = 0
    real = tables._page_tables

    def counted(page: object, number: int) -> object:
        nonlocal asked
        asked += 1
        return real(page, number)

    tables._page_tables = counted  # type: ignore[assignment]
    try:
        return [_cost(sheet, toolkit) for sheet in sheets], asked
    finally:
        tables._page_tables = real


def _cost(sheet: Sheet, toolkit: Toolkit) -> Cost:
    raw = _clock(lambda: _raw_text(sheet))
    documents: list[Document] = []
    read = _clock(lambda: documents.append(_document(sheet)))
    found = _clock(lambda: scan_document(documents[0], toolkit))
    return Cost(sheet.pages, raw, read, found, _plumber(sheet))


def _raw_text(sheet: Sheet) -> None:
    import pypdfium2

    with pypdfium2.PdfDocument(sheet.data) as pdf:
        for page in pdf:
            page.get_textpage().get_text_range()
            page.close()


def _clauses(sheets: Iterable[Sheet]) -> float:
    """CPU seconds of finding cooperative use and labelling every clause, in documents read and cut into clauses before."""
    from clausescan.extract.cooperative.find import find_cooperative_use
    from clausescan.learn.classifier import load_classifier
    from clausescan.settings import data_folder

    before, fresh = load_toolkit(), load_toolkit()  # the fresh one has seen none of these texts
    _warm(fresh)
    classifier = load_classifier(data_folder("models") / "clause-kind")
    scanned: list[Scanned] = [scan_document(_document(sheet), before) for sheet in sheets]

    def work() -> None:
        for one in scanned:
            role = one.main_part.facts.role
            find_cooperative_use(one.document, one.main_part.part, role.value.role if role else Role.OTHER, fresh.matcher)
            label_clauses(one, classifier)

    return _clock(work)


def _plumber(sheet: Sheet) -> float:
    """CPU seconds of pdfplumber's `extract_text` on every page of a file."""
    import io

    import pdfplumber

    seconds = 0.0
    gc.collect()
    with pdfplumber.open(io.BytesIO(sheet.data)) as pdf:
        for page in pdf.pages:
            start = time.process_time()
            page.extract_text()
            seconds += time.process_time() - start
            page.close()
    return seconds


def _twice() -> None:
    """Resident memory after the facts of all files, and after the same again: it should not grow. This is all that the child does."""
    toolkit = load_toolkit()
    sizes = []
    for _ in range(2):
        for path in _paths():
            data = path.read_bytes()
            scan_document(read_document(data, identify(path.name, data)), toolkit)
        gc.collect()
        sizes.append(_resident())
    print(f"resident memory after all files {sizes[0]:.0f} MB, after all files again {sizes[1]:.0f} MB (aim: flat)")


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
    """Reports of 100 and 300 pages and the facts of 3,000, each in a process of its own that does only that."""
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
                [sys.executable, "-c", _MEASURE, "-q", command, str(path), *arguments], capture_output=True, text=True, check=False, cwd=TOP
            )
            size = out.stat().st_size / 1e6 if out.exists() else len(done.stdout) / 1e6
            peak = done.stderr.strip().splitlines()[-1] if done.stderr.strip() else "?"
            print(f"{command} of {pages} pages: exit {done.returncode}, {time.monotonic() - start:.1f} s, output {size:.1f} MB, peak {peak}")


# A process that is started by a large one counts as large in `getrusage`; the kernel's own mark (VmHWM) begins anew.
_MEASURE = """
import resource, sys
from pathlib import Path
from clausescan.cli.main import main
try:
    main()
finally:
    status = Path("/proc/self/status")
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    if status.exists():
        own = next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(f"{own / 1024:.0f} MB, {child / 1024:.0f} MB in the reading child", file=sys.stderr)
"""


if __name__ == "__main__":
    main()
