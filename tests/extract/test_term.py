"""The term of a part: wordings of every kind, decoys, evidence, speed."""

from __future__ import annotations

import datetime as dt
import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clausescan.core.finding import Finding, Role, TermFact
from clausescan.core.result import KnownDates
from clausescan.extract.term import find_term
from tests import build

CASES: list[dict[str, Any]] = [
    case
    for name in ("term_cases.toml", "term_manners.toml", "term_drafters.toml")
    for case in tomllib.loads((Path(__file__).parent / name).read_text("utf-8"))["case"]
]


def known_dates(values: dict[str, Any]) -> KnownDates:
    """Dates from elsewhere, from their printed form."""
    days: dict[str, Any] = {k: dt.date.fromisoformat(v) for k, v in values.items() if k != "signatures"}
    if "signatures" in values:
        days["signatures"] = tuple(dt.date.fromisoformat(v) for v in values["signatures"])
    return KnownDates(**days)


def term_of(text: str, role: str = "contract", **known: Any) -> Finding[TermFact] | None:
    """The term found in a text that is the whole of a document."""
    document = build.document(text)
    found = find_term(document, build.part(document), Role(role), known_dates(known))
    for evidence in found.evidence if found else ():
        assert document.text[evidence.span.start : evidence.span.end] == evidence.quote
    return found


def fact_of(text: str, role: str = "contract", **known: Any) -> TermFact:
    """The fact found, which must be there."""
    found = term_of(text, role, **known)
    assert found is not None
    return found.value


def plain(fact: TermFact) -> dict[str, Any]:
    """The fact in the words of the table of cases; "" where nothing is stated."""
    renewals = fact.renewals
    values: dict[str, Any] = {
        "start": fact.start and fact.start.isoformat(),
        "initial_end": fact.initial_end and fact.initial_end.isoformat(),
        "length_months": fact.length_months,
        "current_end": fact.current_end and fact.current_end.isoformat(),
        "max_end": fact.max_end and fact.max_end.isoformat(),
        "count": renewals and renewals.count,
        "months_each": renewals and renewals.months_each,
        "actor": renewals and renewals.actor.value,
    }
    return {k: "" if v is None else v for k, v in values.items()}


@pytest.mark.parametrize("case", CASES, ids=lambda c: str(c["text"])[:60])
def test_a_wording(case: dict[str, Any]) -> None:
    found = term_of(case["text"], case.get("role", "contract"), **case.get("known", {}))
    got = plain(found.value if found else TermFact())
    assert {k: got[k] for k in case["expect"]} == case["expect"]


DECOYS = [
    "The pumps carry a warranty of 36 months from delivery.",
    "Certificate of insurance 22-14 expires 10/01/2026.",
    "A bid bond shall remain in force for ninety days.",
    "Offers stay firm for 120 days after the opening.",
    "Payroll records are kept for three years after final payment.",
    "Delivery takes six weeks after the order is placed.",
    "Form P-12 (Rev. 07/2019)",
    "Wage determination dated 02/09/2024 applies.",
    "My commission expires June 30, 2027.",
    "The driver's licence is valid through December 31, 2026.",
    "The software subscription renews each March 1 for one year.",
    "Proposals are due by July 8, 2025 at 2:00 p.m.",
    "SAM registration expires 4/4/2026.",
    "The statute of limitations is two years.",
]


@pytest.mark.parametrize("text", DECOYS)
@pytest.mark.parametrize("role", ["contract", "solicitation"])
def test_a_decoy_is_no_term(text: str, role: str) -> None:
    assert term_of(text, role) is None


def test_a_plan_is_marked_and_takes_no_dates_from_events() -> None:
    fact = fact_of("The resulting contract will run for two years from the date of award.", "solicitation")
    assert fact.anticipated
    assert (fact.start, fact.initial_end, fact.length_months) == (None, None, 24)


def test_a_cap_bounds_the_maximum_and_is_noted() -> None:
    fact = fact_of("The base term is one year with four one-year options; the total shall not exceed three years.", commencement_date="2023-01-01")
    assert (fact.max_end, fact.not_to_exceed) == (dt.date(2025, 12, 31), "36 months")
    assert "cap is below the options" in fact.needs_review


def test_a_window_for_others_is_not_the_term() -> None:
    fact = fact_of("The contract lasts two years from award. Prices may be piggybacked for 90 days after award.", award_date="2024-05-01")
    assert (fact.current_end, fact.ordering_window_end) == (dt.date(2026, 4, 30), dt.date(2024, 7, 29))


def test_a_stop_gap_is_not_in_the_maximum() -> None:
    fact = fact_of(
        "This contract runs three years from October 1, 2021 and may go on month to month for up to four months until a new bid is awarded."
    )
    assert (fact.max_end, fact.holdover_months) == (dt.date(2024, 9, 30), 4)


