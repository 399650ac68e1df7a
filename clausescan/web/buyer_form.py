"""The buyer's profile as a form: fields to `buyer.toml` and back, with a sentence beside each field that is wrong."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from clausescan.assess.buyer_file import NO_BUYERS, SIDES, parse_buyer
from clausescan.assess.rows import ATTESTABLE, rows
from clausescan.core.buyer import Buyer, CharterBars, FundingSource, PurchaseKind
from clausescan.core.finding import AgencyType
from clausescan.core.states import STATE_NAMES
from clausescan.core.words import AGENCY_WORDS
from clausescan.errors import UsageError

Values = Mapping[str, str]
MOST_ROWS = 4
"""Lines that the form offers for each list: items, money, memberships, attestations."""

_KINDS = {
    PurchaseKind.GOODS: "goods",
    PurchaseKind.SERVICES: "services",
    PurchaseKind.GOODS_WITH_INSTALL: "goods with installation",
    PurchaseKind.SOFTWARE: "software",
    PurchaseKind.CONSTRUCTION: "construction",
    PurchaseKind.ARCHITECT_ENGINEER: "architect or engineer",
    PurchaseKind.VEHICLES: "vehicles",
    PurchaseKind.LEASE: "lease",
}
_YES_NO = {"true": "yes", "false": "no"}


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its place in the profile ("purchase.amount"; "funding.1.source" in a list), label, hint, kind of input, and choices if it has any.

    `bare` values stand in TOML without quotes.
    """

    name: str
    label: str
    hint: str = ""
    kind: str = "text"
    choices: tuple[tuple[str, str], ...] = ()
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that belong together; `repeated` ones stand in a list, `of` is the table's name there."""

    title: str
    hint: str
    fields: tuple[Field, ...]
    of: str = ""


def _options(words: Mapping[Any, str]) -> tuple[tuple[str, str], ...]:
    return tuple((str(value), text[:1].upper() + text[1:]) for value, text in words.items())


_AGENCIES = _options({t.value: AGENCY_WORDS[t] for t in AgencyType if t not in NO_BUYERS})
_CHARTER = _options({c.value: c.value for c in CharterBars})
_SIDES = _options(dict(zip(SIDES, ("the solicitation", "the contract", "both"), strict=True)))
_SOURCES = _options({s.value: s.value for s in FundingSource})
_ROWS = tuple((i, f"{i} {rows()[i].question}") for i in sorted(ATTESTABLE))


GROUPS: tuple[Group, ...] = (
    Group(
        "Who buys",
        "Only the name is needed to keep a profile; what is left out counts as not known.",
        (
            Field("buyer.name", "Name of the agency", "As in “Town of Maple Hollow”."),
            Field("buyer.state", "State", choices=_options(STATE_NAMES)),
            Field("buyer.county", "County"),
            Field("buyer.entity_type", "Kind of agency", choices=_AGENCIES),
            Field("buyer.home_rule", "Does it have home rule?", choices=_options(_YES_NO), bare=True),
            Field("buyer.charter_bars_piggyback", "Does its charter bar the use of other agencies' contracts?", choices=_CHARTER),
        ),
    ),
    Group(
        "The purchase",
        "",
        (
            Field("purchase.date", "Day of the order", "Goes before the day that a contract file is asked for.", "date", bare=True),
            Field("purchase.need_through", "Needed until", "Last day of delivery or service.", "date", bare=True),
            Field("purchase.kind", "Kind of purchase", choices=_options(_KINDS)),
            Field("purchase.amount", "Amount in dollars", "As in 45000 or 45,000.50."),
        ),
    ),
    Group(
        "Things to buy",
        "One line for each.",
        (Field("text", "What"), Field("sku", "Part number"), Field("quantity", "How many"), Field("unit", "Unit")),
        "purchase.items",
    ),
    Group(
        "Money",
        "One line for each source.",
        (Field("source", "Source", choices=_SOURCES), Field("program", "Program of federal money", "As in FTA, FEMA, ESSER.")),
        "funding",
    ),
    Group(
        "Memberships and agreements",
        "Cooperatives it belongs to, agreements with lead agencies.",
        (
            Field("organization", "Organization"),
            Field("since", "Since", kind="date", bare=True),
            Field("expires", "Until", kind="date", bare=True),
            Field("agreement", "Agreement"),
            Field("signed_by", "Signed by"),
        ),
        "memberships",
    ),
    Group(
        "Its own rules",
        "",
        (
            Field("policies.clause_required_in", "Where must the language stand?", "Both are asked for, if left out.", choices=_SIDES),
            Field("policies.out_of_state_accepted", "May the lead agency be of another state?", choices=_options(_YES_NO), bare=True),
            Field("policies.days_left_at_least", "Days the contract must still run", "A whole number.", bare=True),
            Field("thresholds.informal", "Dollars up to which no quotes are needed"),
            Field("thresholds.formal", "Dollars from which sealed bids are needed"),
            Field("thresholds.board_approval", "Dollars from which the board approves"),
        ),
    ),
    Group(
        "What it attests",
        "Matters that no document of a contract file can show, and who says so.",
        (
            Field("check", "Row", choices=_ROWS),
            Field("by", "Said by"),
            Field("date", "On", kind="date", bare=True),
            Field("note", "Note"),
        ),
        "attestations",
    ),
)
"""The form, from top to bottom."""


