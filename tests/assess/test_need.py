from __future__ import annotations

import pytest

from clausescan.assess.need import match_need
from clausescan.core.finding import Evidence, Finding, PriceTable, Scope, ScopeItem, finding
from clausescan.core.span import Span


def evidence(quote: str, page: int = 1, origin: str = "prices.table") -> Evidence:
    return Evidence("0" * 64, page, Span(0, len(quote)), quote, (), origin)


def prices(*rows: tuple[str, ...], page: int = 4) -> tuple[Finding[PriceTable], ...]:
    quote = "\n".join("   ".join(r) for r in rows)
    return (finding("price_table", PriceTable((page, page), ("Item", "Description", "Price"), rows), (evidence(quote, page),)),)


def scope(summary: str, *items: str, origin: str = "scope.invites", exclusions: tuple[str, ...] = ()) -> Finding[Scope]:
    value = Scope(summary, tuple(ScopeItem(i, 2) for i in items), tuple(ScopeItem(e, 3) for e in exclusions))
    return finding("scope", value, (evidence(summary, 1, origin),))


@pytest.mark.parametrize(
    ("need", "cell", "strength"),
    [
        ("mower", "Rotary mower, 60 inch", "exact"),
        ("lawn mowers", "Mower, zero turn", "exact"),
        ("mower", "Mower blades, set of three", "category"),
        ("bench with back", "Bench, 6 ft., with back, slats", "exact"),
        ("bench with back", "Back brace for bench", "category"),
        ("mower", "Blades for rotary mower", "category"),
        ("pick-up truck", "Pickup trucks, half ton", "exact"),
        ("part H-15209N", "Coupling H 15209 N", "exact"),
        ("H15209N", "Coupling H15505N", None),
        ("A100", "Valve SKA1000", None),
        ("road salt", "Rock salt, bulk", "exact"),
        ("road salt", "Road signs", None),
        ("fire engine", "Fire extinguisher", None),
        ("generators", "Generator 100 kW", "exact"),
        ("N 11084", "Anchor N11084", "exact"),
        ("rs 1011", "RS-1011", "exact"),
        ("stop signs 30 inch", "Stop sign, R1-1, 30 in., sheeting", "exact"),
        ("30-inch stop sign", 'Stop sign, 30"', "exact"),
        ("stop signs 30 inch", "Street sign, 12 by 18 inches", None),
        ("10 ft post", "Sign post, 10 feet", "exact"),
        ("stool 16 in", "Stool, 16 in. seat, steel", "exact"),
        ("stool 16 in", "Stool covers, 16 in. seat", "category"),
        ("KR ST16", "KR-ST16", "exact"),
        ("KR-ST-16", "KR-ST16", "exact"),
        ("KR ST16", "KR-ST160", None),
        ("parking app", "Parking payment application, yearly", "exact"),
    ],
)
def test_price_lines(need: str, cell: str, strength: str | None) -> None:
    found = match_need(need, None, prices(("1", cell, "$9.00")))
    assert (found[0].strength if found else None) == strength
    assert all(m.kind == "price_line" and m.page == 4 for m in found)


def test_a_line_marked_as_not_awarded_is_excluded() -> None:
    (found,) = match_need("rotary mower", None, prices(("1", "Rotary mower", "No Bid")))
    assert found.strength == "excluded"


def test_a_discount_on_a_whole_line_is_a_category() -> None:
    (found,) = match_need("Acme mowers", None, prices(("1", "Acme mowers", "15% off list")))
    assert (found.kind, found.strength) == ("category", "category")


def test_a_title_alone_is_never_more_than_title_only() -> None:
    (found,) = match_need("traffic paint", scope("Traffic Paint", origin="scope.title"), ())
    assert (found.kind, found.strength) == ("title", "title_only")


def test_the_scope_statement_is_a_category() -> None:
    (found,) = match_need("snow removal", scope("snow removal at county lots"), ())
    assert (found.kind, found.strength) == ("summary", "category")


def test_an_exclusion_comes_first_beside_what_is_listed() -> None:
    found = match_need(
        "stump grinding", scope("tree care", exclusions=("This contract does not include stump grinding",)), prices(("1", "Stump grinding", "$80"))
    )
    assert [m.strength for m in found] == ["excluded", "exact"]


def test_at_most_three_the_strongest_first() -> None:
    rows = tuple((str(k), f"Mower blades size {k}", "$9") for k in range(5))
    found = match_need("mower", scope("Mower", origin="scope.title"), prices(*rows, ("9", "Mower", "$900")))
    assert len(found) == 3
    assert found[0].strength == "exact"


@pytest.mark.parametrize("need", ["", "  ", "the", "?!"])
def test_nothing_is_found_for_no_need(need: str) -> None:
    assert match_need(need, scope("traffic paint"), prices(("1", "Paint", "$9"))) == ()
