from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausescan.errors import RuleError
from clausescan.learn.corpus import (
    COOPERATIVE_LABELS,
    LABELS,
    OTHER_LABELS,
    PERMITS,
    TWINS,
    Case,
    hold_out,
    likeness,
    load_cases,
    masked,
    trigrams,
)

FOLDER = Path(__file__).resolve().parents[2] / "corpus" / "clauses"
TOO_ALIKE = 0.5
GRANTING = ("OPEN", "VENDOR", "CONSENT", "MEMBER", "GEO", "LIST", "MASTER", "STATEEXT", "STATUTE", "ASSIGN", "CAP")
NEGATIVE = ("PROHIBIT", "DECLINE", "SILENT", "REVERSE", "UNRELATED")

GOOD = """[[case]]
id = "a-1"
label = "cooperative_permits"
class = "OPEN"
family = "rider_clause"
text = "Any agency may ride this bid."
comment = "grant"
"""


@pytest.fixture(scope="module")
def cases() -> tuple[Case, ...]:
    return load_cases(FOLDER)


def load_text(folder: Path, text: str) -> tuple[Case, ...]:
    (folder / "a.toml").write_text(text, encoding="utf-8")
    return load_cases(folder)


def test_a_good_case_loads(tmp_path: Path) -> None:
    expected = Case("a-1", "cooperative_permits", "rider_clause", "Any agency may ride this bid.", "grant", "OPEN")
    assert load_text(tmp_path, GOOD) == (expected,)


def test_an_empty_folder_holds_no_cases(tmp_path: Path) -> None:
    assert load_cases(tmp_path) == ()


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("id =", "name =", "unknown key name"),
        ('id = "a-1"\n', "", "id is missing"),
        ("cooperative_permits", "cooperative_yes", "unknown label"),
        ('"OPEN"', '"OPENED"', "unknown class"),
        ('"OPEN"', '"GEO"', "cannot be labelled"),
        ("Any agency may ride this bid.", "  ", "text must be words"),
        ('"grant"', "3", "comment must be words"),
        ("[[case]]", "[case]", "must be written"),
        ("[[case]]", 'kind = "x"\n[[case]]', "unknown key kind"),
        ("[[case]]", "[[case]", "not a TOML file"),
        ('comment = "grant"', 'comment = "grant"\ntwin = "permits"', "has a pattern and one of the twins"),
        ('comment = "grant"', 'comment = "grant"\npattern = "x"\ntwin = "allows"', "has a pattern and one of the twins"),
        ('comment = "grant"', 'comment = "grant"\npattern = "x"\ntwin = "reverse"', "the reverse twin cannot be labelled"),
    ],
)
def test_a_wrong_file_is_refused(tmp_path: Path, before: str, after: str, message: str) -> None:
    with pytest.raises(RuleError, match=message):
        load_text(tmp_path, GOOD.replace(before, after, 1))


def test_an_id_may_not_stand_twice(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="stands twice"):
        load_text(tmp_path, GOOD + GOOD)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The City of Elm may buy 40 units.", ("the", "@", "of", "@", "may", "buy", "#", "units")),
        ("Call North River Town today", ("call", "@", "today")),
        ("VENDOR MAY SELL TO OTHERS", ("vendor", "may", "sell", "to", "others")),
        ("First line\nSecond line", ("first", "line", "second", "line")),
        ("price $1,250.00 each", ("price", "#", "each")),
        ("", ()),
    ],
)
def test_names_and_numbers_are_masked(text: str, words: tuple[str, ...]) -> None:
    assert masked(text) == words


def test_two_texts_that_differ_in_names_alone_are_alike() -> None:
    one, other = "Any town in Polk County may buy 12 trucks.", "Any town in Lee County may buy 7 trucks."
    assert likeness(trigrams(one), trigrams(other)) == 1.0