def every_field() -> Iterator[tuple[str, Field]]:
    """`(name in the form, field)`: those of lists are numbered, as in `funding.1.source`."""
    for group in GROUPS:
        for field in group.fields:
            if not group.of:
                yield field.name, field
                continue
            for number in range(1, MOST_ROWS + 1):
                yield f"{group.of}.{number}.{field.name}", field


def profile_of(values: Values) -> tuple[str, dict[str, str]]:
    """The profile as TOML, and what is wrong by the name of the field; the TOML is whole only where nothing is wrong."""
    given = {name: " ".join(values.get(name, "").split()) for name, _ in every_field()}
    problems = {name: said for name, field in every_field() if given[name] and (said := _wrong(name, field, given[name]))}
    if not given["buyer.name"]:
        problems["buyer.name"] = "A profile needs a name, by which you choose it."
    text = _toml(given)
    if not problems:
        try:
            parse_buyer(text)
        except UsageError as error:
            problems[_blamed(error.message)] = f"{error.message} {error.advice}"
    return text, problems


def _wrong(name: str, field: Field, value: str) -> str:
    """What is wrong with one field by itself, "" where nothing is; what a whole line of a list lacks comes later."""
    table, key = _table(name), name.rpartition(".")[2]
    line = f"[[{table}]]" if _listed(name) else f"[{table}]"
    try:
        parse_buyer(f"{line}\n{key} = {_literal(field, value)}\n")
    except UsageError as error:
        if "lacks" in error.message:
            return ""
        return _plain(error)
    return ""


def _plain(error: UsageError) -> str:
    """The complaint without the TOML: the field stands beside it."""
    if "not valid TOML" in error.message:
        return "This cannot be read here. Write a date as 2026-11-22, a number without words."
    said = re.sub(r"^\S+?(?:: | (?=must))", "", error.message)
    return f"{said[:1].upper()}{said[1:]} {error.advice}".strip()


def _blamed(message: str) -> str:
    """The field that a complaint about a line of a list speaks of: "funding number 2 lacks “source”."."""
    found = re.match(r"([\w.]+) number (\d+) lacks “(\w+)”", message)
    return f"{found[1]}.{found[2]}.{found[3]}" if found else "buyer.name"


def _listed(name: str) -> bool:
    return bool(re.search(r"\.\d+\.", name))


def _table(name: str) -> str:
    return re.sub(r"\.\d+$", "", name.rpartition(".")[0])


def _literal(field: Field, value: str) -> str:
    return value if field.bare else json.dumps(value, ensure_ascii=False)


def _toml(given: Values) -> str:
    """All that was given, table by table; lines of lists without a word are left out."""
    lines: list[str] = []
    for group in GROUPS:
        if group.of:
            for number in range(1, MOST_ROWS + 1):
                said = [f"{f.name} = {_literal(f, v)}" for f in group.fields if (v := given[f"{group.of}.{number}.{f.name}"])]
                lines += [f"[[{group.of}]]", *said, ""] if said else []
            continue
        for table in dict.fromkeys(_table(f.name) for f in group.fields):
            said = [f"{f.name.rpartition('.')[2]} = {_literal(f, v)}" for f in group.fields if _table(f.name) == table and (v := given[f.name])]
            lines += [f"[{table}]", *said, ""] if said else []
    return "\n".join(lines)


def values_of(buyer: Buyer) -> dict[str, str]:
    """What the form shows of a profile; lists are cut where the form has no more lines."""
    held: dict[str, object] = {}
    for field in ("name", "state", "county", "entity_type", "home_rule", "charter_bars_piggyback"):
        held[f"buyer.{field}"] = getattr(buyer, field)
    for table in ("purchase", "policies", "thresholds"):
        for name, _ in every_field():
            if name.startswith(f"{table}.") and not _listed(name):
                held[name] = getattr(getattr(buyer, table), name.rpartition(".")[2])
    lists = {"purchase.items": buyer.purchase.items, "funding": buyer.funding, "memberships": buyer.memberships, "attestations": buyer.attestations}
    for name, _ in every_field():
        if _listed(name):
            number = int(name.rpartition(".")[0].rpartition(".")[2])
            rows_held = lists[_table(name)]
            held[name] = getattr(rows_held[number - 1], name.rpartition(".")[2]) if number <= len(rows_held) else None
    return {name: _said(value) for name, value in held.items()}


def _said(value: object) -> str:
    if value is None:
        return ""
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)
