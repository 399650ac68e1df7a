"""Values of findings as a reviewer sees and changes them: a few named fields in words, and back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from clausescan.core.finding import (
    AgencyType,
    Answer,
    ClauseClass,
    Competition,
    CooperativeUse,
    Identifier,
    LeadAgency,
    Party,
    Polarity,
    Program,
    Role,
    RoleFact,
    Scope,
    TermFact,
)
from clausescan.core.review import Pairs
from clausescan.core.states import STATE_NAMES
from clausescan.core.words import AGENCY_WORDS, CLASS_WORDS, METHOD_WORDS, POLARITY_WORDS, ROLE_WORDS

_LONGEST = 240


@dataclass(frozen=True, slots=True)
class ValueField:
    """A field of a value: its name there, a label, choices as (value, words) if it has any, and the kind of input. `needed`: never empty."""

    name: str
    label: str
    choices: tuple[tuple[str, str], ...] = ()
    kind: str = "text"
    needed: bool = True


def _choices(words: Mapping[Any, str]) -> tuple[tuple[str, str], ...]:
    return tuple((str(k), v[:1].upper() + v[1:]) for k, v in words.items())


_ANSWERS = tuple((a.value, a.value.capitalize()) for a in Answer)
_NAME = (ValueField("name", "Name"),)
_NUMBER = (ValueField("number", "Number"),)

FIELDS: dict[str, tuple[ValueField, ...]] = {
    "cooperative_use": (
        ValueField("polarity", "What it does for other agencies", _choices(POLARITY_WORDS)),
        ValueField("clause_class", "What kind of clause it is", _choices(CLASS_WORDS)),
    ),
    "term": (
        ValueField("start", "Start", kind="date", needed=False),
        ValueField("initial_end", "End of the first term", kind="date", needed=False),
        ValueField("current_end", "Current end", kind="date", needed=False),
        ValueField("max_end", "End with all options", kind="date", needed=False),
    ),
    "lead_agency": (
        ValueField("name", "Name"),
        ValueField("type", "Kind of agency", _choices(AGENCY_WORDS)),
        ValueField("state", "State", _choices(STATE_NAMES), needed=False),
        ValueField("public", "Is it a public body?", _ANSWERS),
    ),
    "vendor": _NAME,
    "program": _NAME,
    "solicitation_number": _NUMBER,
    "contract_number": _NUMBER,
    "competition": (
        ValueField("method", "How the vendor was selected", _choices(METHOD_WORDS)),
        ValueField("formal", "Formal competition", _ANSWERS),
    ),
    "scope": (ValueField("summary", "What is bought"),),
    "role": (ValueField("role", "What the document is", _choices(ROLE_WORDS)),),
}
"""Kinds whose values a reviewer may change, field by field; other kinds are accepted or rejected as they are."""

_BLANK: dict[str, Callable[[], Any]] = {
    "cooperative_use": lambda: CooperativeUse(ClauseClass.UNRELATED, Polarity.UNRELATED),
    "term": TermFact,
    "lead_agency": lambda: LeadAgency("", AgencyType.UNKNOWN, None, Answer.UNCLEAR),
    "vendor": lambda: Party(""),
    "program": lambda: Program(""),
    "solicitation_number": lambda: Identifier(""),
    "contract_number": lambda: Identifier(""),
    "competition": lambda: Competition("unknown", Answer.UNCLEAR),
    "scope": lambda: Scope(""),
    "role": lambda: RoleFact(Role.OTHER),
}
_TYPES: dict[str, type[StrEnum]] = {
    "polarity": Polarity,
    "clause_class": ClauseClass,
    "type": AgencyType,
    "public": Answer,
    "formal": Answer,
    "role": Role,
}


def fields_said(kind: str, value: Any) -> Pairs:
    """The value's fields in words, "" for what is not stated; empty for a kind that has none."""
    return tuple((f.name, _said(getattr(value, f.name))) for f in FIELDS.get(kind, ()))


def changed(kind: str, value: Any, after: Pairs) -> Any:
    """The value with those fields; what is not named stays.

    Raises:
        ValueError: a field is not known, is empty and must not be, or holds what it cannot.
    """
    fields = {f.name: f for f in FIELDS.get(kind, ())}
    given = {name: _meant(_known(fields, name), said.strip()) for name, said in after}
    return replace(value, **given)


def made(kind: str, after: Pairs) -> Any:
    """A value of that kind from its fields alone.

    Raises:
        ValueError: as `changed`; or nothing of that kind can be made.
    """
    if kind not in _BLANK:
        raise ValueError(f"a finding of the kind {kind!r} cannot be added")
    missing = [f.label for f in FIELDS[kind] if f.needed and not dict(after).get(f.name, "").strip()]
    if missing:
        raise ValueError(f"{missing[0]} is missing")
    if not any(said.strip() for _, said in after):
        raise ValueError("nothing is stated")
    return changed(kind, _BLANK[kind](), after)


def _known(fields: Mapping[str, ValueField], name: str) -> ValueField:
    if name not in fields:
        raise ValueError(f"{name!r} is no field that can be changed")
    return fields[name]


def _said(value: Any) -> str:
    return "" if value is None else value.isoformat() if isinstance(value, dt.date) else str(value)


def _meant(field: ValueField, said: str) -> Any:
    if not said:
        if field.needed:
            raise ValueError(f"{field.label} must not be empty")
        return None
    if field.kind == "date":
        try:
            return dt.date.fromisoformat(said)
        except ValueError:
            raise ValueError(f"{field.label} must be a date such as 2026-11-22") from None
    if field.choices and said not in dict(field.choices):
        raise ValueError(f"{field.label}: {said!r} is not known")
    return _TYPES[field.name](said) if field.name in _TYPES else said[:_LONGEST]
