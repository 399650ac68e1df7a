"""`clausescan serve`: the desk in a browser of this machine."""

from __future__ import annotations

import os
import secrets
import socket
import sys
import webbrowser
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clausescan.cli.day import today
from clausescan.cli.inputs import ocr_options, settings_in_force
from clausescan.cli.ocr import ocr_flags
from clausescan.cli.scan import cores, patience_of, setup_of
from clausescan.errors import UsageError
from clausescan.settings import Settings, data_folder, desk_folder, template_folder

if TYPE_CHECKING:
    from clausescan.web.office import Plan

EPILOG = """\b
Examples:
  clausescan serve
  clausescan serve --port 0 --open
  clausescan serve --home desk --archive archive --workers 2
"""
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


@click.command(name="serve", epilog=EPILOG)
@click.option("--port", type=click.IntRange(0, 65_535), default=8750, show_default=True, help="Port to listen at; 0 for any that is free.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at. Any but this machine's own asks for a login.")
@click.option("--home", type=click.Path(path_type=Path, file_okay=False), help="Folder of the desk: PDFs, readings, reviews. Made if missing.")
@click.option("--archive", type=click.Path(path_type=Path, file_okay=False), help="Archive to search and to add to.  [default: in the home]")
@click.option("--workers", type=click.IntRange(1, 256), help="Files read at once.  [default: one a core]")
@click.option("--max-files", type=click.IntRange(1), default=1_000, show_default=True, help="Files that one request may bring.")
@click.option("--max-pages", type=click.IntRange(1), default=5_000, show_default=True, help="Pages of a PDF that is taken.")
@click.option("--login", is_flag=True, help="Ask for a login on this machine too.")
@click.option("--open", "open_it", is_flag=True, help="Open the desk in the browser.")
@ocr_flags
@click.pass_obj
def command(
    obj: dict[str, int],
    *,
    port: int,
    host: str,
    home: Path | None,
    archive: Path | None,
    workers: int | None,
    max_files: int,
    max_pages: int,
    login: bool,
    open_it: bool,
) -> int:
    """Open the desk, a local web app: drop PDFs, watch them being read, get reports, review findings, search the archive.

    It listens on this machine only and prints its address. What is dropped stays in the desk's folder; nothing leaves the machine.
    End it with Ctrl-C: what is finished is kept, what is in work is read again at the next start.
    """
    import uvicorn

    from clausescan.web.app import create_app
    from clausescan.web.office import hold

    settings = settings_in_force().settings
    place = (home or desk_folder(settings, os.environ)).absolute()
    listening = _listen(host, port)
    at = listening.getsockname()[1]
    word = secrets.token_urlsafe(18) if login or host not in _LOOPBACK else ""
    plan = plan_of(settings, place, archive, workers or cores(), (max_files, max_pages), word, names_of(host, at))
    held = hold(place)
    address = f"http://{f'[{host}]' if ':' in host else host if host not in {'0.0.0.0', ''} else socket.gethostname()}:{at}/"  # noqa: S104
    server = uvicorn.Server(uvicorn.Config(create_app(plan), log_level="warning", timeout_graceful_shutdown=2, server_header=False, lifespan="on"))
    click.echo(f"The desk is open at {address}", err=bool(obj["quiet"]))
    if word:
        click.echo(f"Log in with: {word}")
    click.echo(f"It is kept in {place}. End it with Ctrl-C.", err=True)
    sys.stdout.flush()
    if open_it:
        webbrowser.open(address)
    with held:
        server.run(sockets=[listening])
    return 0


def plan_of(settings: Settings, home: Path, archive: Path | None, workers: int, most: tuple[int, int], word: str, hosts: tuple[str, ...]) -> Plan:
    """What the desk is started with; `most` are files a request and pages a PDF."""
    from clausescan.archive.fingerprint import fingerprints
    from clausescan.web.guard import keys_of
    from clausescan.web.office import Plan
    from clausescan.web.reading import Crew
    from clausescan.web.upload import Limits

    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    ocr = ocr_options(settings)
    setup = setup_of(settings, replace(ocr, jobs=max(1, cores() // workers)).pack())
    folder = (archive or home / "archive").absolute()
    crew = Crew(setup, patience_of(settings), workers, home / "readings", folder, fingerprints(ocr), most[1])
    return Plan(
        home=home,
        crew=crew,
        templates=template_folder(settings),
        models=data_folder("models"),
        limits=Limits(setup.max_bytes, most[0]),
        keys=keys_of(home, word),
        hosts=hosts,
        today=lambda: today().isoformat(),
    )


def _listen(host: str, port: int) -> socket.socket:
    """A socket that listens there.

    Raises:
        UsageError: it cannot: the port is taken, or the address is not this machine's.
    """
    listening: socket.socket | None = None
    try:
        family, kind, proto, _, place = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        listening = socket.socket(family, kind, proto)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(place)
        listening.listen(128)  # whoever comes before the desk is open waits a moment
    except OSError as error:
        if listening is not None:
            listening.close()
        raise UsageError(f"Nothing can listen at {host}, port {port}: {error.strerror or error}.", "Choose another --port, or --port 0.") from error
    return listening


def names_of(host: str, port: int) -> tuple[str, ...]:
    """What a browser may call this server: anything else in the Host header is somebody else's page talking."""
    names = {"localhost", "127.0.0.1", "[::1]"} if host in _LOOPBACK else {host, socket.gethostname(), socket.getfqdn(), "localhost", "127.0.0.1"}
    if host in {"0.0.0.0", "::", ""}:  # noqa: S104
        names |= {info[4][0] if ":" not in str(info[4][0]) else f"[{info[4][0]}]" for info in _own_addresses()}
    return tuple(sorted(f"{name}:{port}" for name in names) + (sorted(str(n) for n in names) if port == 80 else []))


def _own_addresses() -> list[tuple[object, object, object, str, tuple[str, ...]]]:
    try:
        return list(socket.getaddrinfo(socket.gethostname(), None))  # type: ignore[arg-type]
    except OSError:
        return []
