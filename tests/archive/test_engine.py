from __future__ import annotations

import os
import sys
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from clausescan.archive.engine import COMMAND, Broken, Bundled, Event, NotWanted, PageRead, Patience, Read, read_all
from clausescan.archive.fill import ToDo, fill, to_do
from clausescan.archive.store import Store
from clausescan.archive.walk import Found, walk
from clausescan.archive.worker import Setup, load
from clausescan.errors import ClausescanError, SourceError
from tests.archive.samples import ONE, SETUP, dump, some

AMENDMENT, PRICES, MINUTES = "alliance-master/04-amendment-1", "clean-mobile-parking/09-price-list", "vendor-declined/04-board-minutes"
BAD = (sys.executable, "-m", "tests.archive.bad_worker")


def founds(*places: Path) -> list[Found]:
    return [f for f in walk([str(p) for p in places]) if isinstance(f, Found)]


def todo(store: Store, *places: Path) -> ToDo:
    return to_do(store, walk([str(p) for p in places]))


def ended(events: Sequence[Event]) -> dict[str, Event]:
    return {Path(e.found.label).name: e for e in events if not isinstance(e, PageRead | Bundled)}


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    """Files that a bad worker dies of, hangs on and stumbles over, among good ones."""
    folder = some(tmp_path / "in", AMENDMENT, PRICES)
    good = (folder / "alliance-master-04-amendment-1.pdf").read_bytes()
    for name in ("die", "hang", "stumble", "once", "brood", "swell"):
        (folder / f"{name}.pdf").write_bytes(good + name.encode())
    (folder / "text.pdf").write_bytes(b"words")
    return folder


@pytest.mark.slow
def test_bad_files_do_not_stop_the_others(bad: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAUSESCAN_TEST_FLAG", str(tmp_path / "flag"))
    with Store(tmp_path / "archive", ONE) as store:
        every = list(fill(store, todo(store, bad), replace(SETUP, megabytes=4_000), 2, patience=Patience(5.0, finding=8.0), command=BAD))
        known = to_do(store, walk([str(bad)]))
    by_name = ended(every)
    read = {n for n, e in by_name.items() if isinstance(e, Read)}
    broken = {n: (e.code, e.tries) for n, e in by_name.items() if isinstance(e, Broken)}
    assert read == {"alliance-master-04-amendment-1.pdf", "clean-mobile-parking-09-price-list.pdf", "once.pdf"}
    assert broken == {"die.pdf": ("damaged", 2), "hang.pdf": ("timeout", 2), "stumble.pdf": ("fault", 1), "text.pdf": ("not_pdf", 1)} | {
        "brood.pdf": ("timeout", 2),
        "swell.pdf": ("memory", 1),
    }
    assert "signal 11" in next(e.message for e in by_name.values() if isinstance(e, Broken) and e.code == "damaged")
    assert sum(isinstance(e, PageRead) for e in every) >= 3
    assert (known.founds, known.known, len(known.refused)) == ((), 3, 6)
    assert len(dump(tmp_path / "archive")["quarantine"]) == 6


def test_the_same_pdf_in_many_places_is_read_once(tmp_path: Path) -> None:
    folder = some(tmp_path / "in", PRICES)
    data = next(folder.iterdir()).read_bytes()
    (folder / "copy.pdf").write_bytes(data)
    with zipfile.ZipFile(folder / "more.zip", "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("inside.pdf", data)
    with Store(tmp_path / "archive", ONE) as store:
        events = ended(list(fill(store, todo(store, folder), SETUP, 2)))
        assert to_do(store, walk([str(folder)])).known == 3
    assert sorted(type(e).__name__ for e in events.values()) == ["NotWanted", "NotWanted", "Read"]
    said = dump(tmp_path / "archive")
    assert (len(said["files"]), len(said["paths"])) == (1, 3)


def test_files_in_quarantine_are_read_again_when_asked(tmp_path: Path) -> None:
    folder = some(tmp_path / "in", PRICES)
    with Store(tmp_path / "archive", ONE) as store:
        (path,) = folder.iterdir()
        path.rename(folder / "die.pdf")
        assert isinstance(ended(list(fill(store, todo(store, folder), SETUP, 1, command=BAD)))["die.pdf"], Broken)
        assert to_do(store, walk([str(folder)])).founds == ()
        again = to_do(store, walk([str(folder)]), retry=True)
        assert isinstance(ended(list(fill(store, again, SETUP, 1, retry=True)))["die.pdf"], Read)
        assert to_do(store, walk([str(folder)])).known == 1


def test_what_is_not_wanted_is_not_read(tmp_path: Path) -> None:
    folder = some(tmp_path / "in", PRICES, MINUTES)
    (first, second) = read_all(founds(folder), SETUP, lambda *_: False, 2)
    assert isinstance(first, NotWanted)
    assert isinstance(second, NotWanted)


def test_workers_read_in_a_child_of_their_own_too(tmp_path: Path) -> None:
    folder = some(tmp_path / "in", PRICES)
    events = list(read_all(founds(folder), replace(SETUP, isolate=True), lambda *_: True, 1))
    assert isinstance(events[-1], Read)


def test_workers_that_do_not_start(tmp_path: Path) -> None:
    folder = some(tmp_path / "in", PRICES)
    with pytest.raises(ClausescanError, match="do not start"):
        list(read_all(founds(folder), SETUP, lambda *_: True, 2, command=(sys.executable, "-c", "")))


def test_nothing_to_read_starts_nothing() -> None:
    assert list(read_all([], SETUP, lambda *_: True, 2, command=("no-such-program",))) == []


def test_who_stops_listening_leaves_no_process(tmp_path: Path) -> None:
    folder = some(tmp_path / "in", PRICES, MINUTES, AMENDMENT)
    pids = tmp_path / "pids"
    start = f"import os; open({str(pids)!r}, 'a').write(f'{{os.getpid()}} '); from clausescan.archive.worker import main; main()"
    events = read_all(founds(folder), SETUP, lambda *_: True, 2, command=(sys.executable, "-c", start))
    next(events)
    events.close()  # type: ignore[attr-defined]
    for pid in pids.read_text().split():
        with pytest.raises(ProcessLookupError):
            os.kill(int(pid), 0)


def test_setup_survives_json() -> None:
    assert Setup.of(SETUP.plain()) == SETUP
    assert COMMAND[-1] == "clausescan.archive.worker"


@pytest.mark.parametrize(("member", "most", "code"), [("gone.pdf", 100, "unreadable"), ("one.pdf", 3, "too_large"), ("one.pdf", 100, "")])
def test_taking_out_of_a_zip_file(tmp_path: Path, member: str, most: int, code: str) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as made:
        made.writestr("one.pdf", b"%PDF-")
    if not code:
        assert load(str(tmp_path / "a.zip"), member, most) == b"%PDF-"
        return
    with pytest.raises(SourceError) as error:
        load(str(tmp_path / "a.zip"), member, most)
    assert error.value.code == code


def test_a_damaged_file_in_a_zip_file(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("one.pdf", bytes(range(256)) * 40)
    data = bytearray((tmp_path / "a.zip").read_bytes())
    data[60:90] = b"\xff" * 30
    (tmp_path / "a.zip").write_bytes(data)
    with pytest.raises(SourceError, match="zip file"):
        load(str(tmp_path / "a.zip"), "one.pdf", 1_000_000)
