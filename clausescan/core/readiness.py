"""The answer: checks with verdicts, and what to do next (domain: READINESS)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from clausescan.core.contract_file import Proof, WhoActs


class Verdict(StrEnum):
    """How a check ended (READINESS 2)."""

    MET = "met"
    """Shown by words that are quoted."""
    NOT_MET = "not_met"
    """Words that say the contrary are quoted."""
    NEEDS_REVIEW = "needs_review"
    """The words are conditional, partial or at odds, or part of the file could not be read."""
    NOT_FOUND = "not_found"
    """The document is there, was read, and says nothing."""
    NOT_IN_FILE = "not_in_file"
    """The document that would show it is absent, or cannot be read."""
    NOT_APPLICABLE = "not_applicable"
    USER_ATTESTED = "user_attested"
    """Stated by the buyer, not by the documents."""


class Severity(StrEnum):
    """What hangs on a check (READINESS 2)."""

    GATE = "gate"
    CONDITION = "condition"
    ADVISORY = "advisory"


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One check. `id` is the row of READINESS ("R08"), `number` its place in the five checks of the trade ("5a"), "" outside them.

    `reason` is one or two sentences; `next_step` is "" where nothing is left to do.

    Raises:
        ValueError: "met" or "not met" without proof.
    """

    id: str
    number: str
    question: str
    verdict: Verdict
    severity: Severity
    reason: str
    proof: tuple[Proof, ...] = ()
    next_step: str = ""
    who_acts: WhoActs = WhoActs.BUYER

    def __post_init__(self) -> None:
        if self.verdict in (Verdict.MET, Verdict.NOT_MET) and not self.proof:
            raise ValueError(f"{self.id}: {self.verdict} needs proof")


@dataclass(frozen=True, slots=True)
class NextStep:
    """What is to be done and who can do it; `check` is the id of the check it would settle, "" for the file as a whole."""

    text: str
    who: WhoActs
    check: str = ""


@dataclass(frozen=True, slots=True)
class FiveCount:
    """How the five checks of the trade ended: `met`, `failed` and `open` add up to five."""

    met: int
    failed: int
    open: int


@dataclass(frozen=True, slots=True)
class Readiness:
    """The answer for one contract file as of a day. `why` holds at most five sentences.

    `fingerprint` is the same for the same files, day, needs and version.
    """

    headline: str
    depends: str
    five: FiveCount
    why: tuple[str, ...]
    next_steps: tuple[NextStep, ...]
    checks: tuple[CheckResult, ...]
    as_of: dt.date
    needs: tuple[str, ...]
    version: str
    fingerprint: str
