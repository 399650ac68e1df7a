from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

from clausescan.core.review import Act
from clausescan.web.office import Office
from clausescan.web.queue import queue_of
from tests.web.client import Client
from tests.web.conftest import CONTRACT, contract_pdf, opened, plan_in, read

GRANT = CONTRACT[-1]


@pytest.fixture(scope="module")
def sha256(desk: tuple[Client, Office]) -> str:
    """A PDF of the archive, read once for all tests."""
    client, office = desk
    read(client, client.drop([("salt.pdf", contract_pdf(*CONTRACT, "", "Filed under salt."))]).place)
    (row,) = office.desk.rows("SELECT sha256 FROM dropped WHERE name = 'salt.pdf'")
    return str(row["sha256"])


@pytest.fixture
def file(client: Client, sha256: str) -> str:
    """A contract file of its own for each test, and a reviewer who said her name."""
    place = client.post("/archive", {"sha256": sha256}).place
    say_name(client, place, "Ann Lee")
    return place


def say_name(client: Client, file: str, name: str) -> None:
    answer = client.post(f"{file}/reviewer", {"who": name})
    assert answer.place == f"{file}/review"


def finding(client: Client, file: str, words: str) -> str:
    page = client.get(f"{file}/review").text
    found = re.search(rf'finding=([0-9a-f]+)"[^>]*><span[^>]*>[^<]*</span><span[^>]*>[^<]*</span><span[^>]*>[^<]*</span><span[^>]*>{words}', page)
    assert found, page
    return found[1]


def trail(client: Client, file: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in client.get(f"{file}/review.jsonl").text.splitlines()]


def test_a_page_shows_marks_words_and_the_finding(client: Client, file: str) -> None:
    page = client.get(f"{file}/review?finding={finding(client, file, 'Lets other')}").text
    assert '<rect class="mark"' in page
    assert page.count('<rect class="word"') > 40
    assert f"<p>{GRANT}" in page or GRANT[:60] in page
    assert "check 5b" in page


def test_reject_changes_the_answer_and_undo_brings_it_back(client: Client, file: str) -> None:
    grant = finding(client, file, "Lets other")
    before = client.get(file).text
    answer = client.post(f"{file}/review", {"act": "reject", "finding": grant})
    assert answer.place.startswith(f"{file}/review?finding=")
    assert grant not in answer.place, "on to the next"
    assert client.get(file).text != before
    report = client.get(f"{file}/report").text
    assert "Rejected" in report
    assert "Found: Lets other agencies buy" in report
    client.post(f"{file}/review", {"act": "undo"})
    assert [x["act"] for x in trail(client, file)] == ["reject", "undo"], "nothing is deleted"
    assert re.sub("review.*?<", "", client.get(file).text) == re.sub("review.*?<", "", before)
    assert client.post(f"{file}/review", {"act": "undo"}).status == 400


def test_the_contract_file_is_saved_in_every_form(client: Client, file: str) -> None:
    page = client.get(file).text
    starts = {"xlsx": b"PK", "docx": b"PK", "json": b"{", "csv": b"PK", "packet": b"PK", "pdf": b"%PDF", "ics": b"BEGIN:VCALENDAR"}
    for kind, start in starts.items():
        assert f"{file}/export/{kind}" in page
        answer = client.get(f"{file}/export/{kind}")
        assert answer.status == 200, answer.text
        assert answer.body.startswith(start)
        assert answer.headers["content-disposition"].startswith("attachment")
    assert client.get(f"{file}/export/exe").status == 404


def test_correct_with_words_typed_and_export(client: Client, file: str) -> None:
    grant = finding(client, file, "Lets other")
    fields = {"act": "correct", "finding": grant, "v.polarity": "restricts", "v.clause_class": "CONSENT", "page": "1", "reason": "needs a letter"}
    assert client.post(f"{file}/review", {**fields, "quote": "words that are nowhere on this page"}).status == 400
    assert client.post(f"{file}/review", {**fields, "v.polarity": "maybe", "quote": GRANT}).status == 400
    assert client.post(f"{file}/review", {**fields, "quote": "Any other public agency may buy under this contract"}).status == 303
    (line,) = trail(client, file)
    assert line["before"] == {"polarity": "permits", "clause_class": "OPEN"}
    assert line["after"] == {"polarity": "restricts", "clause_class": "CONSENT"}
    anchor = line["anchor"]
    assert isinstance(anchor, dict)
    assert anchor["quote"] == "Any other public agency may buy under this contract"
    assert anchor["prefix"].endswith("others\n\n") or "Use by others" in anchor["prefix"]
    (case,) = tomllib.loads(client.get(f"{file}/corrections.toml").text)["case"]
    assert (case["label"], case["class"], case["comment"]) == ("cooperative_restricts", "CONSENT", "needs a letter")
    assert "needs a letter" in client.get(f"{file}/history").text


