"""Which part a PDF is mainly about."""

from __future__ import annotations

import pytest

from clausescan.core.finding import Facts, Role, RoleFact, cite, finding
from clausescan.core.result import Part, ScannedPart, main_of
from clausescan.core.span import Span
from tests.build import document, part

DOC = document("words")


def scanned(role: Role | None, first: int, last: int) -> ScannedPart:
    found = finding("role", RoleFact(role), (cite(DOC, Span(0, 5), "test"),)) if role else None
    return ScannedPart(Part("", (first, last), Span(0, 5), part(DOC).outline), Facts(role=found))


@pytest.mark.parametrize(
    ("parts", "main"),
    [
        ([], 0),
        ([(Role.CONTRACT, 1, 9)], 0),
        ([(Role.BOARD_ITEM, 1, 4), (Role.CONTRACT, 5, 12)], 1),
        ([(Role.SOLICITATION, 1, 15), (Role.CONTRACT, 16, 25)], 1),
        ([(Role.SOLICITATION, 1, 60), (Role.CONTRACT, 61, 65)], 0),
        ([(Role.CONTRACT, 1, 5), (Role.AMENDMENT, 6, 6), (Role.PRICE_LIST, 7, 18)], 0),
        ([(Role.AMENDMENT, 1, 1), (Role.AMENDMENT, 2, 2)], 0),
        ([(None, 1, 3), (Role.FORM, 4, 6)], 0),
    ],
)
def test_main_part(parts: list[tuple[Role | None, int, int]], main: int) -> None:
    assert main_of([scanned(*p) for p in parts]) == main
