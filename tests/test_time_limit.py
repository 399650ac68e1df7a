"""Work that takes too long is stopped, in whatever thread; work that does not is left alone."""

from __future__ import annotations

import threading
import time
from itertools import count

import pytest

from clausescan.core.result import Failed
from clausescan.errors import SourceError
from clausescan.scan import load_toolkit, scan_bytes
from clausescan.time_limit import within
from tests.draw import pdf, prose


def endless() -> int:
    for number in count():
        try:
            if number < 0:
                return number
        except Exception:  # noqa: BLE001  what finders may do
            continue
    return 0


def test_endless_work_ends() -> None:
    start = time.monotonic()
    with pytest.raises(SourceError) as caught:
        within(0.2, endless)
    assert caught.value.code == "timeout"
    assert time.monotonic() - start < 4.5  # not waiting for what has come


def test_it_ends_in_a_thread_of_its_own_and_the_others_go_on() -> None:
    ended: list[str] = []

    def work() -> None:
        try:
            within(0.2, endless)
        except SourceError as error:
            ended.append(error.code)

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert ended == ["timeout"] * 3


def nap() -> int:
    time.sleep(0.005)
    return 1


def fails() -> int:
    raise KeyError


def test_short_work_gives_its_value_and_its_errors() -> None:
    assert within(20, lambda: 7) == 7
    with pytest.raises(KeyError):
        within(20, fails)


def test_work_that_ends_as_time_does_is_one_or_the_other() -> None:
    codes: set[int | str] = set()
    for _ in range(30):
        try:
            codes.add(within(0.005, nap))
        except SourceError as error:
            codes.add(error.code)
    assert codes <= {1, "timeout"}


@pytest.mark.slow
def test_a_hostile_text_gives_one_clear_error() -> None:
    """Half a million letters in which every word begins a wording that rules look for: looked at for as long as is allowed, and no longer."""
    lines = ["other public agencies may use this contract and the participating entity"] * 60
    data = pdf(*[prose(*lines, x=20, top=780, step=12)] * 120, size=4)
    toolkit = load_toolkit()
    start = time.monotonic()
    found = scan_bytes(data, "hostile.pdf", toolkit, seconds=1.0 - 0.5 * 120)  # one, and what the pages give
    assert isinstance(found, Failed)
    assert (found.code, found.message) == ("timeout", "Looking for facts took too long and was stopped.")
    assert time.monotonic() - start < 60
