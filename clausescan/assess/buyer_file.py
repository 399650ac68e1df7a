"""The buyer's profile as a TOML file: read with an error for every slip, and written as a form to fill in (READINESS 4)."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from pathlib import Path
from typing import Any

from clausescan.assess.own_file import load_own, nearest, parse_toml
from clausescan.assess.rows import ATTESTABLE, ROW_IDS
from clausescan.core.buyer import (
    Attestation,
    Buyer,
    CharterBars,
    Funding,
    FundingSource,
    Item,
    Membership,
    Override,
    Policies,
    Purchase,
    PurchaseKind,
    Thresholds,
)
from clausescan.core.finding import AgencyType
from clausescan.core.readiness import Verdict
from clausescan.core.states import STATE_NAMES
from clausescan.errors import UsageError

Convert = Callable[[Any, str], Any]
Table = Mapping[str, Any]

NO_BUYERS = frozenset({AgencyType.UNKNOWN, AgencyType.PRIVATE})
SIDES = ("solicitation", "contract", "both")
_BY_PERSON = (Verdict.MET, Verdict.NOT_MET, Verdict.NEEDS_REVIEW, Verdict.NOT_APPLICABLE)


def template() -> str:
    """The file as a form: every key with a comment, all of them commented out but those that matter most."""
    return Path(__file__).with_name("buyer_template.toml").read_text(encoding="utf-8")


def load_buyer(path: Path) -> Buyer:
    """The profile in that file.

    Raises:
        UsageError: the file cannot be read, is not TOML, or holds a key or value that is not known; the message names where.
    """
    return load_own(path, parse_buyer, "Make a new one with `clausescan buyer init`.")


def parse_buyer(text: str) -> Buyer:
    """The profile in that text; keys that are left out are not known, and nothing is assumed for them.

    Raises:
        UsageError: as in `load_buyer`.
    """
    data = parse_toml(text, "Text values stand in quotes, dates without: date = 2026-11-22.")
    top = _table(data, "the file", _TOP)
    who = top.pop("buyer", {})
    return Buyer(**who, **top)


def _table(data: object, where: str, known: Mapping[str, Convert]) -> dict[str, Any]:
    """The values of a table, each converted.

    Raises:
        UsageError: it is no table, or holds an unknown key or a wrong value.
    """
    if not isinstance(data, dict):
        raise UsageError(f"{where} must be a table.", f"Begin it with [{where}] or [[{where}]].")
    found = {}
    for key, value in data.items():
        if key not in known:
            raise UsageError(f"“{key}” is not known in {where}.", nearest(key, known))
        found[key] = known[key](value, f"{where}.{key}" if where != "the file" else key)
    return found


def _text(value: object, where: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise UsageError(f"{where} must be a text in quotes.", "Leave the line out if it is not known.")
    return value.strip()


def _yes_no(value: object, where: str) -> bool:
    if not isinstance(value, bool):
        raise UsageError(f"{where} must be true or false.", "Leave the line out if it is not known.")
    return value


def _days(value: object, where: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise UsageError(f"{where} must be a whole number of days, 0 or more.", "For example: 60.")
    return value


def _day(value: object, where: str) -> dt.date:
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value
    if isinstance(value, str):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            pass
    raise UsageError(f"{where} must be a date.", "Write it as 2026-11-22, without quotes.")


def _amount(value: object, where: str) -> Decimal:
    """A number, also as text with commas or a dollar sign."""
    number = isinstance(value, int | float | str) and not isinstance(value, bool)
    try:
        amount = Decimal(str(value).replace(",", "").removeprefix("$")) if number else Decimal("NaN")
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite() or amount < 0:
        raise UsageError(f"{where} must be a number, 0 or more.", "For example: 45000 or 45000.50.")
    return amount


def _choice(kind: type[StrEnum], allowed: Sequence[StrEnum] | None = None) -> Convert:
    members = tuple(allowed or kind)

    def convert(value: object, where: str) -> StrEnum:
        for member in members:
            if value == member.value:
                return member
        raise _not_among(value, where, [m.value for m in members])

    return convert


def _one_of(words: Sequence[str]) -> Convert:
    def convert(value: object, where: str) -> str:
        if value not in words:
            raise _not_among(value, where, words)
        return str(value)

    return convert


def _not_among(value: object, where: str, words: Sequence[str]) -> UsageError:
    return UsageError(f"{where}: “{value}” is not known.", nearest(value, words))


def _state(value: object, where: str) -> str:
    """A two-letter code, or the state's name."""
    code = str(value).strip().upper()
    if code in STATE_NAMES:
        return code
    by_name = {name.upper(): key for key, name in STATE_NAMES.items()}
    if code in by_name:
        return by_name[code]
    near = difflib.get_close_matches(code, [*by_name, *STATE_NAMES], 1)
    advice = f"Did you mean “{STATE_NAMES.get(near[0], near[0].title())}”?" if near else "Give the two letters of the post, as in NY."
    raise UsageError(f"{where}: “{value}” is no state.", advice)


