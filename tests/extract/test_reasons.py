from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import clausescan.extract
from clausescan.core.result import Scanned
from clausescan.core.value_words import findings_of, value_words
from clausescan.extract.reasons import cue_reasons, known_origins, reason_of
from clausescan.scan import Toolkit, load_toolkit, scan_file
from corpus.contracts.render import HERE, slugs

EXTRACT = Path(clausescan.extract.__file__).parent
_ORIGIN = re.compile(r"(?:agency|vendor|program|identifiers|competition|scope|role|prices|participation)[.:][a-z_-]+")


@pytest.fixture(scope="module")
def toolkit() -> Toolkit:
    return load_toolkit()


def origins(scanned: Scanned) -> set[str]:
    return {e.origin for part in scanned.parts for _, _, found in findings_of(part.facts) for e in found.evidence}


@pytest.mark.parametrize("slug", slugs())
def test_every_origin_of_the_samples_has_a_sentence(slug: str, toolkit: Toolkit) -> None:
    for path in sorted((HERE / slug).glob("*.pdf")):
        scanned = scan_file(path, toolkit)
        assert isinstance(scanned, Scanned)
        assert origins(scanned) <= known_origins(), path.name
        assert all(value_words(found.value) for part in scanned.parts for _, _, found in findings_of(part.facts))


@pytest.mark.shared
@pytest.mark.slow
def test_every_origin_of_real_documents_has_a_sentence(shared: Path, toolkit: Toolkit) -> None:
    for path in sorted((shared / "facts" / "dev" / "pdf").glob("*.pdf")):
        scanned = scan_file(path, toolkit)
        if isinstance(scanned, Scanned):
            assert origins(scanned) <= known_origins(), path.name


def written() -> Iterator[tuple[str, str]]:
    """Origins that stand in the code as they are."""
    for path in sorted(EXTRACT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and _ORIGIN.fullmatch(node.value):
                yield path.name, node.value


def test_every_origin_that_the_code_names_has_a_sentence() -> None:
    found = {origin: name for name, origin in written()}
    assert len(found) > 15
    assert {o: n for o, n in found.items() if o not in known_origins()} == {}


def test_sentences_are_sentences() -> None:
    for origin in known_origins():
        told = reason_of(origin) or ""
        assert re.fullmatch(r"[A-Z].{8,}\.", told), origin
        assert "(AGENCIES" not in told
    assert all(re.fullmatch(r"[A-Z].{3,}\.", told) for told in cue_reasons().values())
    assert reason_of("no-such-origin") is None
