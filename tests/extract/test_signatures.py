"""Signature dates: whose count, which are blank."""

from __future__ import annotations

import datetime as dt

from clausescan.core.span import Span
from clausescan.extract.signatures import SignatureDate, last_signature, signature_dates


def dates_in(text: str) -> tuple[SignatureDate, ...]:
    return signature_dates(text, Span(0, len(text)))


def test_the_latest_of_all_parties_counts() -> None:
    found = dates_in("IN WITNESS WHEREOF the parties sign.\nBy: /s/ Lee  Date: 5/2/2022\nBy: /s/ Roy  Date: May 19, 2022")
    last = last_signature(found)
    assert last is not None
    assert last.date == dt.date(2022, 5, 19)


def test_an_undated_line_leaves_the_last_unknown() -> None:
    found = dates_in("IN WITNESS WHEREOF\nBy: ______ Date: 9/3/2021\nBy: ______ Date: ________")
    assert [d.date for d in found] == [dt.date(2021, 9, 3), None]
    assert last_signature(found) is None


def test_notaries_and_approval_as_to_form_do_not_count() -> None:
    found = dates_in("By: /s/ Lee  Date: 5/2/2022\nApproved as to form: City Attorney  Date: 6/7/2022")
    assert [d.date for d in found] == [dt.date(2022, 5, 2)]


def test_no_block_no_dates() -> None:
    assert dates_in("Date: 5/2/2022") == ()
    assert last_signature(()) is None


def test_dates_above_their_labels() -> None:
    found = dates_in("By: /s/ Lee   By: /s/ Roy\nBuyer   Director\n5/2/2022   5/19/2022\nDate   Date\n")
    assert [d.date for d in found] == [dt.date(2022, 5, 2), dt.date(2022, 5, 19)]
