from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from clausescan.cli.serve import plan_of
from clausescan.settings import Settings
from clausescan.web.app import create_app
from clausescan.web.office import Office, Plan, open_office
from tests.draw import pdf, prose
from tests.web.client import HOST, Client

CONTRACT = (
    "CONTRACT NO. 24-118",
    "This contract is made between the City of Larkmoor, Colorado and Fenwick Salt LLC.",
    "",
    "1. Term",
    "The contract runs from July 1, 2026 to June 30, 2029.",
    "",
    "2. Use by others",
    "Any other public agency may buy under this contract at the same prices, terms and conditions.",
)


def contract_pdf(*lines: str) -> bytes:
    return pdf(prose(*(lines or CONTRACT)))


def plan_in(home: Path, word: str = "", most_files: int = 50, most_pages: int = 20) -> Plan:
    return plan_of(Settings(isolate=False, max_megabytes=2), home, None, 1, (most_files, most_pages), word, (HOST,))


@contextlib.contextmanager
def opened(plan: Plan) -> Iterator[tuple[Client, Office]]:
    """The app as a server would run it: the office opened before the first request, closed after the last."""
    app = create_app(plan)
    office = open_office(plan)
    app.inner.state.office = office
    try:
        yield Client(app), office
    finally:
        office.close()


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Client, Office]]:
    """A desk for all tests that only add to it."""
    with opened(plan_in(tmp_path_factory.mktemp("desk"))) as pair:
        yield pair


@pytest.fixture
def client(desk: tuple[Client, Office]) -> Client:
    return Client(desk[0].app)


def wait_for(done: Callable[[], bool], seconds: float = 60.0) -> None:
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "nothing happened"
        time.sleep(0.05)


def read(client: Client, place: str) -> None:
    """Wait until all of a drop is read."""
    wait_for(lambda: bool(client.get(f"{place}/progress").object["over"]))
