"""Bytes that were dropped, kept by their hash alone: no name that a browser sends ever becomes a path."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import secrets
from pathlib import Path

from clausescan.errors import SourceError
from clausescan.read.source import check_header

_SHA256 = re.compile(r"[0-9a-f]{64}")
_HEAD = 1024


class Blobs:
    """The folder of PDFs; only its owner may look into it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        for place in (folder, folder / "incoming"):
            place.mkdir(mode=0o700, parents=True, exist_ok=True)
        for left in (folder / "incoming").iterdir():  # of a server that was killed
            left.unlink()

    def path(self, sha256: str) -> Path:
        """Where the PDF of that hash lies, or would lie.

        Raises:
            KeyError: it is no hash.
        """
        if not _SHA256.fullmatch(sha256):
            raise KeyError(sha256)
        return self._folder / sha256[:2] / sha256

    def incoming(self, max_bytes: int) -> Incoming:
        """A place to write a file whose hash is not known yet."""
        return Incoming(self, self._folder / "incoming" / secrets.token_hex(16), max_bytes)


class Incoming:
    """One file on its way in. It is looked at, hashed and counted as it comes; what is no PDF, or too large, is not kept."""

    def __init__(self, blobs: Blobs, path: Path, max_bytes: int) -> None:
        self._blobs, self._path, self._max_bytes = blobs, path, max_bytes
        self._digest, self._head, self.size = hashlib.sha256(), b"", 0
        self._refusal: SourceError | None = None
        self._file = os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")

    def write(self, data: bytes) -> None:
        """More of the file; what is refused is read on and forgotten, so that the next file of the same request can be heard."""
        self.size += len(data)
        if self._refusal is not None:
            return
        if len(self._head) < _HEAD:
            self._head += data[: _HEAD - len(self._head)]
            if len(self._head) >= _HEAD:
                self._look()
        if self.size > self._max_bytes:
            said = f"The file has more than {self._max_bytes / 1e6:,.0f} MB."
            self._refusal = SourceError(said, "Split it, or raise max_megabytes.", "too_large")
        if self._refusal is None:
            self._digest.update(data)
            self._file.write(data)

    def _look(self) -> None:
        try:
            check_header(self._head)
        except SourceError as error:
            self._refusal = error

    def keep(self) -> str:
        """The hash of the file, which is in the store now, safely on the disk.

        Raises:
            SourceError: it is empty, too large, or no PDF.
        """
        if self._refusal is None and self.size < _HEAD:
            self._look()
        if self._refusal is not None:
            self.drop()
            raise self._refusal
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        sha256 = self._digest.hexdigest()
        place = self._blobs.path(sha256)
        place.parent.mkdir(mode=0o700, exist_ok=True)
        self._path.replace(place)
        return sha256

    def drop(self) -> None:
        """Forget it."""
        self._file.close()
        with contextlib.suppress(OSError):
            self._path.unlink()
