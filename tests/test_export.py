"""What people carry away, opened again: by the library that wrote it and by another program where one is at hand."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import json
import shutil
import subprocess
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
import pypdfium2
import pytest

from clausescan.assess.verdict import assess
from clausescan.core.price_row import PriceRow
from clausescan.core.result import Failed, Scanned
from clausescan.errors import SourceError
from clausescan.export import Case, Copies, Format, exported
from clausescan.report import markup
from clausescan.report.view import make_view
from clausescan.scan import Toolkit, load_toolkit, scan_bytes
from tests.assess.build_facts import BLANK, CHOICE, SAID_NO, amendment, award, contract, day, price_list, response, solicitation
from tests.draw import pdf, prose
from tests.schemas import faults

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"
HOSTILE = '=HYPERLINK("x") <w:p> & ]]> \x07\x00 “é” \ufffe'
FAILED = (Failed("=locked.pdf", "encrypted", "The file is locked.", "Ask for an open copy."),)
FULL = (solicitation(), contract(), award(), price_list())
MIXED = (solicitation(use=CHOICE, unread=[2]), contract(), amendment(2, "2026-06-30", sign=BLANK), response(SAID_NO))


def case_of(scans: Sequence[Scanned], needs: Sequence[str] = ("road salt",)) -> Case:
    on = day("2025-01-15")
    file, readiness = assess(scans, on, needs, "9.9")
    view = make_view(file, readiness, scans, FAILED, None, version="9.9", as_of=on)
    return Case(file, readiness, tuple(scans), FAILED, view)


def unreadable(*_: object) -> bytes:
    raise SourceError("The file changed after it was read.", "Make the report again.", "unreadable")


NO_COPIES = Copies(unreadable, unreadable, unreadable)


def one(kind: Format, case: Case, copies: Copies = NO_COPIES) -> bytes:
    (found,) = exported(kind, case, TEMPLATES, copies).files
    return found[1]


@pytest.mark.parametrize("scans", [FULL, MIXED], ids=["full", "mixed"])
@pytest.mark.parametrize("kind", [Format.HTML, Format.JSON, Format.CSV, Format.XLSX, Format.DOCX, Format.ICS])
def test_the_same_case_gives_the_same_bytes(kind: Format, scans: tuple[Scanned, ...]) -> None:
    assert exported(kind, case_of(scans), TEMPLATES, NO_COPIES) == exported(kind, case_of(scans), TEMPLATES, NO_COPIES)


def test_json_fits_its_schema() -> None:
    plain = json.loads(one(Format.JSON, case_of(FULL)))
    assert faults("readiness", plain) == []
    assert [p["price"] for p in plain["prices"]] == ["61.40", "72.10"]
    assert plain["unread_files"][0]["code"] == "encrypted"


def test_csv_holds_a_row_for_each_check() -> None:
    files = dict(exported(Format.CSV, case_of(FULL), TEMPLATES, NO_COPIES).files)
    assert next(iter(files)) == "checks.csv"
    rows = list(csv.DictReader(io.StringIO(files["checks.csv"].decode("utf-8-sig"), newline="")))
    assert [r["check"] for r in rows][:6] == ["1", "2", "3", "4", "5a", "5b"]
    assert {r["row"] for r in rows} == {f"R{n:02d}" for n in range(1, 35)}
    dates = list(csv.DictReader(io.StringIO(files["dates.csv"].decode("utf-8-sig"), newline="")))
    assert dates[0]["date"] == "2024-07-01"
    documents = list(csv.DictReader(io.StringIO(files["documents.csv"].decode("utf-8-sig"), newline="")))
    assert documents[-1]["document"] == "'=locked.pdf"


def test_workbook_is_read_again() -> None:
    book = openpyxl.load_workbook(io.BytesIO(one(Format.XLSX, case_of(FULL))))
    assert book.sheetnames == ["Summary", "Checks", "Findings", "Dates", "Prices", "Documents", "To obtain"]
    assert all(sheet.freeze_panes == "A2" for sheet in book)
    prices = list(book["Prices"].iter_rows(min_row=2, values_only=True))
    assert [float(row[9]) for row in prices] == [61.4, 72.1]
    assert book["Dates"]["B2"].value == dt.datetime(2024, 7, 1)  # noqa: DTZ001  as a workbook holds dates
    assert book["Dates"]["B2"].number_format == "yyyy-mm-dd"
    last = book["Documents"].cell(book["Documents"].max_row, 1)
    assert (last.value, last.data_type, last.quotePrefix) == ("=locked.pdf", "s", True)


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "|cmd", "＝1", HOSTILE])
def test_no_words_become_a_formula(words: str) -> None:
    from clausescan.report.sheets import price_sheet
    from clausescan.report.spreadsheet import sheet_csv, workbook

    sheet = price_sheet([(words, PriceRow(1, 1, description=words))])
    book = openpyxl.load_workbook(io.BytesIO(workbook([sheet], day("2026-01-01"))))
    cells = [book["Prices"]["A2"], book["Prices"]["G2"]]
    assert {(c.data_type, c.quotePrefix) for c in cells} == {("s", True)}
    (row,) = list(csv.reader(io.StringIO(sheet_csv(sheet), newline="")))[1:]
    assert row[0].startswith("'")
    assert row[6].startswith("'")


def test_memo_is_sound_xml_with_headings_and_tables() -> None:
    data = one(Format.DOCX, case_of(MIXED, (HOSTILE,)))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.namelist()[0] == "[Content_Types].xml"
        trees = {name: ET.fromstring(archive.read(name)) for name in archive.namelist()}
    space = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
    body = trees["word/document.xml"]
    styles = {s.get(f"{{{space['w']}}}styleId") for s in trees["word/styles.xml"].iterfind("w:style", space)}
    used = {s.get(f"{{{space['w']}}}val") for s in body.iterfind(".//w:pStyle", space)}
    assert used <= styles
    assert {"Title", "Heading1", "Heading2", "Quote", "Source", "TableText"} <= used
    for table in body.iterfind(".//w:tbl", space):
        wide = len(table.findall("w:tblGrid/w:gridCol", space))
        assert {len(row.findall("w:tc", space)) for row in table.iterfind("w:tr", space)} == {wide}
        assert table.find("w:tr/w:trPr/w:tblHeader", space) is not None
        assert table.find("w:tblPr/w:tblCaption", space) is not None
    words = "".join(t.text or "" for t in body.iterfind(".//w:t", space))
    assert HOSTILE[:22] in words
    assert "Towns and schools may order from the award at the prices bid." in words


@pytest.mark.slow
def test_memo_opens_in_python_docx() -> None:
    docx = pytest.importorskip("docx")
    found = docx.Document(io.BytesIO(one(Format.DOCX, case_of(FULL))))
    headings = [p.text for p in found.paragraphs if p.style.name == "Heading 1"]
    assert [h.split(".")[0] for h in headings] == [str(n) for n in range(1, 13)]
    assert len(found.tables[0].rows) == 7
    assert found.core_properties.title == case_of(FULL).view.title


@pytest.mark.slow
@pytest.mark.parametrize("kind", [Format.DOCX, Format.XLSX, Format.CSV])
def test_another_office_program_opens_it(kind: Format, tmp_path: Path) -> None:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("no LibreOffice on this machine")
    name, data = exported(kind, case_of(FULL), TEMPLATES, NO_COPIES).files[0]
    (tmp_path / name).write_bytes(data)
    subprocess.run([office, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / name)], check=True, timeout=180)
    with pypdfium2.PdfDocument((tmp_path / name).with_suffix(".pdf")) as opened:
        assert len(opened) >= 1


@pytest.fixture(scope="module")
def toolkit() -> Toolkit:
    return load_toolkit()


@pytest.fixture(scope="module")
def real(toolkit: Toolkit) -> tuple[Case, dict[str, bytes]]:
    """A contract file of one drawn PDF, and its bytes."""
    data = pdf(
        prose(
            "AGREEMENT NO. C-24-7", "between City of Larkmoor, Colorado and Wrenfield Mobility, Inc.", "The term is July 1, 2024 to June 30, 2027."
        ),
        prose("9. Other agencies", "Any other public agency may buy from this contract at the same prices."),
        prose("Appendix: nothing of interest stands here."),
    )
    scanned = scan_bytes(data, "con tract/=1.pdf", toolkit)
    assert isinstance(scanned, Scanned)
    case = case_of((scanned,))
    return replace(case, failed=()), {scanned.document.source.sha256: data}


def copies_of(held: dict[str, bytes]) -> Copies:
    return Copies(held.__getitem__, markup.marked, markup.excerpt)


def test_marked_pdf(real: tuple[Case, dict[str, bytes]], tmp_path: Path) -> None:
    case, held = real
    ((name, data),) = exported(Format.PDF, case, TEMPLATES, copies_of(held)).files
    assert name == "marked/_1.pdf"
    assert data.startswith(next(iter(held.values())))
    program = shutil.which("pdftotext")
    if program:
        (tmp_path / "marked.pdf").write_bytes(data)
        (tmp_path / "plain.pdf").write_bytes(next(iter(held.values())))
        said = [subprocess.run([program, "-layout", tmp_path / f, "-"], capture_output=True, check=True).stdout for f in ("marked.pdf", "plain.pdf")]
        assert said[0] == said[1]


def test_packet(real: tuple[Case, dict[str, bytes]]) -> None:
    case, held = real
    made = exported(Format.PACKET, case, TEMPLATES, copies_of(held))
    assert made == exported(Format.PACKET, case, TEMPLATES, copies_of(held))
    with zipfile.ZipFile(io.BytesIO(made.files[0][1])) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(contents["manifest.json"])
    assert faults("packet", manifest) == []
    assert {f["name"]: f["sha256"] for f in manifest["files"]} == {
        name: hashlib.sha256(content).hexdigest() for name, content in contents.items() if name != "manifest.json"
    }
    (source,) = manifest["sources"]
    assert source["sha256"] == hashlib.sha256(next(iter(held.values()))).hexdigest()
    assert source["cited_pages"] == [1, 2]
    with pypdfium2.PdfDocument(contents[source["excerpt"]]) as pages:
        assert len(pages) == 2
        assert "Any other public agency" in pages[1].get_textpage().get_text_range()


def test_what_cannot_be_copied_is_told() -> None:
    case = case_of(FULL)
    made = exported(Format.PDF, case, TEMPLATES, NO_COPIES)
    assert made.files == ()
    assert len(made.told) == 4
    assert "changed after it was read" in made.told[0]
    made = exported(Format.PACKET, case, TEMPLATES, NO_COPIES)
    with zipfile.ZipFile(io.BytesIO(made.files[0][1])) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    assert [s["excerpt"] for s in manifest["sources"]] == [None] * 4
    assert "changed after it was read" in manifest["sources"][0]["note"]


def test_no_dates_no_calendar() -> None:
    made = exported(Format.ICS, case_of((solicitation(),)), TEMPLATES, NO_COPIES)
    assert (made.files, made.told) == ((), ("No calendar file: no end in force is known.",))
