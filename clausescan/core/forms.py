"""A due-diligence form filled in from the rows of a decision."""

from __future__ import annotations

from dataclasses import dataclass

from clausescan.core.contract_file import Proof


@dataclass(frozen=True, slots=True)
class FormAnswer:
    """A question with its answer in a word or three, the reasons, and the words that show it."""

    question: str
    answer: str
    reasons: tuple[str, ...]
    proof: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class FilledForm:
    """All questions of a form, answered, in its order; `audience` says whom it is for."""

    title: str
    audience: str
    answers: tuple[FormAnswer, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter ready to copy: to whom (in words), its subject, and its paragraphs; a paragraph that begins with "- " is a point of a list."""

    to: str
    subject: str
    paragraphs: tuple[str, ...]
