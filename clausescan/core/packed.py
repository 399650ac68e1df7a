"""Frozen values as plain JSON and back, by the types of their fields: how a reading is kept until somebody asks for it.

Not pickle: what is kept is data and is never run. A dataclass becomes the list of its fields in their order, so the form means nothing to
another version of the code; whoever keeps it keeps a fingerprint of the code beside it (`archive.fingerprint`).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import types
import zlib
from collections.abc import Callable
from decimal import Decimal
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
_Maker = Callable[[Any], Any]
_PLAIN = frozenset({str, int, float, bool, type(None)})
_LEVEL = 1  # of compression: half the size of none costs a tenth of the time of the best


def squeezed(plain: Any) -> bytes:
    """Plain JSON, compressed."""
    return zlib.compress(json.dumps(plain, separators=(",", ":")).encode("utf-8", "surrogatepass"), _LEVEL)


def unsqueezed(data: bytes) -> Any:
    """What `squeezed` was given.

    Raises:
        ValueError: the bytes are not what `squeezed` makes.
    """
    try:
        return json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass"))
    except zlib.error as error:
        raise ValueError("not compressed") from error


def pack(value: Any) -> Any:
    """The value as lists, strings, numbers and None.

    Raises:
        TypeError: it holds something that is no dataclass, tuple, set, date, decimal, enum or plain value.
    """
    kind: Any = type(value)
    return value if kind in _PLAIN else _packer(kind)(value)


@cache
def _packer(kind: Any) -> _Maker:
    if hasattr(kind, "__dataclass_fields__"):
        names: tuple[str, ...] = _names(kind)
        if len(names) == 1:
            return lambda value: [pack(getattr(value, names[0]))]
        fields = attrgetter(*names)
        return lambda value: [x if type(x) in _PLAIN else pack(x) for x in fields(value)]
    simple: tuple[tuple[type, _Maker], ...] = (
        (tuple, lambda value: [x if type(x) in _PLAIN else pack(x) for x in value]),
        (frozenset, lambda value: sorted(pack(x) for x in value)),
        (Enum, attrgetter("value")),
        (dt.date, dt.date.isoformat),
        (Decimal, str),
    )
    for base, make in simple:
        if issubclass(kind, base):
            return make
    raise TypeError(f"cannot be packed: {kind.__name__}")


def unpack(kind: type[T], plain: Any) -> T:
    """The value of that type that `pack` was given.

    Raises:
        ValueError, TypeError: it is none.
    """
    hint: Any = kind
    made: T = _maker(hint)(plain)
    return made


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(f.name for f in dataclasses.fields(kind) if f.init)


@cache
def _maker(hint: Any) -> _Maker:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        (kind,) = [a for a in arguments if a is not type(None)]
        make = _maker(kind)
        return lambda plain: None if plain is None else make(plain)
    if origin is tuple:
        return _tuple(arguments)
    if origin is frozenset:
        one = _maker(arguments[0])
        return lambda plain: frozenset([one(x) for x in plain])
    if dataclasses.is_dataclass(origin or hint):
        return _dataclass(origin or hint, arguments)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    simple: dict[Any, _Maker] = {dt.date: dt.date.fromisoformat, Decimal: Decimal, **dict.fromkeys(_PLAIN, _same)}
    if hint not in simple:
        raise TypeError(f"cannot be unpacked: {hint}")
    return simple[hint]


def _same(plain: Any) -> Any:
    return plain


def _tuple(arguments: tuple[Any, ...]) -> _Maker:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        one = _maker(arguments[0])
        return lambda plain: tuple([one(x) for x in plain])
    each = [_maker(a) for a in arguments]
    return lambda plain: tuple([make(x) for make, x in zip(each, plain, strict=True)])


def _dataclass(kind: Any, arguments: tuple[Any, ...]) -> _Maker:
    """Fields in order; the type variable of a generic one (`Finding`, `Settled`) stands for its argument."""
    given = dict(zip(getattr(kind, "__parameters__", ()), arguments, strict=False))
    hints = get_type_hints(kind)
    makers: list[_Maker] = []

    def make(plain: Any) -> Any:
        if not makers:  # late: types may hold themselves
            makers.extend(_maker(_filled(hints[name], given)) for name in _names(kind))
        return kind(*[one(x) for one, x in zip(makers, plain, strict=True)])

    return make


def _filled(hint: Any, given: dict[Any, Any]) -> Any:
    if hint in given:
        return given[hint]
    parameters = getattr(hint, "__parameters__", ())
    return hint[tuple(given[p] for p in parameters)] if parameters and given else hint
