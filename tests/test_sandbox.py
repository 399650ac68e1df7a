"""The child: the same pages as in this process, and an end to what hangs or dies."""

from __future__ import annotations

import json
import os
import re
import signal
import stat
import subprocess
import sys
import textwrap
import time
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from clausescan.core.span import Box
from clausescan.errors import SourceError
from clausescan.read.ocr import OcrOptions
from clausescan.read.pages import Opening, read_pdf
from clausescan.read.raw import RawPage
from clausescan.sandbox import Limits, Reader, in_force
from clausescan.sandbox_limits import MEGABYTE, environment, memory_of
from tests.draw import pdf, prose

posix = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs a shell and /proc")
GOOD = pdf(prose("A page of plain words"), prose("and another"))


def test_a_child_reads_what_this_process_reads() -> None:
    with Reader() as reader:
        for _ in range(2):
            there, here = list(reader.read(GOOD)), list(read_pdf(GOOD))
            assert isinstance(there[0], Opening)
            assert there[0] == here[0]
            assert [p.lines for p in there if isinstance(p, RawPage)] == [p.lines for p in here if isinstance(p, RawPage)]
        assert reader.picture(GOOD, 1, Box(0, 0, 200, 100), 1.0)[:2] == b"\xff\xd8"
        child = reader._child
        assert reader.picture(GOOD, 2, Box(0, 0, 200, 100), 1.0)[:2] == b"\xff\xd8"
        assert reader._child is child is not None  # many pictures of one PDF: one child, which keeps the PDF


def test_errors_come_through_and_the_child_goes_on() -> None:
    with Reader() as reader:
        with pytest.raises(SourceError) as caught:
            list(reader.read(b"nothing"))
        assert caught.value.code == "not_pdf"
        assert len(list(reader.read(GOOD))) == 3


def test_a_reading_left_half_way_does_no_harm() -> None:
    with Reader() as reader:
        pages = reader.read(GOOD)
        next(pages)
        pages.close()  # type: ignore[attr-defined]
        assert len(list(reader.read(GOOD))) == 3


def test_a_silent_child_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    real: Any = subprocess.Popen

    def sleeper(command: list[str], **rest: object) -> object:
        return real([command[0], "-c", "import time; time.sleep(60)"], **rest)

    monkeypatch.setattr(subprocess, "Popen", sleeper)
    start = time.monotonic()
    with Reader(Limits(silence=0.5)) as reader, pytest.raises(SourceError) as caught:
        list(reader.read(GOOD))
    assert caught.value.code == "timeout"
    assert time.monotonic() - start < 20


def test_a_child_that_dies_is_an_error_and_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    real: Any = subprocess.Popen

    def dying(command: list[str], **rest: object) -> object:
        return real([command[0], "-c", "import os; os._exit(11)"], **rest)

    with Reader() as reader:
        with monkeypatch.context() as patched:
            patched.setattr(subprocess, "Popen", dying)
            with pytest.raises(SourceError) as caught:
                list(reader.read(GOOD))
        assert caught.value.code == "damaged"
        assert len(list(reader.read(GOOD))) == 3


SCAN = pdf(lambda canvas: canvas.rect(0, 0, 612, 792, fill=1), lambda canvas: canvas.drawInlineImage(Image.new("L", (85, 110), 90), 0, 0, 612, 792))


def engine(folder: Path, body: str) -> dict[str, str]:
    """An environment in which `tesseract` does that."""
    path = folder / "tesseract"
    path.write_text(f'#!/bin/sh\ncase "$1" in --version) echo "tesseract 9.9";; --list-langs) echo eng;; *) {body};; esac\n')
    path.chmod(0o755)
    return {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}


@posix
@pytest.mark.slow
def test_an_engine_that_hangs_costs_its_time_and_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in engine(tmp_path, "sleep 60").items():
        monkeypatch.setenv(name, value)
    start = time.monotonic()
    with Reader(Limits(silence=8.0), OcrOptions(engine="tesseract", seconds=3.0)) as reader:
        pages = [p for p in reader.read(SCAN) if isinstance(p, RawPage)]
    assert [p.picture is not None for p in pages] == [False, True]
    assert pages[1].lines == ()
    assert time.monotonic() - start < 40


