from __future__ import annotations

from clausescan.assess.buyer_file import parse_buyer
from clausescan.assess.forms import fill, forms
from clausescan.assess.verdict import assess
from clausescan.core.readiness import Readiness
from clausescan.report.quotes import Quoter
from clausescan.report.view_checks import check_views
from clausescan.report.view_rows import decision_view, form_views, row_laws, row_views
from tests.assess.build_facts import award, contract, day, price_list, solicitation

PROFILE = """
[buyer]
name = "City of Larch"
state = "OH"
entity_type = "municipality"
[[overrides]]
check = "R07"
verdict = "met"
reason = "The notice was seen."
by = "Jo"
date = 2025-01-02
"""


def judged(profile: str = "") -> Readiness:
    buyer = parse_buyer(profile) if profile else None
    return assess([solicitation(), contract(), award(), price_list()], day("2025-01-15"), ("bulk road salt",), "1", buyer)[1]


def test_without_a_buyer_rows_that_hang_on_one_say_so_and_there_is_no_decision() -> None:
    found = judged()
    assert decision_view(found) is None
    words = {r.id: r.badge.word for r in row_views(found, Quoter({}, None))}
    assert words["R15"] == "Depends on you"
    assert words["R06"] == "Met"


def test_the_decision_names_the_buyer_and_counts_what_applies() -> None:
    view = decision_view(judged(PROFILE))
    assert view is not None
    assert view.buyer == "City of Larch (city, town or village, Ohio)"
    assert view.badge.word == "Ready only on the conditions below"
    assert "rows apply:" in view.counts


def test_rows_cite_law_with_its_basis() -> None:
    rows = {r.id: r for r in row_views(judged(PROFILE), Quoter({}, None))}
    assert rows["R15"].laws[0].citation == "R.C. 9.48"
    assert "reported by others" in rows["R15"].laws[0].known


def test_every_row_stands_beside_the_words_that_prove_it() -> None:
    found, quoter = judged(PROFILE), Quoter({}, None)
    checks = check_views(found.checks, quoter)
    rows = {r.id: r for r in row_views(found, quoter)}
    (first, *_) = next(c for c in checks if c.row == "R01").quotes
    assert rows["R01"].seen[0] == (first.number, first.place)
    for row in found.rows:
        view = rows[row.id]
        assert bool(view.seen or view.quotes) == bool(row.proof), row.id
        assert all(view.seen[n][0] < number for n in range(len(view.seen)) for number in [q.number for q in view.quotes])


def test_each_rule_is_listed_once_with_the_rows_that_name_it() -> None:
    laws = row_laws(judged(PROFILE))
    assert len({law.anchor for law in laws}) == len(laws)
    first = next(law for law in laws if law.citation == "R.C. 9.48")
    assert ("row-R15", "R15") in first.rows
    assert row_laws(judged()) == ()


def test_rows_that_do_not_apply_are_apart() -> None:
    rows = row_views(judged(PROFILE), Quoter({}, None))
    assert {r.badge.word for r in rows if not r.applies} == {"Does not apply"}
    assert "Does not apply" not in {r.badge.word for r in rows if r.applies}


def test_an_override_shows_what_was_found() -> None:
    row = next(r for r in row_views(judged(PROFILE), Quoter({}, None)) if r.id == "R07")
    assert row.badge.word == "Met"
    assert row.override == "Set by Jo on 2025-01-02: The notice was seen. Found was: not in file."


def test_forms_name_document_and_page() -> None:
    found = judged()
    first = form_views([fill(form, found.rows) for form in forms()])[0]
    question, answer, reasons, places = first.lines[1]
    assert question.startswith("Is what you need")
    assert answer == "Yes"
    assert reasons
    assert places[0].endswith(", page 1")
