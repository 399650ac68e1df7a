"""Profiles of buyers: a list, a form, and the profile as a file."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from clausescan.assess.buyer_file import parse_buyer
from clausescan.web.buyer_form import GROUPS, MOST_ROWS, profile_of, values_of
from clausescan.web.files import missing
from clausescan.web.pages import go, office_of, show
from clausescan.web.upload import form_of


def index(request: Request) -> Response:
    """All profiles."""
    return show(request, "buyers", buyers=office_of(request).desk.rows("SELECT id, name, at FROM buyers ORDER BY name"))


def form(request: Request) -> Response:
    """The form, empty or with what is known."""
    buyer_id = request.path_params.get("buyer", "")
    row = office_of(request).desk.row("SELECT * FROM buyers WHERE id = ?", (buyer_id,)) if buyer_id else None
    if buyer_id and row is None:
        return missing(request, "buyer profile")
    return _form(request, buyer_id, values_of(parse_buyer(row["profile"])) if row else {}, {})


def _form(request: Request, buyer_id: str, values: dict[str, str], problems: dict[str, str]) -> Response:
    names = {name: label for name, label in _labels() if name in problems}
    return show(
        request,
        "buyer",
        400 if problems else 200,
        buyer=buyer_id,
        groups=GROUPS,
        lines=range(1, MOST_ROWS + 1),
        values=values,
        problems=problems,
        names=names,
    )


def _labels() -> list[tuple[str, str]]:
    found = []
    for group in GROUPS:
        for field in group.fields:
            found += [(f"{group.of}.{n}.{field.name}", f"{group.title}, {n}: {field.label}") for n in range(1, MOST_ROWS + 1)] if group.of else []
            found += [] if group.of else [(field.name, field.label)]
    return found


async def keep(request: Request) -> Response:
    """Keep what was filled in, or show beside each field what is wrong."""
    office, sent = office_of(request), await form_of(request)
    buyer_id = request.path_params.get("buyer", "")
    if buyer_id and office.desk.row("SELECT 1 FROM buyers WHERE id = ?", (buyer_id,)) is None:
        return missing(request, "buyer profile")
    values = {name: sent.one(name) for name in sent.values}
    text, problems = profile_of(values)
    if problems:
        return _form(request, buyer_id, values, problems)
    await run_in_threadpool(office.desk.keep_buyer, buyer_id, values["buyer.name"], text)
    return go("/buyers")


def as_file(request: Request) -> Response:
    """The profile as `buyer.toml`, for `clausescan report --buyer`."""
    row = office_of(request).desk.row("SELECT profile FROM buyers WHERE id = ?", (request.path_params["buyer"],))
    if row is None:
        return missing(request, "buyer profile")
    return Response(row["profile"], media_type="text/plain; charset=utf-8", headers={"Content-Disposition": 'attachment; filename="buyer.toml"'})
