"""What stands before every page: who may ask (host, origin, login), that a form is our own (CSRF token), and the headers of every answer.

A page on the network that makes a browser talk to this machine is the attack to think of: it can name our port but not our host name, cannot
read our token, and cannot frame our pages.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import time
from collections.abc import Iterable
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from pathlib import Path
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import Message, Receive, Scope, Send

COOKIE = "clausescan"
_SECONDS = 12 * 3600
_SAFE = frozenset({"GET", "HEAD"})
_OPEN_PATHS = ("/login", "/static/")
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # not "no-referrer": the browser would then send no Origin with forms
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cache-Control": "no-store",
}


class ForbiddenError(Exception):
    """The request is not let in; the message says why in a sentence."""


@dataclass(frozen=True, slots=True)
class Keys:
    """What sessions and forms are signed with. `login` is the word that lets somebody in, "" where nobody is asked."""

    secret: bytes
    login: str = ""

    def sign(self, *words: str) -> str:
        """A signature that only this home can make."""
        return hmac.new(self.secret, "\0".join(words).encode(), hashlib.sha256).hexdigest()

    def session(self, *, known: bool) -> str:
        """A new cookie; `known` for somebody who gave the word."""
        body = f"{int(time.time())}.{secrets.token_urlsafe(18)}.{'in' if known else 'out'}"
        return f"{body}.{self.sign('session', body)}"

    def holds(self, cookie: str) -> bool:
        """Is it one of ours, and young enough?"""
        body, _, signature = cookie.rpartition(".")
        made = body.partition(".")[0]
        return same(signature, self.sign("session", body)) and made.isdigit() and time.time() - int(made) < _SECONDS

    def knows(self, cookie: str) -> bool:
        """Was the word given, where one is asked?"""
        return not self.login or (self.holds(cookie) and cookie.rpartition(".")[0].endswith(".in"))

    def token(self, cookie: str) -> str:
        """The token that forms of this session carry."""
        return self.sign("form", cookie)


def keys_of(home: Path, login: str = "") -> Keys:
    """The keys of a home, made at the first start; the file is for its owner only."""
    path = home / "secret"
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secrets.token_bytes(32))
    except FileExistsError:
        pass
    return Keys(path.read_bytes(), login)


def same(given: str, wanted: str) -> bool:
    """Equal, in a time that tells nothing."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), wanted.encode())


def session_of(request: Request) -> str:
    """The session of a request that came past the guard."""
    return str(request.scope["session_cookie"])


def check_token(request: Request, given: str) -> None:
    """Let a form of our own pass.

    Raises:
        ForbiddenError: the token is missing, or of another session.
    """
    keys: Keys = request.app.state.keys
    if not same(given, keys.token(session_of(request))):
        raise ForbiddenError("The form is too old, or did not come from this page. Go back, load the page again, and send it once more.")


class Guard:
    """Every request comes through here. `hosts` are host names, with port where one was given, by which this server may be called."""

    def __init__(self, app: Starlette, keys: Keys, hosts: Iterable[str], *, secure: bool = False) -> None:
        self.inner, self._keys, self._hosts, self._secure = app, keys, frozenset(hosts), secure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] == "lifespan":
            await self.inner(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        headers = Headers(scope=scope)
        cookie = _cookie(headers)
        fresh = "" if self._keys.holds(cookie) else self._keys.session(known=False)
        scope["session_cookie"] = fresh or cookie

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._finish(MutableHeaders(scope=message), fresh)
            await send(message)

        refusal = self._refusal(scope, headers, cookie)
        await (refusal or self.inner)(scope, receive, sending)

    def _refusal(self, scope: Scope, headers: Headers, cookie: str) -> Response | None:
        if headers.get("host", "") not in self._hosts:
            return PlainTextResponse("This address is not one that clausescan answers to.", 421)
        if scope["method"] not in _SAFE and not self._own(headers):
            return PlainTextResponse("Another site asked for this; clausescan answers its own pages only.", 403)
        if not self._keys.knows(cookie) and not scope["path"].startswith(_OPEN_PATHS):
            return RedirectResponse("/login", 303) if scope["method"] in _SAFE else PlainTextResponse("Please log in.", 401)
        return None

    def _own(self, headers: Headers) -> bool:
        """Does the request come from a page of ours, as far as the browser tells? The token in the form decides where it does not tell."""
        if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
            return False
        origin = headers.get("origin")
        return origin is None or urlsplit(origin).netloc == headers.get("host")

    def _finish(self, headers: MutableHeaders, fresh: str) -> None:
        for name, value in _HEADERS.items():
            headers.setdefault(name, value)
        if fresh and "set-cookie" not in headers:
            headers.append("set-cookie", cookie_header(fresh, secure=self._secure))


def cookie_header(value: str, *, secure: bool = False) -> str:
    """The cookie of a session as a header's value: not for scripts, not for other sites."""
    return f"{COOKIE}={value}; Path=/; HttpOnly; SameSite=Strict; Max-Age={_SECONDS}{'; Secure' if secure else ''}"


def _cookie(headers: Headers) -> str:
    try:
        morsel = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return ""
    return morsel.value if morsel else ""
