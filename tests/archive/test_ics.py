from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausescan.archive.ics import Event, calendar, escaped, folded

DAY = dt.date(2026, 11, 22)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\n")))
def test_folding_keeps_the_words_and_the_limit(line: str) -> None:
    text = folded(line)
    assert text.endswith("\r\n")
    pieces = text[:-2].split("\r\n")
    assert all(len(p.encode()) <= 75 for p in pieces)
    assert pieces[0] + "".join(p[1:] for p in pieces[1:]) == line
    assert all(p.startswith(" ") for p in pieces[1:])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a, b; c", "a\\, b\\; c"),
        ("back\\slash", "back\\\\slash"),
        ("two\r\nlines\rmore\n", "two\\nlines\\nmore\\n"),
        ("bell\x07", "bell"),
        ("é", "é"),
    ],
)
def test_escaping(text: str, value: str) -> None:
    assert escaped(text) == value


def test_a_calendar() -> None:
    said = calendar([Event("u-1@x", dt.date(2027, 6, 30), "Contract ends: A, Inc.", "one\ntwo")], DAY)
    assert said.split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//clausescan//archive//EN",
        "CALSCALE:GREGORIAN",
        "BEGIN:VEVENT",
        "UID:u-1@x",
        "DTSTAMP:20261122T000000Z",
        "DTSTART;VALUE=DATE:20270630",
        "SUMMARY:Contract ends: A\\, Inc.",
        "DESCRIPTION:one\\ntwo",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_no_words_of_a_document_can_add_a_line() -> None:
    said = calendar([Event("u", DAY, "x\r\nEND:VEVENT\r\nBEGIN:VALARM", "\n" * 100)], DAY)
    assert said.count("\r\nEND:VEVENT") == 1
    assert "\r\nBEGIN:VALARM" not in said
