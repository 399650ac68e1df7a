"""Dates as a calendar file (RFC 5545), the same bytes for the same dates."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

_OCTETS = 75  # of a line, without its end (RFC 5545, 3.1)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Event:
    """Something on a whole day. `uid` stays the same for the same thing, so that a calendar renews it instead of adding another."""

    uid: str
    day: dt.date
    summary: str
    description: str


def calendar(events: Iterable[Event], made: dt.date) -> str:
    """The text of the file, lines ended by CR LF. `made` is the day that stands for the time of making."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//clausescan//archive//EN", "CALSCALE:GREGORIAN"]
    for event in events:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{escaped(event.uid)}",
            f"DTSTAMP:{made:%Y%m%d}T000000Z",
            f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}",
            f"SUMMARY:{escaped(event.summary)}",
            f"DESCRIPTION:{escaped(event.description)}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    return "".join(folded(line) for line in [*lines, "END:VCALENDAR"])


def escaped(text: str) -> str:
    """A value of type TEXT: backslash, semicolon, comma and line ends escaped, other control signs left out (RFC 5545, 3.3.11)."""
    plain = _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def folded(line: str) -> str:
    """The line in pieces of at most 75 octets of UTF-8, none cut within a letter; each further piece begins with a space."""
    pieces, piece, size = [], "", 0
    for letter in line:
        octets = len(letter.encode("utf-8", "replace"))
        if size + octets > _OCTETS:
            pieces.append(piece)
            piece, size = " ", 1
        piece, size = piece + letter, size + octets
    return "\r\n".join([*pieces, piece]) + "\r\n"
