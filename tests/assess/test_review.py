from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from clausescan.assess.review import apply_review, with_overrides
from clausescan.assess.review_file import append, load_review
from clausescan.assess.verdict import assess
from clausescan.core.buyer import Buyer
from clausescan.core.finding import Polarity
from clausescan.core.readiness import Verdict
from clausescan.core.result import Scanned
from clausescan.core.review import Act, Anchor, Correction, Judged, Reviewed, ReviewState, anchored
from clausescan.core.span import Span
from clausescan.errors import UsageError
from clausescan.extract.cooperative.find import combine
from clausescan.learn.corpus import load_cases
from clausescan.learn.from_review import cases_of, cases_text
from clausescan.scan import Toolkit, load_toolkit, scan_bytes
from tests.draw import pdf, prose
from tests.web.conftest import CONTRACT

PAGE = (*CONTRACT, "", "3. Notices", "The vendor lets no further agency share this agreement without a letter of the mayor.")
COVER = ("COVER SHEET", "Two pages follow this sheet, which was put before them by the records office.")


@pytest.fixture(scope="module")
def toolkit() -> Toolkit:
    return load_toolkit()


def scanned(toolkit: Toolkit, *pages: Sequence[str]) -> Scanned:
    found = scan_bytes(pdf(*(prose(*page) for page in pages)), "contract.pdf", toolkit)
    assert isinstance(found, Scanned)
    return found


@pytest.fixture(scope="module")
def scan(toolkit: Toolkit) -> Scanned:
    return scanned(toolkit, PAGE)


def grant_of(scan: Scanned) -> Correction:
    found = next(u for p in scan.parts for u in p.facts.cooperative_use)
    anchor = anchored(scan.document, found.evidence[0].span)
    before = (("polarity", found.value.polarity.value), ("clause_class", found.value.clause_class.value))
    return Correction("c1", "2026-11-22T10:00:00", "Ann", Act.ACCEPT, "cooperative_use", found.id, before, anchor=anchor)


def judged_of(reviewed: Reviewed, kind: str = "cooperative_use") -> Judged:
    return next(j for j in reviewed.judged if j.kind == kind)


def polarity(scans: Sequence[Scanned]) -> Polarity:
    return scans[0].main_part.facts.cooperative_polarity


REJECT: dict[str, Any] = {"act": Act.REJECT, "id": "c2"}
PROHIBIT: dict[str, Any] = {"act": Act.CORRECT, "id": "c3", "after": (("polarity", "prohibits"), ("clause_class", "PROHIBIT"))}


def test_without_corrections_nothing_changes(scan: Scanned) -> None:
    reviewed = apply_review([scan], [], combine)
    assert reviewed.scans == (scan,)
    assert {j.state for j in reviewed.judged} == {ReviewState.OPEN}
    assert polarity([scan]) is Polarity.PERMITS


def test_what_is_rejected_counts_no_more(scan: Scanned) -> None:
    reviewed = apply_review([scan], [replace(grant_of(scan), **REJECT)], combine)
    assert judged_of(reviewed).state is ReviewState.REJECTED
    assert judged_of(reviewed).found is not None, "what was found stays beside it"
    assert polarity(reviewed.scans) is Polarity.SILENT
    _, before = assess([scan], dt.date(2026, 11, 22))
    _, after = assess(reviewed.scans, dt.date(2026, 11, 22))
    side = {c.number: c.verdict for c in after.checks}
    assert {c.number: c.verdict for c in before.checks}["5b"] is Verdict.MET
    assert side["5b"] is not Verdict.MET


def test_what_is_corrected_counts_as_corrected(scan: Scanned) -> None:
    reviewed = apply_review([scan], [replace(grant_of(scan), **PROHIBIT)], combine)
    assert judged_of(reviewed).state is ReviewState.CORRECTED
    assert polarity(reviewed.scans) is Polarity.PROHIBITS
    assert polarity([scan]) is Polarity.PERMITS


@pytest.mark.parametrize(
    ("first", "second", "wanted"),
    [({}, REJECT, Polarity.SILENT), (REJECT, {}, Polarity.SILENT), ({}, PROHIBIT, Polarity.PROHIBITS), (REJECT, PROHIBIT, Polarity.PROHIBITS)],
)
def test_where_reviewers_differ_the_cautious_answer_counts(scan: Scanned, first: dict[str, Any], second: dict[str, Any], wanted: Polarity) -> None:
    ann, bo = replace(grant_of(scan), **first), replace(grant_of(scan), **{"who": "Bo", "id": "c9", **second})
    reviewed = apply_review([scan], [ann, bo], combine)
    assert judged_of(reviewed).state is ReviewState.DISPUTED
    assert polarity(reviewed.scans) is wanted


