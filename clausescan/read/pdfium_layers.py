"""Text that is in the PDF and not drawn: in a layer that is switched off, or outside of what its clipping lets through.

PDFium gives such text like any other and does not tell which layers are on. So text that may be of that kind is named here, and a picture of
the page decides whether it shows (`pdfium_unseen`).
"""

from __future__ import annotations

import ctypes
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence

from clausescan.read.pdfium_calls import (
    COUNT_CLIPS,
    COUNT_MARKS,
    GET_CLIP,
    GET_MARK,
    GET_MARK_NAME,
    Handle,
)

_LAYERS = b"/OCProperties"
_TELLING = re.compile(rb"/(?:ObjStm\b|OCProperties)")
_ALL = b"/OCProperties /BaseState /OFF"
_OFF = re.compile(rb"/OFF\s{0,4}\[\s{0,4}\d|/BaseState\s{0,4}/OFF|/ViewState\s{0,4}/OFF")
_OBJECTS = re.compile(rb"/ObjStm\b[^>]{0,400}>>\s{0,4}stream\r?\n")
_MOST_BYTES, _LARGEST = 40_000_000, 2_000_000  # unpacked, in all and of one stream
_NAME = 8  # bytes of a mark's name that are looked at: "OC" in UTF-16 with its end


def has_hidden_layers(data: bytes, *, encrypted: bool = False) -> bool:
    """True where the PDF says that a layer is switched off (PDF 1.7, 8.11.4), or may say so where not all can be read.

    Few PDFs have layers, so whether one is off is looked for in a second pass.
    """
    if encrypted:
        return True
    told = list(_TELLING.finditer(data))
    starts = [packed.end() for match in told if (packed := _OBJECTS.match(data, match.start()))]
    layers = any(match[0] == _LAYERS for match in told) or any(_LAYERS in plain for plain in _plain(data, starts))
    return layers and (bool(_OFF.search(data)) or any(_OFF.search(plain) for plain in _plain(data, starts)))


def _plain(data: bytes, starts: Iterable[int]) -> Iterator[bytes]:
    """The packed objects that begin there, unpacked; where there are too many, in place of the rest one that says all that is looked for."""
    whole, read = memoryview(data), 0
    for start in starts:
        if read > _MOST_BYTES:
            yield _ALL
            return
        plain = _unpacked(whole[start : start + _LARGEST], data.find(b"endstream", start) - start)
        read += len(plain)
        yield plain


def _unpacked(packed: memoryview, length: int) -> bytes:
    """What is packed in so many bytes, at most so much of it; in all the bytes where it goes on behind that. Empty if packed in another way."""
    try:
        for part in (packed[: max(0, length)], packed):  # what is handed over is copied
            unpack = zlib.decompressobj()
            plain = unpack.decompress(part, _LARGEST)
            if unpack.eof:
                break
    except zlib.error:
        return b""
    return plain


def in_layers(texts: Sequence[Handle]) -> Iterator[Handle]:
    """Those of the text objects that are marked as of a layer, whether it is on or off."""
    for text, count in zip(texts, map(COUNT_MARKS, texts), strict=True):
        if any(_is_layer(text, i) for i in range(max(0, min(count, 20)))):
            yield text


def _is_layer(text: Handle, place: int) -> bool:
    name, length = ctypes.create_string_buffer(_NAME), ctypes.c_ulong()
    mark = GET_MARK(text, place)
    return bool(mark) and bool(GET_MARK_NAME(mark, name, _NAME, ctypes.byref(length))) and name.raw[:6] == b"O\0C\0\0\0"


def clips_of(texts: Sequence[Handle]) -> Iterator[tuple[Handle, int, int]]:
    """Those of the text objects that a clipping may keep from being drawn, each with that clipping and the number of its paths.

    PDFium forgets clippings that let the whole text through.
    """
    clips = list(map(GET_CLIP, texts))
    counts = list(map(COUNT_CLIPS, clips))
    if max(counts, default=0) > 0:
        yield from ((text, clip, count) for text, clip, count in zip(texts, clips, counts, strict=True) if count > 0)