@given(st.text(max_size=200), st.text(max_size=200))
def test_likeness_is_symmetric_and_between_nothing_and_all(one: str, other: str) -> None:
    left, right = trigrams(one), trigrams(other)
    assert likeness(left, right) == likeness(right, left)
    assert 0.0 <= likeness(left, right) <= 1.0
    assert likeness(left, left) == 1.0


@pytest.mark.parametrize("wanted", GRANTING)
def test_every_granting_class_has_forty_cases(cases: tuple[Case, ...], wanted: str) -> None:
    assert sum(case.clause_class == wanted for case in cases) >= 40


def test_there_are_three_hundred_hard_negatives(cases: tuple[Case, ...]) -> None:
    counts = Counter(case.clause_class for case in cases)
    assert sum(counts[name] for name in NEGATIVE) >= 300
    assert min(counts[name] for name in NEGATIVE) >= 30


@pytest.mark.parametrize("label", OTHER_LABELS)
def test_every_other_kind_has_fifteen_cases(cases: tuple[Case, ...], label: str) -> None:
    assert sum(case.label == label for case in cases) >= 15


@pytest.mark.parametrize("label", LABELS)
def test_every_label_is_written_in_three_families_or_more(cases: tuple[Case, ...], label: str) -> None:
    assert len({case.family for case in cases if case.label == label}) >= 3


def test_a_family_is_on_one_side_only(cases: tuple[Case, ...]) -> None:
    learnt, measured = hold_out(cases, frozenset({"letter", "minutes"}))
    assert {case.family for case in measured} == {"letter", "minutes"}
    assert not {case.family for case in learnt} & {"letter", "minutes"}
    assert len(learnt) + len(measured) == len(cases)


def test_no_two_cases_of_a_label_are_alike(cases: tuple[Case, ...]) -> None:
    by_label = defaultdict(list)
    for case in cases:
        by_label[case.label].append((case.id, trigrams(case.text)))
    alike = [(a, b) for rows in by_label.values() for (a, x), (b, y) in combinations(rows, 2) if likeness(x, y) >= TOO_ALIKE]
    assert alike == []


def test_no_text_carries_two_labels(cases: tuple[Case, ...]) -> None:
    labels = defaultdict(set)
    for case in cases:
        labels[re.sub(r"\W+", " ", case.text.lower())].add(case.label)
    assert [text for text, found in labels.items() if len(found) > 1] == []


def test_every_pattern_of_the_contrast_pack_has_its_four_twins(cases: tuple[Case, ...]) -> None:
    twins = defaultdict(list)
    for case in cases:
        if case.pattern:
            twins[case.pattern].append(case)
    assert len(twins) >= len(GRANTING)
    for pattern, group in twins.items():
        assert sorted(case.twin for case in group) == sorted(TWINS), pattern
        assert len({case.family for case in group}) == 1, f"{pattern}: twins must fall on one side of a split"


def test_permits_is_never_said_of_an_unmarked_box(cases: tuple[Case, ...]) -> None:
    unmarked = re.compile(r"(?:\[ {0,2}\]|\( {0,2}\)|_{2,}) ?Yes", re.IGNORECASE)
    marked = re.compile(r"[\[(]\s?[xX]\s?[\])]|_[xX]_")
    wrong = [case.id for case in cases if case.label == PERMITS and unmarked.search(case.text) and not marked.search(case.text)]
    assert wrong == []


@pytest.mark.shared
@pytest.mark.parametrize("name", ["clauses", "passages"])
def test_no_case_is_taken_from_the_labelled_documents(cases: tuple[Case, ...], shared: Path, name: str) -> None:
    lines = (shared / "facts" / "dev" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    theirs = [(row["id"], trigrams(row["text"])) for row in map(json.loads, lines)]
    ours = [(case.id, trigrams(case.text)) for case in cases]
    assert [(a, b) for a, x in ours for b, y in theirs if likeness(x, y) >= TOO_ALIKE] == []


def test_the_labels_are_those_of_the_taxonomy() -> None:
    assert len(LABELS) == len(set(LABELS)) == len(COOPERATIVE_LABELS) + len(OTHER_LABELS) == 25
