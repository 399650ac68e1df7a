"""What a person says of the documents of a folder, in `contract-file.toml` beside them: roles, parts, titles, what to leave out (BUNDLES 1)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from clausescan.assess.own_file import load_own, nearest, parse_toml
from clausescan.core.document import Document
from clausescan.core.finding import Role
from clausescan.core.result import Scanned, ScannedPart
from clausescan.errors import UsageError

FILE_NAME = "contract-file.toml"
Rescan = Callable[[Document, tuple[int, int], str, Role | None], ScannedPart]
"""Document, pages (first and last, from 1), title and role to a part with its facts."""
_KEYS = ("file", "pages", "role", "title", "leave_out", "contract_file")
_ALL = "*"


@dataclass(frozen=True, slots=True)
class Arranged:
    """One document as the person sees it: a file's name, its pages (None: all of them), and what it is. `leave_out`: it is not read.

    `contract_files` are those it belongs to, by the names that the person gave them. The file "*" is every file that is not named elsewhere.
    """

    file: str
    pages: tuple[int, int] | None = None
    role: Role | None = None
    title: str | None = None
    leave_out: bool = False
    contract_files: tuple[str, ...] = ()

    @property
    def mends(self) -> bool:
        """True where it says more than where the document belongs."""
        return bool(self.leave_out or self.pages or self.role or self.title)


def load_arrangement(folder: Path) -> tuple[Arranged, ...]:
    """What `contract-file.toml` of that folder says; empty where there is none.

    Raises:
        UsageError: it cannot be read, or holds a key or value that is not known.
    """
    path = folder / FILE_NAME
    if not path.is_file():
        return ()
    return load_own(path, parse_arrangement, "Mend it, or move it away.")


def parse_arrangement(text: str) -> tuple[Arranged, ...]:
    """The documents in their order.

    Raises:
        UsageError: as in `load_arrangement`.
    """
    data = parse_toml(text, "Each document begins with [[document]].")
    unknown = [k for k in data if k != "document"]
    listed = data.get("document", [])
    if unknown or not isinstance(listed, list):
        raise UsageError(f"“{(unknown or ['document'])[0]}” is not known.", "Each document begins with [[document]].")
    return tuple(_document(raw, number) for number, raw in enumerate(listed, 1))


def _document(raw: Mapping[str, Any], number: int) -> Arranged:
    for key in raw:
        if key not in _KEYS:
            raise UsageError(f"“{key}” is not known in document {number}.", nearest(key, _KEYS))
    file = raw.get("file")
    if not isinstance(file, str) or not file:
        raise UsageError(f"document {number} names no file.", 'For example: file = "01-rfp.pdf".')
    title, leave_out = raw.get("title"), raw.get("leave_out", False)
    if not isinstance(title, str | None) or not isinstance(leave_out, bool):
        raise UsageError(f"document {number}: title is a text in quotes, leave_out is true or false.", "")
    one = Arranged(
        file, _pages(raw.get("pages"), number), _role(raw.get("role"), number), title, leave_out, _contract_files(raw.get("contract_file"), number)
    )
    if file == _ALL and one.mends:
        raise UsageError(
            f"document {number}: “{_ALL}” stands for all other files and only says to which contract file they belong.", "Name the file."
        )
    return one


def _contract_files(raw: object, number: int) -> tuple[str, ...]:
    names: list[Any] = raw if isinstance(raw, list) else [] if raw is None else [raw]
    if not all(isinstance(n, str) and n.strip() for n in names):
        raise UsageError(f"document {number}: contract_file is a name in quotes, or a list of such names.", 'For example: contract_file = "Parking".')
    return tuple(dict.fromkeys(n.strip() for n in names))


def _pages(raw: object, number: int) -> tuple[int, int] | None:
    if raw is None:
        return None
    first, _, last = str(raw).partition("-")
    if not first.strip().isdigit() or (last and not last.strip().isdigit()) or not 0 < int(first) <= int(last or first):
        raise UsageError(f"document {number}: pages “{raw}” are no range.", 'Write pages = "3-9", or pages = 3.')
    return int(first), int(last or first)


def _role(raw: object, number: int) -> Role | None:
    if raw is None:
        return None
    for role in Role:
        if raw == role.value:
            return role
    raise UsageError(f"document {number}: role “{raw}” is not known.", nearest(raw, Role))


def arranged(scans: Sequence[Scanned], arrangement: Sequence[Arranged], rescan: Rescan) -> list[Scanned]:
    """The scans as the person arranged them; those not named stay as they were read, and a file with nothing left is left out.

    Raises:
        UsageError: a name fits no file, or pages are not in it.
    """
    names = {s.document.source.name for s in scans}
    for one in arrangement:
        if one.file not in names and one.file != _ALL:
            raise UsageError(f"{FILE_NAME} names {one.file}, which is not among the files.", f"Files: {', '.join(sorted(names))}.")
    mended = (_one(s, [a for a in arrangement if a.file == s.document.source.name and a.mends], rescan) for s in scans)
    return [s for s in mended if s.parts]


def put_into(scanned: Scanned, arrangement: Sequence[Arranged]) -> dict[int, tuple[str, ...]]:
    """The contract files that the person put the parts of an arranged scan into, by the place of the part; empty if none."""
    own = [a for a in arrangement if a.file == scanned.document.source.name]
    told = {}
    for index, one in enumerate(scanned.parts):
        first, last = one.part.pages
        named = [a for a in own if a.pages is None or (a.pages[0] <= first and last <= a.pages[1])]
        names = [n for a in named or ([] if own else [a for a in arrangement if a.file == _ALL]) for n in a.contract_files]
        if names:
            told[index] = tuple(dict.fromkeys(names))
    return told


def _one(scanned: Scanned, wanted: Sequence[Arranged], rescan: Rescan) -> Scanned:
    if not wanted:
        return scanned
    document = scanned.document
    count = len(document.pages)
    parts: list[ScannedPart] = []
    for one in wanted:
        first, last = one.pages or (1, count)
        if last > count:
            raise UsageError(f"{FILE_NAME}: {one.file} has {count} pages, not {last}.", "Mend the range of pages.")
        if not one.leave_out:
            parts.append(rescan(document, (first, last), one.title or _title(scanned, first), one.role))
    named = [one.pages or (1, count) for one in wanted]
    kept = [p for p in scanned.parts if not any(a <= p.part.pages[1] and p.part.pages[0] <= b for a, b in named)]
    return replace(scanned, parts=tuple(sorted((*parts, *kept), key=lambda p: p.part.pages)), main=0)


def _title(scanned: Scanned, first: int) -> str:
    """The title that was read for the part on that page."""
    return next((p.part.title for p in scanned.parts if p.part.pages[0] <= first <= p.part.pages[1]), "")
