"""Mutants of the sample PDFs end in facts or in one clear error; the mutating program does what it says."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from clausescan.sandbox import Reader
from clausescan.scan import load_toolkit
from tests import fuzz


@pytest.mark.slow
def test_three_hundred_mutants_end_well() -> None:
    with Reader() as reader:
        made = [trial for trial, _ in fuzz.trials(reader, load_toolkit(), 20_261, range(300), fuzz.sample_files())]
    assert [trial for trial in made if trial.signature] == []
    assert {"scanned", "damaged"} <= {trial.outcome for trial in made}


def test_a_mutant_is_made_again_from_its_number() -> None:
    samples = fuzz.sample_files()
    assert len(samples) >= 30
    some = [fuzz.mutant(samples, 7, n) for n in range(40)]
    assert some == [fuzz.mutant(samples, 7, n) for n in range(40)]
    assert len(set(some)) == len(some)


@pytest.mark.parametrize("mutation", dict.fromkeys(fuzz.MUTATIONS), ids=lambda m: repr(m).split()[1])
def test_every_mutation_changes_a_sample(mutation: fuzz.Mutation) -> None:
    sample = fuzz.sample_files()[0]
    changed = set()
    for seed in range(5):
        data = bytearray(sample)
        mutation(random.Random(seed), data)
        changed.add(bytes(data))
    assert len(changed - {sample}) >= 2


def test_a_finding_is_named_by_its_frames_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr(Reader, "read", broken)
    trial = fuzz.tried(b"%PDF-", 5, Reader(), load_toolkit())
    assert trial.outcome == "exception"
    assert trial.signature.startswith("KeyError test_fuzz:broken:")
    for before in range(fuzz.KEPT + 2):
        fuzz.keep(tmp_path, trial, b"%PDF-", before)
    assert sorted(p.suffix for p in tmp_path.rglob("5.*")) == [".pdf", ".txt"]