@posix
def test_an_engine_ends_with_the_child(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in engine(tmp_path, f"echo $$ > {tmp_path}/pid; exec sleep 60").items():
        monkeypatch.setenv(name, value)
    with Reader(None, OcrOptions(engine="tesseract", seconds=30.0)) as reader:
        pages = reader.read(SCAN)
        next(pages), next(pages)
        until = time.monotonic() + 20
        while not (tmp_path / "pid").is_file() or not (tmp_path / "pid").read_text().strip():
            assert time.monotonic() < until
            time.sleep(0.05)
        pages.close()  # type: ignore[attr-defined]
    number = int((tmp_path / "pid").read_text())
    until = time.monotonic() + 5
    while _lives(number):
        assert time.monotonic() < until, "the engine outlived the child"
        time.sleep(0.05)


@posix
def test_a_killed_parent_takes_child_engine_and_folder_along(tmp_path: Path) -> None:
    parent = """
        from clausescan.read.ocr import OcrOptions
        from clausescan.sandbox import Reader
        from tests.test_sandbox import SCAN
        reader = Reader(None, OcrOptions(engine="tesseract", seconds=50.0))
        pages = reader.read(SCAN)
        next(pages), next(pages)
        print(reader._child._process.pid, reader._child._folder.name, flush=True)
        next(pages)
    """
    changed = {**os.environ, **engine(tmp_path, f"echo $$ > {tmp_path}/pid; exec sleep 50"), "PYTHONPATH": str(Path(__file__).parents[1])}
    process = subprocess.Popen([sys.executable, "-c", textwrap.dedent(parent)], stdout=subprocess.PIPE, env=changed, text=True)
    assert process.stdout is not None
    child, folder = process.stdout.readline().split()
    _wait_for(lambda: (tmp_path / "pid").is_file() and bool((tmp_path / "pid").read_text().strip()), 20, "the engine starts")
    process.kill()
    process.wait()
    process.stdout.close()
    numbers = [int(child), int((tmp_path / "pid").read_text())]
    _wait_for(lambda: not any(_lives(n) for n in numbers), 10, "child and engine end")
    assert not Path(folder).exists()


@posix
def test_a_killed_parent_leaves_no_folder_where_the_child_had_nothing_to_do(tmp_path: Path) -> None:
    parent = """
        import sys
        from clausescan.sandbox import Reader
        reader = Reader()
        reader.confined()
        print(reader._child._process.pid, reader._child._folder.name, flush=True)
        sys.stdin.read()
    """
    command = [sys.executable, "-c", textwrap.dedent(parent)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdin is not None
    assert process.stdout is not None
    child, folder = process.stdout.readline().split()
    assert Path(folder).is_dir()
    process.kill()
    process.wait()
    _wait_for(lambda: not _lives(int(child)) and not Path(folder).exists(), 10, "child and folder go")
    process.stdin.close()
    process.stdout.close()


def _wait_for(true: Any, seconds: float, what: str) -> None:
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, what
        time.sleep(0.05)


def _lives(number: int) -> bool:
    """True while the process does work: one that ended and waits to be collected does not count."""
    try:
        return not re.search(r"\) [ZX] ", Path(f"/proc/{number}/stat").read_text())
    except OSError:
        return False


def inside(monkeypatch: pytest.MonkeyPatch, body: str, limits: Limits | None = None) -> Any:
    """What that Python prints as JSON where a child that is confined like any other runs it; the SourceError where it ends in one."""
    real: Any = subprocess.Popen
    code = """
        import json, os, sys
        from pathlib import Path
        from clausescan.sandbox_limits import confine
        megabytes, _, _, parent, folder = json.loads(sys.argv[1])
        confine(megabytes, parent, Path(folder))
        def tell(value):
            for message in (["confined", [["said", value]]], ["done"]):
                body = json.dumps(message).encode()
                sys.stdout.buffer.write(len(body).to_bytes(4, "big") + body)
            sys.stdout.buffer.flush()
    """

    def other(command: list[str], **rest: object) -> object:
        return real([command[0], "-c", textwrap.dedent(code) + textwrap.dedent(body), command[-1]], **rest)

    with monkeypatch.context() as patched, Reader(limits) as reader:
        patched.setattr(subprocess, "Popen", other)
        try:
            return reader.confined()["said"]
        except SourceError as error:
            return error


def test_what_is_in_force_is_told_by_a_child() -> None:
    said = in_force()
    assert set(said) == {"time", "memory", "processor", "files", "network", "privileges", "parent"}
    assert all(said.values())


@posix
def test_the_child_opens_no_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    tries = """
        import socket
        said = []
        for kind in (socket.AF_INET, socket.AF_INET6, socket.AF_UNIX):
            try:
                socket.socket(kind)
                said.append("opened")
            except OSError as error:
                said.append(error.errno)
        tell(said)
    """
    if "system-call filter" in in_force()["network"]:
        assert inside(monkeypatch, tries) == [1, 1, 1]
    if "namespace" in in_force()["network"]:
        assert inside(monkeypatch, "tell(Path('/proc/self/net/dev').read_text().count(':'))") <= 1


@posix
def test_programs_that_the_child_starts_are_confined_too(monkeypatch: pytest.MonkeyPatch) -> None:
    said = inside(
        monkeypatch,
        """
        import subprocess
        code = "import resource as r, socket; print([r.getrlimit(k)[0] for k in (r.RLIMIT_CORE, r.RLIMIT_FSIZE, r.RLIMIT_AS)]); socket.socket()"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
        tell([done.stdout, done.returncode, "PermissionError" in done.stderr])
        """,
    )
    assert json.loads(said[0]) == [0, 64 * MEGABYTE, 3_000 * MEGABYTE]
    if "system-call filter" in in_force()["network"]:
        assert said[1:] == [1, True]


@posix
@pytest.mark.parametrize(
    "greedy",
    [
        "x = bytearray(1500 * 1024 * 1024); tell('had it')",
        "x = []\nwhile True: x.append(bytearray(8 * 1024 * 1024)); import time; time.sleep(0.002)",
    ],
)
def test_a_greedy_child_ends(monkeypatch: pytest.MonkeyPatch, greedy: str) -> None:
    error = inside(monkeypatch, greedy, Limits(megabytes=1_000))
    assert isinstance(error, SourceError)
    assert error.code in {"memory", "damaged"}


def test_a_parent_that_watches_ends_a_child_that_grows(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where the system has no limit of memory: the child does not confine itself."""
    real: Any = subprocess.Popen

    def grows(command: list[str], **rest: object) -> object:
        return real([command[0], "-c", "import time; x = bytearray(b'1' * 150_000_000); time.sleep(30)"], **rest)

    monkeypatch.setattr(subprocess, "Popen", grows)
    with Reader(Limits(megabytes=200)) as reader, pytest.raises(SourceError) as caught:
        list(reader.read(GOOD))
    assert caught.value.code == "memory"


@posix
def test_processor_time_ends_a_child_that_nobody_watches(monkeypatch: pytest.MonkeyPatch) -> None:
    body = """
        from clausescan.sandbox_limits import allow_processor
        os.cpu_count = lambda: 1
        allow_processor(0.0)
        while True: pass
    """
    start = time.monotonic()
    error = inside(monkeypatch, body)
    assert isinstance(error, SourceError)
    assert error.code == "damaged"
    assert time.monotonic() - start < 40


@posix
def test_files_are_small_and_few_and_gone_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    body = """
        import tempfile
        said = [tempfile.gettempdir(), os.getcwd()]
        try:
            with open("large", "wb") as file:
                file.truncate(65 * 1024 * 1024)
        except OSError as error:
            said.append(type(error).__name__)
        try:
            kept = [open(os.devnull) for _ in range(100_000)]
        except OSError as error:
            kept = []
            said.append(error.errno)
        Path("left.txt").write_text("words of a contract")
        tell(said)
    """
    there, here, large, many = inside(monkeypatch, body)
    assert (there, large, many) == (here, "OSError", 24)
    assert not Path(there).exists()


@posix
def test_the_folder_is_private_and_goes_after_a_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    real: Any = subprocess.Popen
    seen: list[tuple[Path, int]] = []

    def dying(command: list[str], **rest: Any) -> object:
        folder = Path(rest["cwd"])
        seen.append((folder, stat.S_IMODE(folder.stat().st_mode)))
        return real([command[0], "-c", "import os; open('left', 'w').write('x'); os.kill(os.getpid(), 11)"], **rest)

    monkeypatch.setattr(subprocess, "Popen", dying)
    with Reader() as reader, pytest.raises(SourceError):
        list(reader.read(GOOD))
    assert [mode for _, mode in seen] == [0o700]
    assert not seen[0][0].exists()


def test_few_variables_reach_the_child(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("AWS_SECRET_ACCESS_KEY", "LD_PRELOAD", "PYTHONSTARTUP", "HTTP_PROXY", "CLAUSESCAN_HOME"):
        monkeypatch.setenv(name, "x")
    kept = environment(tmp_path)
    assert "x" not in kept.values()
    assert kept["PATH"] == os.environ["PATH"]
    assert kept["HOME"] == kept["TMPDIR"] == str(tmp_path)


def test_modules_in_the_folder_of_the_contracts_are_not_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("json", "struct", "pypdfium2", "clausescan"):
        (tmp_path / f"{name}.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')")
    monkeypatch.chdir(tmp_path)
    with Reader() as reader:
        assert len(list(reader.read(GOOD))) == 3
    assert not (tmp_path / "ran").exists()


@posix
def test_a_child_that_was_killed_between_two_files_is_replaced() -> None:
    with Reader() as reader:
        list(reader.read(GOOD))
        assert reader._child is not None
        os.kill(reader._child._process.pid, signal.SIGKILL)
        reader._child._process.wait()
        assert len(list(reader.read(GOOD))) == 3


def test_memory_of_a_child_can_be_told() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        time.sleep(0.1)
        filled = memory_of(process)
        assert filled is not None
        assert MEGABYTE < filled < 500 * MEGABYTE
