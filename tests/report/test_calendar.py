"""Calendar files: read again by icalendar, the same things under the same names, and no words of a document that add a line."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausescan.assess.verdict import assess
from clausescan.core.contract_file import ContractFile, FileTerm
from clausescan.core.finding import RenewalActor, RenewalOptions
from clausescan.report.calendar import Event, calendar, contract_events
from tests.assess.build_facts import amendment, contract, day, solicitation

DAY = dt.date(2026, 11, 22)


def entries(data: bytes) -> list[Any]:
    return list(icalendar.Calendar.from_ical(data).walk("VEVENT"))


def with_term(term: FileTerm) -> ContractFile:
    file, _ = assess([contract()], DAY)
    return replace(file, facts=replace(file.facts, term=term))


def test_a_calendar_is_read_again() -> None:
    (entry,) = entries(calendar([Event("u-1@x", dt.date(2027, 6, 30), "Contract ends: A, Inc.", "one\ntwo; three\\")], DAY))
    assert (entry["uid"], entry["summary"], entry["description"]) == ("u-1@x", "Contract ends: A, Inc.", "one\ntwo; three\\")
    assert entry.start == dt.date(2027, 6, 30)
    assert [alarm["trigger"].dt.days for alarm in entry.walk("VALARM")] == [-90, -30, -7]


def test_a_later_file_wins() -> None:
    event = Event("u", DAY, "x", "")
    (before,), (after,) = entries(calendar([event], DAY)), entries(calendar([event], DAY + dt.timedelta(days=1)))
    assert before["sequence"] < after["sequence"]
    assert calendar([event], DAY) == calendar([event], DAY)


@given(st.text(max_size=200))
def test_no_words_of_a_document_can_add_a_line(words: str) -> None:
    data = calendar([Event("u", DAY, f"{words}\r\nEND:VEVENT\r\nBEGIN:VALARM", words)], DAY)
    assert data.count(b"\r\nEND:VEVENT") == 1
    assert data.count(b"\r\nBEGIN:VALARM") == 3
    assert len(entries(data)) == 1
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))


def test_an_amendment_renews_the_same_entries() -> None:
    before, _ = assess([contract()], DAY)
    after, _ = assess([contract(), amendment(1, "2026-06-30")], DAY)
    ends = [{e.uid: e.day for e in contract_events(file) if "ends" in e.summary} for file in (before, after)]
    assert ends[0].keys() == ends[1].keys()
    assert list(ends[0].values()) == [day("2025-06-30")]
    assert list(ends[1].values()) == [day("2026-06-30")]


@pytest.mark.parametrize(
    ("options", "latest", "kinds"),
    [
        (None, None, {"end": "2027-06-30"}),
        (RenewalOptions(2, 12, RenewalActor.LEAD), "2029-06-30", {"end": "2027-06-30", "renewal": "2027-03-02"}),
        (
            RenewalOptions(2, 12, RenewalActor.MUTUAL, notice_days=60),
            "2029-06-30",
            {"end": "2027-06-30", "notice": "2027-05-01", "renewal": "2027-03-02"},
        ),
        (RenewalOptions(1, 12, notice_days=120), "2028-06-30", {"end": "2027-06-30", "notice": "2027-03-02", "renewal": "2027-01-31"}),
        (RenewalOptions(1, 12, used=1, notice_days=60), "2027-06-30", {"end": "2027-06-30"}),
    ],
    ids=["none", "options", "notice", "long notice", "all used"],
)
def test_days_of_a_term(options: RenewalOptions | None, latest: str | None, kinds: dict[str, str]) -> None:
    term = FileTerm(current_end=day("2027-06-30"), max_end=day(latest) if latest else None, renewals=options)
    found = {e.uid.split("@")[0].rsplit("-", 1)[1]: e.day.isoformat() for e in contract_events(with_term(term))}
    assert found == kinds


def test_what_is_only_foreseen_is_no_date() -> None:
    file, _ = assess([solicitation()], DAY)
    assert contract_events(file) == ()
    assert contract_events(with_term(FileTerm(current_end=DAY, anticipated=True))) == ()


def test_doubts_are_told() -> None:
    (event,) = contract_events(with_term(FileTerm(current_end=DAY, doubts=("The renewal is not signed.",))))
    assert "In doubt: The renewal is not signed." in event.description
