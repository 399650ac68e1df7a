"""How far a drop is: one row a file, in words, and the sum of them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from clausescan.web.desk import State
from clausescan.web.office import Office
from clausescan.web.reading import Live

_SQL = """
SELECT d.position, d.name, d.folder, d.sha256, d.code AS refused, d.message AS why, d.advice AS what,
  p.state, p.pages, p.unread, p.code, p.message, p.advice
FROM dropped d LEFT JOIN pdfs p ON p.sha256 = d.sha256 AND d.sha256 <> '' WHERE d.drop_id = ? ORDER BY d.position
"""


@dataclass(frozen=True, slots=True)
class Line:
    """One file: `style` is waiting, working, done or failed; `words` say it in a sentence."""

    n: int
    name: str
    folder: str
    style: str
    words: str


@dataclass(frozen=True, slots=True)
class Progress:
    """All files of a drop, how many are done or failed, and whether all are."""

    lines: tuple[Line, ...]
    done: int
    failed: int

    @property
    def over(self) -> bool:
        """Has every file ended in one way or the other?"""
        return self.done + self.failed == len(self.lines)

    @property
    def sentence(self) -> str:
        """As in "12 of 200 files read, 1 could not be read."."""
        files = "file" if len(self.lines) == 1 else "files"
        return f"{self.done} of {len(self.lines)} {files} read" + (f", {self.failed} could not be read." if self.failed else ".")

    def plain(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "lines": [asdict(line) for line in self.lines],
            "sentence": self.sentence,
            "done": self.done,
            "failed": self.failed,
            "total": len(self.lines),
            "over": self.over,
        }


def progress_of(office: Office, drop: str) -> Progress:
    """How far that drop is; without lines where nothing came in."""
    lines = tuple(_line(row, office.reading.live.get(row["sha256"])) for row in office.desk.rows(_SQL, (drop,)))
    return Progress(lines, sum(x.style == "done" for x in lines), sum(x.style == "failed" for x in lines))


def _line(row: dict[str, Any], live: Live | None) -> Line:
    style, words = ("failed", f"{row['why']} {row['what']}") if row["refused"] else state_words(row, live)
    return Line(row["position"], row["name"], row["folder"], style, words)


def state_words(row: dict[str, Any], live: Live | None) -> tuple[str, str]:
    """Style and sentence of a PDF: a row of `pdfs`, and how far its reading is."""
    match row["state"]:
        case State.READ:
            pages = f"{row['pages']} {'page' if row['pages'] == 1 else 'pages'}"
            unread = f", {row['unread']} without text that can be read" if row["unread"] else ""
            return "done", f"Read: {pages}{unread}."
        case State.FAILED:
            return "failed", f"{row['message']} {row['advice']}"
        case State.READING:
            return "working", _live_words(live or Live())
        case _:
            return "waiting", "Waiting."


def _live_words(live: Live) -> str:
    if not live.pages:
        return "Opening."
    if live.page >= live.pages:
        return f"Understanding {live.pages} {'page' if live.pages == 1 else 'pages'}."
    picture = ", reading pictures of pages (OCR)" if live.picture else ""
    return f"Reading: {live.page} of {live.pages} pages{picture}."
