"""Grants beside words on one's own use of others' contracts: whose contract is it?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from clausescan.core.finding import ClauseClass, CooperativeUse, Finding, Polarity
from clausescan.core.span import Span
from clausescan.extract.cooperative.leaning import only_leans
from clausescan.extract.wordings import Wording

NEAR = 1_500
"""Code points within which a report on a purchase speaks of one contract."""


def beside_reverse(found: Iterable[Finding[CooperativeUse]]) -> tuple[Finding[CooperativeUse], ...]:
    """The clauses, with every unconditional grant that stands near words of reverse use as reverse.

    A report on buying from somebody else's contract says that this contract is open to all: true of that contract, and no grant of this
    document. A grant with a condition stays: it is shown as restricted, and a person looks at it. Among the labelled texts no true
    unconditional grant stands beside such words; a solicitation that holds both is shown as speaking of use of others' contracts, too
    careful rather than too bold.
    """
    clauses = tuple(found)
    places = [c.evidence[0].span for c in clauses if c.value.polarity is Polarity.REVERSE and not only_leans(c.evidence[-1].origin)]
    return tuple(_reversed(c) if c.value.polarity is Polarity.PERMITS and _near(c, places) else c for c in clauses)


def beside_wider(found: Iterable[Finding[CooperativeUse]]) -> tuple[Finding[CooperativeUse], ...]:
    """The clauses without the list of those who bid together, where another clause lets in more "apart from" them: then the list is no gate."""
    clauses = tuple(found)
    if not any(_WIDER.search(c.evidence[0].quote) for c in clauses if c.value.polarity in (Polarity.PERMITS, Polarity.RESTRICTS)):
        return clauses
    return tuple(c for c in clauses if c.value.clause_class is not ClauseClass.LIST or _WIDER.search(c.evidence[0].quote))


_WIDER = Wording("cooperative/who.apart-from-those")


def _near(clause: Finding[CooperativeUse], places: Iterable[Span]) -> bool:
    here = clause.evidence[0].span
    return any(here.start - place.end < NEAR and place.start - here.end < NEAR for place in places)


def _reversed(clause: Finding[CooperativeUse]) -> Finding[CooperativeUse]:
    return replace(clause, value=replace(clause.value, clause_class=ClauseClass.REVERSE, polarity=Polarity.REVERSE))
