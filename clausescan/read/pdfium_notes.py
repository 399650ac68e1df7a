"""What notes and form fields add to a page: boxes and their state, text typed into fields or onto the page, strikes, signatures."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from pypdfium2 import raw

from clausescan.core.span import Box
from clausescan.read.pdfium_drawn import MAX_SEGMENTS, Displayed
from clausescan.read.signs import Sign


@dataclass(slots=True)
class Notes:
    """What annotations add to a page: form fields, places that notes strike out, ink and stamps laid on."""

    fields: list[tuple[str, str, Box]] = field(default_factory=list)
    struck: list[Box] = field(default_factory=list)
    inks: list[Box] = field(default_factory=list)


def notes_on(form: object | None, page: object, place: Displayed) -> Notes:
    """Form fields of a page: "checked" or "unchecked" for boxes and buttons, "text" with its value for the others that are filled in.

    Text typed onto the page as a note counts as such a field. Notes that are hidden are passed over.
    """
    notes = Notes()
    for i in range(min(MAX_SEGMENTS, raw.FPDFPage_GetAnnotCount(page))):
        note = raw.FPDFPage_GetAnnot(page, i)
        try:
            kind = raw.FPDFAnnot_GetSubtype(note)
            if kind not in _SUBTYPES or raw.FPDFAnnot_GetFlags(note) & _NOT_SHOWN:
                continue
            if kind == raw.FPDF_ANNOT_STRIKEOUT:
                notes.struck += _quads(note, place)
            elif kind == raw.FPDF_ANNOT_FREETEXT:
                notes.fields += _typed(note, place)
            elif kind in _INKED:
                notes.inks.append(_rect(note, place))
            elif form:
                notes.fields += _field(form, note, place)
        finally:
            raw.FPDFPage_CloseAnnot(note)
    return notes


_INKED = frozenset({raw.FPDF_ANNOT_INK, raw.FPDF_ANNOT_STAMP})
_EMPTY = 4  # bytes of an appearance that draws nothing: a space and the end in UTF-16
_SUBTYPES = frozenset({raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_STRIKEOUT, raw.FPDF_ANNOT_FREETEXT, *_INKED})
_NOT_SHOWN = raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW


def _rect(note: object, place: Displayed) -> Box:
    rect = raw.FS_RECTF()
    raw.FPDFAnnot_GetRect(note, ctypes.byref(rect))
    return _placed(place, (rect.left, rect.right), (rect.bottom, rect.top))


def _placed(place: Displayed, xs: Sequence[float], ys: Sequence[float]) -> Box:
    x0, top, x1, bottom = place(min(xs), min(ys), max(xs), max(ys))
    return Box(round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2))


def _quads(note: object, place: Displayed) -> Iterator[Box]:
    """The places that a note marks, one for each line."""
    quad = raw.FS_QUADPOINTSF()
    for i in range(min(MAX_SEGMENTS, raw.FPDFAnnot_CountAttachmentPoints(note))):
        if raw.FPDFAnnot_GetAttachmentPoints(note, i, ctypes.byref(quad)):
            yield _placed(place, (quad.x1, quad.x2, quad.x3, quad.x4), (quad.y1, quad.y2, quad.y3, quad.y4))


def _typed(note: object, place: Displayed) -> Iterator[tuple[str, str, Box]]:
    value = _string(note, b"Contents")
    if value.strip():
        yield "text", value, _rect(note, place)


def _field(form: object, note: object, place: Displayed) -> Iterator[tuple[str, str, Box]]:
    kind = raw.FPDFAnnot_GetFormFieldType(form, note)
    if kind in {raw.FPDF_FORMFIELD_CHECKBOX, raw.FPDF_FORMFIELD_RADIOBUTTON}:
        yield ("checked" if _is_on(form, note) else "unchecked"), "", _rect(note, place)
    elif kind in {raw.FPDF_FORMFIELD_TEXTFIELD, raw.FPDF_FORMFIELD_COMBOBOX, raw.FPDF_FORMFIELD_LISTBOX}:
        value = _field_value(form, note)
        if value.strip():
            yield "text", value, _rect(note, place)
    elif kind == raw.FPDF_FORMFIELD_SIGNATURE:
        box = _rect(note, place)
        if box.width and box.height:  # a field without size holds a certificate that nobody sees
            yield "signature", (Sign.DIGITAL if _is_signed(note) else Sign.BLANK).value, box


def _is_on(form: object, note: object) -> bool:
    """True where a box or button shows that it is on: its appearance state tells (PDF 1.7, 12.7.4.2.3), which is what a reader sees."""
    state = _string(note, b"AS")
    return state != "Off" if state else bool(raw.FPDFAnnot_IsChecked(form, note))


def _string(note: object, key: bytes) -> str:
    return _told(lambda buffer, size: raw.FPDFAnnot_GetStringValue(note, key, buffer, size))


def _told(ask: Callable[[Any, int], int]) -> str:
    """What PDFium writes as UTF-16 into a buffer of the size that it tells when it is asked without one; "" for nothing."""
    size = ask(None, 0)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    ask(ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace")


def _is_signed(note: object) -> bool:
    """True where a field for a digital signature holds one (PDF 1.7, 12.8: its /V), or its parent does and it shows something."""
    if raw.FPDFAnnot_HasKey(note, b"V"):
        return True
    return bool(raw.FPDFAnnot_HasKey(note, b"Parent") and raw.FPDFAnnot_GetAP(note, raw.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0) > _EMPTY)


def _field_value(form: object, note: object) -> str:
    return _told(lambda buffer, size: raw.FPDFAnnot_GetFormFieldValue(form, note, buffer, size))
