"""What amendments, renewal letters and notices of termination move."""

from __future__ import annotations

import datetime as dt

import pytest

from clausescan.core.finding import TermFact
from tests.extract.test_term import fact_of, term_of

OLD = {"original_start": "2021-07-01", "original_end": "2024-06-30"}


def ends(fact: TermFact) -> tuple[dt.date | None, dt.date | None, dt.date | None]:
    return fact.initial_end, fact.current_end, fact.max_end


def test_from_old_to_new() -> None:
    fact = fact_of("Amendment 3. The completion date is revised from March 31, 2024 to March 31, 2026.", "amendment")
    assert ends(fact) == (dt.date(2024, 3, 31), dt.date(2026, 3, 31), dt.date(2026, 3, 31))


def test_a_further_period_is_not_the_old_term() -> None:
    fact = fact_of("The agreement is renewed from July 1, 2024 through June 30, 2025.", "amendment", **OLD)
    assert ends(fact) == (dt.date(2024, 6, 30), dt.date(2025, 6, 30), dt.date(2025, 6, 30))


def test_options_used_are_counted() -> None:
    fact = fact_of("The County hereby exercises the first of two one-year options under the contract.", "amendment", **OLD)
    assert fact.renewals is not None
    assert (fact.renewals.count, fact.renewals.used) == (2, 1)
    assert ends(fact) == (dt.date(2024, 6, 30), dt.date(2025, 6, 30), dt.date(2026, 6, 30))


def test_an_offer_that_nobody_signed_moves_nothing() -> None:
    text = "We wish to renew the contract for the period 7/1/24-6/30/25. Please sign and return.\nAccepted by Vendor: __________ Date: ______"
    fact = fact_of(text, "amendment", **OLD)
    assert ends(fact) == (dt.date(2024, 6, 30), dt.date(2024, 6, 30), dt.date(2025, 6, 30))
    assert "offer not accepted" in fact.needs_review


def test_a_termination_ends_everything() -> None:
    fact = fact_of("Notice of termination: the contract is terminated effective February 15, 2023.", "amendment", **OLD)
    assert ends(fact) == (dt.date(2024, 6, 30), dt.date(2023, 2, 15), dt.date(2023, 2, 15))
    assert "terminated early" in fact.needs_review


def test_a_right_to_terminate_is_not_a_termination() -> None:
    fact = fact_of(
        "Amendment 1 adds a price list. Either party may terminate on 30 days' notice. All other terms remain unchanged.", "amendment", **OLD
    )
    assert ends(fact) == (dt.date(2024, 6, 30), dt.date(2024, 6, 30), dt.date(2024, 6, 30))


def test_an_extension_after_the_end_is_noted() -> None:
    fact = fact_of("The parties extend the contract through June 30, 2026.", "amendment", execution_date="2024-08-09", **OLD)
    assert fact.current_end == dt.date(2026, 6, 30)
    assert "extended after expiry" in fact.needs_review


def test_a_new_length_counts_from_the_start() -> None:
    fact = fact_of("Section 3 is amended by replacing 'three years' with 'four years'.", "amendment", **OLD)
    assert (fact.length_months, fact.current_end) == (48, dt.date(2025, 6, 30))


def test_a_recital_tells_the_old_term() -> None:
    text = (
        "Second Extension\nWHEREAS, the Port and Quail Paving entered into a contract for the period May 1, 2022 through April 30, 2023; "
        "and\n1. The term is extended from May 1, 2023 to and including April 30, 2024."
    )
    fact = fact_of(text, "amendment")
    assert ends(fact) == (dt.date(2023, 4, 30), dt.date(2024, 4, 30), dt.date(2024, 4, 30))


def test_labelled_rows_tell_the_old_term_and_the_new() -> None:
    text = "Contract Renewal\nPresent period   May 1, 2022 through April 30, 2023\nRenewal period   May 1, 2023 through April 30, 2024"
    fact = fact_of(text, "amendment")
    assert ends(fact)[:2] == (dt.date(2023, 4, 30), dt.date(2024, 4, 30))


def test_what_is_left_makes_the_maximum() -> None:
    text = "The term is extended for one year, from May 1, 2023 through April 30, 2024. Two further renewals of one year each remain."
    assert ends(fact_of(text, "amendment", original_start="2022-05-01", original_end="2023-04-30"))[2] == dt.date(2026, 4, 30)


