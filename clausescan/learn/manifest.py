"""The manifest of a model folder: what the file is, what it was made from and with, and how its probabilities are to be read."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from clausescan.errors import ModelError
from clausescan.learn.corpus import Case

MODEL_FILE, MANIFEST_FILE, CARD_FILE, HELD_OUT_FILE = "model.skops", "manifest.toml", "card.md", "held_out.csv"
FORMAT = 1
REBUILD = "Make it again with `clausescan train`, or install clausescan again."


@dataclass(frozen=True, slots=True)
class Probe:
    """A text and what the model said of it on the machine that trained it: label and probability before abstaining."""

    text: str
    label: str
    probability: float


@dataclass(frozen=True, slots=True)
class Manifest:
    """All of manifest.toml. Hashes are sha256 in hexadecimal; `threshold` and `permits_threshold` are least probabilities."""

    name: str
    format: int
    file: str
    features: str
    data: str
    cases: int
    seed: int
    threshold: float
    permits_threshold: float
    labels: tuple[str, ...]
    versions: tuple[tuple[str, str], ...]
    probes: tuple[Probe, ...]


def data_hash(cases: Sequence[Case]) -> str:
    """The sha256 of what is learnt from: label, family and text of each case, in the order of ids."""
    rows = sorted((c.id, c.label, c.family, c.text) for c in cases)
    return hashlib.sha256(json.dumps(rows, ensure_ascii=False).encode()).hexdigest()


def manifest_text(manifest: Manifest) -> str:
    """The manifest as TOML; `read_manifest` gives the same value back."""
    plain = [f for f in fields(Manifest) if f.name not in ("labels", "versions", "probes")]
    lines = [f"{f.name} = {_toml(getattr(manifest, f.name))}" for f in plain]
    lines += ["labels = [", *(f"  {_toml(x)}," for x in manifest.labels), "]", "", "[versions]"]
    lines += [f"{_toml(name)} = {_toml(version)}" for name, version in manifest.versions]
    for p in manifest.probes:
        lines += ["", "[[probes]]", f"text = {_toml(p.text)}", f"label = {_toml(p.label)}", f"probability = {p.probability!r}"]
    return "\n".join(lines) + "\n"


def _toml(value: object) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a model folder.

    Raises:
        ModelError: it is missing, is not TOML, or lacks something.
    """
    path = folder / MANIFEST_FILE
    try:
        content: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ModelError(f"The model folder {folder.name} has no {MANIFEST_FILE}.", REBUILD) from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ModelError(f"{MANIFEST_FILE} of {folder.name} cannot be read: {error}.", REBUILD) from error
    try:
        content["labels"] = tuple(content["labels"])
        content["versions"] = tuple(sorted((str(k), str(v)) for k, v in content["versions"].items()))
        content["probes"] = tuple(Probe(**p) for p in content.get("probes", ()))
        return Manifest(**content)
    except (KeyError, TypeError, AttributeError) as error:
        raise ModelError(f"{MANIFEST_FILE} of {folder.name} is not complete: {error}.", REBUILD) from error