def test_add_what_was_missed(client: Client, file: str) -> None:
    page = client.get(f"{file}/review").text
    sha256 = re.findall(r"/pdf/([0-9a-f]{64})/page/1", page)[0]
    words = re.findall(r'data-s="(\d+)" data-e="(\d+)" data-w="([^"]+)"', page)
    start = next(int(s) for s, _, w in words if w == "Filed")
    end = max(int(e) for _, e, w in words)
    fields = {"act": "add", "kind": "program", "pdf": sha256, "page": "1", "v.name": "Salt Buyers Group"}
    assert client.post(f"{file}/review", fields).status == 400, "without words"
    assert client.post(f"{file}/review", {**fields, "start": str(start), "end": str(end)}).status == 303
    assert "Salt Buyers Group" in client.get(f"{file}/review").text
    assert "Salt Buyers Group" in client.get(f"{file}/report").text


def test_two_reviewers_and_how_far_they_agree(client: Client, file: str) -> None:
    other = Client(client.app)
    say_name(other, file, "Bo Reyes")
    grant, term = finding(client, file, "Lets other"), finding(client, file, "from 2026")
    for who, act, one in ((client, "accept", grant), (other, "reject", grant), (client, "accept", term), (other, "accept", term)):
        assert who.post(f"{file}/review", {"act": act, "finding": one}).status == 303
    page = client.get(f"{file}/history").text
    assert "Ann Lee and Bo Reyes" in page
    assert "1 (50%)" in page
    assert "Reviewers differ" in client.get(f"{file}/review?finding={grant}").text


@pytest.mark.parametrize("fields", [{"act": "approve"}, {"act": ""}])
def test_unknown_acts_are_refused(client: Client, file: str, fields: dict[str, str]) -> None:
    assert client.post(f"{file}/review", fields).status == 403


def test_nobody_reviews_without_a_name(client: Client, file: str) -> None:
    nameless = Client(client.app)
    answer = nameless.post(f"{file}/review", {"act": "accept", "finding": finding(client, file, "Lets other")})
    assert answer.status == 400
    assert "Say who is reviewing" in answer.text
    assert trail(client, file) == []


def test_overrides_need_a_buyer_and_a_reason(client: Client, file: str) -> None:
    fields = {"act": "override", "row": "R06", "verdict": "met", "reason": "The tally sheet was seen."}
    assert client.post(f"{file}/review", fields).status == 400
    client.post("/buyers/new", {"buyer.name": "Town of Fen"})
    buyer = re.findall(r'href="/buyers/([0-9a-f]{16})">Town of Fen', client.get("/buyers").text)[0]
    client.post(file, {"buyer": buyer})
    assert client.post(f"{file}/review", {**fields, "reason": ""}).status == 400
    assert client.post(f"{file}/review", fields).status == 303
    report = client.get(f"{file}/report").text
    assert "The tally sheet was seen." in report
    assert "Ann Lee" in report


def test_the_queue_begins_with_what_matters_and_is_unsure(client: Client, file: str) -> None:
    page = client.get(f"{file}/review").text
    kinds = re.findall(r'queue-kind">([^<]+)<', page)
    assert "Cooperative use" in kinds[:2]
    assert queue_of((), ()) == ()


@pytest.mark.slow
def test_a_review_is_there_after_a_restart(tmp_path: Path) -> None:
    plan = plan_in(tmp_path)
    with opened(plan) as (client, _):
        place = client.drop([("r.pdf", contract_pdf())]).place
        read(client, place)
        (file, *_) = re.findall(r'href="(/file/[0-9a-f]+)"', client.get(place).text)
        say_name(client, file, "Ann Lee")
        client.post(f"{file}/review", {"act": "reject", "finding": finding(client, file, "Lets other")})
    with opened(plan) as (client, _):
        assert [x["act"] for x in trail(client, file)] == [Act.REJECT]
        assert "Rejected" in client.get(f"{file}/report").text


@pytest.mark.slow
def test_names_and_words_are_text_only(client: Client, desk: tuple[Client, Office]) -> None:
    evil = '"><img src=x onerror=alert(1)><script>alert(2)</script>'
    place = client.drop([(evil.replace('"', "%22") + ".pdf", contract_pdf("AGREEMENT", f"between the City of {evil} and {evil} Inc.", GRANT))]).place
    read(client, place)
    (file, *_) = re.findall(r'href="(/file/[0-9a-f]+)"', client.get(place).text)
    say_name(client, file, evil)
    client.post(file, {"needs": evil})
    client.post(f"{file}/review", {"act": "comment", "finding": finding(client, file, "Lets other"), "reason": evil})
    for path in (place, file, f"{file}/review", f"{file}/history", f"{file}/report", "/files", "/archive", f"/archive?words={'script'}"):
        page = client.get(path).text
        assert "<img src=x" not in page
        assert "<script>alert" not in page
