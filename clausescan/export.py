"""What people carry away: a contract file as JSON, tables, memo, calendar, marked PDFs, report or packet. Bytes come out; nothing is written."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from clausescan.core.contract_file import ContractFile
from clausescan.core.document import SourceFile
from clausescan.core.price_row import PriceRow
from clausescan.core.readiness import Readiness
from clausescan.core.readiness_plain import readiness_plain
from clausescan.core.result import Failed, Scanned
from clausescan.errors import SourceError
from clausescan.extract.price_rows import file_rows
from clausescan.report.markup import Note
from clausescan.report.view import ReportView


class Format(StrEnum):
    """Forms in which a contract file leaves clausescan."""

    HTML = "html"
    """The report."""
    JSON = "json"
    """The answer, its proof and the prices as one object (schema `clausescan.readiness/1`)."""
    CSV = "csv"
    """Tables of checks, findings, dates, prices and documents, a file each."""
    XLSX = "xlsx"
    """The same tables as sheets of one workbook."""
    DOCX = "docx"
    """A memo for counsel."""
    ICS = "ics"
    """The dates as a calendar file."""
    PDF = "pdf"
    """The PDFs with a highlight and a note at each quote."""
    PACKET = "packet"
    """A zip file: report, JSON, the cited pages, and hashes of everything."""


@dataclass(frozen=True, slots=True)
class Case:
    """A contract file that was read and judged, with the report's view of it. `failed` are the files that could not be read."""

    file: ContractFile
    readiness: Readiness
    scans: tuple[Scanned, ...]
    failed: tuple[Failed, ...]
    view: ReportView

    @property
    def prices(self) -> tuple[tuple[str, PriceRow], ...]:
        """`(file name, row)` for every row of every price table, in the order of the files."""
        return tuple((scan.document.source.name, row) for scan in self.scans for row in _rows(scan))


@dataclass(frozen=True, slots=True)
class Copies:
    """How PDFs are copied: `data` gives the bytes of a sha256, the others as in `report.markup`, where PDFs are read. All raise SourceError."""

    data: Callable[[str], bytes]
    marked: Callable[[bytes, Sequence[Note]], bytes]
    excerpt: Callable[[bytes, Sequence[int]], bytes]


@dataclass(frozen=True, slots=True)
class Exported:
    """Files to write, name (with "/" for a folder) and content, and what the reader should be told of what is not among them."""

    files: tuple[tuple[str, bytes], ...]
    told: tuple[str, ...] = ()


def exported(kind: Format, case: Case, templates: Path, copies: Copies) -> Exported:
    """The case in that form; no file where the form has nothing to hold (no dates, no PDF that is quoted), and then a sentence says so."""
    if kind is Format.PDF:
        return _marked(case, copies)
    if kind is Format.PACKET:
        return _packet(case, templates, copies)
    if kind in _READING:
        return _READING[kind](case)
    return _html(case, templates) if kind is Format.HTML else _memo(case, templates)


def report_html(case: Case, templates: Path) -> str:
    """The report as one HTML page."""
    from clausescan.report.html import render_report  # noqa: PLC0415  each form loads what it needs

    return render_report(case.view, templates)


def readiness_json(case: Case) -> bytes:
    """The whole case as JSON, indented."""
    plain = readiness_plain(case.file, case.readiness, case.prices, case.failed)
    return (json.dumps(plain, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _html(case: Case, templates: Path) -> Exported:
    return _one("report.html", report_html(case, templates).encode("utf-8", "replace"))


def _memo(case: Case, templates: Path) -> Exported:
    from clausescan.report.memo import memo  # noqa: PLC0415  as above

    return _one("memo.docx", memo(case.view, templates, case.readiness.as_of))


def _json(case: Case) -> Exported:
    return _one("readiness.json", readiness_json(case))


def _one(name: str, content: bytes) -> Exported:
    return Exported(((name, content),))


def _rows(scan: Scanned) -> tuple[PriceRow, ...]:
    rows, _ = file_rows(scan)
    return rows


def _csv(case: Case) -> Exported:
    from clausescan.report.sheets import contract_sheets  # noqa: PLC0415  as above
    from clausescan.report.spreadsheet import sheet_csv  # noqa: PLC0415  as above

    sheets = contract_sheets(case.file, case.readiness, case.prices, case.failed)
    named = [(f"{s.name.lower().replace(' ', '-')}.csv", s) for s in sheets if s.rows]
    ordered = sorted(named, key=lambda pair: pair[1].name != "Checks")  # the table that stands for all comes first
    return Exported(tuple((name, sheet_csv(sheet, bom=True).encode("utf-8", "replace")) for name, sheet in ordered))


def _workbook(case: Case) -> Exported:
    from clausescan.report.sheets import contract_sheets  # noqa: PLC0415  as above
    from clausescan.report.spreadsheet import workbook  # noqa: PLC0415  as above

    sheets = contract_sheets(case.file, case.readiness, case.prices, case.failed)
    return _one("contract-file.xlsx", workbook(sheets, case.readiness.as_of))


def _calendar(case: Case) -> Exported:
    from clausescan.report.calendar import calendar, contract_events  # noqa: PLC0415  as above

    events = contract_events(case.file)
    if not events:
        return Exported((), ("No calendar file: no end in force is known.",))
    return _one("dates.ics", calendar(events, case.readiness.as_of))


def _sources(case: Case) -> tuple[SourceFile, ...]:
    return tuple(scan.document.source for scan in case.scans)


def _marked(case: Case, copies: Copies) -> Exported:
    from clausescan.report.notes import notes_of  # noqa: PLC0415  as above
    from clausescan.report.packet import safe_names  # noqa: PLC0415  as above

    notes, sources = notes_of(case.file, case.readiness), _sources(case)
    files, told = [], []
    for source, name in zip(sources, safe_names([s.name for s in sources]), strict=True):
        if source.sha256 not in notes:
            told.append(f"{source.name}: not marked, because nothing is quoted from it.")
            continue
        try:
            files.append((f"marked/{name}", copies.marked(copies.data(source.sha256), notes[source.sha256])))
        except SourceError as error:
            told.append(f"{source.name}: not marked. {error.message} {error.advice}")
    return Exported(tuple(files), tuple(told))


def _packet(case: Case, templates: Path, copies: Copies) -> Exported:
    from clausescan.report.notes import notes_of  # noqa: PLC0415  as above
    from clausescan.report.packet import cited_pages, packet  # noqa: PLC0415  as above

    notes, pages, missing = notes_of(case.file, case.readiness), {}, {}
    for source in _sources(case):
        cited = cited_pages(notes.get(source.sha256, ()))
        if not cited:
            missing[source.sha256] = "Nothing is quoted from it."
            continue
        try:
            pages[source.sha256] = cited, copies.excerpt(copies.data(source.sha256), cited)
        except SourceError as error:
            missing[source.sha256] = f"{error.message} {error.advice}"
    plain = readiness_plain(case.file, case.readiness, case.prices, case.failed)
    data = packet(report_html(case, templates), plain, _sources(case), pages, missing)
    told = tuple(f"{s.name}: no pages in the packet. {missing[s.sha256]}" for s in _sources(case) if s.sha256 in missing)
    return Exported((("evidence-packet.zip", data),), told)


_READING: Mapping[Format, Callable[[Case], Exported]] = {Format.JSON: _json, Format.CSV: _csv, Format.XLSX: _workbook, Format.ICS: _calendar}
"""Forms that need the case alone."""
