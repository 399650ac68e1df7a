"""PDFium's functions as they are called for each word or object of a page: without checks, which makes them several times as fast."""

from __future__ import annotations

import ctypes
import struct
from typing import Any

from pypdfium2 import raw


def fast(function: Any, result: type | None = None, *arguments: type) -> Any:
    """The same function of PDFium, called without checks: several times as fast, which counts where it is called for each word or object.

    Where no argument types are named, pointers are to be given as `byref` or `c_void_p`, and numbers as they are.
    """
    return ctypes.PYFUNCTYPE(result, *arguments)(ctypes.cast(function, ctypes.c_void_p).value or 0)


class Handle(ctypes.c_void_p):
    """An object of a page: what one function gives, the next takes as it is."""


TWO, FOUR = struct.Struct("2f"), struct.Struct("4f")
GET_CHAR_BOX = fast(raw.FPDFText_GetCharBox)  # text page, character, left, right, bottom, top
GET_LOOSE_BOX = fast(raw.FPDFText_GetLooseCharBox)  # text page, character, rectangle
GET_TEXT_OBJECT = fast(raw.FPDFText_GetTextObject, ctypes.c_void_p)  # text page, character
GET_FONT = fast(raw.FPDFTextObj_GetFont, ctypes.c_void_p, ctypes.c_void_p)  # text object
GET_OBJECT = fast(raw.FPDFPage_GetObject, Handle)  # page, index
GET_KIND = fast(raw.FPDFPageObj_GetType, ctypes.c_int)  # object
GET_BOUNDS = fast(raw.FPDFPageObj_GetBounds, ctypes.c_int)  # object, left, bottom, right, top
GET_MATRIX = fast(raw.FPDFPageObj_GetMatrix, ctypes.c_int)  # object, matrix
GET_DRAW_MODE = fast(raw.FPDFPath_GetDrawMode, ctypes.c_int)  # path, fill, stroke
COUNT_SEGMENTS = fast(raw.FPDFPath_CountSegments, ctypes.c_int)  # path
GET_SEGMENT = fast(raw.FPDFPath_GetPathSegment, ctypes.c_void_p)  # path, index
GET_SEGMENT_KIND = fast(raw.FPDFPathSegment_GetType, ctypes.c_int, ctypes.c_void_p)  # segment
GET_POINT = fast(raw.FPDFPathSegment_GetPoint)  # segment, x, y
COUNT_INSIDE = fast(raw.FPDFFormObj_CountObjects, ctypes.c_int)  # form object
GET_INSIDE = fast(raw.FPDFFormObj_GetObject, Handle)  # form object, index
GET_FILL_COLOR = fast(raw.FPDFPageObj_GetFillColor, ctypes.c_int)  # object, red, green, blue, alpha
GET_TEXT_MODE = fast(raw.FPDFTextObj_GetTextRenderMode, ctypes.c_int)  # text object
GET_CLIP = fast(raw.FPDFPageObj_GetClipPath, Handle)  # object
COUNT_CLIPS = fast(raw.FPDFClipPath_CountPaths, ctypes.c_int)  # clip path
COUNT_CLIP_SEGMENTS = fast(raw.FPDFClipPath_CountPathSegments, ctypes.c_int, ctypes.c_void_p, ctypes.c_int)  # clip path, path
GET_CLIP_SEGMENT = fast(raw.FPDFClipPath_GetPathSegment, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int, ctypes.c_int)  # clip path, path, index
GET_CLIP_POINT = fast(raw.FPDFPathSegment_GetPoint, None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)  # segment, x, y
COUNT_MARKS = fast(raw.FPDFPageObj_CountMarks, ctypes.c_int)  # object
GET_MARK = fast(raw.FPDFPageObj_GetMark, ctypes.c_void_p)  # object, index
GET_MARK_NAME = fast(
    raw.FPDFPageObjMark_GetName, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_ulong, ctypes.c_void_p
)  # mark, buffer, ...
