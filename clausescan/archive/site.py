"""An archive as pages: an index that can be filtered, and one report for each contract file. Files only; nothing is served.

A report is made anew only where its contract file, the day, or what makes it changed. No PDF is read again: only pieces of pages are drawn.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clausescan import __version__
from clausescan.archive.contract import joined
from clausescan.archive.decided import contract_file
from clausescan.archive.kept import Kept, member_of
from clausescan.archive.search import COLUMNS
from clausescan.archive.standing import BY_RANK, RANK, days_of
from clausescan.archive.store import Archive
from clausescan.assess.forms import fill, forms
from clausescan.assess.letters import letters
from clausescan.assess.verdict import assess
from clausescan.core.buyer import Buyer
from clausescan.core.result import Scanned
from clausescan.explain import explain_uses
from clausescan.report.html import render_archive, render_report
from clausescan.report.view import make_view
from clausescan.report.view_archive import Unread, index_view
from clausescan.scan import Toolkit, label_clauses

if TYPE_CHECKING:
    from clausescan.learn.classifier import Classifier
    from clausescan.report.pictures import Render

Row = dict[str, Any]
MOST_ROWS = 20_000
_MOST_UNREAD = 500
_MADE = "made.json"
_FOLDER = "contracts"


@dataclass(frozen=True, slots=True)
class Maker:
    """What reports are made with: day, buyer if one is known, rules and classifier (loaded when a report is made), templates, what draws pictures."""

    day: dt.date
    buyer: Buyer | None
    tools: Callable[[], tuple[Toolkit, Classifier]]
    templates: Path
    draw: Render | None

    @property
    def stamp(self) -> str:
        """Differs where reports would."""
        return f"{self.day} {__version__} {self.buyer!r}"


def write_site(archive: Archive, folder: Path, maker: Maker, write: Callable[[str, Path], None]) -> Iterator[tuple[str, bool]]:
    """Write `index.html` and the reports into the folder; the title of each contract file as it is done, and whether its report was made anew."""
    rows = _rows(archive, maker.day)
    made, now = _made(folder), dict[str, str]()
    (folder / _FOLDER).mkdir(parents=True, exist_ok=True)
    for row in rows:
        place, key = folder / _FOLDER / f"{row['uid']}.html", f"{row['members']} {maker.stamp}"
        new = made.get(row["uid"]) != key or not place.is_file()
        scans = _scans(archive, row["uid"]) if new else ()
        if new and not scans:
            continue
        if new:
            kept = contract_file(archive, row["uid"])
            write(report_of(scans, maker, {(p.source.sha256, p.pages): p.joined for p in kept.parts} if kept else {}), place)
        now[row["uid"]] = key
        yield row["title"], new
    links = {uid: f"{_FOLDER}/{uid}.html" for uid in now}
    total = archive.rows("SELECT count(*) AS n FROM contract_files WHERE current")[0]["n"]
    view = index_view(rows, links, _unread(archive), as_of=maker.day, version=__version__, total=total)
    write(render_archive(view, maker.templates), folder / "index.html")
    write(json.dumps(now, indent=0), folder / _FOLDER / _MADE)


def report_of(scans: tuple[Scanned, ...], maker: Maker, reasons: Mapping[tuple[str, tuple[int, int]], str]) -> str:
    """The report of one contract file as HTML; `reasons` tell why each part, by sha256 and pages, is in it."""
    file, readiness = assess(scans, maker.day, (), __version__, maker.buyer)
    file = joined(file, reasons)
    toolkit, classifier = maker.tools()
    labelled = [label_clauses(scan, classifier) for scan in scans]
    view = make_view(
        file,
        readiness,
        labelled,
        render=maker.draw,
        version=__version__,
        as_of=readiness.as_of,
        explanations=explain_uses(labelled, toolkit, classifier),
        forms=[fill(form, readiness.rows) for form in forms()],
        letters=letters(file, readiness, maker.buyer),
    )
    return render_report(view, maker.templates)


def _rows(archive: Archive, day: dt.date) -> list[Row]:
    sql = f"SELECT {COLUMNS}, members, {RANK} AS standing FROM contract_files WHERE current ORDER BY standing, current_end, title LIMIT {MOST_ROWS}"  # noqa: S608
    return [{**row, "standing": BY_RANK[row["standing"]].value} for row in archive.rows(sql, days_of(day))]


def _scans(archive: Archive, uid: str) -> tuple[Scanned, ...]:
    """The PDFs of a contract file as kept; empty where one of them is kept no longer."""
    sql = (
        "SELECT sha256, name, d.parts FROM contract_files AS c JOIN contract_documents AS d ON d.contract_id = c.id "
        "JOIN files ON files.id = d.file_id WHERE c.uid = ? ORDER BY d.ordinal"
    )
    kept, found = Kept(archive.folder), []
    try:
        for row in archive.rows(sql, (uid,)):
            both = kept.both(row["sha256"])
            if both is None:
                return ()
            found.append(member_of(row["name"], both.document, both.parts, [n - 1 for n in json.loads(row["parts"])]))
    finally:
        kept.close()
    return tuple(found)


def _made(folder: Path) -> dict[str, str]:
    try:
        made: dict[str, str] = json.loads((folder / _FOLDER / _MADE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return made


def _unread(archive: Archive) -> Iterator[Unread]:
    sql = f"SELECT path, message, advice FROM quarantine WHERE solved_at IS NULL ORDER BY path LIMIT {_MOST_UNREAD}"  # noqa: S608  a number of our own
    for row in archive.rows(sql):
        yield Unread(row["path"], row["message"], row["advice"])
