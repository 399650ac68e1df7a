"""A choice of methods with boxes."""

from __future__ import annotations

import pytest

from clausescan.core.finding import Role
from clausescan.core.span import Span
from clausescan.extract.competition import find_competition
from clausescan.extract.competition_boxes import method_boxes
from tests import build


def method(text: str) -> str | None:
    document = build.document(text)
    found = find_competition(document, build.part(document), Role.CONTRACT)
    return found.value.method if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Procurement type\n[ ] Competitive bid\n[ ] RFP\n[X] Sole source\nReason: firmware", "sole_source"),
        ("Method: ☐ IFB ☒ RFP ☐ Sole Source ☐ Emergency", "rfp"),
        ("How bought:\n☑ Three written quotes\n☐ Sealed bids\n☐ Bid waiver", "quotes"),
        ("__ Sealed bid  _X_ Cooperative contract  __ Emergency", "piggyback"),
    ],
)
def test_the_ticked_box_counts(text: str, expected: str) -> None:
    assert method(text) == expected


@pytest.mark.parametrize(
    "text",
    ["Method: ☐ Sealed bids ☐ RFP ☐ Sole source", "[X] Sealed bids\n[X] Sole source\nTick both.", "[ ] Emergency purchase\n[ ] Sole source purchase"],
)
def test_a_blank_or_doubtful_choice_says_nothing(text: str) -> None:
    assert method(text) in {None, "unknown"}


def test_one_box_alone_is_no_choice() -> None:
    text = "[X] Sole source\nThe rest of the form is elsewhere."
    assert method_boxes(text, Span(0, len(text))) == ()
    assert method_boxes("no boxes", Span(0, 8)) == ()
