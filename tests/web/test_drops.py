from __future__ import annotations

import re
from pathlib import Path

import pytest

from clausescan.web.office import Office
from tests.draw import pdf, prose
from tests.web.client import Client
from tests.web.conftest import contract_pdf, opened, plan_in, read


def files_of(client: Client, place: str) -> list[str]:
    return re.findall(r'href="(/file/[0-9a-f]+)"', client.get(place).text)


def test_a_drop_is_read_and_answered(client: Client) -> None:
    place = client.drop([("../../etc/contract one.pdf", contract_pdf())], grouping="one").place
    read(client, place)
    state = client.get(f"{place}/progress").object
    assert [(line["name"], line["folder"], line["words"]) for line in state["lines"]] == [("contract one.pdf", "etc", "Read: 1 page.")]
    (file, *_) = files_of(client, place)
    page = client.get(file).text
    assert "City of Larkmoor" in page
    assert re.search("[0-5] of 5 checks (?:is|are) met", page)
    report = client.get(f"{file}/report")
    assert "Any other public agency may buy" in report.text
    assert "frame-ancestors 'none'" in report.headers["content-security-policy"]
    assert "sha256-" in report.headers["content-security-policy"]
    assert "attachment" in client.get(f"{file}/report?download=1").headers["content-disposition"]


def test_what_is_no_pdf_is_accounted_for(client: Client) -> None:
    place = client.drop([("a.docx", b"PK\x03\x04" + b"x" * 5000), ("empty.pdf", b""), ("b.pdf", b"%PDF-1.4\nbroken")]).place
    read(client, place)
    words = [line["words"] for line in client.get(f"{place}/progress").object["lines"]]
    assert words[0].startswith("This is a Word, Excel or ZIP file, not a PDF.")
    assert words[1].startswith("The file is empty")
    assert len(words) == 3
    page = client.get(place).text
    assert "3 could not be read" in page


@pytest.mark.parametrize(("grouping", "count"), [("one", 1), ("each", 3), ("folder", 2)])
def test_pdfs_become_contract_files(client: Client, grouping: str, count: int) -> None:
    texts = {f"{folder}/{n}.pdf": contract_pdf(f"{grouping} Contract number {folder} {n}") for folder, n in (("a", 1), ("a", 2), ("b", 1))}
    place = client.drop(list(texts.items()), grouping=grouping).place
    assert len(set(files_of(client, place))) == count


def test_a_script_sends_in_pieces_and_closes(client: Client) -> None:
    first = client.drop([("1.pdf", contract_pdf("one"))], more="1").object
    assert first["taken"] == 1
    again = client.drop([("1.pdf", contract_pdf("one")), ("2.pdf", contract_pdf("two"))], f"/drop/{first['drop']}/more", more="1").object
    assert again["drop"] == first["drop"]
    closed = client.post(f"/drop/{first['drop']}/close", {"grouping": "each"}, accept="application/json").object
    assert closed == {"place": f"/drop/{first['drop']}"}
    assert len(client.get(f"{closed['place']}/progress").object["lines"]) == 2, "a file sent twice counts once"
    assert len(set(files_of(client, closed["place"]))) == 2
    client.post(f"/drop/{first['drop']}/close", {"grouping": "each"})
    assert len(set(files_of(client, closed["place"]))) == 2, "closed twice, made once"
    assert client.drop([], "/drop/0123456789abcdef/more", more="1").status == 404


@pytest.mark.slow
def test_limits_are_told(tmp_path: Path) -> None:
    with opened(plan_in(tmp_path, most_files=3, most_pages=1)) as (client, _):
        two = pdf(prose("one"), prose("two"))
        files = [
            ("long.pdf", two),
            ("big.pdf", b"%PDF-1.7\n" + b"0" * 2_100_000),
            ("third.pdf", contract_pdf("third")),
            ("fourth.pdf", contract_pdf("4")),
        ]
        place = client.drop(files).place
        read(client, place)
        words = [line["words"] for line in client.get(f"{place}/progress").object["lines"]]
    assert "2 pages; this desk takes 1" in words[0]
    assert "more than 2 MB" in words[1]
    assert words[2] == "Read: 1 page."
    assert "More than 3 files came at once" in words[3]


@pytest.mark.slow
def test_events_end_when_all_is_read(client: Client) -> None:
    place = client.drop([("e.pdf", contract_pdf("events"))]).place
    said = client.get(f"{place}/events")
    assert said.headers["content-type"].startswith("text/event-stream")
    assert '"over": true' in said.text.strip().splitlines()[-1]


@pytest.mark.slow
def test_a_restart_goes_on_with_what_was_in_work(tmp_path: Path) -> None:
    plan = plan_in(tmp_path)
    with opened(plan) as (client, office):
        place = client.drop([("a.pdf", contract_pdf())]).place
        read(client, place)
        office.reading.stop()
        client.drop([("b.pdf", contract_pdf("Agreement between two towns"))])
        taken = office.desk.take()
    assert taken
    assert taken["state"] == "waiting"
    with opened(plan) as (again, office):
        (drop,) = office.desk.rows("SELECT drop_id FROM dropped WHERE name = 'b.pdf'")
        read(again, f"/drop/{drop['drop_id']}")
        (file, *_) = files_of(again, place)
        assert "City of Larkmoor" in again.get(file).text


def test_the_question_is_kept_and_checked(client: Client, desk: tuple[Client, Office]) -> None:
    place = client.drop([("q.pdf", contract_pdf())]).place
    read(client, place)
    (file, *_) = files_of(client, place)
    wrong = client.post(file, {"as_of": "tomorrow"})
    assert wrong.status == 400
    assert "is not a date" in wrong.text
    assert client.post(file, {"needs": "road salt\nfire hose", "as_of": "2030-01-01"}).place == file
    page = client.get(file).text
    assert "as of January 1, 2030" in page
    assert "road salt\nfire hose" in page
    assert client.post(file, {"buyer": "nobody"}).status == 400
