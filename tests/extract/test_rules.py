"""The rules loader is strict, and the small form means what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from clausescan.errors import RuleError
from clausescan.extract import rules

GOOD = """
[nouns]
gov = "agency town"
[[rule]]
id = "one"
finds = "buyer"
why = "Names a buyer."
pattern = "other <gov>"
matches = ["other towns"]
"""


def test_a_good_file_gives_its_rules() -> None:
    (rule,) = rules.parse(GOOD, "good.toml")
    assert (rule.id, rule.finds, rule.layer) == ("one", "buyer", 1)
    assert rule.patterns[0][1].words == {"agency", "agencies", "town", "towns"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (GOOD.replace("why =", "wny ="), "unknown key wny"),
        (GOOD.replace('why = "Names a buyer."', ""), "key why is missing"),
        (GOOD.replace("<gov>", "<gvo>"), "key pattern"),
        (GOOD.replace('"other <gov>"', '"other?"'), "could match nothing"),
        (GOOD.replace('"other <gov>"', "3"), "key pattern"),
        (GOOD + GOOD[GOOD.index("[[rule]]") :], "stands twice"),
        ("[surprise]\n" + GOOD, "unknown key surprise"),
        ("[[rule]\n", "not TOML"),
        (GOOD.replace('"agency town"', "1"), "nouns.gov"),
    ],
)
def test_a_bad_file_is_refused_with_its_place(text: str, says: str) -> None:
    with pytest.raises(RuleError) as caught:
        rules.parse(text, "bad.toml")
    assert says in caught.value.message
    assert "bad.toml" in caught.value.message
    assert caught.value.advice


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="absent"):
        rules.load(tmp_path / "absent.toml")


def test_a_file_beside_the_package_loads(tmp_path: Path) -> None:
    place = tmp_path / "own.toml"
    place.write_text(GOOD, encoding="utf-8")
    assert [r.id for r in rules.load(place)] == ["one"]


@pytest.mark.parametrize(
    ("noun", "expected"), [("agency", "agencies"), ("body", "bodies"), ("parish", "parishes"), ("town", "towns"), ("authority", "authorities")]
)
def test_plurals(noun: str, expected: str) -> None:
    assert rules.plural(noun) == expected


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("use", ("uses", "used", "using")),
        ("buy", ("buys", "bought", "buying")),
        ("supply", ("supplies", "supplied", "supplying")),
        ("transfer", ("transfers", "transferred", "transferring")),
        ("extend", ("extends", "extended", "extending")),
    ],
)
def test_verb_forms(verb: str, forms: tuple[str, str, str]) -> None:
    found = rules.verb_forms(verb)
    assert (found["s"], found["ed"], found["ing"]) == forms
