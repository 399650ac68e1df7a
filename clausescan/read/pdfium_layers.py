"""Text that is in the PDF and not drawn: in a layer that is switched off, or outside of what its clipping lets through.

PDFium gives such text like any other and does not tell which layers are on. So text that may be of that kind is named here, and a picture of
the page decides whether it shows (`pdfium_unseen`). The bytes of a PDF tell whether any page needs to be asked for layers, or for notes.
"""

from __future__ import annotations

import ctypes
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from clausescan.read.pdfium_calls import (
    COUNT_CLIPS,
    COUNT_MARKS,
    GET_CLIP,
    GET_MARK,
    GET_MARK_NAME,
    Handle,
)

_LAYERS, _PACKED = b"/OCProperties", b"/ObjStm"
_NOTES = (b"/Widget", b"/StrikeOut", b"/FreeText", b"/Ink", b"/Stamp")  # the kinds that `pdfium_notes` reads
_SPELT = b"#"  # any name may be written with codes for its letters (PDF 1.7, 7.3.5)
_TELLING = re.compile(rb"/(?:ObjStm\b|OCProperties|Widget|StrikeOut|FreeText|Ink|Stamp|\w{1,12}#)")
_ALL = b"/OCProperties /BaseState /OFF #"
_OFF = re.compile(rb"/OFF\s{0,4}\[\s{0,4}\d|/BaseState\s{0,4}/OFF|/ViewState\s{0,4}/OFF")
_OBJECTS = re.compile(rb"/ObjStm\b[^>]{0,400}>>\s{0,4}stream\r?\n")
_MOST_BYTES, _LARGEST = 40_000_000, 2_000_000  # unpacked, in all and of one stream
_NAME = 8  # bytes of a mark's name that are looked at: "OC" in UTF-16 with its end


@dataclass(frozen=True, slots=True)
class Told:
    """What the bytes of a PDF tell of all its pages; true as well where not all of them can be read."""

    layers: bool
    """A layer is switched off (PDF 1.7, 8.11.4)."""
    notes: bool
    """There are form fields, or notes that strike, write or sign. Most PDFs have none but links, which are dear to ask for."""


def told_by(data: bytes, *, encrypted: bool = False) -> Told:
    """What those bytes tell. Few PDFs have layers, so whether one is off is looked for in a second pass."""
    if encrypted:
        return Told(layers=True, notes=True)
    found = list(_TELLING.finditer(data))
    names = {match[0] for match in found} - {_PACKED}
    packed = [_OBJECTS.match(data, match.start()) for match in found if match[0] == _PACKED]
    starts = [match.end() for match in packed if match]
    layers, notes = _LAYERS in names, None in packed or not names <= {_LAYERS}
    for plain in _plain(data, starts):
        layers = layers or _LAYERS in plain
        notes = notes or _SPELT in plain or any(kind in plain for kind in _NOTES)
        if layers and notes:
            break
    return Told(layers and (bool(_OFF.search(data)) or any(_OFF.search(plain) for plain in _plain(data, starts))), notes)


def _plain(data: bytes, starts: Iterable[int]) -> Iterator[bytes]:
    """The packed objects that begin there, unpacked; for those packed in another way, and where there are too many, what says all."""
    whole, read = memoryview(data), 0
    for start in starts:
        if read > _MOST_BYTES:
            yield _ALL
            return
        plain = _unpacked(whole[start : start + _LARGEST], data.find(b"endstream", start) - start)
        read += len(plain)
        yield plain


def _unpacked(packed: memoryview, length: int) -> bytes:
    """What is packed in so many bytes, at most so much of it; in all the bytes where it goes on behind that; else what says all."""
    try:
        for part in (packed[: max(0, length)], packed):  # what is handed over is copied
            unpack = zlib.decompressobj()
            plain = unpack.decompress(part, _LARGEST)
            if unpack.eof:
                break
    except zlib.error:
        return _ALL
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


def clips_of(texts: Sequence[Handle]) -> Iterator[tuple[Handle, Handle, int]]:
    """Those of the text objects that a clipping may keep from being drawn, each with that clipping and the number of its paths.

    PDFium forgets clippings that let the whole text through.
    """
    clips = list(map(GET_CLIP, texts))
    counts = list(map(COUNT_CLIPS, clips))
    if max(counts, default=0) > 0:
        yield from ((text, clip, count) for text, clip, count in zip(texts, clips, counts, strict=True) if count > 0)
