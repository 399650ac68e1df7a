"""Forms as they come in: small ones whole, drops of PDFs streamed to the disk part by part, never held in memory."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from urllib.parse import parse_qs

from python_multipart.exceptions import MultipartParseError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import Request

from clausescan.errors import SourceError
from clausescan.web.blobs import Blobs, Incoming
from clausescan.web.desk import Dropped
from clausescan.web.guard import ForbiddenError, check_token

MAX_FORM = 1_000_000
_MAX_FIELD = 100_000
_LONGEST = 150  # signs of a file's name that are kept


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of a form; a field that was sent several times has several values."""

    values: dict[str, list[str]]

    def one(self, name: str) -> str:
        """The first value, without spaces at its ends; "" where there is none."""
        return next(iter(self.values.get(name, [])), "").strip()

    def all(self, name: str) -> list[str]:
        """Every value that says something."""
        return [v.strip() for v in self.values.get(name, []) if v.strip()]


async def form_of(request: Request) -> Form:
    """The fields of a small form of our own.

    Raises:
        ForbiddenError: it is too long, or its token is not of this session.
    """
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > MAX_FORM:
            raise ForbiddenError("The form is too long.")
    form = Form(parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=1000))
    check_token(request, form.one("token") or request.headers.get("x-token", ""))
    return form


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may bring: bytes of a file, and files."""

    max_bytes: int
    max_files: int


@dataclass(slots=True)
class _Parts:
    """What the parser has heard so far of a multipart form."""

    request: Request
    blobs: Blobs
    limits: Limits
    trusted: bool
    fields: dict[str, list[str]] = field(default_factory=dict)
    files: list[Dropped] = field(default_factory=list)
    header: bytes = b""
    value: bytes = b""
    headers: dict[bytes, bytes] = field(default_factory=dict)
    name: str = ""
    filename: str | None = None
    incoming: Incoming | None = None

    def begin(self) -> None:
        """A part begins."""
        self.headers, self.value, self.incoming, self.filename, self.name = {}, b"", None, None, ""

    def header_field(self, data: bytes, start: int, end: int) -> None:
        """Some of a header's name."""
        self.header += data[start:end]

    def header_value(self, data: bytes, start: int, end: int) -> None:
        """Some of a header's value."""
        self.value += data[start:end]

    def header_end(self) -> None:
        """A header is whole."""
        self.headers[self.header.lower()] = self.value
        self.header = self.value = b""

    def headers_finished(self) -> None:
        """What follows is a field, or a file, which is let in only after the token."""
        _, options = parse_options_header(self.headers.get(b"content-disposition", b""))
        self.name = options.get(b"name", b"").decode("utf-8", "replace")
        if b"filename" not in options:
            return
        self._trust()
        self.filename = options[b"filename"].decode("utf-8", "replace")
        self.incoming = self.blobs.incoming(self.limits.max_bytes)

    def _trust(self) -> None:
        if not self.trusted:
            check_token(self.request, next(iter(self.fields.get("token", [])), ""))
            self.trusted = True

    def data(self, data: bytes, start: int, end: int) -> None:
        """Some of the part's content."""
        if self.incoming is not None:
            self.incoming.write(data[start:end])
            return
        self.value += data[start:end]
        if len(self.value) > _MAX_FIELD:
            raise ForbiddenError("A field of the form is too long.")

    def end(self) -> None:
        """The part is whole."""
        if self.incoming is None:
            self.fields.setdefault(self.name, []).append(self.value.decode("utf-8", "replace"))
        elif not self.filename and not self.incoming.size:  # a file field that was left empty
            self.incoming.drop()
        else:
            self._keep(self.incoming)
        self.incoming = None

    def _keep(self, incoming: Incoming) -> None:
        name, folder = labels(self.filename or "", next(reversed(self.fields.get("folder", [""])), ""))
        if len(self.files) >= self.limits.max_files:
            incoming.drop()
            said = f"More than {self.limits.max_files:,} files came at once."
            self.files.append(Dropped(name, folder, code="too_large", message=said, advice="Drop the rest in a second go."))
            return
        try:
            self.files.append(Dropped(name, folder, incoming.keep(), incoming.size))
        except SourceError as error:
            self.files.append(Dropped(name, folder, code=error.code, message=error.message, advice=error.advice))


async def receive(request: Request, blobs: Blobs, limits: Limits) -> tuple[Form, list[Dropped]]:
    """The fields and files of a multipart form of our own; files are in the store. Those cut off in the middle are not kept.

    Raises:
        ForbiddenError: it is no such form, or its token is not of this session.
    """
    kind, options = parse_options_header(request.headers.get("content-type", ""))
    boundary = options.get(b"boundary", b"")
    if kind != b"multipart/form-data" or not boundary:
        raise ForbiddenError("Files must be sent as multipart/form-data.")
    token = request.headers.get("x-token")
    if token is not None:
        check_token(request, token)
    parts = _Parts(request, blobs, limits, trusted=token is not None)
    parser = MultipartParser(
        boundary,
        {
            "on_part_begin": parts.begin,
            "on_header_field": parts.header_field,
            "on_header_value": parts.header_value,
            "on_header_end": parts.header_end,
            "on_headers_finished": parts.headers_finished,
            "on_part_data": parts.data,
            "on_part_end": parts.end,
        },
    )
    try:
        async for piece in request.stream():
            parser.write(piece)
        parser.finalize()
    except MultipartParseError as error:
        raise ForbiddenError("The form cannot be read.") from error
    finally:
        if parts.incoming is not None:
            parts.incoming.drop()
    if not parts.trusted:
        check_token(request, next(iter(parts.fields.get("token", [])), ""))
    return Form(parts.fields), parts.files


def labels(filename: str, folder: str) -> tuple[str, str]:
    """A file's own name and its folder as words to show: no signs that steer, no way up, nothing that is used as a path."""
    pieces = [p for p in f"{folder}/{filename}".replace("\\", "/").split("/") if p not in {"", ".", ".."}]
    clean = ["".join("\N{REPLACEMENT CHARACTER}" if unicodedata.category(c)[0] == "C" else c for c in p)[:_LONGEST] for p in pieces]
    return (clean[-1] if clean else "without a name.pdf"), "/".join(clean[:-1][-8:])
