"""The wheel on the oldest and on the newest packages that pyproject.toml allows, with this Python; `make matrix` does the same for several."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import matrix


@pytest.mark.slow
def test_oldest_and_newest_packages_give_the_same_answers(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    uv = shutil.which("uv", path=str(Path(sys.executable).parent)) or shutil.which("uv")
    if uv is None:
        pytest.skip("uv is not installed")
    (tmp_path / "one.in").write_text("click\n")
    if subprocess.run([uv, "pip", "compile", "-q", "one.in"], cwd=tmp_path, capture_output=True, check=False).returncode:
        pytest.skip("no package index can be asked")
    status = matrix.main([sys.executable])
    assert status == 0, capsys.readouterr().out
