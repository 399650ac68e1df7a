"""The twelve worked cases of the readiness decision, every row of each; the truth table; what never happens (READINESS 3 to 6)."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausescan.assess.buyer_file import parse_buyer
from clausescan.assess.decide import decide
from clausescan.assess.rows import ROW_IDS, answer, rows
from clausescan.assess.verdict import assess
from clausescan.core.buyer import Buyer
from clausescan.core.finding import (
    Answer,
    ClauseClass,
    Competition,
    CooperativeUse,
    Election,
    ElectionState,
    Eligible,
    Geography,
    Polarity,
    PriceTable,
    Role,
    Scope,
    ScopeItem,
)
from clausescan.core.readiness import CheckResult, Decision, Readiness, Severity, Verdict
from clausescan.core.result import Scanned
from tests.assess.build_facts import COUNTY, SAID_NO, SIGNED, award, contract, day, paper, price_list, response, solicitation

SHORT = {
    "+": Verdict.MET,
    "-": Verdict.NOT_MET,
    "?": Verdict.NEEDS_REVIEW,
    "0": Verdict.NOT_FOUND,
    "x": Verdict.NOT_IN_FILE,
    ".": Verdict.NOT_APPLICABLE,
    "u": Verdict.USER_ATTESTED,
}
CITY = """
[buyer]
name = "City of Larch"
state = "{state}"
county = "Wren County"
entity_type = "{kind}"
[purchase]
kind = "{purchase}"
need_through = {through}
[[purchase.items]]
text = "{item}"
[[funding]]
source = "{money}"
{program}
"""
ANYBODY = Eligible(kinds=("public_agency_any",))
ANY = CooperativeUse(ClauseClass.OPEN, Polarity.PERMITS, ANYBODY)
IN_STATE = CooperativeUse(ClauseClass.GEO, Polarity.RESTRICTS, ANYBODY, Geography("state", ("OH",)))
CHOICE = CooperativeUse(
    ClauseClass.VENDOR,
    Polarity.RESTRICTS,
    ANYBODY,
    conditions=(("vendor_consent", "required"),),
    election=Election("yes_no_box", ElectionState.BLANK),
)
FOUND = "4. OTHER AGENCIES. Towns and schools may order from the award at the prices bid."


def buyer(
    state: str = "OH",
    kind: str = "municipality",
    purchase: str = "goods",
    item: str = "bulk road salt",
    through: str = "2025-06-01",
    program: str = "",
    more: str = "",
) -> Buyer:
    money = "federal" if program else "local"
    text = CITY.format(
        state=state, kind=kind, purchase=purchase, item=item, through=through, money=money, program=f'program = "{program}"' if program else ""
    )
    return parse_buyer(text + more)


CLEARED = "\n".join(f'[[attestations]]\ncheck = "{row}"\nby = "Jo"\ndate = 2025-01-10' for row in ("R20",))


def affidavit() -> Scanned:
    text = "AFFIDAVIT OF PUBLICATION\n\nThe notice of bid 24-031 ran in the Wren Courier on April 4 and 11, 2024."
    return paper(Role.OTHER, text, name="7-affidavit.pdf", subrole="advertisement")


def quote(price: str = "61.40") -> Scanned:
    line = f"Bulk road salt ton {price}"
    table = (PriceTable((1, 1), ("Item", "Unit", "Price"), (("Bulk road salt", "ton", price),)), line)
    return paper(Role.OTHER, f"QUOTE Q-7\n\nUnder C-881 for the City of Larch\n{line}", name="8-quote.pdf", subrole="quote", prices=table)


def flyer() -> Scanned:
    return paper(Role.OTHER, "Save time with Birch Buying! Our program brings you ready contracts.", name="flyer.pdf")


def riding() -> Scanned:
    words = "bought under the State of Ohio contract OH-77"
    text = f"CONTRACT C-881\n\nWren County and Teal Salt Company agree. This purchase is {words}.\n\n{SIGNED}"
    return paper(
        Role.CONTRACT,
        text,
        name="2-contract.pdf",
        lead=(COUNTY, "Wren County"),
        vendor="Teal Salt Company",
        competition=(Competition("piggyback", Answer.NO, (("base_contract", "State of Ohio OH-77"),)), words),
    )


def priced(*names: str, name: str = "5-prices.pdf") -> Scanned:
    cells = tuple((n, "each", "100.00") for n in names)
    text = "\n".join(f"{n} each 100.00" for n in names)
    return paper(Role.PRICE_LIST, f"PRICE LIST\n\n{text}", name=name, prices=(PriceTable((1, 1), ("Item", "Unit", "Price"), cells), text))


def without_install() -> Scanned:
    words = "Installation of boilers is excluded."
    text = f"SCHEDULE A\n\nWren County buys hot water boilers. {words}"
    scope = Scope("hot water boilers", exclusions=(ScopeItem("Installation of boilers", 1),))
    return paper(Role.PRICE_LIST, text, name="9-schedule.pdf", lead=(COUNTY, "Wren County"), scope=(scope, text.split("\n\n")[1]))


FULL = (solicitation(use=ANY), contract(), award(), price_list())


@dataclass(frozen=True)
class Mini:
    """A worked case: the file, the buyer, the day, and each of R01 to R34 (R03 once per item) in the signs of `SHORT`."""

    name: str
    scans: Sequence[Scanned]
    buyer: Buyer
    decision: Decision
    rows: str
    on: str = "2025-01-15"


def judged(case: Mini) -> Readiness:
    return assess(list(case.scans), day(case.on), (), "1", case.buyer)[1]


BOTH = """
[[purchase.items]]
text = "installation of boilers"
"""
NOT_POSTED = """
[[overrides]]
check = "R07"
verdict = "not_met"
reason = "The county confirmed that it did not post the solicitation online."
by = "Jo"
date = 2025-01-10
"""
CONTRACT_ONLY = """
[policies]
clause_required_in = "contract"
"""
OWN = "Any public agency in Ohio may order under this contract."
CASES = [
    Mini(
        "1 clean",
        (*FULL, affidavit(), quote()),
        buyer(more=CLEARED),
        Decision.CONDITIONALLY_READY,
        "01+ 02+ 03+ 04+ 05+ 06+ 07+ 08+ 09+ 10+ 11+ 12. 13. 14. 15? 16? 17. 18. 19. 20u 21+ 22. 23. 24+ 25x 26. 27? 28. 290 300 31+ 32. 33+ 34+",
    ),
    Mini(
        "2 vendor said no",
        (solicitation(use=CHOICE), contract(), response(SAID_NO), award(), price_list()),
        buyer(),
        Decision.NOT_READY,
        "01+ 02+ 03+ 04x 05+ 06+ 07x 08? 09- 10+ 11- 12. 13. 14. 15? 16? 17. 18. 19. 20? 21+ 22. 23. 24+ 25x 26. 27? 28. 290 300 31+ 32. 33+ 34+",
    ),
    Mini(
        "3 alliance brand only",
        (flyer(),),
        buyer(),
        Decision.CANNOT_TELL,
        "01x 02? 03x 04x 05x 06x 07x 08x 09x 10. 11? 12. 13. 14. 15? 16? 17. 18. 19. 20? 21? 22. 23. 240 25x 26x 27? 28. 290 300 31? 32. 33+ 34?",
    ),
    Mini(
        "4 expired but renewable",
        FULL,
        buyer(through="2025-12-31"),
        Decision.CONDITIONALLY_READY,
        "01? 02? 03+ 04x 05+ 06+ 07x 08+ 09+ 10+ 11+ 12. 13. 14. 15? 16? 17. 18. 19. 20? 21+ 22. 23. 24+ 25x 26. 27? 28. 290 300 31+ 32. 33+ 34+",
        on="2025-08-01",
    ),
    Mini(
        "5 double piggyback",
        (riding(),),
        buyer(),
        Decision.NOT_READY,
        "010 02? 030 04x 05+ 06- 07x 08x 090 10. 11? 12. 13. 14. 15? 16? 17. 18. 19. 20? 21? 22. 23. 24? 25x 26x 27? 28. 290 300 31? 32. 33+ 34-",
    ),
    Mini(
        "6 services in Massachusetts",
        FULL,
        buyer(state="MA", purchase="software"),
        Decision.NOT_READY,
        "01+ 02+ 03+ 04x 05+ 06+ 07x 08+ 09+ 10+ 11+ 12. 13? 14. 15? 16? 17. 18. 19. 20? 21+ 22- 23. 24+ 25x 26. 27? 28. 290 300 31+ 32. 33+ 34+",
    ),
    Mini(
        "7 transit options",
        FULL,
        buyer(kind="transit", purchase="vehicles", program="FTA"),
        Decision.NOT_READY,
        "01+ 02+ 03+ 04x 05+ 06+ 07x 08+ 09+ 10+ 11+ 12? 13. 14. 15? 16? 17- 18- 19? 20? 21+ 22. 23+ 24+ 25x 26. 27? 28. 290 300 31+ 32. 33+ 34+",
    ),
    Mini(
        "8 out of state",
        (solicitation(use=IN_STATE), contract(), award(), price_list()),
        buyer(state="NH"),
        Decision.NOT_READY,
        "01+ 02+ 03+ 04x 05+ 06+ 07x 08- 09- 10- 11+ 12. 13. 14. 15? 16? 17. 18. 19. 20? 21+ 22? 23? 24+ 25x 26. 27? 28? 290 300 31+ 32? 33+ 34+",
    ),
    Mini(
        "9 clause in the contract only",
        (solicitation(use=None), contract(use=(ANY, OWN)), award(), price_list()),
        buyer(),
        Decision.NOT_READY,
        "01+ 02+ 03+ 04x 05+ 06+ 07x 080 09+ 10+ 11+ 12. 13. 14. 15? 16? 17. 18. 19. 20? 21+ 22. 23. 24+ 25x 26. 27? 28. 290 300 31+ 32. 33+ 34+",
    ),
    Mini(
        "9 with a policy",
        (solicitation(use=None), contract(use=(ANY, OWN)), award(), price_list()),
        buyer(more=CONTRACT_ONLY),
        Decision.CONDITIONALLY_READY,
        "01+ 02+ 03+ 04x 05+ 06+ 07x 080 09+ 10+ 11+ 12. 13. 14. 15? 16? 17. 18. 19. 20? 21+ 22. 23. 24+ 25x 26. 27? 28. 290 300 31+ 32. 33+ 34+",
    ),
    Mini(
        "10 unread pages",
        (solicitation(use=None, unread=(2,)), contract(), award(), price_list()),
        buyer(),
        Decision.CANNOT_TELL,
        "01+ 02+ 03+ 04x 05+ 06+ 07x 08? 09? 10. 11? 12. 13. 14. 15? 16? 17? 18. 19. 20? 21+ 22. 23. 24+ 25x 26x 27? 28. 290 300 31+ 32. 33? 34+",
    ),
    Mini(
        "11 not posted",
        FULL,
        buyer(state="WA", more=NOT_POSTED),
        Decision.NOT_READY,
        "01+ 02+ 03+ 04x 05+ 06+ 07- 08+ 09+ 10+ 11+ 12. 13? 14. 15? 16? 17. 18. 19. 20? 21+ 22. 23. 24+ 25x 26. 27? 28. 290 300 31+ 32. 33+ 34+",
    ),
    Mini(
        "11 no proof either way",
        FULL,
        buyer(state="WA"),
        Decision.CANNOT_TELL,
        "01+ 02+ 03+ 04x 05+ 06+ 07x 08+ 09+ 10+ 11+ 12. 13? 14. 15? 16? 17. 18. 19. 20? 21+ 22. 23. 24+ 25x 26. 27? 28. 290 300 31+ 32. 33+ 34+",
    ),
    Mini(
        "12 installation excluded",
        (solicitation(use=ANY), contract(), award(), priced("hot water boiler"), without_install()),
        buyer(purchase="goods_with_install", item="hot water boiler", more=BOTH),
        Decision.CONDITIONALLY_READY,
        "01+ 02+ 03+ 03- 04x 05+ 06+ 07x 08+ 09+ 10+ 11+ 12. 13. 14. 15? 16? 17. 18. 19. 20? 21? 22. 23. 24+ 25x 26. 27? 28. 290 300 31+ 32. 33+ 34+",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
def test_worked_cases(case: Mini) -> None:
    found = judged(case)
    signs = {v: s for s, v in SHORT.items()}
    assert " ".join(f"{r.id[1:]}{signs[r.verdict]}" for r in found.rows) == case.rows
    assert found.decision is case.decision


POOL = (
    solicitation(use=ANY),
    solicitation(use=IN_STATE, name="1b-itb.pdf"),
    contract(),
    contract(use=(ANY, OWN), name="2b-contract.pdf"),
    award(),
    price_list(),
    affidavit(),
    quote(),
    quote("70.00"),
    response(SAID_NO),
    flyer(),
)
BUYERS = (buyer(), buyer(state="MA", purchase="software"), buyer(kind="transit", purchase="vehicles", program="FTA"), buyer(state="WA"))
CLEAR = (Verdict.MET, Verdict.NOT_APPLICABLE, Verdict.USER_ATTESTED)


@given(st.sets(st.sampled_from(range(len(POOL))), min_size=2), st.sampled_from(BUYERS), st.data())
def test_a_document_taken_away_clears_no_row_that_it_does_not_speak_against(chosen: set[int], who: Buyer, data: st.DataObject) -> None:
    gone = data.draw(st.sampled_from(sorted(chosen)))
    name = POOL[gone].document.source.name
    full = assess([POOL[i] for i in chosen], day("2025-01-15"), (), "1", who)[1]
    less = assess([POOL[i] for i in chosen - {gone}], day("2025-01-15"), (), "1", who)[1]
    for before, after in zip(full.rows, less.rows, strict=True):
        if before.verdict in CLEAR or any(p.document == name for p in before.proof):
            continue
        assert after.verdict not in CLEAR, (before, after, name)


@given(st.permutations(FULL))
def test_the_order_of_documents_does_not_matter(scans: list[Scanned]) -> None:
    known = assess(FULL, day("2025-01-15"), (), "1", buyer())[1]
    assert assess(scans, day("2025-01-15"), (), "1", buyer())[1] == known


@pytest.mark.parametrize("scans", [FULL, (flyer(),), (riding(),), POOL], ids=["full", "flyer", "riding", "pool"])
def test_without_a_buyer_rows_that_hang_on_one_say_so_and_nothing_is_decided(scans: tuple[Scanned, ...]) -> None:
    found = assess(scans, day("2025-01-15"))[1]
    assert found.decision is None
    assert [r.id for r in found.rows] == list(ROW_IDS)
    for result in found.rows:
        if rows()[result.id].buyer:
            assert result.verdict in (Verdict.NEEDS_REVIEW, Verdict.NOT_APPLICABLE)
    assert {r.id for r in found.rows if r.depends} >= {"R02", "R15", "R16", "R18", "R19", "R20", "R22", "R23", "R27", "R28", "R32"}


def row(verdict: Verdict, severity: Severity, row_id: str = "R05", *, proof: bool = True) -> CheckResult:
    shown = assess(FULL, day("2025-01-15"))[1].checks[0].proof if proof else ()
    return replace(answer(row_id, Verdict.NEEDS_REVIEW, "reason", shown), verdict=verdict, severity=severity, stated="said")


@pytest.mark.parametrize(("verdict", "severity"), list(itertools.product(Verdict, Severity)))
def test_truth_table(verdict: Verdict, severity: Severity) -> None:
    expected = Decision.CONDITIONALLY_READY
    if severity is Severity.ADVISORY or verdict in CLEAR:
        expected = Decision.READY_FOR_SIGN_OFF
    elif severity is Severity.GATE and verdict is Verdict.NOT_MET:
        expected = Decision.NOT_READY
    elif severity is Severity.GATE and verdict is Verdict.NOT_IN_FILE:
        expected = Decision.CANNOT_TELL
    assert decide([row(verdict, severity)]) is expected


@given(st.lists(st.tuples(st.sampled_from(list(Verdict)), st.sampled_from(list(Severity))), min_size=1, max_size=8))
def test_a_gate_that_is_not_met_always_ends_it(pairs: list[tuple[Verdict, Severity]]) -> None:
    results = [row(v, s) for v, s in pairs]
    ended = (Verdict.NOT_MET, Severity.GATE) in pairs
    assert (decide(results) is Decision.NOT_READY) == ended


def test_the_law_alone_never_clears_the_buyers_authority() -> None:
    for who in BUYERS:
        for result in assess(FULL, day("2025-01-15"), (), "1", who)[1].rows:
            if result.id == "R15":
                assert result.verdict is Verdict.NEEDS_REVIEW
                assert result.laws


def test_an_override_keeps_what_was_found() -> None:
    found = {r.id: r for r in judged(next(c for c in CASES if c.name == "11 not posted")).rows}["R07"]
    assert (found.verdict, found.found) == (Verdict.NOT_MET, Verdict.NOT_IN_FILE)
    assert found.override is not None
    assert found.override.by == "Jo"


def test_everything_attested_ends_at_sign_off_at_most() -> None:
    attested = "\n".join(f'[[attestations]]\ncheck = "{r}"\nby = "Jo"\ndate = 2025-01-10' for r in ("R15", "R16", "R20", "R24", "R27"))
    found = assess((*FULL, affidavit(), quote()), day("2025-01-15"), (), "1", buyer(more=attested))[1]
    assert found.decision is Decision.READY_FOR_SIGN_OFF


def test_the_five_checks_are_shown_as_they_were_judged_for_the_buyer() -> None:
    limited = (solicitation(use=IN_STATE), contract(), award(), price_list())
    alone = {c.number: c.verdict for c in assess(limited, day("2025-01-15"), ("bulk road salt",))[1].checks}
    inside = {c.number: c.verdict for c in assess(limited, day("2025-01-15"), (), "1", buyer())[1].checks}
    outside = {c.number: c.verdict for c in assess(limited, day("2025-01-15"), (), "1", buyer(state="NH"))[1].checks}
    assert (alone["5a"], inside["5a"], outside["5a"]) == (Verdict.NEEDS_REVIEW, Verdict.MET, Verdict.NOT_MET)


@pytest.mark.parametrize(("days", "verdict"), [(100, Verdict.MET), (200, Verdict.NOT_MET)])
def test_a_policy_on_days_left_needs_no_last_day_of_need(days: int, verdict: Verdict) -> None:
    policy = f"\n[policies]\ndays_left_at_least = {days}\n"
    found = {r.id: r for r in assess(FULL, day("2025-01-15"), (), "1", buyer(more=policy))[1].rows}["R02"]
    assert found.verdict is verdict
    without = parse_buyer(policy)
    assert {r.id: r for r in assess(FULL, day("2025-01-15"), (), "1", without)[1].rows}["R02"].depends is (verdict is Verdict.MET)
