"""The adapter to tesseract: a program of its own, looked for on the PATH, given one picture at a time. Nothing of it is linked or installed by us."""

from __future__ import annotations

import html
import os
import re
import shutil
from functools import cache

from clausescan.read.ocr_clock import run
from clausescan.read.ocr_words import Seen, SeenLine

PROGRAM = "tesseract"
# 3: find blocks by itself, without looking for turned pages, which are told otherwise. Other ways lose words on tables or in columns.
_LAYOUT = "3"
_ASKING = 10.0  # seconds for a question about itself
_ENVIRONMENT = {"OMP_THREAD_LIMIT": "1"}  # one thread a page: several pages at once use the cores better (tesseract's own threads mostly wait)

_TAG = re.compile(
    r"""<span\ class=['"](?P<kind>ocr_line|ocr_header|ocr_caption|ocr_textfloat|ocrx_word)['"][^>]{0,200}?
        title=(?P<mark>['"])(?P<title>[^'"]{0,400})(?P=mark)[^>]{0,200}>
        (?P<rest>[^\n]{0,2000})""",
    re.VERBOSE,
)
_BOX = re.compile(r"bbox (-?\d{1,6}) (-?\d{1,6}) (-?\d{1,6}) (-?\d{1,6})")
_SURE = re.compile(r"x_wconf (\d{1,3})")
_SIZE = re.compile(r"x_size (\d{1,5}(?:\.\d{1,9})?)")
_MARKUP = re.compile(r"<[^>]{0,300}>")


def program() -> str | None:
    """Where tesseract is, None where it is not on the PATH."""
    return shutil.which(PROGRAM)


@cache
def version(path: str) -> str:
    """The version it tells, such as "5.3.0"; "" where it cannot be started."""
    said = run([path, "--version"], b"", _ASKING, _environment())
    match = re.search(rb"tesseract v?(\d+(?:\.\d+){0,3})", said or b"")
    return match[1].decode() if match else ""


@cache
def languages(path: str) -> tuple[str, ...]:
    """The languages it has data for, sorted; empty where it cannot be started."""
    lines = (run([path, "--list-langs"], b"", _ASKING, _environment()) or b"").decode("utf-8", "replace").splitlines()
    return tuple(sorted(line.strip() for line in lines if re.fullmatch(r"[\w/+-]{2,40}", line.strip())))


def _environment() -> dict[str, str]:
    return {**os.environ, **_ENVIRONMENT}


def read(path: str, picture: bytes, language: str, dots_an_inch: int, seconds: float) -> tuple[SeenLine, ...] | None:
    """Lines of words on that picture (a PGM file), in pixels; None where tesseract fails or needs longer than that."""
    command = [path, "stdin", "stdout", "-l", language, "--psm", _LAYOUT, "--dpi", str(dots_an_inch), "-c", "tessedit_create_hocr=1"]
    said = run(command, picture, seconds, _environment())
    return None if said is None else parse(said.decode("utf-8", "replace"))


def parse(hocr: str) -> tuple[SeenLine, ...]:
    """The lines and words of tesseract's hOCR output; what does not look like it is passed over."""
    lines: list[tuple[float, list[Seen]]] = []
    for match in _TAG.finditer(hocr):
        title = match["title"]
        box = _BOX.search(title)
        if box is None:
            continue
        x0, top, x1, bottom = (float(g) for g in box.groups())
        if match["kind"] != "ocrx_word":
            size = _SIZE.search(title)
            lines.append((float(size[1]) if size else bottom - top, []))
            continue
        text = html.unescape(_MARKUP.sub("", match["rest"])).strip()
        sure = _SURE.search(title)
        if text and lines and x1 >= x0 and bottom >= top:
            lines[-1][1].extend(_words(text, x0, top, x1, bottom, min(100, int(sure[1])) / 100 if sure else 0.0))
    return tuple(SeenLine(tuple(words), size) for size, words in lines if words)


def _words(text: str, x0: float, top: float, x1: float, bottom: float, sure: float) -> list[Seen]:
    """The word; more than one where the engine left a space in it."""
    pieces = text.split()
    if len(pieces) == 1:
        return [Seen(pieces[0], x0, top, x1, bottom, sure)]
    step, at, found = (x1 - x0) / max(1, len(text)), 0, []
    for piece in pieces:
        start = text.index(piece, at)
        at = start + len(piece)
        found.append(Seen(piece, x0 + step * start, top, x0 + step * at, bottom, sure))
    return found
