"""Tests of clausescan.learn.plain_model: the same answers as the whole classifier, and a changed file refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sklearn.utils.murmurhash import murmurhash3_32

from clausescan.errors import ModelError
from clausescan.learn.classifier import load_classifier
from clausescan.learn.manifest import MODEL_FILE
from clausescan.learn.plain_model import CLOSE, load_plain, murmur
from clausescan.settings import data_folder

SHIPPED = data_folder("models") / "clause-kind"
TEXTS = (
    "Towns beyond the county may order from this award at the bid prices.",
    "The insurer shall give thirty days' notice before the policy is cancelled.",
    "",
    "Ünïcode § 12 [x] Yes [ ] No ____",
)


@pytest.mark.parametrize("text", TEXTS)
def test_it_says_what_the_classifier_says(text: str) -> None:
    whole = load_classifier(SHIPPED)
    given = load_plain(SHIPPED).probabilities(text)
    for label, probability in zip(whole.manifest.labels, whole.pipeline.predict_proba([text])[0], strict=True):
        assert given[label] == pytest.approx(float(probability), abs=CLOSE)
    assert sum(given.values()) == pytest.approx(1.0)


@pytest.mark.parametrize("data", [b"", b"a", b"abc", b"abcd", "agency µ".encode(), b"#buyer deal use" * 9])
def test_murmur_is_the_hash_that_scikit_learn_uses(data: bytes) -> None:
    assert murmur(data) == murmurhash3_32(data, seed=0, positive=True)


@pytest.mark.parametrize("change", ["other bytes", "no file", "no folder"])
def test_a_changed_model_is_refused_with_advice(tmp_path: Path, change: str) -> None:
    folder = tmp_path / "clause-kind"
    if change != "no folder":
        shutil.copytree(SHIPPED, folder)
        (folder / MODEL_FILE).unlink()
    if change == "other bytes":
        (folder / MODEL_FILE).write_bytes((SHIPPED / MODEL_FILE).read_bytes()[:-1])
    with pytest.raises(ModelError) as caught:
        load_plain(folder)
    assert "clausescan train" in caught.value.advice
