"""Wordings kept as data: every file is whole, every expression finds its examples and no others, and code and data name one another."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

import clausescan.extract
from clausescan.core.finding import ClauseClass
from clausescan.errors import RuleError
from clausescan.extract.wordings import Wording, check, data_of, topics, wordings

EXTRACT = Path(clausescan.extract.__file__).parent
TOPICS = topics("cooperative")
ALL = [w for topic in TOPICS for w in wordings(topic)]
_ADDRESS = re.compile(r'"(cooperative/[a-z_]+)(?:\.([a-z-]+))?"')
GOOD = {"wording": [{"id": "one", "why": "Says one.", "pattern": "one", "matches": ["one"], "not_matches": ["two"]}]}


@pytest.mark.parametrize("topic", [*TOPICS, "cooperative/words"])
def test_a_file_is_whole(topic: str) -> None:
    data = data_of(topic)
    check(data, topic)
    for table in data.get("words", {}).values():
        assert len(set(table["list"])) == len(table["list"])


@pytest.mark.parametrize("wording", ALL, ids=lambda w: w.id)
def test_a_wording_finds_its_examples_and_no_others(wording: Wording) -> None:
    for text in wording.matches:
        assert wording.found_in(text), text
        assert not wording.anchors or wording.may_match(text.lower()), text
    for text in wording.not_matches:
        assert not wording.found_in(text), text
    assert re.fullmatch(r"[A-Z].{8,}\.", wording.why)
    assert not wording.value.isupper() or wording.value in ClauseClass.__members__ or wording.id.startswith("statutes.")


@pytest.mark.parametrize("wording", ALL, ids=lambda w: w.id)
def test_a_wording_takes_no_long_time_over_blanks_and_lines(wording: Wording) -> None:
    for filler in (" ", "_", "a ", ". "):
        text = (filler * 600)[:600]
        begun = time.process_time()
        wording.found_in(text)
        assert time.process_time() - begun < 0.2


def named() -> tuple[set[str], set[str]]:
    """Addresses of wordings, and of whole topics, that stand in the code."""
    found = [m for path in EXTRACT.rglob("*.py") for m in _ADDRESS.finditer(path.read_text(encoding="utf-8"))]
    return {f"{m[1]}.{m[2]}" for m in found if m[2]}, {m[1] for m in found if not m[2]}


def test_code_and_data_name_one_another() -> None:
    one_by_one, whole = named()
    there = {w.address for w in ALL}
    assert one_by_one <= there
    assert {a for a in there - one_by_one if a.partition(".")[0] not in whole} == set()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({**GOOD, "rule": []}, "unknown table 'rule'"),
        ({"wording": [*GOOD["wording"], *GOOD["wording"]]}, "twice"),
        ({"wording": [{**GOOD["wording"][0], "weight": 1}]}, "unknown key 'weight'"),
        ({"wording": [{**GOOD["wording"][0], "not_matches": []}]}, "'not_matches' is missing"),
        ({"wording": [{**GOOD["wording"][0], "tried": "often"}]}, "tried is 'often'"),
        ({"words": {"kinds": {"why": "Kinds.", "list": ["town"]}}}, "'source' is missing"),
    ],
)
def test_what_is_wrong_is_told(data: dict[str, object], says: str) -> None:
    check(GOOD, "good")
    with pytest.raises(RuleError, match=says):
        check(data, "bad")


def test_what_is_not_there_is_told() -> None:
    with pytest.raises(RuleError, match="no-such"):
        wordings("cooperative/no-such")
    with pytest.raises(RuleError, match="nothing"):
        _ = Wording("cooperative/who.nothing").pattern
