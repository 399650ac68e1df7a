"""The archive in the app: a list with filters, a search, and the way from one of its PDFs to a contract file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from clausescan.archive.search import Filters, search
from clausescan.archive.standing import Standing, standing
from clausescan.archive.store import Archive
from clausescan.archive.worker import load
from clausescan.core.finding import Polarity, Role
from clausescan.core.states import STATE_NAMES
from clausescan.core.words import METHOD_WORDS, POLARITY_WORDS, ROLE_WORDS
from clausescan.errors import SourceError, UsageError
from clausescan.web.desk import Asked, Dropped
from clausescan.web.office import Office
from clausescan.web.pages import go, office_of, show, sorry
from clausescan.web.upload import form_of

_MOST = 50
_COLUMNS = (
    "files.sha256, files.name, facts.title, role, lead_name, lead_state, vendor, contract_number, start, current_end, max_end, anticipated, "
    "polarity, method, facts.scope, pages"
)
_FILTERS = ("state", "polarity", "role", "method")
_ORDER = {"name": "coalesce(facts.title, files.name) COLLATE NOCASE", "end": "current_end IS NULL, current_end", "new": "files.id DESC"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader of the archive looks for; "" for anything."""

    words: str = ""
    state: str = ""
    polarity: str = ""
    role: str = ""
    method: str = ""
    order: str = "new"

    @property
    def searched(self) -> bool:
        """Whether anything is looked for, in whatever order."""
        return any((self.words, self.state, self.polarity, self.role, self.method))


def wanted_of(query: Mapping[str, str]) -> Wanted:
    """The question in an address; values that are not known count as left out."""
    return Wanted(
        query.get("words", "")[:200].strip(),
        _known(query.get("state", ""), STATE_NAMES),
        _known(query.get("polarity", ""), [p.value for p in Polarity]),
        _known(query.get("role", ""), [r.value for r in Role]),
        _known(query.get("method", ""), METHOD_WORDS),
        _known(query.get("order", ""), _ORDER) or "new",
    )


def _known(value: str, among: Any) -> str:
    return value if value in among else ""


def library(request: Request) -> Response:
    """The archive as a list."""
    office, wanted = office_of(request), wanted_of(request.query_params)
    today = dt.date.fromisoformat(office.plan.today())
    try:
        with Archive(office.plan.crew.archive) as archive:
            rows, total, loose = _found(archive, wanted, today)
            refused = archive.rows("SELECT count(*) AS n FROM quarantine WHERE solved_at IS NULL")[0]["n"]
    except UsageError:
        rows, total, loose, refused = [], 0, False, 0
    return show(
        request,
        "archive",
        rows=[_shown(row) for row in rows],
        total=total,
        loose=loose,
        refused=refused,
        wanted=wanted,
        most=_MOST,
        states=STATE_NAMES,
        polarities={p.value: w for p, w in POLARITY_WORDS.items()},
        roles={r.value: w for r, w in ROLE_WORDS.items()},
        methods=METHOD_WORDS,
    )


