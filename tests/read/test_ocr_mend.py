"""Slips that are put right, and words that must stay as they are."""

from __future__ import annotations

import pytest

from clausescan.read.ocr_mend import mended
from clausescan.read.ocr_words import Seen, SeenLine


@pytest.mark.parametrize(
    ("read", "wanted"),
    [
        ("Article Il, paragraph A", "Article II, paragraph A"),
        ("Phase Ill work", "Phase III work"),
        ("Categories | through 7", "Categories 1 through 7"),
        ("Item l.", "Item 1."),
        ("July l5, 2O23", "July 15, 2023"),
        ("$1O,5OO.00", "$10,500.00"),
        ("(the “Supplier’”) and", "(the “Supplier”) and"),
        ("the “Borough”’ may", "the “Borough” may"),
        ("[xX] Yes", "[X] Yes"),
        ("(X] No [ ]", "[X] No [ ]"),
        ("1, RENEWAL. The parties renew", "1. RENEWAL. The parties renew"),
        ("5.2, Prices stay", "5.2. Prices stay"),
        ("1, 2026 and ending", "1, 2026 and ending"),
        ("Ill health", "Ill health"),
        ("I may, in Section I, buy", "I may, in Section I, buy"),
        ("shipped F.O.B. only", "shipped F.O.B. only"),
        ("begins September |, 2025 and", "begins September 1, 2025 and"),
        ("nor may I, said he,", "nor may I, said he,"),
        ("Contract No, CP-0711", "Contract No. CP-0711"),
        ("No, 3 of them", "No, 3 of them"),
        ("No, they do not", "No, they do not"),
        ("Alder Play, Inc:", "Alder Play, Inc."),
        ("PART IIL SPECIAL PROVISIONS", "PART III. SPECIAL PROVISIONS"),
        ("Chicago and IL 60601", "Chicago and IL 60601"),
        ("COVID-19 and B2O", "COVID-19 and B2O"),
        ("the suppliers’ prices", "the suppliers’ prices"),
        ("Larkmoor IL 6O601", "Larkmoor IL 60601"),
    ],
)
def test_slips(read: str, wanted: str) -> None:
    line = SeenLine(tuple(Seen(w, 10.0 * i, 0, 10.0 * i + 5, 10, 0.8) for i, w in enumerate(read.split())), 10)
    found = mended(line)
    assert " ".join(w.text for w in found.words) == wanted
    assert [w[1:] for w in found.words] == [w[1:] for w in line.words]


def test_an_empty_box_is_two_words() -> None:
    (left, right) = mended(SeenLine((Seen("[]", 10, 0, 20, 10, 0.8),), 10)).words
    assert (left.text, right.text, left.x1, right.x0) == ("[", "]", 15, 15)
