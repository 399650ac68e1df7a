"""The public names: few, typed, documented, loaded when they are asked for; matcher and classifier work alone."""

from __future__ import annotations

import ast
import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest
import spacy

import clausescan
from clausescan import spacy_component
from tests.test_docs import page, rows_of

ROOT = Path(__file__).resolve().parents[1]


def test_every_public_name_is_there_documented_and_told() -> None:
    names = [n for n in clausescan.__all__ if not n.startswith("_")]
    assert set(names) == rows_of(page("library")) - {"name", "---"}
    assert all(inspect.getdoc(getattr(clausescan, name)) for name in names)
    assert set(names) <= set(dir(clausescan))


def test_what_type_checkers_see_is_what_is_loaded() -> None:
    tree = ast.parse((ROOT / "clausescan" / "__init__.py").read_text(encoding="utf-8"))
    seen = {a.name: n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and (n.module or "").startswith("clausescan") for a in n.names}
    assert seen == {name: f"clausescan.{home}" for name, home in vars(clausescan)["_HOMES"].items()}
    assert set(seen) | {"__version__"} == set(clausescan.__all__)


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = clausescan.nothing


def test_importing_loads_nothing() -> None:
    code = "import sys, clausescan\nprint([m for m in sys.modules if m.startswith('clausescan.') or m in ('spacy', 'sklearn', 'numpy', 'pypdfium2')])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "[]"


def test_the_way_is_ten_lines() -> None:
    code = re.findall(r"```python\n(.*?)```", page("library"), re.DOTALL)[0]
    assert len([line for line in code.splitlines() if line.strip()]) <= 10


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Any other public agency may buy from this contract at the same prices.", [("OPEN", "permits")]),
        ("No agency other than the City may use this contract.", [("PROHIBIT", "prohibits")]),
        ("The contractor shall sweep the streets.", []),
        ("", []),
    ],
)
def test_the_matcher_as_a_component_of_spacy(text: str, found: list[tuple[str, str]]) -> None:
    assert spacy_component.KEY == "clauses"
    nlp = spacy.blank("en")
    nlp.add_pipe("clausescan_clauses")
    doc = nlp(text)
    assert [(s.label_, s.kb_id_) for s in doc.spans["clauses"]] == found
    assert all(s.text in text for s in doc.spans["clauses"])


def test_the_matcher_alone() -> None:
    matcher = clausescan.load_toolkit().matcher
    text = "Other agencies may buy from this contract."
    assert {m.rule.id for m in matcher.matches(text)} == {m.rule.id for m in matcher.glance(text)} != set()


def test_the_classifier_alone() -> None:
    model = clausescan.load_model()
    texts = ["Other public agencies may buy from this contract at the same prices and terms.", " "]
    assert [label for label, _ in model.labels(texts)][1] is None
    assert model.pipeline.predict_proba(texts).shape == (2, len(model.manifest.labels))
