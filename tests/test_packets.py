"""Sample documents joined into one PDF are taken apart again; each alone stays whole."""

from __future__ import annotations

import datetime as dt
import io
import json
from pathlib import Path

import pytest
from pypdf import PdfReader

from clausescan.assess.verdict import assess
from clausescan.core.result import Scanned
from clausescan.core.span import Span
from clausescan.scan import Toolkit, load_toolkit
from tests.packets import SAMPLES, join, samples, scan

FOLDER = SAMPLES / "clean-mobile-parking"
NAMES = sorted(FOLDER.glob("*.pdf"))


@pytest.fixture(scope="module")
def toolkit() -> Toolkit:
    return load_toolkit()


@pytest.fixture(scope="module")
def packet(toolkit: Toolkit) -> Scanned:
    return scan(join([path.read_bytes() for path in NAMES]), toolkit)


def test_a_contract_file_in_one_pdf(packet: Scanned) -> None:
    firsts, page = [], 1
    for path in NAMES:
        firsts.append(page)
        page += len(PdfReader(io.BytesIO(path.read_bytes())).pages)
    assert [p.part.pages[0] for p in packet.parts] == firsts
    expected = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))["documents"]
    assert [p.facts.role.value.role.value for p in packet.parts if p.facts.role] == [expected[path.name]["role"] for path in NAMES]
    assert packet.main_part.part.title.startswith("Agreement for Mobile Parking")


def test_evidence_stays_within_its_part(packet: Scanned) -> None:
    for scanned in packet.parts:
        facts, (first, last) = scanned.facts, scanned.part.pages
        found = [
            facts.role,
            facts.lead_agency,
            facts.vendor,
            facts.program,
            facts.solicitation_number,
            facts.contract_number,
            facts.term,
            facts.scope,
        ]
        for one in [f for f in (*found, facts.competition, *facts.cooperative_use, *facts.price_tables) if f is not None]:
            for evidence in one.evidence:
                assert scanned.part.span.contains(Span(evidence.span.start, evidence.span.end))
                assert first <= evidence.page <= last


def test_each_part_says_what_its_file_says_alone(packet: Scanned, toolkit: Toolkit) -> None:
    for path, scanned in zip(NAMES, packet.parts, strict=True):
        alone = scan(path.read_bytes(), toolkit).main_part
        assert packet.document.quote(scanned.part.span).strip() == scan(path.read_bytes(), toolkit).document.text.strip()
        assert scanned.part.title == alone.part.title
        assert scanned.facts.cooperative_polarity is alone.facts.cooperative_polarity
        assert (scanned.facts.term.value.current_end if scanned.facts.term else None) == (
            alone.facts.term.value.current_end if alone.facts.term else None
        )


def test_the_report_answers_the_same(packet: Scanned, toolkit: Toolkit) -> None:
    day, need = dt.date(2026, 11, 22), ["mobile parking payment"]
    apart = assess([scan(path.read_bytes(), toolkit) for path in NAMES], day, need, "0")[1]
    joined = assess([packet], day, need, "0")[1]
    assert [(c.id, c.verdict) for c in joined.checks] == [(c.id, c.verdict) for c in apart.checks]


@pytest.mark.parametrize("path", [s.path for s in samples()], ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_one_document_stays_whole(path: Path, toolkit: Toolkit) -> None:
    assert len(scan(path.read_bytes(), toolkit).parts) == 1
