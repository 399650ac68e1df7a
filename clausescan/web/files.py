"""Contract files: the page of each with its answer, the report, and what is asked."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Sequence

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from clausescan.core.buyer import Buyer
from clausescan.core.span import Box
from clausescan.errors import SourceError, UsageError
from clausescan.export import Format
from clausescan.web.answers import Answer, answer_of, asked_in, export_of, file_row, report_of, still_reading
from clausescan.web.asking import asked_of
from clausescan.web.desk import Row, State
from clausescan.web.drops import listed
from clausescan.web.guard import ForbiddenError
from clausescan.web.office import Office
from clausescan.web.pages import go, office_of, show, sorry
from clausescan.web.progress import state_words
from clausescan.web.readings import reading_path
from clausescan.web.upload import form_of

_PER_PAGE = 50
_EXPORTS = (
    (Format.XLSX, "Workbook (Excel)"),
    (Format.DOCX, "Memo (Word)"),
    (Format.PDF, "PDFs with marks"),
    (Format.ICS, "Dates (calendar)"),
    (Format.CSV, "Tables (CSV)"),
    (Format.JSON, "JSON"),
    (Format.PACKET, "Evidence packet (zip)"),
)
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
_SCALE = 1.6  # pixels a point: a letter page is 980 pixels wide


def missing(request: Request, what: str = "contract file") -> Response:
    """That there is nothing under this address."""
    return sorry(request, 404, f"No such {what}", f"There is no {what} under this address.", "It may have been dropped at another desk.")


def index(request: Request) -> Response:
    """All contract files, the newest first."""
    office = office_of(request)
    total = (office.desk.row("SELECT count(*) AS n FROM files") or {"n": 0})["n"]
    pages = max(1, -(-total // _PER_PAGE))
    asked = request.query_params.get("page", "1")
    at = min(max(1, int(asked) if asked.isdecimal() and len(asked) < 7 else 1), pages)
    rows = office.desk.rows("SELECT * FROM files ORDER BY at DESC, rowid DESC LIMIT ? OFFSET ?", (_PER_PAGE, (at - 1) * _PER_PAGE))
    return show(request, "files", files=[listed(r) for r in rows], total=total, page=at, pages=pages)


def contract_file(request: Request, problem: UsageError | None = None) -> Response:
    """One contract file: what it holds, how it stands, and what is asked of it."""
    office = office_of(request)
    row = file_row(office, request.path_params["file"])
    if row is None:
        return missing(request)
    members = members_of(office, row)
    reading = still_reading(members)
    answer = None if reading else answer_of(office, row, members)
    documents = [_document(m, *state_words(m, office.reading.live.get(m["sha256"]))) for m in members]
    return show(
        request,
        "file",
        400 if problem else 200,
        file=file_row(office, row["id"]),
        view=answer.view if answer else None,
        reading=reading,
        documents=documents,
        asked=asked_in(row),
        problem=problem,
        today=office.plan.today(),
        buyers=office.desk.rows("SELECT id, name FROM buyers ORDER BY name"),
        fixed=_fixed(answer.buyer) if answer else "",
        exports=_EXPORTS,
    )


def members_of(office: Office, row: Row) -> list[Row]:
    """The PDFs of a contract file; those whose reading is of an earlier clausescan, or gone, are read again."""
    members = office.desk.members(row["id"])
    crew = office.plan.crew
    stale = [m["sha256"] for m in members if m["state"] == State.READ and not reading_path(crew.readings, m["sha256"], crew.fingerprint).is_file()]
    if not stale:
        return members
    office.desk.read_again(stale)
    office.reading.wake()
    return office.desk.members(row["id"])


def _document(member: Row, style: str, words: str) -> Row:
    return {"name": member["name"], "sha256": member["sha256"], "style": style, "words": words}


def _fixed(buyer: Buyer | None) -> str:
    """The day that the buyer's profile fixes, "" where it fixes none."""
    return buyer.purchase.date.isoformat() if buyer is not None and buyer.purchase.date is not None else ""


