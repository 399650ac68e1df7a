from __future__ import annotations

import pytest

from clausescan.cli.page import columns, harmless, wrapped


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")


def test_words_of_a_pdf_do_not_steer_the_terminal() -> None:
    evil = "a\x1b[2Jb\u202ec\x07"
    assert harmless(evil) == "a\ufffd[2Jb\ufffdc\ufffd"
    assert "\x1b" not in "".join([*wrapped(evil), *columns(("A", "B"), [(evil, evil)])])


def test_lines_are_no_wider_than_the_terminal() -> None:
    lines = wrapped("word " * 40, first="  - ", rest="    ")
    assert len(lines) > 3
    assert max(map(len, lines)) <= 60
    assert lines[1].startswith("    word")
    assert wrapped("") == [""]


def test_columns_stand_under_each_other_and_the_last_is_cut() -> None:
    head, one, two = columns(("ID", "VALUE"), [("1", "short"), ("100", "long " * 30)])
    assert head.index("VALUE") == one.index("short") == two.index("long")
    assert len(two) <= 60
    assert two.endswith("…")
