from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from clausescan.archive import zips
from clausescan.archive.walk import Found, Trouble, walk
from clausescan.archive.worker import load
from clausescan.errors import SourceError

PDF = b"%PDF-1.7 words"


def zipped(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members:
            made.writestr(name, data)
    return out.getvalue()


@pytest.fixture
def nest(tmp_path: Path) -> Path:
    """A zip file in a zip file in a zip file in a zip file; the third may still be opened."""
    inner = zipped(("deep.pdf", PDF), ("deeper.zip", zipped(("deepest.pdf", PDF))))
    path = tmp_path / "a.zip"
    path.write_bytes(zipped(("top.pdf", PDF), ("in/b.zip", zipped(("mid.pdf", PDF + b" mid"), ("c.zip", inner)))))
    return path


def test_zip_files_inside_zip_files(nest: Path) -> None:
    finds = list(walk([str(nest)]))
    labels = [f.label.removeprefix(f"{nest}/") for f in finds if isinstance(f, Found)]
    assert labels == ["in/b.zip/c.zip/deep.pdf", "in/b.zip/mid.pdf", "top.pdf"]
    assert [(t.path.removeprefix(f"{nest}/"), t.code) for t in finds if isinstance(t, Trouble)] == [("in/b.zip/c.zip/deeper.zip", "unsupported")]
    found = next(f for f in finds if isinstance(f, Found) and f.member == "mid.pdf")
    assert load(found.path, found.member, 100, found.within) == PDF + b" mid"
    for one in finds:
        if isinstance(one, Found):
            assert load(one.path, one.member, 100, one.within).startswith(PDF)


def test_names_that_lead_elsewhere_lead_nowhere(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped(("../../evil.pdf", PDF), ("/etc/evil.pdf", PDF), ("C:\\evil.pdf", PDF)))
    for found in walk([str(path)]):
        assert isinstance(found, Found)
        assert load(found.path, found.member, 100) == PDF
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.zip"]


@pytest.mark.parametrize(
    ("name", "data", "most", "code"),
    [
        ("zeros.pdf", bytes(40_000_000), 100_000_000, "too_large"),
        ("zeros.pdf", bytes(9_000_000), 100_000_000, "not_pdf"),
        ("page.pdf", b"<html>", 100, "not_pdf"),
        ("large.pdf", PDF * 10, 100, "too_large"),
        ("none.pdf", b"", 100, "empty"),
    ],
)
def test_bombs_and_others_are_refused(tmp_path: Path, name: str, data: bytes, most: int, code: str) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped((name, data)))
    with pytest.raises(SourceError) as error:
        load(str(path), name, most)
    assert error.value.code == code


def test_a_size_that_lies(tmp_path: Path) -> None:
    data = bytearray(zipped(("a.pdf", PDF + bytes(5000))))
    where = data.rindex(b"PK\x01\x02") + 24  # the size as the directory tells it
    data[where : where + 4] = (100).to_bytes(4, "little")
    (tmp_path / "a.zip").write_bytes(data)
    with pytest.raises(SourceError):
        load(str(tmp_path / "a.zip"), "a.pdf", 200)


def test_a_locked_member(tmp_path: Path) -> None:
    data = bytearray(zipped(("a.pdf", PDF)))
    data[6] |= 1
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "a.zip").write_bytes(data)
    with pytest.raises(SourceError) as error:
        load(str(tmp_path / "a.zip"), "a.pdf", 200)
    assert error.value.code == "encrypted"


def test_too_many_members(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zips, "MOST_MEMBERS", 1)
    (tmp_path / "a.zip").write_bytes(zipped(("a.pdf", PDF), ("b.pdf", PDF)))
    (trouble,) = walk([str(tmp_path)])
    assert isinstance(trouble, Trouble)
    assert trouble.code == "too_large"