def test_words_against_figures_give_no_end() -> None:
    fact = fact_of("The Contract will run four (3) years from June 1, 2024.")
    assert (fact.start, fact.initial_end) == (dt.date(2024, 6, 1), None)
    assert "words and figures differ" in fact.needs_review


def test_blanks_are_noted() -> None:
    fact = fact_of("Period of Performance: this contract begins ___________ and ends on ___________.", "form")
    assert (fact.start, fact.initial_end) == (None, None)
    assert "blank date" in fact.needs_review


def test_a_missing_start_document_is_named() -> None:
    fact = fact_of("The Contract runs two years from the Notice to Proceed.")
    assert (fact.start, fact.length_months) == (None, 24)
    assert "start document missing: notice_to_proceed" in fact.needs_review


def test_the_last_signature_counts_and_an_undated_one_blocks() -> None:
    block = (
        "The term is one year from the date of the last signature.\n\nIN WITNESS WHEREOF\nBy: /s/ A. Reed  Date: 3/1/2023\nBy: /s/ B. Wolf  Date: {}"
    )
    assert fact_of(block.format("3/8/2023")).initial_end == dt.date(2024, 3, 7)
    assert fact_of(block.format("______")).initial_end is None


def test_a_definition_gives_the_start() -> None:
    text = 'This Agreement is made the 2nd day of May, 2022 (the "Effective Date") between Ash County and Birch LLC.'
    text += "\n\nIt continues for 2 years from the Effective Date."
    fact = fact_of(text)
    assert (fact.start, fact.start_basis, fact.initial_end) == (dt.date(2022, 5, 2), "effective_date", dt.date(2024, 5, 1))


def test_the_steps_tell_the_computation() -> None:
    fact = fact_of("The contract term is 36 months beginning July 1, 2023, with two one-year renewals.")
    assert [s.text for s in fact.steps] == [
        "start: 2023-07-01, explicit",
        "initial term: 36 months from 2023-07-01, so to 2026-06-30",
        "renewal options: 2 of 12 months, so at most to 2028-06-30",
    ]
    assert all(s.span is not None for s in fact.steps)


def test_findings_never_leave_the_part() -> None:
    document = build.document("Contract term: 7/1/2021 - 6/30/2022.", "The term of this contract is 8/1/2023 through 7/31/2025.")
    page = document.pages[1]
    whole = build.part(document)
    part = type(whole)("", (2, 2), page.span, whole.outline)
    found = find_term(document, part, Role.CONTRACT, KnownDates())
    assert found is not None
    assert found.value.start == dt.date(2023, 8, 1)
    assert all(page.span.contains(e.span) and e.page == 2 for e in found.evidence)


FILLER = "The Contractor shall keep the site clean and shall obey all rules that the Owner may give from time to time. "


def test_the_term_is_found_in_a_long_document() -> None:
    text = (
        (FILLER * 9 + "\n\n") * 60
        + "4. TERM\n\nThe term of this Agreement shall be three years beginning April 1, 2024.\n\n"
        + (FILLER * 9 + "\n\n") * 60
    )
    assert fact_of(text).initial_end == dt.date(2027, 3, 31)


@pytest.mark.parametrize("piece", [" ", "_", "term ", "renew one year ", "\n", "1/1/2024 ", "The term of this ", "extend "])
def test_a_page_of_noise_takes_linear_time(piece: str) -> None:
    text = piece * (60_000 // len(piece))
    began = time.process_time()
    term_of(text)
    assert time.process_time() - began < 5


WORDS = [
    "The term",
    "of this contract",
    "is",
    "three (3) years",
    "from",
    "July 1, 2023",
    "to",
    "2/30/2025",
    "renewed",
    "two",
    "one-year",
    "options",
    "not exceed",
    ".",
]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from([*WORDS, "award", "the Effective Date", "90 days", "\n\n", "___", "expires", "unless"]), max_size=25),
    st.sampled_from(list(Role)),
)
def test_ends_are_in_order_and_quotes_exact(words: list[str], role: Role) -> None:
    found = term_of(" ".join(words), role.value, award_date="2023-01-01")
    if found is None:
        return
    fact = found.value
    if fact.start and fact.initial_end:
        assert fact.start <= fact.initial_end
    if fact.current_end and fact.max_end and "terminated early" not in fact.needs_review:
        assert fact.current_end <= fact.max_end


@pytest.mark.parametrize("before", ["", "Ostrander Tool Corporation   61.0\n", "Ostrander Tool Corporation   61.0\n\n"])
@pytest.mark.parametrize("verb", ["authorized to sign", "directed to negotiate and execute", "empowered to enter into"])
def test_what_a_board_lets_somebody_sign_is_no_term_yet(before: str, verb: str) -> None:
    text = f"{before}BE IT RESOLVED that the Director is {verb} the Agreement for an initial\nterm of three years from October 1, 2023."
    assert term_of(text, "board_item") is None
    assert term_of(text.replace(f"the Director is {verb} the Agreement", "the Agreement is made"), "contract") is not None


