"""What is asked of a contract file, from a form."""

from __future__ import annotations

import datetime as dt

from clausescan.errors import UsageError
from clausescan.web.desk import Asked, Desk
from clausescan.web.upload import Form

_MOST_NEEDS = 20
_LONGEST = 200


def asked_of(form: Form, desk: Desk) -> Asked:
    """Needs (one a line), the day, and the buyer.

    Raises:
        UsageError: the day is no date, or there is no such buyer.
    """
    needs = tuple(dict.fromkeys(line.strip()[:_LONGEST] for text in form.all("needs") for line in text.splitlines() if line.strip()))
    as_of, buyer = form.one("as_of"), form.one("buyer")
    if as_of:
        try:
            as_of = dt.date.fromisoformat(as_of).isoformat()
        except ValueError:
            raise UsageError(f"“{as_of[:40]}” is not a date.", "Write the day as 2026-11-22, or leave it out for today.") from None
    if buyer and desk.row("SELECT 1 FROM buyers WHERE id = ?", (buyer,)) is None:
        raise UsageError("There is no such buyer profile.", "Choose one of the list.")
    return Asked(needs[:_MOST_NEEDS], as_of, buyer)
