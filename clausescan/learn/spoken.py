"""The classifier's terms as a reader can follow them: a stem as the words of the text that begin with it, an idea as the words that stand for it."""

from __future__ import annotations

import re

from clausescan.core.explanation import ClauseLabel, Term
from clausescan.learn.classifier import Classifier
from clausescan.learn.features import EMPTY, LONGEST, MARKED, NAME, NUMBER, QUOTE, STEM, terms

_SCOPES = {"!": "after a denial", "?": "after a condition"}
_SIGNS = {QUOTE: "(quotation mark)", NAME: "(name)", NUMBER: "(number)", MARKED: "(marked box)", EMPTY: "(empty box)"}
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_MOST_SHOWN = 3
_STOP = "."


def label_of(classifier: Classifier, text: str, most: int = 6) -> ClauseLabel | None:
    """What the classifier takes a clause to be about, with the terms that spoke most for it; None for a text of white space."""
    if not text.strip():
        return None
    ((kind, probability),) = classifier.labels([text])
    said = tuple(Term(spoken(term, text), term, weight) for term, weight in classifier.weights(text, most))
    return ClauseLabel(classifier.id, kind, probability, said)


def spoken(term: str, text: str) -> str:
    """A term in words of the text: "public agency" for stems, "ideas OTHER BUYER: other/any then agency" for ideas in a row."""
    if (scope := _SCOPES.get(term[0])) and term[1:2] == "#":
        return f"idea {term[2:]} {scope}: {_idea(term[2:], text)}"
    if term.startswith("#"):
        ideas = term[1:].split(" ")
        named = [idea for idea in ideas if idea != _STOP]
        return f"{'idea' if len(named) == 1 else 'ideas'} {' '.join(named)}: {' then '.join(_idea(idea, text) for idea in ideas)}"
    stems = term.removeprefix("^").split(" ")
    said = _standing(stems, text[:LONGEST])
    return f"{said} at the start" if term.startswith("^") else said


def _standing(stems: list[str], text: str) -> str:
    """The words of the text that begin so: a run where they stand side by side, else each; what is masked is named."""
    run = _first(stems, text) if all(s[0].isalpha() for s in stems) else None
    return run or " ".join(_SIGNS.get(s) or _first([s], text) or s for s in stems)


def _first(stems: list[str], text: str) -> str | None:
    pattern = r"[^\w\n]{1,3}".join(rf"\b{re.escape(s)}" + (r"[\w’']{0,30}" if len(s) == STEM else r"\b") for s in stems)
    match = re.search(pattern, text, re.IGNORECASE)
    return " ".join(match[0].split()).lower() if match else None


def _idea(idea: str, text: str) -> str:
    """The words of the text that stand for an idea, at most three."""
    if idea == _STOP:
        return "(full stop)"
    words = dict.fromkeys(w.lower() for w in _WORD.findall(text[:LONGEST]))
    carriers = [w for w in words if f"#{idea}" in terms(w)]
    return "/".join(carriers[:_MOST_SHOWN]) or idea.lower()
