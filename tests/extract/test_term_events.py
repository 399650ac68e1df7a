"""Days of events that the text tells in other words."""

from __future__ import annotations

import datetime as dt

import pytest

from clausescan.core.span import Span
from clausescan.extract.term_events import told_day


@pytest.mark.parametrize(
    ("event", "words", "text", "expected"),
    [
        ("commencement_date", "Depot Opening Date", "The Depot Opening Date was set as June 3, 2024.", dt.date(2024, 6, 3)),
        ("board_approval", "approval by the Trustees", "The Trustees approved it on March 12, 2024.", dt.date(2024, 3, 12)),
        ("board_approval", "approval by the Trustees", "On March 12, 2024, the Board of Trustees adopted the item.", dt.date(2024, 3, 12)),
        ("last_signature", "the last signature", "Signed for the Town: 5/1/2024\nSigned for the Vendor: 5/9/2024", dt.date(2024, 5, 9)),
        ("board_approval", "approval by the Trustees", "The Trustees will approve it before March 12, 2024.", None),
        ("execution_date", "execution", "Executed on May 1, 2024. Executed on May 2, 2024.", None),
        ("other_event", "the date on which", "It opened on May 1, 2024.", None),
    ],
)
def test_a_day_told_elsewhere(event: str, words: str, text: str, expected: dt.date | None) -> None:
    found = told_day(event, words, text, Span(0, len(text)))
    assert (found.date if found else None) == expected


def test_in_a_long_text_only_a_name_is_looked_for() -> None:
    text = "The Trustees approved it on March 12, 2024. The Depot Opening Date is June 3, 2024. " + "More words. " * 400
    span = Span(0, len(text))
    assert told_day("board_approval", "approval by the Trustees", text, span) is None
    found = told_day("commencement_date", "Depot Opening Date", text, span)
    assert found is not None
    assert found.date == dt.date(2024, 6, 3)
