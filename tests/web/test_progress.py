from __future__ import annotations

import pytest

from clausescan.web.progress import Line, Progress, state_words
from clausescan.web.reading import Live

ROW = {"state": "reading", "pages": 0, "unread": 0, "message": "", "advice": ""}


@pytest.mark.parametrize(
    ("row", "live", "wanted"),
    [
        ({"state": "waiting"}, None, ("waiting", "Waiting.")),
        ({}, None, ("working", "Opening.")),
        ({}, Live(0, 12), ("working", "Reading: 0 of 12 pages.")),
        ({}, Live(3, 12, picture=True), ("working", "Reading: 3 of 12 pages, reading pictures of pages (OCR).")),
        ({}, Live(1, 1), ("working", "Understanding 1 page.")),
        ({"state": "read", "pages": 12, "unread": 2}, None, ("done", "Read: 12 pages, 2 without text that can be read.")),
        ({"state": "failed", "message": "It is locked.", "advice": "Unlock it."}, None, ("failed", "It is locked. Unlock it.")),
    ],
)
def test_where_a_pdf_is_in_words(row: dict[str, object], live: Live | None, wanted: tuple[str, str]) -> None:
    assert state_words({**ROW, **row}, live) == wanted


def test_a_drop_is_over_when_every_file_has_ended() -> None:
    lines = tuple(Line(n, "a.pdf", "", style, "") for n, style in enumerate(("done", "failed", "working")))
    state = Progress(lines, 1, 1)
    assert state.sentence == "1 of 3 files read, 1 could not be read."
    assert not state.over
    assert Progress(lines[:2], 1, 1).over
