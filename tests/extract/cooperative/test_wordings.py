"""What the wordings of the TOML files of this folder come to: each list is named for its polarity, `no_grant` holds look-alikes."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from clausescan.core.finding import Polarity, Role
from clausescan.extract.cooperative import find
from tests import build
from tests.extract.cooperative.reading import MATCHER, polarity

FILES = ("gated", "leave", "plain_wordings", "refusals", "wordings")
WORDINGS = [
    pytest.param(said, text, id=f"{name}-{said}-{number}")
    for name in FILES
    for said, texts in tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text(encoding="utf-8")).items()
    for number, text in enumerate(texts)
]
GRANTS = frozenset({Polarity.PERMITS, Polarity.RESTRICTS})


@pytest.mark.parametrize(("said", "text"), WORDINGS)
def test_a_wording_comes_to_what_its_list_is_named_for(said: str, text: str) -> None:
    expected = set(Polarity) - GRANTS if said == "no_grant" else {Polarity(said)}
    assert polarity(text) in expected


@pytest.mark.parametrize(("said", "text"), [w for w in WORDINGS if str(w.id).startswith("wordings-")])
def test_evidence_is_the_text_at_its_place(said: str, text: str) -> None:
    document = build.document("An opening page that says nothing.", text)
    found = find.find_cooperative_use(document, build.part(document), Role.CONTRACT, MATCHER)
    assert found or said in ("no_grant", "silent")
    for finding in found:
        assert finding.value.why
        for evidence in finding.evidence:
            assert document.quote(evidence.span) == evidence.quote
            assert evidence.page == 2
            assert len(evidence.quote) <= find.LONGEST_QUOTE