def _found(archive: Archive, wanted: Wanted, today: dt.date) -> tuple[list[dict[str, Any]], int, bool]:
    """Rows to show, how many there are in all, and whether only some of the words were found."""
    if wanted.words:
        hits = search(archive, wanted.words, today, Filters(state=wanted.state, polarity=wanted.polarity), limit=1_000)
        found = [h for h in hits.hits if h.sha256]
        rows = [{**h.row, "sha256": h.sha256, "name": h.document, "standing": h.standing.value, "match": h.text, "match_page": h.page} for h in found]
        rows = [r for r in rows if wanted.role in {"", r["role"]} and wanted.method in {"", r["method"]}]
        return rows[:_MOST], len(rows), hits.loose
    tests = {"state": "lead_state", "polarity": "polarity", "role": "role", "method": "method"}
    chosen = {name: getattr(wanted, name) for name in _FILTERS if getattr(wanted, name)}
    where = " AND ".join(["files.current", *(f"{tests[name]} = :{name}" for name in chosen)])
    source = f"FROM files JOIN facts ON facts.file_id = files.id WHERE {where}"
    total = archive.rows(f"SELECT count(*) AS n {source}", chosen)[0]["n"]
    rows = archive.rows(f"SELECT {_COLUMNS} {source} ORDER BY {_ORDER[wanted.order]} LIMIT {_MOST}", chosen)
    return [{**row, "standing": standing(row, today).value, "match": "", "match_page": None} for row in rows], total, False


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    """The row in words."""
    lead = row["lead_name"] or "not stated"
    return {
        "sha256": row["sha256"],
        "title": row["title"] or row["name"],
        "name": row["name"],
        "lead": f"{lead} ({row['lead_state']})" if row["lead_state"] else lead,
        "vendor": row["vendor"] or "not stated",
        "role": ROLE_WORDS[Role(row["role"])],
        "end": row["current_end"] or "not stated",
        "foreseen": bool(row["anticipated"]),
        "polarity": POLARITY_WORDS[Polarity(row["polarity"])],
        "style": {"permits": "met", "restricts": "review", "prohibits": "not-met"}.get(row["polarity"], "absent"),
        "icon": {"permits": "✓", "restricts": "?", "prohibits": "✕"}.get(row["polarity"], "○"),
        "standing": "" if row["standing"] == Standing.NOT_GRANTED else row["standing"],  # the badge says so already
        "match": row["match"],
        "match_page": row["match_page"],
    }


async def make_file(request: Request) -> Response:
    """A contract file of PDFs of the archive; one that lies elsewhere is copied to the desk, if it is still what was read."""
    office, form = office_of(request), await form_of(request)
    chosen = list(dict.fromkeys(form.all("sha256")))[:200]
    if not chosen:
        return sorry(request, 400, "Nothing was chosen", "No PDF of the archive was chosen.", "Mark those that belong to one contract.")
    try:
        return go(f"/file/{await run_in_threadpool(_make, office, chosen)}")
    except (SourceError, KeyError) as error:
        said = error.message if isinstance(error, SourceError) else "One of them is not in the archive."
        return sorry(request, 404, "The PDF is not at hand", said, "Scan the folder again, or drop the PDF.")


def _make(office: Office, chosen: list[str]) -> str:
    members = [(sha256, _fetched(office, sha256)) for sha256 in chosen]
    office.reading.wake()
    return office.desk.make_file(members[0][1], members, Asked())


def _fetched(office: Office, sha256: str) -> str:
    """The name of a PDF that is at the desk now.

    Raises:
        KeyError: the archive does not know it.
        SourceError: no file of the archive's places holds it any more.
    """
    with Archive(office.plan.crew.archive) as archive:
        rows = archive.rows("SELECT name FROM files WHERE sha256 = ? AND current", (sha256,))
        places = archive.rows("SELECT path FROM paths WHERE sha256 = ? AND current ORDER BY path", (sha256,))
    name = str(rows[0]["name"]) if rows else ""
    if not name:
        raise KeyError(sha256)
    if not office.desk.knows(sha256):
        for place in places:
            if _taken_in(office, place["path"], sha256):
                break
        else:
            raise SourceError(f"{name} no longer lies where it was read.", "Scan its folder again.", "unreadable")
        drop = office.desk.begin_drop()
        office.desk.add_dropped(drop, [Dropped(name, "", sha256, office.blobs.path(sha256).stat().st_size)], office.plan.crew.fingerprint)
    return name


def _taken_in(office: Office, path: str, sha256: str) -> bool:
    """Copy the PDF at that place of the archive to the desk, if it is the one wanted. A place in a zip file is zip path, "/", name inside."""
    place = Path(path)
    inside = next((p for p in place.parents if p.suffix.lower() == ".zip" and p.is_file()), None)
    member = place.relative_to(inside).as_posix() if inside else None
    limit = office.plan.limits.max_bytes
    try:
        incoming = office.blobs.incoming(limit)
        incoming.write(load(str(inside or place), member, limit))
        return incoming.keep() == sha256
    except SourceError:
        return False
