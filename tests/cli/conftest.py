from __future__ import annotations

import pytest

from tests.cli.inside import Run, runner


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Commands in this process; PDFs are read in it too."""
    monkeypatch.setenv("CLAUSESCAN_ISOLATE", "off")
    monkeypatch.setenv("COLUMNS", "100")
    return runner(capfdbinary)
