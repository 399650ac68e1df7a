"""What is asked of a contract file: by whom, for which day and items, under which rules."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from clausescan.assess.packs import Law, law_for
from clausescan.core.buyer import Buyer, FundingSource
from clausescan.core.contract_file import ContractFile


@dataclass(frozen=True, slots=True)
class Asked:
    """A reconciled contract file and the question put to it. `day` is that of the order: the profile's, else the report's."""

    file: ContractFile
    buyer: Buyer | None
    day: dt.date
    needs: tuple[str, ...]
    law: Law

    @property
    def federal_programs(self) -> tuple[str, ...] | None:
        """Programs of the federal money in the purchase, "" for one not named; empty for none, None where the profile names no money."""
        if self.buyer is None or not self.buyer.funding:
            return None
        return tuple((f.program or "").upper() for f in self.buyer.funding if f.source is FundingSource.FEDERAL)


def ask(file: ContractFile, buyer: Buyer | None, as_of: dt.date, needs: tuple[str, ...]) -> Asked:
    """The question, with the items of the profile after those given, and the rules that speak to this buyer."""
    if buyer is None:
        return Asked(file, None, as_of, needs, Law(None, known=False))
    wanted = tuple(dict.fromkeys((*needs, *(f"{i.text} {i.sku or ''}".strip() for i in buyer.purchase.items))))
    lead = file.facts.lead_agency
    return Asked(file, buyer, buyer.purchase.date or as_of, wanted, law_for(buyer, lead.value.state if lead else None))
