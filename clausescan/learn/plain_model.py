"""The classifier's probabilities without scikit-learn: the arrays of its own file, read with the standard library.

A scan asks of a few sentences only, and loading scikit-learn takes longer than reading most files. The same file gives the same probabilities
to within 1e-6; the probes of the manifest are tried when it is loaded, as for the whole classifier.
"""

from __future__ import annotations

import ast
import hashlib
import io
import math
import struct
import sys
import zipfile
from array import array
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from operator import add, mul
from pathlib import Path

from clausescan.errors import ModelError
from clausescan.learn.features import fingerprint, terms
from clausescan.learn.manifest import MODEL_FILE, REBUILD, Manifest, read_manifest

CLOSE = 1e-6
_MAGIC = b"\x93NUMPY\x01"
_TYPES = frozenset({"<f4", "<f8"})


@dataclass(frozen=True, slots=True)
class PlainModel:
    """A loaded model: rarity of each column, weights column after column (one a label), and what each label begins with."""

    labels: tuple[str, ...]
    rarity: array[float]
    weights: array[float]
    starts: array[float]

    def probabilities(self, text: str) -> dict[str, float]:
        """Each label with its calibrated probability; they sum to one."""
        counts = Counter(_column(term, len(self.rarity)) for term in terms(text))
        values = {at: (1.0 + math.log(n)) * self.rarity[at] for at, n in counts.items()}
        length = math.sqrt(sum(v * v for v in values.values())) or 1.0
        many, shares = len(self.labels), [v / length for v in values.values()]
        columns = [self.weights[at * many : (at + 1) * many] for at in values]  # one a term; `zip` makes one a label of them
        weighed = [sum(map(mul, shares, column)) for column in zip(*columns, strict=True)] or [0.0] * many
        margins = list(map(add, self.starts, weighed))
        most = max(margins)
        powers = [math.exp(m - most) for m in margins]
        whole = sum(powers)
        return dict(zip(self.labels, (p / whole for p in powers), strict=True))


def load_plain(folder: Path) -> PlainModel:
    """The model of that folder, after its hashes are checked and its probes give the same answers as in training.

    Raises:
        ModelError: anything is missing, changed, or gives other answers; the advice says what to do.
    """
    manifest = read_manifest(folder)
    try:
        data = (folder / MODEL_FILE).read_bytes()
    except OSError as error:
        raise ModelError(f"The model folder {folder.name} has no readable {MODEL_FILE}.", REBUILD) from error
    if hashlib.sha256(data).hexdigest() != manifest.file or fingerprint() != manifest.features:
        raise ModelError(f"The model {folder.name} was changed, or was made for other features.", REBUILD)
    try:
        model = _model(data, manifest)
    except (KeyError, ValueError, SyntaxError, struct.error, zipfile.BadZipFile) as error:
        raise ModelError(f"The arrays of the model {folder.name} cannot be read: {error}.", REBUILD) from error
    for probe in manifest.probes:
        if abs(model.probabilities(probe.text).get(probe.label, 0.0) - probe.probability) > CLOSE:
            raise ModelError(f"The model {folder.name} gives other answers than when it was made.", REBUILD)
    return model


def _model(data: bytes, manifest: Manifest) -> PlainModel:
    """The arrays told apart by their shapes: one number a column, one a label, and one a label and column, column after column."""
    labels = len(manifest.labels)
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        arrays = dict(pair for name in file.namelist() if name.endswith(".npy") for pair in _numbers(file.read(name)))
    shapes = [shape for shape in arrays if len(shape) > 1]
    if len(shapes) != 1 or shapes[0][0] != labels:
        raise ValueError("not one table of a weight for each label and column")
    return PlainModel(manifest.labels, arrays[shapes[0][1:]], arrays[shapes[0]], arrays[(labels,)])


def _numbers(data: bytes) -> Iterator[tuple[tuple[int, ...], array[float]]]:
    """Shape and values of a .npy entry of floating numbers, tables column after column; nothing for other entries."""
    if data[:7] != _MAGIC:
        raise ValueError("not a .npy entry of the first version")
    (size,) = struct.unpack("<H", data[8:10])
    header = ast.literal_eval(data[10 : 10 + size].decode("latin-1"))
    if header["descr"] in _TYPES and (header["fortran_order"] or len(header["shape"]) == 1):
        values: array[float] = array("f" if header["descr"] == "<f4" else "d", data[10 + size :])
        if sys.byteorder == "big":
            values.byteswap()
        yield header["shape"], values


_WORD = 0xFFFFFFFF
_LOWEST = -0x80000000


@lru_cache(maxsize=65_536)
def _column(term: str, width: int) -> int:
    """The column that scikit-learn's hashing gives a term: MurmurHash3 of its UTF-8, read as a signed number."""
    hashed = murmur(term.encode())
    signed = hashed - (_WORD + 1) if hashed > _WORD >> 1 else hashed
    return (-_LOWEST - 1 - (width - 1)) % width if signed == _LOWEST else abs(signed) % width


def murmur(data: bytes) -> int:
    """MurmurHash3 (x86, 32 bits, seed 0), without sign."""
    whole = len(data) & ~3
    hashed = 0
    for (block,) in struct.iter_unpack("<I", data[:whole]):
        hashed ^= _mixed(block)
        hashed = ((hashed << 13 | hashed >> 19) * 5 + 0xE6546B64) & _WORD
    if tail := data[whole:]:
        hashed ^= _mixed(int.from_bytes(tail, "little"))
    hashed ^= len(data)
    hashed = ((hashed ^ hashed >> 16) * 0x85EBCA6B) & _WORD
    hashed = ((hashed ^ hashed >> 13) * 0xC2B2AE35) & _WORD
    return hashed ^ hashed >> 16


def _mixed(block: int) -> int:
    block = (block * 0xCC9E2D51) & _WORD
    return ((block << 15 | block >> 17) * 0x1B873593) & _WORD
