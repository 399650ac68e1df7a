"""A browser for tests that speaks ASGI directly: no socket, no server. It keeps the cookie and knows where forms keep their token."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from starlette.types import ASGIApp, Message

HOST = "127.0.0.1:8750"
_TOKEN = re.compile(r'name="token" value="([^"]+)"')


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")

    @property
    def object(self) -> Any:
        return json.loads(self.body)

    @property
    def place(self) -> str:
        return self.headers["location"]


@dataclass
class Client:
    app: ASGIApp
    cookie: str = ""
    _token: str = field(default="", repr=False)

    def ask(self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None) -> Answer:
        asked = self._ask(method, path, body, {"host": HOST, **(headers or {})})
        with ThreadPoolExecutor(1) as own:  # a browser's driver leaves a loop running in the tests' thread
            return own.submit(asyncio.run, asked).result()

    async def _ask(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Answer:
        place, _, query = path.partition("?")
        if self.cookie:
            headers["cookie"] = self.cookie
        scope = {
            "type": "http",
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": place,
            "raw_path": place.encode(),
            "query_string": query.encode(),
            "root_path": "",
            "headers": [(k.lower().encode(), v.encode()) for k, v in headers.items()],
            "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", 8750),
        }
        pieces = [body[i : i + 10_000] for i in range(0, len(body), 10_000)] or [b""]
        incoming = [{"type": "http.request", "body": p, "more_body": n < len(pieces) - 1} for n, p in enumerate(pieces)]
        sent: list[Message] = []

        async def receive() -> Message:
            if not incoming:
                await asyncio.Event().wait()  # this browser stays until it has its answer
            return incoming.pop(0)

        async def send(message: Message) -> None:
            sent.append(message)

        try:
            await self.app(scope, receive, send)
        except Exception:
            if not sent:
                raise
        told = {k.decode(): v.decode() for k, v in sent[0]["headers"]}
        for name, value in sent[0]["headers"]:
            if name == b"set-cookie":
                held = dict(pair.split("=", 1) for pair in self.cookie.split("; ") if pair)
                key, _, rest = value.decode().partition("=")
                self.cookie = "; ".join(f"{k}={v}" for k, v in {**held, key: rest.partition(";")[0]}.items())
        return Answer(sent[0]["status"], told, b"".join(m.get("body", b"") for m in sent[1:]))

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, headers={k.replace("_", "-"): v for k, v in headers.items()})

    @property
    def token(self) -> str:
        if not self._token:
            found = _TOKEN.search(self.get("/buyers/new").text)
            assert found
            self._token = found[1]
        return self._token

    def post(self, path: str, fields: Mapping[str, str | Sequence[str]] | None = None, **headers: str) -> Answer:
        body = urlencode({"token": self.token, **(fields or {})}, doseq=True).encode()
        kind = {"content-type": "application/x-www-form-urlencoded"}
        return self.ask("POST", path, body, {**kind, **{k.replace("_", "-"): v for k, v in headers.items()}})

    def drop(self, files: Sequence[tuple[str, bytes]], path: str = "/drop", **fields: str) -> Answer:
        body, kind = multipart({"token": self.token, **fields}, files)
        return self.ask("POST", path, body, {"content-type": kind})


def multipart(fields: Mapping[str, str], files: Sequence[tuple[str, bytes]]) -> tuple[bytes, str]:
    """Body and content type of a form with files, fields first."""
    mark = "----clausescan-test"
    parts = [f'--{mark}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n'.encode() for k, v in fields.items()]
    for name, data in files:
        head = f'--{mark}\r\nContent-Disposition: form-data; name="pdfs"; filename="{name}"\r\nContent-Type: application/pdf\r\n\r\n'
        parts.append(head.encode() + data + b"\r\n")
    return b"".join(parts) + f"--{mark}--\r\n".encode(), f"multipart/form-data; boundary={mark}"
