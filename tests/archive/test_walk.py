from __future__ import annotations

import os
import sys
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest

from clausescan.archive.walk import Found, Trouble, walk
from clausescan.errors import UsageError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "in"
    (place / "b").mkdir(parents=True)
    (place / ".hidden").mkdir()
    for name in ("a.pdf", "b/Z.PDF", "b/notes.txt", ".x.pdf", ".hidden/y.pdf"):
        (place / name).write_bytes(b"%PDF-")
    with zipfile.ZipFile(place / "c.zip", "w") as made:
        for name in ("in/two.pdf", "in/.one.pdf", "__MACOSX/two.pdf", "one.pdf", "three.txt"):
            made.writestr(name, b"%PDF-1.7")
    return place


def labels(paths: Iterable[object], listed: Iterable[str] = (), start: Path | None = None) -> list[str]:
    found = [f.label for f in walk([str(p) for p in paths], listed) if isinstance(f, Found)]
    return [f.removeprefix(f"{start}/").replace(os.sep, "/") for f in found]


def test_a_folder_is_its_pdfs_and_those_in_zip_files(folder: Path) -> None:
    assert labels([folder], start=folder) == ["a.pdf", "c.zip/in/two.pdf", "c.zip/one.pdf", "b/Z.PDF"]


def test_each_file_once(folder: Path) -> None:
    assert labels([folder / "b", folder, folder / "a.pdf"], start=folder) == ["b/Z.PDF", "a.pdf", "c.zip/in/two.pdf", "c.zip/one.pdf"]


@pytest.mark.parametrize(("pattern", "found"), [("*.pdf", ["a.pdf"]), ("**/*.[pP][dD][fF]", ["a.pdf", "b/Z.PDF"]), ("*", ["a.pdf", "b/Z.PDF"])])
def test_patterns(folder: Path, pattern: str, found: list[str]) -> None:
    assert [x for x in labels([folder / pattern], start=folder) if "zip" not in x] == found


def test_a_list_of_paths(folder: Path) -> None:
    assert labels(["-"], [f"{folder}/a.pdf\n", "\n", f"{folder}/b\r\n"], start=folder) == ["a.pdf", "b/Z.PDF"]


def test_size_and_time(folder: Path) -> None:
    (found,) = walk([str(folder / "a.pdf")])
    assert isinstance(found, Found)
    assert (found.size, found.mtime_ns) == (5, (folder / "a.pdf").stat().st_mtime_ns)
    inside = next(f for f in walk([str(folder / "c.zip")]) if isinstance(f, Found))
    assert (inside.member, inside.size) == ("in/two.pdf", 8)


def test_a_listed_path_that_is_gone_is_found_so_that_it_can_fail(folder: Path) -> None:
    assert list(walk(["-"], [f"{folder}/gone.pdf"])) == [Found(f"{folder}/gone.pdf")]


@pytest.mark.parametrize("path", ["nowhere.pdf", "nowhere/*.pdf"])
def test_a_path_that_is_not_there(folder: Path, path: str) -> None:
    with pytest.raises(UsageError, match="There is no file"):
        list(walk([str(folder / path)]))


def test_a_bad_zip_file_is_a_trouble(folder: Path) -> None:
    (folder / "c.zip").write_bytes(b"PK\x03\x04 no")
    troubles = [t for t in walk([str(folder)]) if isinstance(t, Trouble)]
    assert [(t.code, t.path) for t in troubles] == [("damaged", str(folder / "c.zip"))]


def test_links_to_folders_are_not_followed(folder: Path) -> None:
    (folder / "b" / "up").symlink_to(folder, target_is_directory=True)
    assert len(labels([folder])) == 4


@pytest.mark.skipif(sys.platform != "linux", reason="names that are not UTF-8")
def test_names_that_are_not_text(folder: Path) -> None:
    os.close(os.open(os.fsencode(folder) + b"/\xff.pdf", os.O_CREAT))
    assert labels([folder / "*.pdf"], start=folder)[-1] == "\\xff.pdf"