def test_the_months_of_an_index_are_no_term() -> None:
    text = (
        "Amendment 1. Prices rise with the change in the consumer price index from May 2022 to May 2023. The term is renewed through June 30, 2024."
    )
    assert ends(fact_of(text, "amendment"))[1] == dt.date(2024, 6, 30)


def test_months_of_extension_that_remain() -> None:
    fact = fact_of("The expiration date is changed from May 31, 2025 to May 31, 2026. Twelve months of possible extension remain.", "amendment")
    assert ends(fact) == (dt.date(2025, 5, 31), dt.date(2026, 5, 31), dt.date(2027, 5, 31))
    assert fact.renewals is None


def test_an_amendment_that_waits_for_its_signatures_moves_nothing() -> None:
    text = "When signed by both parties this Amendment extends the contract to May 31, 2027. The contract now ends May 31, 2026."
    text += "\nCity: ______ Date: ______"
    assert ends(fact_of(text, "amendment")) == (dt.date(2026, 5, 31), dt.date(2026, 5, 31), dt.date(2027, 5, 31))


def test_the_day_of_the_change_is_not_the_first_day() -> None:
    text = "Effective 6/1/2025 the parties exercise one option year. Initial effective date: 6/1/2022. The new expiration date is 5/31/2026."
    assert fact_of(text, "amendment").start == dt.date(2022, 6, 1)


def test_a_letter_that_ends_the_contract_on_its_last_day() -> None:
    fact = fact_of("The Town hereby terminates the agreement. The last day of service is March 14, 2025.", "amendment", **OLD)
    assert fact.current_end == dt.date(2025, 3, 14)


def test_an_end_that_stays_is_the_end_before_and_after() -> None:
    assert ends(fact_of("Prices rise. The expiration date, May 31, 2026, remains unchanged.", "amendment"))[:2] == (dt.date(2026, 5, 31),) * 2
    text = "The expiration date, 2/30/2026, remains unchanged. The contract began June 1, 2024."
    assert fact_of(text, "amendment").initial_end is None


def test_a_new_end_instead_of_the_old() -> None:
    fact = fact_of("The contract completion date is now May 31, 2026 instead of March 31, 2026.", "amendment")
    assert ends(fact) == (dt.date(2026, 3, 31), dt.date(2026, 5, 31), dt.date(2026, 5, 31))


def test_an_end_that_is_replaced_by_a_day() -> None:
    assert fact_of("The Expiration Date in Part 2 is deleted and replaced with 5/31/2027.", "amendment").current_end == dt.date(2027, 5, 31)


def test_a_range_of_rates_moves_no_end() -> None:
    assert term_of("Amendment 1 raises the rates by 2.5% from June 1, 2025 to May 31, 2026.", "amendment") is None


def test_a_renewal_of_which_nobody_tells_the_number_leaves_the_maximum_open() -> None:
    text = "The contract allows two one-year renewals. It is renewed from June 1, 2025 through May 31, 2026."
    fact = fact_of(text, "amendment")
    assert (fact.current_end, fact.max_end) == (dt.date(2026, 5, 31), None)


def test_the_first_of_its_two_options() -> None:
    text = "The Town elects to renew the contract for the first of its two one-year options. The renewed term is June 1, 2025 - May 31, 2026."
    assert fact_of(text, "amendment").max_end == dt.date(2027, 5, 31)


def test_earlier_amendments_are_no_new_end() -> None:
    text = "The term was from June 1, 2020 through May 31, 2022, and was by prior amendments extended through May 31, 2024; "
    fact = fact_of(text + "the parties extend it through May 31, 2025.", "amendment")
    assert (fact.start, fact.initial_end, fact.current_end) == (dt.date(2020, 6, 1), dt.date(2022, 5, 31), dt.date(2025, 5, 31))


@pytest.mark.parametrize(
    ("below", "is_taken"),
    [
        ("ACCEPTED:\nBy:\nName:", False),
        ("ACCEPTED:\nBy:\nName:\n/s/ Ada Fern", False),  # where a scan puts the signature of the one who offers
        ("Accepted by: /s/ Ben Ash", True),
        ("[X] Yes, we agree to renew.", True),
    ],
)
def test_an_offer_is_taken_by_the_other_side_alone(below: str, is_taken: bool) -> None:
    offer = "The County offers to extend the contract from January 1, 2027 through December 31, 2027. If you accept, please sign below.\n"
    found = term_of(offer + "COUNTY OF ALDER\nBy: /s/ Ada Fern\n" + below, "amendment")
    assert (found is not None and found.value.current_end == dt.date(2027, 12, 31)) is is_taken
