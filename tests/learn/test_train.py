from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from clausescan.errors import UsageError
from clausescan.learn.classifier import load_classifier
from clausescan.learn.manifest import CARD_FILE, HELD_OUT_FILE, MANIFEST_FILE, MODEL_FILE, data_hash, manifest_text, read_manifest
from clausescan.learn.train import train
from tests.learn.tiny import tiny_cases

FILES = {CARD_FILE, HELD_OUT_FILE, MANIFEST_FILE, MODEL_FILE}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("one") / "tiny"
    train(tiny_cases(), folder)
    return folder


def test_twice_gives_the_same_bytes(made: Path, tmp_path: Path) -> None:
    train(tuple(reversed(tiny_cases())), tmp_path / "tiny")
    for name in FILES:
        assert (made / name).read_bytes() == (tmp_path / "tiny" / name).read_bytes(), name
    assert {p.name for p in made.iterdir()} == FILES


def test_the_file_holds_no_times_and_no_addresses(made: Path) -> None:
    with zipfile.ZipFile(made / MODEL_FILE) as archive:
        assert all(entry.date_time == (1980, 1, 1, 0, 0, 0) for entry in archive.infolist())
        assert all(len(entry.filename) < 12 for entry in archive.infolist())


def test_the_model_knows_what_it_learnt(made: Path) -> None:
    cases = tiny_cases()
    rows = load_classifier(made).labels([c.text for c in cases])
    assert all(given in (c.label, None) for c, (given, _) in zip(cases, rows, strict=True))
    assert any(given for given, _ in rows)


def test_an_odd_manifest_is_read_back(made: Path, tmp_path: Path) -> None:
    odd = replace(read_manifest(made), name='a "quoted" \\ name\n\x7f')
    (tmp_path / MANIFEST_FILE).write_text(manifest_text(odd), encoding="utf-8", newline="\n")
    assert read_manifest(tmp_path) == odd


def test_the_data_hash_knows_a_changed_label() -> None:
    cases = tiny_cases()
    changed = (replace(cases[0], label="insurance"), *cases[1:])
    assert data_hash(cases) == data_hash(tuple(reversed(cases)))
    assert data_hash(cases) != data_hash(changed)


def test_the_card_tells_what_was_measured(made: Path) -> None:
    card = (made / CARD_FILE).read_text(encoding="utf-8")
    for heading in ("## How it was measured", "## Labels", "## Confusions", "## Calibration", "## Features tried", "## Limits"):
        assert heading in card
    assert "| insurance | 8 |" in card


@pytest.mark.parametrize("kept", [("letters",), ("letters", "forms"), ()])
def test_too_few_families_are_refused(tmp_path: Path, kept: tuple[str, ...]) -> None:
    with pytest.raises(UsageError):
        train([c for c in tiny_cases() if c.family in kept], tmp_path / "model")
    assert not (tmp_path / "model").exists()
