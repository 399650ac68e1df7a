"""Dropping PDFs and watching them being read."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from clausescan.errors import UsageError
from clausescan.web.asking import asked_of
from clausescan.web.desk import Asked, Grouping
from clausescan.web.pages import go, office_of, show, sorry
from clausescan.web.progress import progress_of
from clausescan.web.upload import Form, form_of, receive

_MOST_FILES = 12  # contract files that the first page lists
_BEAT = 0.4  # seconds between two looks at what is going on
_QUIET = 15.0  # seconds after which a line is sent so that nobody on the way closes


def home(request: Request) -> Response:
    """Where PDFs are dropped, and the last contract files."""
    office = office_of(request)
    files = office.desk.rows("SELECT * FROM files ORDER BY at DESC, rowid DESC LIMIT ?", (_MOST_FILES,))
    return show(
        request,
        "home",
        files=[listed(f) for f in files],
        count=(office.desk.row("SELECT count(*) AS n FROM files") or {"n": 0})["n"],
        buyers=office.desk.rows("SELECT id, name FROM buyers ORDER BY name"),
        limits=office.plan.limits,
        max_pages=office.plan.crew.max_pages,
    )


def listed(row: dict[str, str]) -> dict[str, object]:
    """A contract file as a line of a list: the head of its last answer with it, if there was one."""
    return {"id": row["id"], "title": row["title"], "at": row["at"][:16].replace("T", " "), "summary": json.loads(row["summary"] or "null")}


async def drop(request: Request) -> Response:
    """PDFs come in. A script sends them in several requests and names the drop; a plain form sends all at once, and is closed with it."""
    office = office_of(request)
    form, files = await receive(request, office.blobs, office.plan.limits)
    at = request.path_params.get("drop") or ""
    if at and office.desk.row("SELECT 1 FROM drops WHERE id = ?", (at,)) is None:
        return JSONResponse({"error": "There is no such drop."}, 404)
    at = at or await run_in_threadpool(office.desk.begin_drop)
    await run_in_threadpool(office.desk.add_dropped, at, files, office.plan.crew.fingerprint)
    office.reading.wake()
    if form.one("more"):
        return JSONResponse({"drop": at, "taken": sum(bool(f.sha256) for f in files), "refused": sum(not f.sha256 for f in files)})
    return await run_in_threadpool(_close, request, at, form)


async def close(request: Request) -> Response:
    """All of a drop has come: its PDFs become contract files."""
    form = await form_of(request)
    return await run_in_threadpool(_close, request, request.path_params["drop"], form)


def _close(request: Request, at: str, form: Form) -> Response:
    office = office_of(request)
    try:
        asked = asked_of(form, office.desk)
    except UsageError as error:
        if "json" in request.headers.get("accept", ""):
            return JSONResponse({"error": f"{error.message} {error.advice}"}, 400)
        asked = Asked()  # the page of the contract file asks again
    chosen = form.one("grouping")
    office.desk.close_drop(at, Grouping(chosen) if chosen in list(Grouping) else Grouping.ONE, asked)
    return JSONResponse({"place": f"/drop/{at}"}) if "json" in request.headers.get("accept", "") else go(f"/drop/{at}")


def watch(request: Request) -> Response:
    """The page that shows how far a drop is."""
    office, at = office_of(request), request.path_params["drop"]
    if office.desk.row("SELECT 1 FROM drops WHERE id = ?", (at,)) is None:
        return sorry(request, 404, "No such drop", "There is no drop under this address.", "Begin at the first page.")
    files = office.desk.rows("SELECT * FROM files WHERE drop_id = ? ORDER BY rowid", (at,))
    return show(request, "drop", drop=at, progress=progress_of(office, at), files=[listed(f) for f in files])


def poll(request: Request) -> Response:
    """How far a drop is, as JSON: for browsers that do not keep a line open."""
    return JSONResponse(progress_of(office_of(request), request.path_params["drop"]).plain())


def events(request: Request) -> Response:
    """The same as it changes: server-sent events, each with the lines that changed."""
    return StreamingResponse(_beats(request), media_type="text/event-stream", headers={"X-Accel-Buffering": "no"})


async def _beats(request: Request) -> AsyncIterator[str]:
    office, at = office_of(request), request.path_params["drop"]
    sent: dict[int, object] = {}
    silent = 0.0
    while True:
        plain = (await run_in_threadpool(progress_of, office, at)).plain()
        changed = [line for line in plain["lines"] if sent.get(line["n"]) != line]
        sent.update((line["n"], line) for line in changed)
        silent = 0.0 if changed else silent + _BEAT
        if changed or plain["over"]:
            yield f"data: {json.dumps({**plain, 'lines': changed})}\n\n"
        elif silent > _QUIET:
            silent = 0.0
            yield ": still here\n\n"
        if plain["over"]:
            return
        await asyncio.sleep(_BEAT)
