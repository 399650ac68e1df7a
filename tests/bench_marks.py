"""What marks cost born-digital pages: reading with all that looks for hidden text, ticks, strikes, places to sign, stamps and notes, and without.

A part of `make bench`. Both ways are taken in turn for each file, and of several rounds the quickest counts, since the difference is small.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from unittest.mock import patch

from clausescan.read.pdfium_layers import Told
from clausescan.read.pdfium_notes import Notes
from clausescan.read.source import identify
from clausescan.scan import read_document

ROUNDS = 4
_NO_LETTERS: frozenset[str] = frozenset()
_WITHOUT: dict[str, object] = {
    "pdfium.look": lambda *_: ({}, []),
    "pdfium.may_sign": lambda *_: (),
    "pdfium._telling": lambda *_: [],
    "pdfium.printed_blanks": lambda *_: [],
    "pdfium.notes_on": lambda *_: Notes(),
    "pdfium.told_by": lambda *_, **__: Told(layers=False, notes=False),
    "pdfium.MAYBE": _NO_LETTERS,  # letters of symbol fonts
    "pdfium_drawn._look_at_texts": lambda *_: None,
    "pdfium_drawn._look_at_clips": lambda *_: None,
    "clean.without_stamps": lambda page: page,
    "clean.without_line_numbers": lambda page: page,
}


def cost_of_marks(files: Sequence[tuple[str, bytes]]) -> float:
    """CPU seconds that all of it takes of the reading of those files, each given by name and bytes."""
    return sum(_cost(lambda name=name, data=data: read_document(data, identify(name, data))) for name, data in files)  # type: ignore[misc]


def _cost(read: Callable[[], object]) -> float:
    taken: list[float] = []
    bare: list[float] = []
    for _ in range(ROUNDS):
        taken.append(_clock(read))
        patches = [patch(f"clausescan.read.{name}", stand_in) for name, stand_in in _WITHOUT.items()]
        for one in patches:
            one.start()
        try:
            bare.append(_clock(read))
        finally:
            for one in patches:
                one.stop()
    return min(taken) - min(bare)


def _clock(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start
