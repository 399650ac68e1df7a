"""Frozen values as plain JSON and back, by the types of their fields: how a reading is kept on disk until somebody asks for it.

A dataclass becomes the list of its fields in their order, so the form means nothing to another version of the code; whoever keeps it keeps a
fingerprint of the code beside it (`archive.fingerprint`).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import types
import typing
from collections.abc import Callable
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import Any, TypeVar

T = TypeVar("T")
Decode = Callable[[Any], Any]
_AS_THEY_ARE = (str, int, float, bool, type(None))


def pack(value: Any) -> Any:
    """The value as lists, strings and numbers.

    Raises:
        TypeError: it holds something that is no dataclass, tuple, date, decimal, enum or plain value.
    """
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, _AS_THEY_ARE):
        return value
    if isinstance(value, tuple):
        return [pack(v) for v in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return [pack(getattr(value, name)) for name in _names(type(value))]
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"cannot be packed: {type(value).__name__}")


def unpack(kind: type[T], plain: Any) -> T:
    """What `pack` was given, where `kind` is its type.

    Raises:
        ValueError, TypeError: the lists are not what `pack` makes of such a value.
    """
    decode: Decode = _decoder(kind)  # type: ignore[arg-type]  # types are hashable
    value: T = decode(plain)
    return value


@lru_cache(maxsize=256)
def _names(kind: type) -> tuple[str, ...]:
    """The fields that a value is made with, in order."""
    return tuple(f.name for f in dataclasses.fields(kind) if f.init)


@lru_cache(maxsize=512)
def _decoder(kind: Any) -> Decode:
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if kind in _AS_THEY_ARE or kind is None:
        return lambda plain: plain
    if origin is tuple:
        return _tuple(inner)
    if origin in {typing.Union, types.UnionType}:
        return _or_none(inner)
    if isinstance(kind, type) and issubclass(kind, dt.date):
        return kind.fromisoformat
    if isinstance(kind, type) and issubclass(kind, Enum | Decimal):
        return kind
    if dataclasses.is_dataclass(origin or kind):
        return _dataclass(origin or kind, inner)
    raise TypeError(f"cannot be unpacked: {kind}")


def _tuple(inner: tuple[Any, ...]) -> Decode:
    if len(inner) == 2 and inner[1] is Ellipsis:
        each = _decoder(inner[0])
        return lambda plain: tuple(map(each, plain))
    decoders = [_decoder(one) for one in inner]
    return lambda plain: tuple(decode(v) for decode, v in zip(decoders, plain, strict=True))


def _or_none(inner: tuple[Any, ...]) -> Decode:
    (kind,) = (one for one in inner if one is not type(None))
    decode = _decoder(kind)
    return lambda plain: None if plain is None else decode(plain)


def _dataclass(kind: Any, arguments: tuple[Any, ...]) -> Decode:
    """The decoders of the fields, made at first use because types may hold themselves; type variables stand for the arguments in order."""
    held: list[Decode] = []

    def decode(plain: Any) -> Any:
        if not held:
            given = dict(zip(kind.__parameters__, arguments, strict=True)) if arguments else {}
            hints = typing.get_type_hints(kind)
            held.extend(_decoder(_filled(hints[name], given)) for name in _names(kind))
        return kind(*[one(v) for one, v in zip(held, plain, strict=True)])

    return decode


def _filled(hint: Any, given: dict[Any, Any]) -> Any:
    """The hint with its type variables replaced."""
    if isinstance(hint, TypeVar):
        return given[hint]
    parameters: tuple[Any, ...] = getattr(hint, "__parameters__", ())
    return hint[tuple(given[p] for p in parameters)] if given and parameters else hint
