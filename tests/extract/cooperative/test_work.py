"""How much is done for a text: no more than it needs, and twice as much for twice the text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from clausescan.core.finding import Role
from clausescan.core.span import Span
from clausescan.extract import automaton, matcher, rules
from clausescan.extract.cooperative import candidates, find
from clausescan.extract.cooperative.judge import judge
from clausescan.extract.cooperative.value import value_of
from clausescan.learn.corpus import load_cases
from tests import build

MATCHER = matcher.compile_rules(rules.load("cooperative.toml"))


def _work(sentences: int, monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """What is done for one grant written so many times over in a solicitation: patterns run, sentences judged, clauses valued."""
    done = {"patterns": 0, "judged": 0, "valued": 0}

    def counted(name: str, real: Callable[..., object]) -> Callable[..., object]:
        def call(*args: object) -> object:
            done[name] += 1
            return real(*args)

        return call

    with monkeypatch.context() as patch:
        patch.setattr(automaton.Automaton, "matches", counted("patterns", automaton.Automaton.matches))
        patch.setattr("clausescan.extract.cooperative.find.judge", counted("judged", judge))
        patch.setattr("clausescan.extract.cooperative.find.value_of", counted("valued", value_of))
        # Each sentence is a little different, so that none is known from the one before.
        grants = (f"Any other town or county may buy item {number} under this contract at the bid price." for number in range(sentences))
        document = build.document("Invitation to Bid of the City of Elmont. Bidders read this. " + " ".join(grants))
        found = find.find_cooperative_use(document, build.part(document), Role.SOLICITATION, MATCHER)
    assert found
    return done


def test_work_grows_with_the_text_and_no_faster(monkeypatch: pytest.MonkeyPatch) -> None:
    once, twice = _work(100, monkeypatch), _work(200, monkeypatch)
    assert {name: count > 0 for name, count in once.items()} == dict.fromkeys(once, True)
    for name, count in once.items():
        assert twice[name] <= 2.1 * count, name


def test_sentences_that_are_not_judged_would_say_nothing() -> None:
    for case in load_cases(Path(__file__).resolve().parents[3] / "corpus" / "clauses"):
        document = build.document(case.text)
        for span in candidates.candidates(document, Span(0, len(document.text))):
            view = find.view_of(document, span, MATCHER)
            assert find.may_say(view) or judge(view) is None, case.id
