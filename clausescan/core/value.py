"""Values of which a page has hundreds: dataclasses that nobody changes, as the type checker sees to, built without the guard that says so."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def value(kind: type[T]) -> type[T]:
    """The class as a dataclass with slots, compared and hashed by its fields; to the type checker it is frozen.

    A frozen dataclass sets each field by way of `object.__setattr__`, which takes four times as long as setting it does.
    """
    return dataclass(slots=True, unsafe_hash=True)(kind)


@dataclass_transform(frozen_default=True, order_default=True, field_specifiers=(field,))
def ordered_value(kind: type[T]) -> type[T]:
    """The same, ordered by its fields as well."""
    return dataclass(slots=True, unsafe_hash=True, order=True)(kind)
