"""Where contracts write the day on which they were made."""

from __future__ import annotations

import datetime as dt

import pytest

from clausescan.core.result import KnownDates
from clausescan.core.span import Span
from clausescan.extract.term_dates import resolve_event
from clausescan.extract.term_preamble import closing_day, preamble_day, title_day

DAY = dt.date(2019, 3, 4)
SIDES = "Alder Supply Corp., a corporation with offices at 100 Main Street, Elmont, and Elm Foods LLC, a company with offices at 9 Oak Avenue, Marlow"
BODY = "\n\n1. Supply. The Supplier sells the goods of Exhibit A. Invoices are due in thirty days." * 12


def effective(text: str) -> dt.date | None:
    """The effective date that a contract gives for itself."""
    found = resolve_event("effective_date", text, Span(0, len(text)), KnownDates())
    return found.date if found else None


@pytest.mark.parametrize(
    "opening",
    [
        "This Supply Agreement is dated as of March 4, 2019 and is between Alder Supply Corp. and Elm Foods LLC.",
        "AGREEMENT, dated March 4, 2019, between Alder Supply Corp. and Elm Foods LLC.",
        f"This Agreement is entered into by and between {SIDES}, on this 4th day of March 2019.",
        "This Agreement, together with all exhibits (collectively, the “Agreement”), is entered into as of March 4, 2019, by Alder and Elm.",
        "Date of Agreement: March 4, 2019\nSupplier: Alder Supply Corp.",
        "SUPPLY AGREEMENT\n\nAgreement Date: 3/4/2019\nSupplier: Alder Supply Corp.",
        "CONTRACT SUMMARY\nContract Effective: March 4, 2019\nContractor: Alder Supply Corp.",
        "DATED 4 March 2019\n\n(1) ALDER SUPPLY LIMITED and (2) ELM FOODS LIMITED\n\nSUPPLY AGREEMENT",
        "THIS DEED is made on 4 March 2019 BETWEEN (1) ALDER SUPPLY LIMITED and (2) ELM FOODS LIMITED",
        "This Agreement is executed this 4th day of March, A.D. 2019, by Alder Supply Corp. and Elm Foods LLC.",
        "SUPPLY AGREEMENT\n\nbetween\n\nALDER SUPPLY CORP.\n\nand\n\nELM FOODS LLC\n\nMarch 4, 2019",
    ],
)
def test_the_day_a_contract_was_made(opening: str) -> None:
    assert effective(opening + BODY) == DAY


@pytest.mark.parametrize(
    "text",
    [
        "This Agreement replaces that certain agreement between Alder and Elm dated March 4, 2019." + BODY,
        "This Agreement between Alder and Elm shall be effective through March 4, 2019." + BODY,
        "Alder Supply Corp., incorporated on March 4, 2019, and Elm Foods LLC agree." + BODY,
        "SUPPLY AGREEMENT between Alder and Elm\n\nMarch 4, 2019\n\nApril 9, 2019" + BODY,
        "SUPPLY AGREEMENT between Alder and Elm\n\nMarch 4, 2019" + BODY + "\nThe signing day is the “Effective Date”.",
    ],
)
def test_other_days(text: str) -> None:
    assert effective(text) is None


def test_a_day_in_the_closing_formula() -> None:
    text = f"Alder Supply Corp. and Elm Foods LLC agree.{BODY}\n\nSigned and effective this 4th day of March, 2019."
    closing = closing_day(text, Span(0, len(text)))
    assert closing is not None
    assert closing.date == DAY
    assert preamble_day(text, Span(0, len(text))) is None
    assert title_day(text, Span(0, len(text))) is None
    assert effective(text) == DAY
