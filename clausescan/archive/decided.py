"""The full decision on contract files of an archive, for a buyer and a day, from what is kept: no PDF is opened."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from clausescan import __version__
from clausescan.archive.contract import contract_file_of
from clausescan.archive.store import Archive
from clausescan.assess.verdict import readiness
from clausescan.core.buyer import Buyer
from clausescan.core.contract_file import ContractFile
from clausescan.core.readiness import Readiness

Row = dict[str, Any]
MOST = 50
"""Hits of a search that are decided in full."""


def contract_file(archive: Archive, uid: str) -> ContractFile | None:
    """The contract file as kept; None where there is none, or it was made before contract files were kept whole."""
    rows = archive.rows("SELECT packed FROM contract_files WHERE uid = ? AND current", (uid,))
    return contract_file_of(rows[0]["packed"]) if rows and rows[0]["packed"] is not None else None


def decided(archive: Archive, uids: Sequence[str], day: dt.date, needs: Sequence[str] = (), buyer: Buyer | None = None) -> list[Row]:
    """For each contract file: `decision` (None without a buyer), `headline`, `why` and the verdict of each row, as plain values."""
    return [_said(archive, uid, day, needs, buyer) for uid in uids]


def _said(archive: Archive, uid: str, day: dt.date, needs: Sequence[str], buyer: Buyer | None) -> Row:
    file = contract_file(archive, uid)
    if file is None:
        return {"decision": None, "headline": "Scan again to have it judged.", "why": [], "rows": {}}
    return plain(readiness(file, day, needs, __version__, buyer))


def plain(answer: Readiness) -> Row:
    """The answer in few words."""
    rows = {r.id: r.verdict.value for r in answer.rows}
    decision = answer.decision.value if answer.decision is not None else None
    return {"decision": decision, "headline": answer.headline, "why": list(answer.why), "rows": rows}