MASTER = "The Master Agreement expires on March 31, 2028. "


def test_an_addendum_does_not_take_the_masters_own_days() -> None:
    fact = fact_of("The master agreement runs from April 1, 2023 to March 31, 2028. Addendum term: 9/1/2024 - 8/31/2026.", "participating_addendum")
    assert (fact.start, fact.initial_end) == (dt.date(2024, 9, 1), dt.date(2026, 8, 31))


def test_an_addendum_that_ends_with_its_master() -> None:
    fact = fact_of(MASTER + "This Addendum begins June 3, 2024 and ends with the Master Agreement.", "participating_addendum")
    assert (fact.start, fact.initial_end, fact.end_basis) == (dt.date(2024, 6, 3), dt.date(2028, 3, 31), "coterminous")


def test_the_later_of_two_starts_of_which_one_is_unknown_gives_none() -> None:
    fact = fact_of(
        "This Contract is effective on June 1, 2024, or the date the State obtains all required signatures, whichever is later,"
        " and expires May 31, 2026."
    )
    assert (fact.start, fact.initial_end) == (None, dt.date(2026, 5, 31))


@pytest.mark.parametrize(
    ("party", "actor"),
    [("the Alder Valley Council (“AVC”)", "lead"), ("Alder Valve Corporation (“AVC”)", "unstated")],
)
def test_who_decides_by_a_short_name(party: str, actor: str) -> None:
    fact = fact_of(
        f"This agreement is between {party} and another.\n\nThe term is May 1, 2024 to April 30, 2026. AVC may renew it for one period of one year."
    )
    assert fact.renewals is not None
    assert fact.renewals.actor.value == actor


def test_options_used_are_told_by_the_end_in_force() -> None:
    fact = fact_of("Contract Period: 3/1/2022 - 2/29/2024\nRenewals: two, one year each\nFirst renewal exercised through 2/28/2025")
    assert fact.renewals is not None
    assert (fact.renewals.used, fact.current_end, fact.max_end) == (1, dt.date(2025, 2, 28), dt.date(2026, 2, 28))


def test_words_that_a_scan_has_broken_are_still_read() -> None:
    fact = fact_of("Contract Per1od: 8/1/2024 - 7/31/2025. 0ptions: two one-year renewa1s.")
    assert (fact.initial_end, fact.max_end) == (dt.date(2025, 7, 31), dt.date(2027, 7, 31))


def test_renewal_words_that_are_not_understood_leave_the_maximum_open() -> None:
    fact = fact_of("Contract Period: 5/1/2024 - 4/30/2026\nRenewal: yes, as Schedule 4 tells")
    assert (fact.current_end, fact.max_end, fact.renewals) == (dt.date(2026, 4, 30), None, None)
    assert "renewal words not understood" in fact.needs_review


def test_the_end_of_the_contract_before_is_not_that_of_the_new_one() -> None:
    text = "The contract with Birch Co. expires on April 30, 2025. Award the bid to Alder Co. for the period May 1, 2025 through April 30, 2028."
    fact = fact_of(text, "board_item")
    assert (fact.start, fact.initial_end) == (dt.date(2025, 5, 1), dt.date(2028, 4, 30))


def test_the_later_of_a_day_and_a_signature_that_is_there() -> None:
    text = "The effective date of this Contract is the later of July 1, 2024 and the date of the last signature. It ends June 30, 2026."
    fact = fact_of(text, signatures=["2024-07-09", "2024-06-28"])
    assert (fact.start, fact.initial_end) == (dt.date(2024, 7, 9), dt.date(2026, 6, 30))


def test_the_end_in_force_and_a_window_are_steps() -> None:
    fact = fact_of("Contract Period: 3/1/2022 - 2/29/2024\nRenewals: two, one year each\nFirst renewal exercised through 2/28/2025")
    assert [s.text for s in fact.steps if s.date == dt.date(2025, 2, 28)] == ["end in force, as this document gives it: 2025-02-28"]
    fact = fact_of("The contract lasts two years from award. Prices may be piggybacked for 90 days after award.", award_date="2024-05-01")
    assert any(s.text == "others may order until 2024-07-29; that is not the term" for s in fact.steps)


@pytest.mark.parametrize("words", ["like periods", "equal terms", "similar periods"])
def test_renewals_as_long_as_the_first_term_are_counted_by_the_cap(words: str) -> None:
    fact = fact_of(f"The term is two years from May 1, 2024, with automatic renewal for {words}, up to a total of six years.")
    assert fact.renewals is not None
    assert (fact.renewals.count, fact.renewals.months_each, fact.max_end) == (2, 24, dt.date(2030, 4, 30))
