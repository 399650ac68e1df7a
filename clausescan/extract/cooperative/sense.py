"""What a sentence may say about others' use of the contract, and the record of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from clausescan.core.finding import ClauseClass
from clausescan.core.span import Span
from clausescan.extract.cooperative.view import BUYERS, View
from clausescan.extract.matcher import RuleMatch
from clausescan.extract.rules import Rule
from clausescan.extract.wordings import Wording, reasons


class Says(StrEnum):
    """The sense of a sentence."""

    GRANT = "grant"
    DENY = "deny"
    REVERSE = "reverse"
    ASSIGN = "assign"
    LIMIT = "limit"
    """A limit or gate on a use that it takes for granted."""
    SUPPORT = "support"
    INCORP = "incorp"


@dataclass(frozen=True, slots=True)
class Judgement:
    """The sense of one sentence, what decided it, and all that was matched in it."""

    says: Says
    span: Span
    decided_by: RuleMatch
    view: View
    buyers: tuple[RuleMatch, ...] = ()
    told: Wording | None = None
    """The wording that decided, where it was none of the rules that matched."""


def decided(by: Wording) -> tuple[ClauseClass, str]:
    """What a wording decides: the class of the clause, and the reason."""
    return ClauseClass[by.value], by.why


@cache
def ruled(topic: str, finds: str) -> Rule:
    """What stands in the evidence for a decision that the wordings of a topic name: its origin and its sentence."""
    return Rule(finds.replace(".", "-"), finds, reasons(topic)[finds], ())


def made(says: Says, view: View, by: RuleMatch, buyers: tuple[RuleMatch, ...] = (), told: Wording | None = None) -> Judgement:
    """The judgement on the whole sentence of a view."""
    return Judgement(says, Span(view.start, view.end), by, view, buyers, told)


def buyers_of(view: View) -> tuple[RuleMatch, ...]:
    """All phrases of the sentence that name buyers, in order."""
    return view.found(*BUYERS)
