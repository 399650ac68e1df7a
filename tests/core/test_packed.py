from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from clausescan.core.buyer import Buyer, Item, Purchase
from clausescan.core.document import Cell, Table
from clausescan.core.packed import pack, unpack
from clausescan.core.result import Scanned
from clausescan.core.span import Box
from clausescan.scan import load_toolkit, scan_bytes
from tests.docs import EXAMPLE
from tests.draw import pdf, prose


def there_and_back(kind: type, value: Any) -> Any:
    return unpack(kind, json.loads(json.dumps(pack(value))))


def test_a_whole_reading_comes_back_the_same() -> None:
    scanned = scan_bytes(pdf(prose(*EXAMPLE)), "ifb.pdf", load_toolkit())
    assert isinstance(scanned, Scanned)
    assert scanned.parts[0].facts.cooperative_use
    again: Scanned = there_and_back(Scanned, scanned)
    assert again == scanned
    assert again.document.boxes(again.parts[0].part.span) == scanned.document.boxes(scanned.parts[0].part.span)


@pytest.mark.parametrize(
    "value",
    [
        Buyer(name="Town of Fen", purchase=Purchase(dt.date(2026, 11, 22), items=(Item("hose", quantity=Decimal("2.50")),))),
        Table(3, Box(0, 1, 2, 3), ((Cell("a", Box(0, 0, 1, 1)),), ()), ruled=False),
    ],
)
def test_values_come_back_the_same(value: Any) -> None:
    assert there_and_back(type(value), value) == value


def test_what_is_no_value_is_refused() -> None:
    @dataclass(frozen=True)
    class Holder:
        place: Path

    with pytest.raises(TypeError, match="cannot be packed"):
        pack(Holder(Path()))
    with pytest.raises(TypeError, match="cannot be unpacked"):
        unpack(Holder, ["a"])
