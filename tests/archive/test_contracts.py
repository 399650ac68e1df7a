from __future__ import annotations

from pathlib import Path

import pytest

from clausescan.archive.contracts import put_together
from clausescan.archive.ending import changed
from clausescan.archive.store import Archive, Store
from tests.archive.samples import ONE, PERMITTING, SETUP, SILENT, found, reading

TOLD = """
[[document]]
file = "one.pdf"
contract_file = "Both"

[[document]]
file = "two.pdf"
contract_file = "Both"
"""


def contracts(folder: Path) -> list[tuple[str, int]]:
    with Archive(folder) as archive:
        return [(r["title"], r["documents"]) for r in archive.rows("SELECT title, documents FROM contracts ORDER BY title")]


def test_people_go_before_what_the_pdfs_say(tmp_path: Path) -> None:
    heap = tmp_path / "heap"
    heap.mkdir()
    with Store(tmp_path / "a", ONE) as store:
        store.add(found(f"{heap}/one.pdf"), reading(PERMITTING))
        store.add(found(f"{heap}/two.pdf"), reading(SILENT))
        assert put_together(store, SETUP, 0).contracts == 2
        (heap / "contract-file.toml").write_text(TOLD, encoding="utf-8")
        put = put_together(store, SETUP, 0)
        assert (put.contracts, put.renewed, put.gone, put.failed) == (1, 1, 2, ())
        assert contracts(tmp_path / "a") == [("Both", 2)]
        (heap / "contract-file.toml").write_text("what is this", encoding="utf-8")
        (wrong,) = put_together(store, SETUP, 0).failed
        assert "contract-file.toml" in wrong
    assert len(contracts(tmp_path / "a")) == 2
    with Archive(tmp_path / "a") as archive:
        assert [r["kind"] for r in changed(archive, "2000")].count("gone") == 3


def test_it_does_not_matter_in_how_many_steps_pdfs_came(tmp_path: Path) -> None:
    texts = {"b.pdf": PERMITTING, "c.pdf": SILENT, "a.pdf": PERMITTING.replace("1. Term", "PRICE LIST\n1. Term")}
    for folder, step in (("at once", 3), ("one by one", 1)):
        with Store(tmp_path / folder, ONE) as store:
            for number, (name, text) in enumerate(texts.items(), 1):
                store.add(found(f"/c/{name}"), reading(text, name))
                if number % step == 0:
                    put_together(store, SETUP, 0)
    assert contracts(tmp_path / "at once") == contracts(tmp_path / "one by one")


def test_without_what_was_read_nothing_is_put_together_wrongly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store(tmp_path, ONE) as store:
        store.add(found("/c/a.pdf"), reading(PERMITTING))
        with monkeypatch.context() as patch:
            patch.setattr(store.kept, "both", lambda _: None)  # as if pages.db had been deleted
            assert put_together(store, SETUP, 0).renewed == 0
        assert put_together(store, SETUP, 0).renewed == 1
