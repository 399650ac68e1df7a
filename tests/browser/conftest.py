"""A real desk in a process of its own, and a real browser; both skip, visibly, where they are not there."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Dialog, Page

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Server:
    """A running `clausescan serve`."""

    process: subprocess.Popen[str]
    address: str

    def kill(self) -> None:
        """As a power cut would."""
        children = subprocess.run(["pgrep", "-P", str(self.process.pid)], capture_output=True, text=True, check=False).stdout.split()
        for pid in (str(self.process.pid), *children):
            os.kill(int(pid), signal.SIGKILL)
        self._close()

    def end(self) -> None:
        self.process.terminate()
        self._close()

    def _close(self) -> None:
        assert self.process.stdout is not None
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self.process.stdout.close()


def start(home: Path, *more: str, port: int = 0) -> Server:
    """A desk in that home, on any free port."""
    command = [sys.executable, "-m", "clausescan", "serve", "--home", str(home), "--port", str(port), "--workers", "2", *more]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment, cwd=home)
    assert process.stdout is not None
    found = re.search(r"http://\S+", process.stdout.readline())
    assert found, "the desk did not open"
    return Server(process, found[0].rstrip("/"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = os.environ.get("CLAUSESCAN_CHROMIUM") or shutil.which("chromium")
    if not path:
        pytest.skip("no chromium: install it, or name it in CLAUSESCAN_CHROMIUM")
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Server]:
    running = start(tmp_path_factory.mktemp("desk"))
    yield running
    running.end()


@dataclass
class Watched:
    """A page, and what went wrong on it: requests that left the origin, errors of scripts, dialogs that opened."""

    page: Page
    wrong: list[str]


def watched(context: BrowserContext, address: str) -> Watched:
    page, wrong = context.new_page(), []
    origin = urlsplit(address).netloc

    def on_request(url: str) -> None:
        if urlsplit(url).scheme not in {"data", "blob"} and urlsplit(url).netloc != origin:
            wrong.append(f"request to {url}")

    def on_dialog(dialog: Dialog) -> None:
        wrong.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    page.on("request", lambda r: on_request(r.url))
    page.on("pageerror", lambda e: wrong.append(f"script: {e}"))
    page.on("console", lambda m: wrong.append(f"console: {m.text}") if m.type == "error" and "favicon" not in m.text else None)
    page.on("dialog", on_dialog)
    page.set_default_timeout(90_000)
    return Watched(page, wrong)


@pytest.fixture
def watch(browser: Browser, server: Server) -> Iterator[Watched]:
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, accept_downloads=True, reduced_motion="reduce"
    )  # a page that scrolls by itself moves what is clicked
    one = watched(context, server.address)
    yield one
    context.close()
    assert one.wrong == []
