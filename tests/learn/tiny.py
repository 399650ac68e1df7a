"""A corpus of a few invented lines, learnt in a moment."""

from __future__ import annotations

from clausescan.learn.corpus import Case

FAMILIES = ("letters", "forms", "minutes", "statutes")
LINES = {
    "cooperative_permits": ("Any other {0} may purchase under this award", "Every {0} is free to order from this contract at its prices"),
    "insurance": ("The {0} carries liability insurance with a certificate", "Insurance coverage of the {0} names us on the policy"),
    "payment": ("Send the invoice to the {0} and it is paid in a month", "The {0} pays each invoice on receipt"),
}
WORDS = {"letters": "village", "forms": "school", "minutes": "county", "statutes": "college"}


def tiny_cases() -> tuple[Case, ...]:
    """24 cases: three labels, four families."""
    return tuple(
        Case(f"{label}-{family}-{i}", label, family, line.format(WORDS[family]), "made for a test")
        for label, lines in LINES.items()
        for family in FAMILIES
        for i, line in enumerate(lines)
    )
