"""A sentence with its matches, and a verb with those it joins."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TypeVar

from clausescan.extract.matcher import RuleMatch

R = TypeVar("R")

BUYERS = frozenset({"buyer", "member", "outsider"})


@dataclass(frozen=True, slots=True)
class View:
    """A sentence with its matches: `text` is the document's, `start` and `end` the sentence's place in it."""

    text: str
    start: int
    end: int
    matches: tuple[RuleMatch, ...]

    def found(self, *names: str) -> tuple[RuleMatch, ...]:
        """The matches that find one of these, in order."""
        return tuple(m for m in self.matches if m.rule.finds in names)

    def words(self, match: RuleMatch) -> str:
        """The words of a match."""
        return self.text[match.span.start : match.span.end]

    def before(self, match: RuleMatch, reach: int = 90) -> str:
        """The words of the sentence before a match, at most so many code points."""
        return self.text[max(self.start, match.span.start - reach) : match.span.start]

    def after(self, match: RuleMatch, reach: int = 90) -> str:
        """The words of the sentence after a match."""
        return self.text[match.span.end : min(self.end, match.span.end + reach)]

    def between(self, first: RuleMatch, second: RuleMatch) -> str:
        """The words between two matches."""
        return self.text[first.span.end : max(first.span.end, second.span.start)]


@dataclass(frozen=True, slots=True)
class Frame:
    """One verb with those it joins. `object` is the contract at hand, `foreign` somebody else's; None where not said."""

    verb: RuleMatch
    agent: RuleMatch | None
    buyer: RuleMatch | None
    object: RuleMatch | None
    foreign: RuleMatch | None
    denied: bool
    sure: bool = True
    presumed: bool = False
    """False where the sentence does not say which contract, so that the text around it must."""


def once_a_view(work: Callable[[View], R]) -> Callable[[View], R]:
    """The function, which keeps its answer for the view it was last asked of: a sentence is judged in many ways, one after the other."""
    last: list[tuple[View, R]] = []

    @wraps(work)
    def asked(view: View) -> R:
        if not last or last[0][0] is not view:
            last[:] = [(view, work(view))]
        return last[0][1]

    return asked
