from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausescan.assess.bundle import bundle
from clausescan.assess.calendar import add_months, later_end, period_end
from clausescan.assess.term import Status, file_term, status_on
from clausescan.core.contract_file import FileTerm
from clausescan.core.finding import Role, TermFact
from tests.assess.build_facts import BLANK, SIGNED, amendment, award, contract, day, paper, solicitation


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [("2024-07-01", 12, "2025-06-30"), ("2024-02-29", 12, "2025-02-27"), ("2024-01-31", 1, "2024-02-28"), ("2023-09-15", 24, "2025-09-14")],
)
def test_a_period_ends_the_day_before_its_anniversary(start: str, months: int, end: str) -> None:
    assert period_end(day(start), months) == day(end)


@given(st.dates(dt.date(1990, 1, 1), dt.date(2060, 1, 1)), st.integers(1, 120))
def test_later_months_are_later_days(start: dt.date, months: int) -> None:
    assert add_months(start, months) > start
    assert period_end(start, months) >= start
    assert later_end(start, months) > start


TERM = FileTerm(start=day("2024-07-01"), initial_end=day("2025-06-30"), current_end=day("2025-06-30"), max_end=day("2027-06-30"))


@pytest.mark.parametrize(
    ("term", "on", "status"),
    [
        (TERM, "2025-06-30", Status.ACTIVE),
        (TERM, "2024-06-30", Status.NOT_YET),
        (TERM, "2025-07-01", Status.IF_RENEWED),
        (TERM, "2027-07-01", Status.EXPIRED),
        (FileTerm(start=day("2024-07-01")), "2025-01-01", Status.UNKNOWN),
        (FileTerm(current_end=day("2025-06-30"), open_ended=True), "2030-01-01", Status.IF_RENEWED),
        (FileTerm(current_end=day("2025-06-30"), anticipated=True), "2025-01-01", Status.UNKNOWN),
        (None, "2025-01-01", Status.UNKNOWN),
    ],
)
def test_status(term: FileTerm | None, on: str, status: Status) -> None:
    assert status_on(term, day(on)) is status


def test_signed_amendments_move_the_end_in_order() -> None:
    term = file_term(bundle([contract(), amendment(2, "2027-06-30"), amendment(1, "2026-06-30")]))
    assert term is not None
    assert (term.current_end, term.max_end) == (day("2027-06-30"), day("2027-06-30"))
    assert [s.date for s in term.steps][-2:] == [day("2026-06-30"), day("2027-06-30")]
    assert not term.doubts


def test_an_unsigned_renewal_never_moves_the_end() -> None:
    term = file_term(bundle([contract(), amendment(1, "2026-06-30", sign=BLANK)]))
    assert term is not None
    assert (term.current_end, term.offered_end) == (day("2025-06-30"), day("2026-06-30"))
    assert status_on(term, day("2026-01-01")) is Status.IF_RENEWED


def test_an_amendment_beyond_the_options_is_in_doubt() -> None:
    term = file_term(bundle([contract(), amendment(1, "2029-06-30")]))
    assert term is not None
    assert "beyond" in " ".join(term.doubts)


def test_an_amendment_may_shorten_but_not_without_a_doubt() -> None:
    term = file_term(bundle([contract(), amendment(1, "2024-12-31")]))
    assert term is not None
    assert (term.current_end, len(term.doubts)) == (day("2024-12-31"), 1)
    settled = file_term(bundle([contract(), amendment(1, "2024-12-31"), amendment(2, "2026-06-30")]))
    assert settled is not None
    assert (settled.current_end, settled.doubts) == (day("2026-06-30"), ())


def test_amendments_without_their_contract_leave_a_doubt() -> None:
    term = file_term(bundle([amendment(1, "2026-06-30")]))
    assert term is not None
    assert (term.current_end, bool(term.doubts)) == (day("2026-06-30"), True)


def test_a_term_from_award_is_dated_by_the_award_record() -> None:
    words = "The contract lasts one year from the date of award."
    fact = TermFact(start_basis="award_date", length_months=12)
    scan = paper(Role.CONTRACT, f"CONTRACT\n\n{words}\n\n{SIGNED}", name="2-contract.pdf", term=(fact, words))
    dated, undated = file_term(bundle([scan, award()])), file_term(bundle([scan]))
    assert dated is not None
    assert (dated.start, dated.current_end) == (day("2024-05-20"), day("2025-05-19"))
    assert undated is not None
    assert (undated.current_end, bool(undated.doubts)) == (None, True)


def test_a_participating_addendum_may_end_earlier_than_its_master() -> None:
    words = "This addendum ends on January 31, 2025."
    addendum = paper(
        Role.PARTICIPATING_ADDENDUM, f"PARTICIPATING ADDENDUM\n\n{words}\n\n{SIGNED}", term=(TermFact(current_end=day("2025-01-31")), words)
    )
    term = file_term(bundle([contract(), addendum]))
    assert term is not None
    assert term.current_end == day("2025-01-31")


def test_a_plan_is_no_term() -> None:
    term = file_term(bundle([solicitation()]))
    assert term is not None
    assert term.anticipated
