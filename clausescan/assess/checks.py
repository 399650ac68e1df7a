"""The five checks of the trade, in the trade's order (READINESS 1 and 3)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from clausescan.assess.check_competition import check_competition, check_lead
from clausescan.assess.check_scope import check_scope
from clausescan.assess.check_term import check_active
from clausescan.assess.check_use import check_contract_use, check_solicitation_use
from clausescan.assess.doubt import doubted
from clausescan.assess.named_missing import unless_missing
from clausescan.core.contract_file import ContractFile
from clausescan.core.readiness import CheckResult


def five_checks(file: ContractFile, as_of: dt.date, needs: Sequence[str] = ()) -> tuple[CheckResult, ...]:
    """Six rows for five checks: the last has two sides, solicitation (5a) and contract (5b). `file` must be reconciled."""
    found = (
        check_active(file, as_of),
        check_scope(file, needs),
        check_lead(file),
        check_competition(file),
        check_solicitation_use(file),
        check_contract_use(file),
    )
    return tuple(unless_missing(doubted(result), file) for result in found)
