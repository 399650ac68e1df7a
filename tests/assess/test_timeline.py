from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausescan.assess.bundle import bundle
from clausescan.assess.reconcile import reconcile
from clausescan.assess.timeline import timeline
from clausescan.core.contract_file import ContractFile, EventKind, FileFacts, FileTerm
from clausescan.core.finding import RenewalOptions
from clausescan.core.timeline import Timeline
from tests.assess.build_facts import BLANK, amendment, contract, day, solicitation
from tests.assess.samples import sample_scans


def line_of(file: ContractFile, on: str = "2026-01-15") -> Timeline:
    found = timeline(reconcile(file), day(on))
    assert found is not None
    return found


def told(line: Timeline) -> list[tuple[str, str]]:
    return [(e.kind.value, e.date.isoformat()) for e in line.events]


def of_term(term: FileTerm, on: str = "2026-01-15") -> Timeline | None:
    return timeline(replace(bundle([]), facts=FileFacts(term=term)), day(on))


def test_a_signed_renewal_moves_the_end_and_an_unsigned_one_only_offers() -> None:
    line = line_of(bundle([contract(), amendment(1, "2026-06-30"), amendment(2, "2027-06-30", sign=BLANK)]))
    assert told(line) == [
        ("start", "2024-07-01"),
        ("initial_end", "2025-06-30"),
        ("renewed", "2026-06-30"),
        ("current_end", "2026-06-30"),
        ("offered", "2027-06-30"),
        ("unused", "2027-06-30"),
        ("max_end", "2027-06-30"),
    ]
    assert (line.status, line.end_in_force) == ("active", day("2026-06-30"))
    by_kind = {e.kind: e for e in line.events}
    assert by_kind[EventKind.RENEWED].since == day("2025-07-01")
    assert by_kind[EventKind.RENEWED].proof
    assert not by_kind[EventKind.OFFERED].certain


def test_each_unused_option_has_its_period_and_the_next_its_day_of_notice() -> None:
    options = RenewalOptions(3, 12, notice_days=60)
    term = FileTerm(day("2024-07-01"), day("2025-06-30"), day("2025-06-30"), day("2028-06-30"), renewals=options)
    line = of_term(term)
    assert line is not None
    assert [(e.since, e.date) for e in line.events if e.kind is EventKind.UNUSED] == [
        (day("2025-07-01"), day("2026-06-30")),
        (day("2026-07-01"), day("2027-06-30")),
        (day("2027-07-01"), day("2028-06-30")),
    ]
    assert [e.date for e in line.events if e.kind is EventKind.NOTICE] == [day("2025-05-01")]


def test_what_is_only_planned_is_not_certain() -> None:
    term = FileTerm(start=day("2024-07-01"), initial_end=day("2025-06-30"), current_end=day("2025-06-30"), anticipated=True)
    line = of_term(term)
    assert line is not None
    assert line.in_doubt
    assert not any(e.certain for e in line.events)


def test_without_a_day_there_is_no_line() -> None:
    assert of_term(FileTerm()) is None
    assert timeline(reconcile(bundle([solicitation()])), day("2026-01-15")) is None


def test_the_days_around_the_line() -> None:
    line = line_of(bundle([contract()]), "2031-01-01")
    assert line.span == (day("2024-07-01"), day("2031-01-01"))


@pytest.mark.parametrize("slug", sorted(sample_scans()))
def test_the_line_of_a_sample_agrees_with_its_term(slug: str) -> None:
    file = reconcile(bundle(sample_scans()[slug]))
    line = timeline(file, dt.date(2026, 11, 22))
    assert (line is None) == (file.facts.term is None)
    if line is not None and file.facts.term is not None:
        assert line.end_in_force == file.facts.term.current_end
        assert list(line.events) == sorted(line.events, key=lambda e: e.date)
        assert all(e.proof for e in line.events if e.kind in {EventKind.RENEWED, EventKind.OFFERED, EventKind.TAIL})


@given(st.integers(1, 60), st.integers(0, 8), st.integers(1, 48))
def test_unused_options_join_the_end_in_force_to_the_latest_end(initial: int, count: int, each: int) -> None:
    from clausescan.assess.calendar import later_end, period_end

    start = day("2024-07-01")
    end = period_end(start, initial)
    last = later_end(end, count * each) if count else end
    line = of_term(FileTerm(start, end, end, last, renewals=RenewalOptions(count, each)))
    assert line is not None
    reached = end
    for event in (e for e in line.events if e.kind is EventKind.UNUSED):
        assert event.since == reached + dt.timedelta(days=1)
        reached = event.date
    assert reached == last
