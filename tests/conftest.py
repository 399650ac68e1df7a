"""Fixtures for all tests."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of labelled real documents (`CLAUSESCAN_SHARED`, or `../shared` beside the checkout); skips the test where it is absent."""
    folder = Path(os.environ.get("CLAUSESCAN_SHARED") or Path(__file__).resolve().parents[2] / "shared")
    if not (folder / "facts" / "dev").is_dir():
        pytest.skip(f"no labelled documents at {folder}")
    return folder
