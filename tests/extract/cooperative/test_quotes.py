"""The quote of a long clause is made of whole sentences and holds the one that decides."""

from __future__ import annotations

from clausescan.extract.cooperative.find import LONGEST_QUOTE
from clausescan.scan import load_toolkit, scan_text

FEES = (
    "The Administrator collects a fee from the Vendor on each order that a participating agency places under the Master Agreement in the "
    "quarter before, and reports the orders to the Lead Agency with the name of the participating agency and the sum of its orders. "
)
GRANT = "Any public agency in the United States may order from the Master Agreement at its prices and on its terms once it has registered."


def test_a_long_clause_is_cut_between_sentences() -> None:
    text = FEES * 3 + GRANT + " " + FEES * 4
    found = scan_text(text, "a", load_toolkit()).main_part.facts.cooperative_use
    whole = next(use.evidence[0] for use in found if GRANT in use.evidence[0].quote)
    assert len(text) > LONGEST_QUOTE >= len(whole.quote)
    assert whole.quote.endswith(".")
    assert whole.span.start == 0 or text[: whole.span.start].rstrip().endswith(".")
