"""The bytes of a PDF by the place that an archive keeps of it: a path, a name in a store, or a name inside a zip file."""

from __future__ import annotations

from pathlib import Path

from clausescan.archive.remote import is_remote
from clausescan.archive.worker import load
from clausescan.errors import SourceError
from clausescan.read.source import identify


def bytes_at(places: list[str], sha256: str, most: int) -> bytes:
    """The PDF of that sha256, from the first of the places that still holds it.

    Raises:
        SourceError: none does.
    """
    for place in places:
        try:
            path, within, member = taken_apart(place)
            data = load(path, member, most, within)
        except SourceError:
            continue
        if identify("", data).sha256 == sha256:
            return data
    raise SourceError("The PDF no longer lies where it was read.", "Scan its folder again.", "unreadable")


def taken_apart(place: str) -> tuple[str, tuple[str, ...], str | None]:
    """The path of a file, the zip files inside it that lead to the PDF, and the PDF's name in the last; None for a file of its own."""
    path = Path(place)
    outer = None if is_remote(place) or path.is_file() else next((p for p in path.parents if p.suffix.lower() == ".zip" and p.is_file()), None)
    if outer is None:
        return place, (), None
    within: list[str] = []
    name = ""
    parts = place[len(str(outer)) + 1 :].split("/")
    for part in parts[:-1]:
        name = f"{name}/{part}" if name else part
        if part.lower().endswith(".zip"):
            within.append(name)
            name = ""
    return str(outer), tuple(within), f"{name}/{parts[-1]}" if name else parts[-1]
