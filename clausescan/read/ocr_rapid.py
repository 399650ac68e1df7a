"""The adapter to rapidocr (the extra `ocr`): one process of its own that keeps its models loaded, asked one picture at a time.

It needs about a gigabyte and ten seconds a page, but reads faxes and poor copies that tesseract does not. This module is both sides: the
child is `python -m clausescan.read.ocr_rapid`.
"""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as Late
from importlib import metadata
from typing import IO, Any

from clausescan.read.ocr_clock import PATIENCE
from clausescan.read.ocr_words import Seen, SeenLine

_LENGTH = struct.Struct(">I")
_MAX_FRAME = 256 * 1024 * 1024
_LOADING = 60.0  # seconds that the models may need to load, on top of the first picture
_PADDING = 0.12  # part of a box's height, above and below, that is no letter: its boxes are generous


def version() -> str | None:
    """The installed version, None where it is not installed."""
    try:
        metadata.version("onnxruntime")
        return metadata.version("rapidocr")
    except metadata.PackageNotFoundError:
        return None


class Rapid:
    """The child, started at the first picture; pictures of several threads wait for each other."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pool = ThreadPoolExecutor(1)
        self._process: subprocess.Popen[bytes] | None = None

    def read(self, picture: bytes, seconds: float) -> tuple[SeenLine, ...] | None:
        """Lines of words on that picture (a PGM file), in pixels; None where it fails or needs longer than that."""
        if not self._lock.acquire(timeout=max(0.0, PATIENCE * seconds)):
            return None
        try:
            fresh = self._process is None
            if self._process is None:
                self._process = subprocess.Popen(
                    [sys.executable, "-m", "clausescan.read.ocr_rapid"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
                )
            answer = self._pool.submit(_asked, self._process, picture).result(PATIENCE * seconds + (_LOADING if fresh else 0.0))
            return lines_of(answer)
        except (OSError, ValueError, TypeError, Late):
            self._end()
            return None
        finally:
            self._lock.release()

    def close(self) -> None:
        """End the child."""
        self._end()
        self._pool.shutdown(wait=True)

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


def _asked(process: subprocess.Popen[bytes], picture: bytes) -> Any:
    """The child's answer.

    Raises:
        OSError, ValueError: the child died or answers nonsense.
    """
    assert process.stdin is not None
    assert process.stdout is not None
    _send(process.stdin, picture)
    said = _receive(process.stdout)
    if said is None:
        raise OSError("the child ended")
    return json.loads(said)


def lines_of(answer: Any) -> tuple[SeenLine, ...]:
    """Pieces of lines as the child tells them, each a list of [text, sure, x0, top, x1, bottom], as lines.

    Raises:
        ValueError, TypeError: the answer is nothing like that.
    """
    lines = []
    for piece in answer:
        words = [_seen(str(text), float(sure), *map(float, box)) for text, sure, *box in piece if str(text).strip()]
        if words:
            lines.append(SeenLine(tuple(words), max(w.bottom - w.top for w in words)))
    return tuple(lines)


def _seen(text: str, sure: float, x0: float, top: float, x1: float, bottom: float) -> Seen:
    """The word. Its scale is another than tesseract's: it is 0.99 sure of what is right and still 0.75 of what is nonsense."""
    pad = _PADDING * (bottom - top)
    return Seen("".join(text.split()), x0, top + pad, x1, bottom - pad, round(max(0.0, 2 * sure - 1), 3))


def _send(pipe: IO[bytes], body: bytes) -> None:
    pipe.write(_LENGTH.pack(len(body)) + body)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> bytes | None:
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    if length > _MAX_FRAME:
        raise ValueError("frame too long")
    return pipe.read(length)


def serve(source: IO[bytes], sink: IO[bytes]) -> None:
    """The child: answer pictures until the pipe closes."""
    engine = _engine()
    while (picture := _receive(source)) is not None:
        _send(sink, json.dumps(_pieces(engine, picture)).encode())


def _engine() -> Any:
    from rapidocr import RapidOCR  # noqa: PLC0415  an extra, and heavy

    threads = {f"EngineConfig.onnxruntime.{kind}_op_num_threads": count for kind, count in (("intra", os.cpu_count() or 1), ("inter", 1))}
    return RapidOCR(params={"Global.log_level": "critical", **threads})


def _pieces(engine: Any, picture: bytes) -> list[list[Any]]:
    import io  # noqa: PLC0415  the child alone unpacks pictures

    import numpy as np  # noqa: PLC0415  as above
    from PIL import Image  # noqa: PLC0415  as above

    said = engine(np.asarray(Image.open(io.BytesIO(picture)).convert("RGB")), return_word_box=True)
    return [[_plain_word(*word) for word in piece] for piece in said.word_results or ()]


def _plain_word(text: str, sure: float, corners: Any) -> list[Any]:
    xs, ys = [float(x) for x, _ in corners], [float(y) for _, y in corners]
    return [text, round(float(sure), 3), min(xs), min(ys), max(xs), max(ys)]


if __name__ == "__main__":
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get between the answers
    serve(sys.stdin.buffer, answers)
