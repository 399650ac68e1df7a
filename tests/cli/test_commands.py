"""The command line as a user meets it: results on standard output, talk on standard error, one exit status table."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from clausescan.cli.main import COMMANDS
from clausescan.cli.report import _page
from tests.draw import locked, pdf, prose

GRANT = pdf(
    prose(
        "REQUEST FOR PROPOSALS NO. 24-117",
        "City of Larkmoor, Colorado",
        "Proposals for office paper are due May 4, 2024.",
        "",
        "12. Cooperative Purchasing. Any other public agency may purchase from the",
        "resulting contract at the same prices, terms and conditions.",
    )
)


def run(*arguments: str, cwd: Path, stdin: bytes | None = None, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """`clausescan` in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "clausescan", *arguments],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2]), **environment},
        timeout=120,
        check=False,
    )


def _objects(done: subprocess.CompletedProcess[bytes]) -> list[dict[str, object]]:
    return [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of good and bad files."""
    (tmp_path / "good.pdf").write_bytes(GRANT)
    (tmp_path / "empty.pdf").write_bytes(b"")
    (tmp_path / "word.pdf").write_bytes(b"PK\x03\x04 word")
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "LOUD.PDF").write_bytes(GRANT)
    (tmp_path / "below" / "good.pdf").write_bytes(pdf(prose("Other words of no weight")))
    (tmp_path / "notes.txt").write_text("not a PDF")
    return tmp_path


def test_facts_of_a_folder_go_on_past_bad_files(folder: Path) -> None:
    done = run("facts", str(folder), cwd=folder)
    objects = _objects(done)
    assert done.returncode == 3
    names = [one["source"]["name"] for one in objects]  # type: ignore[index]
    assert names == ["LOUD.PDF", "good.pdf", "empty.pdf", "good.pdf", "word.pdf"]
    errors = [one["error"]["code"] for one in objects if "error" in one]  # type: ignore[index]
    assert errors == ["empty", "not_pdf"]
    good = objects[3]
    assert good["cooperative_polarity"] == "permits"
    assert b"Traceback" not in done.stderr


def test_facts_with_text_quote_it_exactly(folder: Path) -> None:
    (one,) = _objects(run("facts", "--text", "good.pdf", cwd=folder))
    text = one["text"]
    assert isinstance(text, str)
    uses = one["cooperative_use"]
    assert isinstance(uses, list)
    assert uses
    for use in uses:
        assert text[use["start"] : use["end"]] == use["quote"]
        assert use["boxes"]


def test_a_locked_file_opens_with_its_password(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(locked(GRANT, "secret", "owner"))
    assert run("facts", "a.pdf", cwd=tmp_path).returncode == 3
    done = run("facts", "a.pdf", "--password", "secret", cwd=tmp_path)
    assert done.returncode == 0
    assert _objects(done)[0]["solicitation_number"]


def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(GRANT + b" " * 1_100_000)
    done = run("facts", "a.pdf", cwd=tmp_path, CLAUSESCAN_MAX_MEGABYTES="1")
    assert done.returncode == 3
    assert _objects(done)[0]["error"]["code"] == "too_large"  # type: ignore[index]


def test_a_pdf_without_text_gives_nulls_and_exit_3(tmp_path: Path) -> None:
    (tmp_path / "blank.pdf").write_bytes(pdf([]))
    done = run("facts", "blank.pdf", cwd=tmp_path)
    (one,) = _objects(done)
    assert done.returncode == 3
    assert one["lead_agency"] is None
    assert [n["code"] for n in one["notices"]] == ["no_text"]  # type: ignore[attr-defined]


def test_text_keeps_ids_and_goes_on_past_a_bad_line(tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": "a", "text": "Other counties may order from this contract at the same prices."}),
        "not json",
        json.dumps({"id": 7, "text": "Term: three years from the Effective Date.", "context": {"effective_date": "2024-07-01", "other": 1}}),
    ]
    done = run("text", cwd=tmp_path, stdin="\n".join(lines).encode())
    objects = _objects(done)
    assert done.returncode == 2
    assert [one["id"] for one in objects] == ["a", 7]
    assert b"line 2" in done.stderr
    term = objects[1]["term"]
    assert isinstance(term, dict)
    assert term["initial_end"] == "2027-06-30"


def test_report_is_one_page_that_loads_nothing(folder: Path) -> None:
    done = run("report", "good.pdf", "empty.pdf", "-o", "out.html", "--as-of", "2026-11-22", "--need", "office paper", cwd=folder)
    assert done.returncode == 3
    page = (folder / "out.html").read_text(encoding="utf-8")
    assert "Any other public agency may purchase" in page.replace("\n", " ")
    assert "The file is empty" in page
    assert "http://" not in page.replace("http://www.w3.org", "")
    assert "https://" not in page
    assert "<script" not in page
    assert "good.pdf" in page


@pytest.mark.parametrize(
    ("asked", "written"), [("out", "out.html"), ("out.htm", "out.htm"), ("kept", "kept"), ("there", "there/clausescan-report.html")]
)
def test_where_a_report_goes(tmp_path: Path, asked: str, written: str) -> None:
    (tmp_path / "kept").touch()
    (tmp_path / "there").mkdir()
    assert _page(tmp_path / asked) == tmp_path / written


def test_report_says_before_the_work_that_it_cannot_write(folder: Path) -> None:
    done = run("report", "good.pdf", "-o", "nowhere/out.html", cwd=folder)
    assert done.returncode == 2
    assert b"cannot be written" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["facts"], 2, b"Missing argument"),
        (["fact", "x.pdf"], 2, b"No such command"),
        (["facts", "below-nothing"], 3, b""),
        (["report", "good.pdf", "--as-of", "tomorrow"], 2, b"is not a date"),
    ],
)
def test_usage_errors(folder: Path, arguments: list[str], status: int, words: bytes) -> None:
    done = run(*arguments, cwd=folder)
    assert done.returncode == status
    assert words in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_folder_without_pdfs_is_a_usage_error(tmp_path: Path) -> None:
    done = run("facts", str(tmp_path), cwd=tmp_path)
    assert done.returncode == 2
    assert b"holds no PDF" in done.stderr


def test_doctor_shows_settings_and_their_origin(tmp_path: Path) -> None:
    (tmp_path / "clausescan.toml").write_text("file_seconds = 90\n")
    done = run("doctor", cwd=tmp_path, CLAUSESCAN_MAX_MEGABYTES="7")
    said = done.stdout.decode()
    assert done.returncode == 0
    assert "CLAUSESCAN_MAX_MEGABYTES" in said
    assert "clausescan.toml" in said
    assert "tesseract" in said


def test_an_unknown_setting_is_an_error_with_a_hint(tmp_path: Path) -> None:
    (tmp_path / "clausescan.toml").write_text("file_second = 90\n")
    done = run("doctor", cwd=tmp_path)
    assert done.returncode == 2
    assert b"file_seconds" in done.stderr


def test_every_command_has_help_with_an_example(tmp_path: Path) -> None:
    for name in COMMANDS:
        done = run(name, "--help", cwd=tmp_path)
        assert done.returncode == 0
        assert b"Example" in done.stdout, name


def test_help_loads_no_heavy_package(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from clausescan.cli.main import cli\n"
        "try:\n    cli.main(['--help'], standalone_mode=True)\nexcept SystemExit:\n    pass\n"
        "heavy = {'spacy', 'sklearn', 'numpy', 'pdfplumber', 'pypdfium2', 'jinja2', 'rich', 'PIL'} & set(sys.modules)\n"
        "sys.exit(f'loaded {heavy}' if heavy else 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=Path(__file__).resolve().parents[2], check=False)
    assert done.returncode == 0, done.stderr


def test_colour_is_never_forced_on_results(folder: Path) -> None:
    done = run("facts", "good.pdf", cwd=folder, NO_COLOR="1")
    assert b"\x1b[" not in done.stdout + done.stderr