def _row_id(value: object, where: str) -> str:
    if value not in ROW_IDS:
        raise _not_among(value, where, sorted(ROW_IDS))
    return str(value)


def _tables(make: Callable[..., Any], known: Mapping[str, Convert], needed: Sequence[str]) -> Convert:
    """A list of tables, written [[name]] each."""

    def convert(value: object, where: str) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise UsageError(f"{where} must be a list of tables.", f"Begin each with [[{where}]].")
        found = []
        for number, one in enumerate(value, 1):
            values = _table(one, where, known)
            missing = [n for n in needed if n not in values]
            if missing:
                raise UsageError(f"{where} number {number} lacks “{missing[0]}”.", f"Needed: {', '.join(needed)}.")
            found.append(make(**values))
        return tuple(found)

    return convert


def _nested(make: Callable[..., Any], known: Mapping[str, Convert]) -> Convert:
    return lambda value, where: make(**_table(value, where, known))


def _list(one: Convert) -> Convert:
    def convert(value: object, where: str) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise UsageError(f"{where} must be a list.", 'For example: ["first", "second"].')
        return tuple(one(v, where) for v in value)

    return convert


def _attested(value: object, where: str) -> str:
    """A row that documents cannot show; any other is for an override, with its reason."""
    row = _row_id(value, where)
    if row not in ATTESTABLE:
        raise UsageError(f"{where}: {row} is for documents to show.", f"Use [[overrides]] with a reason. To attest: {', '.join(sorted(ATTESTABLE))}.")
    return row


_AGENCY = _choice(AgencyType, [t for t in AgencyType if t not in NO_BUYERS])
_ITEM: Mapping[str, Convert] = {"text": _text, "sku": _text, "quantity": _amount, "unit": _text}
_BUYER: Mapping[str, Convert] = {
    "name": _text,
    "state": _state,
    "county": _text,
    "entity_type": _AGENCY,
    "home_rule": _yes_no,
    "charter_bars_piggyback": _choice(CharterBars),
}
_PURCHASE: Mapping[str, Convert] = {
    "date": _day,
    "need_through": _day,
    "kind": _choice(PurchaseKind),
    "amount": _amount,
    "items": _tables(Item, _ITEM, ["text"]),
}
_POLICIES: Mapping[str, Convert] = {
    "clause_required_in": _one_of(SIDES),
    "lead_types_accepted": _list(_AGENCY),
    "out_of_state_accepted": _yes_no,
    "days_left_at_least": _days,
    "cooperatives_accepted": _list(_text),
}
_SIGNED: Mapping[str, Convert] = {"check": _row_id, "by": _text, "date": _day}
_TOP: Mapping[str, Convert] = {
    "buyer": lambda value, where: _table(value, where, _BUYER),
    "purchase": _nested(Purchase, _PURCHASE),
    "funding": _tables(Funding, {"source": _choice(FundingSource), "program": _text}, ["source"]),
    "memberships": _tables(
        Membership, {"organization": _text, "since": _day, "expires": _day, "agreement": _text, "signed_by": _text}, ["organization"]
    ),
    "policies": _nested(Policies, _POLICIES),
    "thresholds": _nested(Thresholds, {"informal": _amount, "formal": _amount, "board_approval": _amount}),
    "attestations": _tables(Attestation, {**_SIGNED, "check": _attested, "note": _text}, ["check", "by", "date"]),
    "overrides": _tables(
        Override, {**_SIGNED, "verdict": _choice(Verdict, _BY_PERSON), "reason": _text}, ["check", "verdict", "reason", "by", "date"]
    ),
}
