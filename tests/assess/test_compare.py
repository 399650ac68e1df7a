from __future__ import annotations

from clausescan.assess.compare import changes
from clausescan.assess.verdict import assess
from clausescan.core.contract_file import ContractFile
from clausescan.core.readiness import Readiness
from clausescan.core.result import Scanned
from tests.assess.build_facts import SIGNED, amendment, award, contract, day, price_list, solicitation

BASE = (solicitation(), contract(), award(), price_list())


def read(*scans: Scanned, on: str = "2025-08-01") -> tuple[ContractFile, Readiness]:
    return assess(scans, day(on), ("bulk road salt",))


def test_the_same_file_has_no_changes() -> None:
    assert changes(read(*BASE), read(*BASE)) == ()


def test_an_executed_amendment_moves_the_end_and_the_check() -> None:
    found = {c.subject: c for c in changes(read(*BASE), read(*BASE, amendment(1, "2026-06-30", sign=SIGNED)))}
    assert found["New in the file"].after == "3-amendment-1.pdf"
    assert (found["Current end"].before, found["Current end"].after) == ("June 30, 2025", "June 30, 2026")
    assert found["Current end"].proof
    check = next(c for s, c in found.items() if s.startswith("R01"))
    assert (check.before, check.after) == ("needs review", "met")


def test_an_offered_renewal_moves_nothing() -> None:
    found = {c.subject for c in changes(read(*BASE), read(*BASE, amendment(1, "2026-06-30", sign="please sign and return")))}
    assert "Current end" not in found


def test_what_was_taken_away_is_told() -> None:
    found = [(c.subject, c.before, c.after) for c in changes(read(*BASE), read(*BASE[:-1]))]
    assert ("No longer in the file", "5-prices.pdf", "") in found
