"""Places that bound the buyers of a grant by the words of the sentence: "districts in the six-county area", "towns along the corridor"."""

from __future__ import annotations

from clausescan.extract.wordings import Wording

_IN_A_PLACE = Wording("cooperative/places.in-a-place")
_IN_A_NAME = Wording("cooperative/places.in-a-name")
_COVERED = Wording("cooperative/places.covered")
_BEFORE_BODIES = Wording("cooperative/places.before-bodies")


def bounded(text: str) -> bool:
    """True where the words bind buyers to some place without naming a state: a county, zone, valley, side of a river (CLAUSES 2, GEO)."""
    return bool(_IN_A_PLACE.search(text) or _IN_A_NAME.search(text) or _BEFORE_BODIES.search(text))


def covers_a_place(text: str) -> bool:
    """True where a line by itself says what area the contract covers."""
    return bool(_COVERED.search(text))