async def ask(request: Request) -> Response:
    """Change what is asked."""
    office, form = office_of(request), await form_of(request)
    file_id = request.path_params["file"]
    if file_row(office, file_id) is None:
        return missing(request)
    try:
        asked = asked_of(form, office.desk)
    except UsageError as error:
        return await run_in_threadpool(contract_file, request, error)
    await run_in_threadpool(office.desk.ask, file_id, asked)
    return go(f"/file/{file_id}")


def answered(request: Request) -> Answer | Response:
    """The answer of the contract file that the address names, or the page to show instead."""
    office = office_of(request)
    row = file_row(office, request.path_params["file"])
    if row is None:
        return missing(request)
    members = members_of(office, row)
    answer = None if still_reading(members) else answer_of(office, row, members)
    return answer or go(f"/file/{row['id']}")


def report(request: Request) -> Response:
    """The report itself, as `clausescan report` writes it; with `?download` as a file to keep."""
    answer = answered(request)
    if isinstance(answer, Response):
        return answer
    page = report_of(office_of(request), answer)
    policy = _POLICY.search(page)
    own = html.unescape(policy[1]) if policy else "default-src 'none'"
    headers = {"Content-Security-Policy": f"{own}; frame-ancestors 'none'"}
    if "download" in request.query_params:
        headers["Content-Disposition"] = f'attachment; filename="clausescan-report-{answer.key[:8]}.html"'
    return HTMLResponse(page, headers=headers)


def export(request: Request) -> Response:
    """The contract file as a workbook, memo, calendar, ...: one file as it is, several in a zip file."""
    kind = request.path_params["kind"]
    if kind not in list(Format):
        return missing(request, "form of export")
    answer = answered(request)
    if isinstance(answer, Response):
        return answer
    made = export_of(office_of(request), answer, Format(kind))
    if not made.files:
        return sorry(request, 404, "There is nothing to save", " ".join(made.told))
    name, data = made.files[0] if len(made.files) == 1 else (f"{kind}.zip", _zipped(made.files))
    kept = name.rpartition("/")[2].encode("ascii", "replace").decode().replace('"', "_").replace("?", "_")
    return Response(data, media_type="application/octet-stream", headers={"Content-Disposition": f'attachment; filename="{kept}"'})


def _zipped(files: Sequence[tuple[str, bytes]]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return buffer.getvalue()


def pdf(request: Request) -> Response:
    """A PDF as it was dropped, to be kept, never shown in our origin."""
    office, sha256 = office_of(request), request.path_params["sha256"]
    if not office.desk.knows(sha256):
        return missing(request, "PDF")
    headers = {"Content-Disposition": f'attachment; filename="{sha256[:16]}.pdf"', "Content-Security-Policy": "sandbox; default-src 'none'"}
    return Response(office.blobs.path(sha256).read_bytes(), media_type="application/pdf", headers=headers)


def picture(request: Request) -> Response:
    """A page of a PDF as a picture; width and height in points come from its reading, never from the address."""
    office, sha256, number = office_of(request), request.path_params["sha256"], request.path_params["page"]
    if not office.desk.knows(sha256) or not 1 <= number <= office.plan.crew.max_pages:
        return missing(request, "page")
    try:
        drawn = office.drawer.page(sha256, number, Box(0.0, 0.0, 20_000.0, 20_000.0), _SCALE)
    except SourceError as error:
        return sorry(request, 404, "The page cannot be shown", error.message, error.advice)
    return Response(drawn, media_type="image/jpeg", headers={"Cache-Control": "private, max-age=86400"})


def forbidden(request: Request, error: Exception) -> Response:
    """A request that was not let in."""
    assert isinstance(error, ForbiddenError)
    return sorry(request, 403, "Not let in", str(error))
