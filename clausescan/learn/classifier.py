"""The clause classifier: says what clauses are about, with calibrated probabilities, and abstains where it is not sure."""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

import skops.io
from sklearn.exceptions import InconsistentVersionWarning
from sklearn.feature_extraction import FeatureHasher

from clausescan.errors import ModelError
from clausescan.learn.corpus import PERMITS
from clausescan.learn.features import fingerprint, terms
from clausescan.learn.manifest import FORMAT, MODEL_FILE, REBUILD, Manifest, read_manifest

TRUSTED = ("clausescan.learn.features.terms",)
"""The only thing in the file, beside what skops itself trusts, that may be named by it."""

PACKAGES = ("numpy", "scikit-learn", "scipy", "skops")
CLOSE = 1e-6


@dataclass(frozen=True, slots=True)
class Classifier:
    """A loaded model. `id` names it in evidence; `pipeline` is the fitted scikit-learn pipeline."""

    id: str
    manifest: Manifest
    pipeline: Any

    def labels(self, texts: Sequence[str]) -> tuple[tuple[str | None, float], ...]:
        """One pair a text, in order: the likeliest kind, or None where its probability is under the manifest's threshold, and that probability.

        Give all clauses of a document at once. A text of white space gives None.
        """
        if not texts:
            return ()
        given = ((self.manifest.labels[int(row.argmax())], float(row.max())) for row in self.pipeline.predict_proba(texts))
        return tuple((self._unless_unsure(label, p) if text.strip() else None, p) for text, (label, p) in zip(texts, given, strict=True))

    def _unless_unsure(self, label: str, probability: float) -> str | None:
        least = self.manifest.permits_threshold if label == PERMITS else self.manifest.threshold
        return label if probability >= least else None

    def weights(self, text: str, most: int = 8) -> tuple[tuple[str, float], ...]:
        """The terms of the text that spoke most for its likeliest label, with what each added to the margin, heaviest first; empty if none did."""
        matrix = self.pipeline[:-1].transform([text])
        machine = self.pipeline[-1]
        row = machine.coef_[int(machine.decision_function(matrix)[0].argmax())]
        added = {int(i): float(x * row[i]) for i, x in zip(matrix.indices, matrix.data, strict=True)}
        seen = sorted(set(terms(text)))
        columns = FeatureHasher(matrix.shape[1], input_type="string", alternate_sign=False).transform([[t] for t in seen]).indices if seen else []
        pairs = ((term, added[int(column)]) for term, column in zip(seen, columns, strict=True))
        return tuple(sorted((p for p in pairs if p[1] > 0), key=lambda p: (-p[1], p[0]))[:most])


def versions() -> tuple[tuple[str, str], ...]:
    """Names and installed versions of the packages that a model depends on, sorted by name."""
    return tuple((name, metadata.version(name)) for name in PACKAGES)


def load_classifier(folder: Path) -> Classifier:
    """The model of that folder, after its manifest, hashes, versions and labels are checked and its probes give the same answers as in training.

    Raises:
        ModelError: anything is missing, changed, not trusted or not compatible; the advice says what to do.
    """
    manifest = read_manifest(folder)
    _check_manifest(manifest, folder.name)
    path = folder / MODEL_FILE
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ModelError(f"The model folder {folder.name} has no readable {MODEL_FILE}.", REBUILD) from error
    if hashlib.sha256(data).hexdigest() != manifest.file:
        raise ModelError(f"{MODEL_FILE} of {folder.name} is not the file that its manifest names.", REBUILD)
    classifier = Classifier(f"{manifest.name}-{manifest.file[:8]}", manifest, _opened(data, manifest, folder.name))
    _check_answers(classifier, folder.name)
    return classifier


def load_model() -> Classifier:
    """The model that comes with clausescan, checked as in `load_classifier`.

    Raises:
        ModelError: as there.
        SettingsError: the folder of models is missing from the installation.
    """
    from clausescan.settings import data_folder  # noqa: PLC0415  only here does a model's place matter

    return load_classifier(data_folder("models") / "clause-kind")


def _check_manifest(manifest: Manifest, name: str) -> None:
    if manifest.format != FORMAT:
        raise ModelError(f"The model {name} is of format {manifest.format}; this clausescan reads format {FORMAT}.", REBUILD)
    if manifest.features != fingerprint():
        raise ModelError(f"The model {name} was made with other features than this clausescan has.", REBUILD)
    if list(manifest.labels) != sorted(set(manifest.labels)):
        raise ModelError(f"The labels of {name} are not in order.", REBUILD)
    if not 0.0 <= manifest.threshold <= manifest.permits_threshold <= 1.0:
        raise ModelError(f"The thresholds of {name} are not probabilities, or the one for permits is the lower.", REBUILD)
    made, here = dict(manifest.versions), dict(versions())
    for package in PACKAGES:
        if made.get(package, "").split(".")[0] != here[package].split(".")[0]:
            raise ModelError(
                f"The model {name} was made with {package} {made.get(package) or '(not said)'}; here is {here[package]}.",
                _other_version(made, package),
            )


def _other_version(made: dict[str, str], package: str) -> str:
    return f"Install {package} {made[package]}, or make the model again with `clausescan train`." if package in made else REBUILD


def _opened(data: bytes, manifest: Manifest, name: str) -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", InconsistentVersionWarning)  # the probes decide whether another version will do
            strange = sorted(set(skops.io.get_untrusted_types(data=data)) - set(TRUSTED))
            pipeline = skops.io.loads(data, trusted=list(TRUSTED)) if not strange else None
    except Exception as error:
        raise ModelError(f"{MODEL_FILE} of {name} cannot be opened: {type(error).__name__}: {error}", REBUILD) from error
    if strange:
        raise ModelError(f"{MODEL_FILE} of {name} asks for {strange[0]}, which is not trusted.", REBUILD)
    if tuple(getattr(pipeline, "classes_", ())) != manifest.labels:
        raise ModelError(f"The labels of {MODEL_FILE} of {name} are not those of its manifest.", REBUILD)
    return pipeline


def _check_answers(classifier: Classifier, name: str) -> None:
    """Another version of a package may do, but only if it gives the same answers."""
    probes = classifier.manifest.probes
    if not probes:
        raise ModelError(f"The manifest of {name} has no probes.", REBUILD)
    made, here = dict(classifier.manifest.versions), dict(versions())
    differing = ", ".join(f"{p} {made[p]} (here {here[p]})" for p in PACKAGES if made[p] != here[p]) or "the same versions"
    advice = f"It was made with {differing}. {REBUILD}"
    try:
        rows = classifier.pipeline.predict_proba([p.text for p in probes])
    except Exception as error:
        raise ModelError(f"The model {name} does not run here: {type(error).__name__}: {error}", advice) from error
    for probe, row in zip(probes, rows, strict=True):
        if classifier.manifest.labels[int(row.argmax())] != probe.label or abs(float(row.max()) - probe.probability) > CLOSE:
            raise ModelError(f"The model {name} gives another answer here than where it was made.", advice)
