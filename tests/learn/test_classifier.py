from __future__ import annotations

import hashlib
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from clausescan.errors import ModelError
from clausescan.learn.classifier import load_classifier
from clausescan.learn.manifest import MANIFEST_FILE, MODEL_FILE, Manifest, Probe, manifest_text, read_manifest
from clausescan.learn.stable_file import model_bytes
from clausescan.learn.train import train
from clausescan.settings import data_folder
from tests.learn.tiny import tiny_cases

MIXED = ["the award is bound in leather", "insurance is dear in winter", "a receipt is kept in the drawer"]
"""Texts that the tiny model has an opinion of, but is not sure."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("model") / "tiny"
    train(tiny_cases(), folder)
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "tiny"))


def rewrite(folder: Path, **changes: Any) -> None:
    manifest: Manifest = replace(read_manifest(folder), **changes)
    (folder / MANIFEST_FILE).write_bytes(manifest_text(manifest).encode())


def test_a_good_folder_loads(folder: Path) -> None:
    classifier = load_classifier(folder)
    assert classifier.id == f"tiny-{classifier.manifest.file[:8]}"
    assert list(classifier.manifest.labels) == sorted(classifier.manifest.labels)


def test_one_answer_a_text_in_order(made: Path) -> None:
    classifier = load_classifier(made)
    texts = ["Send the invoice to the county", "The policy of insurance has a certificate"]
    forward, backward = classifier.labels(texts), classifier.labels(texts[::-1])
    assert [label for label, _ in forward] == [label for label, _ in backward][::-1]
    assert all(0.0 <= p <= 1.0 for _, p in forward)
    assert classifier.labels([]) == ()


def test_it_abstains_under_the_threshold(folder: Path) -> None:
    rewrite(folder, threshold=1.0, permits_threshold=1.0)
    assert all(label is None for label, _ in load_classifier(folder).labels(MIXED))
    rewrite(folder, threshold=0.0, permits_threshold=0.0)
    assert all(label for label, _ in load_classifier(folder).labels(MIXED))


def test_permits_needs_more(folder: Path) -> None:
    rewrite(folder, threshold=0.0, permits_threshold=1.0)
    given = [label for label, _ in load_classifier(folder).labels(MIXED)]
    assert given == [None, "insurance", "payment"]


@pytest.mark.parametrize("text", ["", " \n\t"])
def test_nothing_is_said_of_nothing(made: Path, text: str) -> None:
    assert load_classifier(made).labels([text])[0][0] is None


def test_weights_name_terms_of_the_text(made: Path) -> None:
    weights = load_classifier(made).weights("Insurance of the village")
    assert weights
    assert weights == tuple(sorted(weights, key=lambda w: (-w[1], w[0])))
    assert any("insura" in term or "INSURE" in term for term, _ in weights)
    assert load_classifier(made).weights("") == ()


def test_a_changed_file_is_refused(folder: Path) -> None:
    path = folder / MODEL_FILE
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(ModelError, match="not the file") as caught:
        load_classifier(folder)
    assert "clausescan train" in caught.value.advice


@pytest.mark.parametrize("name", [MODEL_FILE, MANIFEST_FILE])
def test_a_missing_file_is_refused(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(ModelError, match=name):
        load_classifier(folder)


@pytest.mark.parametrize("text", ["", "not = toml =", "name = 'x'"])
def test_a_broken_manifest_is_refused(folder: Path, text: str) -> None:
    (folder / MANIFEST_FILE).write_text(text, encoding="utf-8")
    with pytest.raises(ModelError, match=MANIFEST_FILE):
        load_classifier(folder)


OLD = (("numpy", "0.9"), ("scikit-learn", "0.24.2"), ("scipy", "0.1"), ("skops", "99.0"))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"format": 2}, "format 2"),
        ({"features": "0" * 64}, "other features"),
        ({"labels": ("payment", "insurance", "cooperative_permits")}, "not in order"),
        ({"labels": ("a", "b", "c")}, "not those of its manifest"),
        ({"threshold": 0.9, "permits_threshold": 0.5}, "threshold"),
        ({"versions": OLD}, "numpy 0.9"),
        ({"versions": ()}, "not said"),
        ({"probes": ()}, "no probes"),
        ({"probes": (Probe("The county pays each invoice", "payment", 0.123),)}, "another answer"),
    ],
)
def test_what_does_not_fit_is_refused(folder: Path, changes: dict[str, Any], said: str) -> None:
    rewrite(folder, **changes)
    with pytest.raises(ModelError, match=said) as caught:
        load_classifier(folder)
    assert caught.value.advice


def test_another_minor_version_will_do_if_the_answers_are_the_same(folder: Path) -> None:
    made_with = dict(read_manifest(folder).versions)
    made_with["scikit-learn"] = made_with["scikit-learn"].split(".")[0] + ".0.1"
    rewrite(folder, versions=tuple(sorted(made_with.items())))
    assert load_classifier(folder).labels(["pays each invoice"])


def test_a_file_that_names_another_function_is_refused(folder: Path) -> None:
    data = model_bytes({"call": shutil.rmtree})
    (folder / MODEL_FILE).write_bytes(data)
    rewrite(folder, file=hashlib.sha256(data).hexdigest())
    with pytest.raises(ModelError, match=r"rmtree.*not trusted"):
        load_classifier(folder)


def test_a_file_of_another_kind_is_refused(folder: Path) -> None:
    data = b"no archive at all"
    (folder / MODEL_FILE).write_bytes(data)
    rewrite(folder, file=hashlib.sha256(data).hexdigest())
    with pytest.raises(ModelError, match="cannot be opened"):
        load_classifier(folder)


def test_the_shipped_model_loads_and_finds_nothing_in_nonsense() -> None:
    classifier = load_classifier(data_folder("models") / "clause-kind")
    assert classifier.labels(["xyzzy plugh frobozz"])[0][0] in (None, "other")
    assert (data_folder("models") / "clause-kind" / MODEL_FILE).stat().st_size < 2_000_000