def test_a_missed_clause_is_added_with_its_words(scan: Scanned) -> None:
    words = "The vendor lets no further agency share this agreement without a letter of the mayor."
    start = scan.document.text.index(words)
    line = Correction(
        "c5", "2026-11-22", "Ann", Act.ADD, "cooperative_use", after=(("polarity", "restricts"), ("clause_class", "CONSENT")),
        anchor=anchored(scan.document, Span(start, start + len(words))),
    )  # fmt: skip
    reviewed = apply_review([scan], [line], combine)
    added = next(j for j in reviewed.judged if j.state is ReviewState.ADDED)
    assert added.now is not None
    assert added.now.evidence[0].quote == words
    later = replace(line, id="c6", act=Act.REJECT, finding=added.id, who="Bo")
    assert polarity(apply_review([scan], [line, later], combine).scans) is polarity([scan]), "and may be rejected in turn"


def test_corrections_outlive_a_new_reading_with_other_pages(scan: Scanned, toolkit: Toolkit) -> None:
    new = scanned(toolkit, COVER, ("THIS PAGE LEFT BLANK ON PURPOSE",), PAGE)
    assert new.document.source.sha256 != scan.document.source.sha256
    reviewed = apply_review([new], [replace(grant_of(scan), **PROHIBIT)], combine)
    one = next(j for j in reviewed.judged if j.corrections)
    assert one.state is ReviewState.CORRECTED
    assert one.found is not None
    assert one.found.evidence[0].page == 3
    assert any(u.value.polarity is Polarity.PROHIBITS for p in reviewed.scans[0].parts for u in p.facts.cooperative_use)


def test_a_correction_stands_where_the_finding_is_not_found_any_more(scan: Scanned) -> None:
    bare = replace(
        scan, parts=tuple(replace(p, facts=replace(p.facts, cooperative_use=(), cooperative_polarity=Polarity.SILENT)) for p in scan.parts)
    )
    reviewed = apply_review([bare], [replace(grant_of(scan), **PROHIBIT)], combine)
    assert polarity(reviewed.scans) is Polarity.PROHIBITS


def test_what_lost_its_words_is_told_and_changes_nothing(scan: Scanned) -> None:
    gone = replace(
        grant_of(scan), **PROHIBIT, finding="0" * 12, anchor=Anchor("0" * 64, 1, 0, "These words stand in no document of the file at all.")
    )
    reviewed = apply_review([scan], [gone], combine)
    assert reviewed.scans == (scan,)
    assert reviewed.judged[-1].state is ReviewState.LOST


def test_overrides_stand_in_the_decision_beside_what_was_found(scan: Scanned) -> None:
    lines = [Correction("o1", "2026-11-22T10:00:00", "Ann", Act.OVERRIDE, "R06", after=(("verdict", "met"),), reason="The tally sheet was seen.")]
    assert with_overrides(None, lines) is None
    buyer = with_overrides(Buyer(name="Town of Fen"), lines)
    assert buyer is not None
    _, readiness = assess([scan], dt.date(2026, 11, 22), buyer=buyer)
    row = next(r for r in readiness.rows if r.id == "R06")
    assert (row.verdict, row.found is not None and row.found is not Verdict.MET) == (Verdict.MET, True)
    undone = [*lines, replace(lines[0], id="o2", act=Act.UNDO, undoes="o1")]
    assert with_overrides(Buyer(), undone) == Buyer()


def test_the_trail_is_only_added_to(tmp_path: Path, scan: Scanned) -> None:
    path = tmp_path / "reviews" / "review.jsonl"
    first = grant_of(scan)
    append(path, first)
    before = path.read_bytes()
    append(path, replace(first, id="c2"))
    assert path.read_bytes().startswith(before)
    assert [c.id for c in load_review(path)] == ["c1", "c2"]
    path.write_bytes(path.read_bytes() + b'{"id": "c3", "at": "20')  # a power cut
    assert [c.id for c in load_review(path)] == ["c1", "c2"]
    append(path, replace(first, id="c4"))
    assert [c.id for c in load_review(path)] == ["c1", "c2", "c4"]
    assert load_review(tmp_path / "none.jsonl") == ()
    path.write_bytes(b"{}\n" + before)
    with pytest.raises(UsageError, match="line 1"):
        load_review(path)


def test_corrections_become_cases(tmp_path: Path, scan: Scanned) -> None:
    lines = [replace(grant_of(scan), **PROHIBIT, reason='Said "no".')]
    (case,) = cases_of(lines)
    assert (case.label, case.clause_class, case.text) == (
        "cooperative_prohibits",
        "PROHIBIT",
        " ".join(lines[0].anchor.quote.split()) if lines[0].anchor else "",
    )
    path = tmp_path / "corrections.toml"
    path.write_text(cases_text([case]), encoding="utf-8")
    assert load_cases(path) == (case,)
    assert cases_of([*lines, replace(grant_of(scan), id="c7", who="Bo")]) == (), "reviewers differ"
    assert [c.label for c in cases_of([replace(grant_of(scan), **REJECT)])] == ["other"]
    assert [c.label for c in cases_of([grant_of(scan)])] == ["cooperative_permits"]
