"""Logging in with the word that was printed at the start, where the desk is open to other machines."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import Response

from clausescan.web.guard import Keys, cookie_header, same
from clausescan.web.pages import go, show
from clausescan.web.upload import form_of

_SLOWLY = 0.5  # seconds before a wrong word is answered


def ask_word(request: Request) -> Response:
    """The form."""
    return show(request, "login", wrong=False)


async def take_word(request: Request) -> Response:
    """A new session for the right word; the old one ends."""
    keys: Keys = request.app.state.keys
    form = await form_of(request)
    if not keys.login or not same(form.one("word"), keys.login):
        await asyncio.sleep(_SLOWLY)
        return show(request, "login", 403, wrong=True)
    answer = go("/")
    answer.headers["set-cookie"] = cookie_header(keys.session(known=True), secure=request.url.scheme == "https")
    return answer
