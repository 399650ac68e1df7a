from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from clausescan.archive.parquet import TABLES, write_parquet
from clausescan.archive.store import Archive
from clausescan.errors import MissingExtraError, UsageError
from tests.archive.samples import PERMITTING, SILENT, filled


def test_tables_as_parquet(tmp_path: Path) -> None:
    parquet: Any = pytest.importorskip("pyarrow.parquet")
    filled(tmp_path / "a", parking=PERMITTING, paving=SILENT)
    with Archive(tmp_path / "a") as archive:
        written = {path.stem: rows for path, rows in write_parquet(archive, tmp_path / "out")}
    assert written == {"contracts": 2, "checks": 8, "documents": 2, "facts": 2, "clauses": 1}
    assert set(written) == set(TABLES)
    contracts = parquet.read_table(tmp_path / "out" / "contracts.parquet").to_pylist()
    (parking,) = [c for c in contracts if c["contract_number"] == "C-24-7"]
    assert (parking["current_end"], parking["polarity"], parking["documents"], parking["use_page"]) == ("2027-06-30", "permits", 1, 1)
    checks = parquet.read_table(tmp_path / "out" / "checks.parquet").to_pylist()
    assert {"uid": parking["uid"], "check": "contract", "verdict": "met"} in checks


def test_without_the_package_or_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(tmp_path / "a", parking=PERMITTING)
    with Archive(tmp_path / "a") as archive:
        (tmp_path / "out").write_bytes(b"")
        if "pyarrow" in sys.modules:
            with pytest.raises(UsageError, match="cannot be written"):
                list(write_parquet(archive, tmp_path / "out"))
        monkeypatch.setitem(sys.modules, "pyarrow", None)
        with pytest.raises(MissingExtraError, match="package is missing"):
            list(write_parquet(archive, tmp_path / "out"))
