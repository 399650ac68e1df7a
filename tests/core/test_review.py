from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausescan.core.finding import ClauseClass, CooperativeUse, Polarity, TermFact
from clausescan.core.review import Act, Anchor, Correction, agreements, anchored, correction_of, correction_plain, find_anchor, live, standing
from clausescan.core.review_values import FIELDS, changed, fields_said, made
from clausescan.core.span import Span
from tests.build import document

CLAUSE = "Any other public agency may buy under this contract at the same prices."
TEXT = f"CONTRACT\n\n1. Use by others\n\n{CLAUSE}\n\n2. Payment\n\nInvoices are paid within thirty days."


def line(n: int, who: str, act: Act, **more: Any) -> Correction:
    return replace(Correction(f"c{n}", f"2026-11-22T10:00:{n:02d}", who, act, "term", "f1"), **more)


def span_of(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "A cover page that was not there before.\n\n" + TEXT,
        TEXT.replace("other public agency may", "other public\nagency may"),
        TEXT.replace("public agency", "pub-\nlic agency"),
        TEXT.replace("Any other", "“Any  other"),
        TEXT + "\n\n" + CLAUSE,
        CLAUSE + "\n\n" + TEXT,
    ],
)
def test_words_are_found_again(text: str) -> None:
    anchor = anchored(document(TEXT), span_of(TEXT, CLAUSE))
    new = document(text)
    span = find_anchor(new, anchor)
    assert span is not None
    assert "".join(filter(str.isalnum, new.quote(span))) == "".join(filter(str.isalnum, CLAUSE))
    around = new.text[max(0, span.start - 20) : span.start]
    assert "others" in around, "the one after the same heading"


def test_words_on_another_page_are_found_again() -> None:
    old, new = document("One", TEXT), document("One", "A page put in between", "Another", TEXT)
    anchor = anchored(old, span_of(old.text, CLAUSE))
    assert anchor.page == 2
    span = find_anchor(new, anchor)
    assert span is not None
    assert new.page_of(span.start) == 4


@pytest.mark.parametrize("text", ["Nothing of the kind.", TEXT.replace("may buy", "may not buy"), ""])
def test_words_that_are_not_there_are_not_found(text: str) -> None:
    assert find_anchor(document(text), anchored(document(TEXT), span_of(TEXT, CLAUSE))) is None


def test_short_words_need_their_context() -> None:
    text = "Term: June 30, 2027 is the end. Report: June 30, 2027 at the latest."
    start = text.rindex("June 30, 2027")
    anchor = anchored(document(text), Span(start, start + 13))
    moved = document("Moved down.\n" + text)
    span = find_anchor(moved, anchor)
    assert span is not None
    assert span.start == moved.text.rindex("June")
    assert find_anchor(document("Elsewhere June 30, 2027 stands alone in other words altogether."), anchor) is None
    assert find_anchor(moved, Anchor("", 1, 0, "June 30, 2027")) is None, "two places, no context"


@given(st.text(alphabet="ab \n.", max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_an_anchor_finds_itself(text: str, one: int, other: int) -> None:
    doc = document(text)
    low, high = sorted((min(one, len(doc.text)), min(other, len(doc.text))))
    assert find_anchor(doc, anchored(doc, Span(low, high))) == Span(low, high)


def test_lines_survive_json() -> None:
    anchor = anchored(document(TEXT), span_of(TEXT, CLAUSE))
    one = line(1, "Ann", Act.CORRECT, before=(("start", ""),), after=(("start", "2026-07-01"),), reason="“so”", anchor=anchor, undoes="x")
    assert correction_of(json.loads(json.dumps(correction_plain(one)))) == one
    refused: list[Any] = [{}, {"id": "1", "at": "", "who": "", "act": "approve"}, {"id": "1", "at": "", "who": "", "act": "accept", "anchor": {}}, []]
    for wrong in refused:
        with pytest.raises(ValueError):
            correction_of(wrong)


def test_undone_lines_do_not_count() -> None:
    lines = (line(1, "Ann", Act.ACCEPT), line(2, "Bo", Act.REJECT), line(3, "Ann", Act.UNDO, undoes="c1"), line(4, "Bo", Act.COMMENT))
    assert [x.id for x in live(lines)] == ["c2", "c4"]
    assert {who: x.act for who, x in standing(live(lines)).items()} == {"Bo": Act.REJECT}


def test_agreement_of_two_reviewers() -> None:
    def judged(first: Act, second: Act) -> dict[str, Correction]:
        return {"Ann": line(1, "Ann", first), "Bo": line(2, "Bo", second)}

    a, r = Act.ACCEPT, Act.REJECT
    (found,) = agreements([judged(a, a)] * 20 + [judged(r, r)] * 15 + [judged(a, r)] * 5 + [judged(r, a)] * 10 + [{"Ann": line(1, "Ann", a)}])
    assert (found.both, found.same) == (50, 35)
    assert found.kappa == pytest.approx(0.4, abs=0.001), "the example of Cohen's paper by hand: (0.7 - 0.5) / (1 - 0.5)"
    assert agreements([judged(a, a)])[0].kappa is None
    assert agreements([]) == ()


def test_values_are_changed_field_by_field() -> None:
    use = CooperativeUse(ClauseClass.OPEN, Polarity.PERMITS, why="rule")
    new = changed("cooperative_use", use, (("polarity", "prohibits"), ("clause_class", "PROHIBIT")))
    assert (new.polarity, new.clause_class, new.why) == (Polarity.PROHIBITS, ClauseClass.PROHIBIT, "rule")
    assert fields_said("term", TermFact())[0] == ("start", "")
    assert changed("term", TermFact(), (("start", "2026-07-01"),)).start.isoformat() == "2026-07-01"


@pytest.mark.parametrize("kind", sorted(FIELDS))
def test_every_kind_can_be_made_and_said_again(kind: str) -> None:
    after = tuple((f.name, f.choices[0][0] if f.choices else "2026-07-01" if f.kind == "date" else "words") for f in FIELDS[kind])
    assert fields_said(kind, made(kind, after)) == after


@pytest.mark.parametrize(
    ("kind", "after", "said"),
    [
        ("term", (("start", "soon"),), "must be a date"),
        ("term", (("start", ""),), "nothing is stated"),
        ("cooperative_use", (("polarity", "maybe"), ("clause_class", "OPEN")), "not known"),
        ("cooperative_use", (("polarity", "permits"),), "is missing"),
        ("cooperative_use", (("polarity", "permits"), ("clause_class", "OPEN"), ("why", "x")), "no field"),
        ("vendor", (("name", " "),), "missing"),
        ("price_tables", (), "cannot be added"),
    ],
)
def test_what_cannot_be_is_refused(kind: str, after: tuple[tuple[str, str], ...], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        made(kind, after)
