"""The app: which address leads to which function. Made by a function, so that two can run side by side."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Callable
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from clausescan.errors import ClausescanError
from clausescan.web import buyers, drops, files, library, login, manual, review, trail
from clausescan.web.guard import ForbiddenError, Guard
from clausescan.web.office import Office, Plan, open_office
from clausescan.web.pages import sorry

_KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}

ROUTES: tuple[tuple[str, str, Callable[..., object]], ...] = (
    ("GET", "/", drops.home),
    ("POST", "/drop", drops.drop),
    ("POST", "/drop/{drop}/more", drops.drop),
    ("POST", "/drop/{drop}/close", drops.close),
    ("GET", "/drop/{drop}", drops.watch),
    ("GET", "/drop/{drop}/progress", drops.poll),
    ("GET", "/drop/{drop}/events", drops.events),
    ("GET", "/files", files.index),
    ("GET", "/file/{file}", files.contract_file),
    ("POST", "/file/{file}", files.ask),
    ("GET", "/file/{file}/report", files.report),
    ("GET", "/file/{file}/export/{kind}", files.export),
    ("GET", "/file/{file}/review", review.desk),
    ("POST", "/file/{file}/review", review.judge),
    ("POST", "/file/{file}/reviewer", review.sign_in),
    ("GET", "/file/{file}/history", trail.history),
    ("GET", "/file/{file}/review.jsonl", trail.as_lines),
    ("GET", "/file/{file}/corrections.toml", trail.as_cases),
    ("GET", "/pdf/{sha256}", files.pdf),
    ("GET", "/pdf/{sha256}/page/{page:int}", files.picture),
    ("GET", "/archive", library.library),
    ("POST", "/archive", library.make_file),
    ("GET", "/buyers", buyers.index),
    ("GET", "/buyers/new", buyers.form),
    ("POST", "/buyers/new", buyers.keep),
    ("GET", "/buyers/{buyer}", buyers.form),
    ("POST", "/buyers/{buyer}", buyers.keep),
    ("GET", "/buyers/{buyer}/buyer.toml", buyers.as_file),
    ("GET", "/help", manual.manual),
    ("GET", "/help/{name}", manual.manual),
    ("GET", "/login", login.ask_word),
    ("POST", "/login", login.take_word),
)
"""Method, path and page: the whole app."""


def create_app(plan: Plan) -> Guard:
    """The app of a desk; the desk opens when the server starts and closes with it."""

    @contextlib.asynccontextmanager
    async def life(app: Starlette) -> AsyncIterator[None]:
        office: Office = await run_in_threadpool(open_office, plan)
        app.state.office = office
        yield
        await run_in_threadpool(office.close)

    app = Starlette(
        routes=[*(Route(path, page, methods=[method]) for method, path, page in ROUTES), Route("/static/{name}", _static)],
        lifespan=life,
        exception_handlers={ForbiddenError: files.forbidden, ClausescanError: _fault, 404: _nowhere, 500: _bug},
    )
    app.state.keys = plan.keys
    app.state.static = static_files(plan.templates)
    return Guard(app, plan.keys, plan.hosts)


def static_files(templates: Path) -> dict[str, Path]:
    """Style sheets, scripts and signs by their names: nothing else can be asked for."""
    places = (templates / "assets", templates / "web" / "static")
    return {p.name: p for place in places if place.is_dir() for p in sorted(place.iterdir()) if p.suffix in _KINDS}


def _static(request: Request) -> Response:
    path = request.app.state.static.get(request.path_params["name"])
    if path is None:
        return Response("Not found.", 404, media_type="text/plain")
    return FileResponse(path, media_type=_KINDS[path.suffix], headers={"Cache-Control": "no-cache"})


def _fault(request: Request, error: Exception) -> Response:
    assert isinstance(error, ClausescanError)
    return sorry(request, error.http_status, "That did not work", error.message, error.advice)


def _nowhere(request: Request, error: Exception) -> Response:  # noqa: ARG001  Starlette's signature
    return sorry(request, 404, "No such page", "There is no page under this address.", "Begin at the first page.")


def _bug(request: Request, error: Exception) -> Response:
    said = f"{type(error).__name__} in clausescan itself."
    return sorry(request, 500, "A fault of our own", said, "Nothing that was kept is lost. Try again, and report it if it stays.")
