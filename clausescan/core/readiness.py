"""The answer: checks with verdicts, and what to do next (domain: READINESS)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from clausescan.core.buyer import Override
from clausescan.core.contract_file import Proof, WhoActs
from clausescan.core.timeline import Timeline


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


WORST_FIRST = (
    Verdict.NOT_MET,
    Verdict.NOT_IN_FILE,
    Verdict.NOT_FOUND,
    Verdict.NEEDS_REVIEW,
    Verdict.USER_ATTESTED,
    Verdict.MET,
    Verdict.NOT_APPLICABLE,
)
"""Where several verdicts stand for one answer, the first of these that is among them is the answer."""


class Severity(StrEnum):
    """What hangs on a check (READINESS 2)."""

    GATE = "gate"
    CONDITION = "condition"
    ADVISORY = "advisory"


class Decision(StrEnum):
    """The answer for one buyer (READINESS 5). None of them says that a purchase is lawful."""

    NOT_READY = "not_ready"
    CANNOT_TELL = "cannot_tell"
    CONDITIONALLY_READY = "conditionally_ready"
    READY_FOR_SIGN_OFF = "ready_for_sign_off"


@dataclass(frozen=True, slots=True)
class LawNote:
    """A statute, rule or guidance that was considered: citation, what it is reported to say, where it was read, and how sure that is.

    `confidence` is high, medium or low; `basis` official, audit (an auditor or attorney general) or reported (somebody else's page).
    `read` is the day the source was read, ISO.
    """

    citation: str
    says: str
    source: str
    confidence: str
    basis: str
    read: str


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One check. `id` is the row of READINESS ("R08"), `number` its place in the five checks of the trade ("5a"), "" outside them.

    `reason` is one or two sentences; `next_step` is "" where nothing is left to do. `laws` are the rules considered, `stated` what the
    buyer's own profile says on it, `depends` True where the row waits for that profile. `override` is a person's verdict in place of the
    one found, `found` then the one found.

    Raises:
        ValueError: "met" or "not met" with nothing to show for it.
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
    laws: tuple[LawNote, ...] = ()
    stated: str = ""
    depends: bool = False
    found: Verdict | None = None
    override: Override | None = None

    def __post_init__(self) -> None:
        if self.override is not None:
            return
        if self.verdict is Verdict.MET and not self.proof:
            raise ValueError(f"{self.id}: met needs proof")
        if self.verdict is Verdict.NOT_MET and not (self.proof or self.laws or self.stated):
            raise ValueError(f"{self.id}: not met needs proof")


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
    rows: tuple[CheckResult, ...] = ()
    """All rows of the decision, one R03 for each item that is wanted; empty until a contract file is judged by them."""
    decision: Decision | None = None
    """None without a buyer: the report is then a fact sheet."""
    buyer: str = ""
    """Who the decision is for, in words; "" without a buyer."""
    timeline: Timeline | None = None
    """The term on a line of time; None where no document states one."""
