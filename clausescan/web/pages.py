"""Templates to answers. Every word goes through autoescape; a page shows only what it is given."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import jinja2
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from clausescan import __version__
from clausescan.web.guard import session_of
from clausescan.web.office import Office


def office_of(request: Request) -> Office:
    """The desk that the request came to."""
    office: Office = request.app.state.office
    return office


@lru_cache(maxsize=4)
def _environment(templates: Path) -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(templates), autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


def show(request: Request, template: str, status: int = 200, **values: Any) -> Response:
    """The page that the template makes of the values."""
    office = office_of(request)
    common = {
        "token": office.plan.keys.token(session_of(request)),
        "version": __version__,
        "here": request.url.path,
        "trouble": office.reading.trouble,
        "login_asked": bool(office.plan.keys.login),
    }
    text = _environment(office.plan.templates).get_template(f"web/{template}.html").render({**common, **values})
    return HTMLResponse(text, status)


def go(place: str) -> Response:
    """On to another page, after a form."""
    return RedirectResponse(place, 303)


def sorry(request: Request, status: int, title: str, message: str, advice: str = "") -> Response:
    """A page that says what is wrong, and what to do."""
    return show(request, "sorry", status, title=title, message=message, advice=advice)
