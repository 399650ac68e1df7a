from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from clausescan.core.finding import TermFact
from clausescan.core.value_words import KIND_WORDS
from tests.cli.inside import Run
from tests.draw import locked, pdf, prose

CALL = pdf(
    prose(
        "REQUEST FOR PROPOSALS NO. 24-117",
        "City of Larkmoor, Colorado",
        "Proposals for office paper are due May 4, 2024.",
        "",
        "11. Term. The contract begins on July 1, 2024 and ends on June 30, 2026.",
        "",
        "12. Cooperative Purchasing. Any other public agency may purchase from the",
        "resulting contract at the same prices, terms and conditions.",
    )
)


@pytest.fixture
def call(tmp_path: Path) -> str:
    (tmp_path / "a call.pdf").write_bytes(CALL)
    return str(tmp_path / "a call.pdf")


def test_without_an_id_every_finding_is_listed(run: Run, call: str) -> None:
    done = run("explain", call)
    assert done.status == 0
    head, *rows = done.out.splitlines()
    assert head.split() == ["ID", "KEY", "PAGE", "VALUE"]
    keys = [row.split()[1] for row in rows]
    assert {"role", "lead_agency", "solicitation_number", "term", "cooperative_use.0", "competition"} <= set(keys)
    assert "clausescan explain '" in done.err  # the next step, with a path that a shell takes


def test_the_list_as_json_has_the_ids_of_facts(run: Run, call: str) -> None:
    listed = {one["path"]: one for one in run("explain", call, "--json").object["findings"]}
    facts = run("facts", call).object
    assert listed["cooperative_use.0"]["id"] == facts["cooperative_use"][0]["id"]
    assert listed["cooperative_use.0"]["page"] == 1


def test_an_id_its_beginning_and_its_key_say_the_same(run: Run, call: str) -> None:
    found = run("facts", call).object["cooperative_use"][0]["id"]
    answers = [run("explain", call, name).out for name in (found, found[:5], "cooperative_use.0", "cooperative_use")]
    assert len(set(answers)) == 1


def test_a_clause_is_explained(run: Run, call: str) -> None:
    out = run("explain", call, "cooperative_use").out
    flat = " ".join(out.split())
    assert "Lets other agencies buy" in flat
    assert "Any other public agency may purchase" in flat
    assert "[verb-use]" in flat
    assert "“Any other public agency” · “purchase” · “the resulting contract”" in flat
    assert "Cooperative permits, probability" in flat
    assert "exceptions of the rule were looked for" in flat
    assert "\x1b[" not in out


def test_json_quotes_exactly(run: Run, call: str) -> None:
    text = run("facts", call, "--text").object["text"]
    done = run("explain", call, "cooperative_use", "--json").object
    assert done["schema"] == "clausescan.explain/1"
    (one,) = done["findings"]
    assert one["reasons"][0]["rule"]
    assert one["words"]
    for words in one["words"]:
        assert " ".join(text[words["start"] : words["end"]].split()) == words["words"]
    assert one["label"]["kind"] == "cooperative_permits"
    assert all(t["weight"] > 0 for t in one["label"]["terms"])
    assert isinstance(one["against"], list)


def test_every_kind_of_finding_is_explained(run: Run, call: str) -> None:
    for one in run("explain", call, "--json").object["findings"]:
        (said,) = run("explain", call, one["id"], "--json").object["findings"]
        assert said["reasons"], one["path"]
        assert all(r["why"].endswith(".") for r in said["reasons"]), one["path"]
        assert said["value"]
        assert said["kind"] in KIND_WORDS


def test_the_term_shows_its_steps(run: Run, call: str) -> None:
    (term,) = run("explain", call, "term", "--json").object["findings"]
    assert term["steps"]
    assert any("last day" in w["means"] and w["words"] == "June 30, 2026" for w in term["words"])


@pytest.mark.parametrize(
    ("finding", "hint"), [("nothing", ""), ("abc", ""), ("cooperative_us.0", "Did you mean cooperative_use.0?"), ("lead-agency", "lead_agency")]
)
def test_an_unknown_finding_is_one_sentence_and_the_way_to_the_list(run: Run, call: str, finding: str, hint: str) -> None:
    done = run("explain", call, finding)
    assert done.status == 2
    assert done.out == ""
    message, advice = done.err.strip().splitlines()
    assert f"has no finding '{finding}'" in message
    assert "List its findings: clausescan explain '" in advice
    assert hint in advice


def test_a_folder_a_missing_and_a_bad_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "word.pdf").write_bytes(b"PK\x03\x04 word")
    assert "is a folder" in run("explain", str(tmp_path)).err
    missing = run("explain", str(tmp_path / "none.pdf"))
    assert (missing.status, missing.out) == (3, "")
    bad = run("explain", str(tmp_path / "word.pdf"), "term", "--json")
    assert bad.status == 3
    assert bad.object["error"]["code"] == "not_pdf"
    assert "error [not_pdf]" in bad.err


def test_a_pdf_without_text_has_nothing_and_says_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / "blank.pdf").write_bytes(pdf([]))
    done = run("explain", str(tmp_path / "blank.pdf"))
    assert done.status == 3
    assert "Nothing was found" in done.out


def test_a_locked_file_opens_with_its_password(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(locked(CALL, "secret", "owner"))
    assert run("explain", str(tmp_path / "a.pdf")).status == 3
    assert run("explain", str(tmp_path / "a.pdf"), "--password", "secret").status == 0


def test_bold_is_for_terminals_that_want_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from clausescan.cli.page import bold

    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    assert bold("Why") == "\x1b[1mWhy\x1b[0m"
    monkeypatch.setenv("NO_COLOR", "1")
    assert bold("Why") == "Why"


def test_quiet_says_nothing_beside_the_list(run: Run, call: str) -> None:
    assert run("-q", "explain", call).err == ""


def test_a_term_without_dates_has_words() -> None:
    from clausescan.core.value_words import value_words

    assert value_words(TermFact()) == "stated without dates"
    assert json.dumps(value_words(TermFact(length_months=12, anticipated=True))) == '"12 months, planned"'
