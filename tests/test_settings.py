"""Settings: four layers, each value with its origin, wrong ones refused with a hint."""

from __future__ import annotations

from pathlib import Path

import pytest

from clausescan.errors import SettingsError
from clausescan.settings import Settings, data_folder, home_folder, resolve


def test_layers_overrule_each_other_in_order(tmp_path: Path) -> None:
    (tmp_path / "clausescan.toml").write_text("file_seconds = 10\nsilence_seconds = 5\nmax_megabytes = 3\n")
    found = resolve(tmp_path, {"CLAUSESCAN_SILENCE_SECONDS": "6", "CLAUSESCAN_MAX_MEGABYTES": "4", "CLAUSESCAN_SHARED": "x"}, {"max_megabytes": 5})
    assert (found.settings.file_seconds, found.settings.silence_seconds, found.settings.max_megabytes) == (10, 6, 5)
    assert found.origins["silence_seconds"] == "CLAUSESCAN_SILENCE_SECONDS"
    assert found.origins["max_megabytes"] == "flag"
    assert found.origins["isolate"] == "default"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("file_second = 1", "file_second"),
        ("file_seconds = 'many'", "above 0"),
        ("file_seconds = -1", "above 0"),
        ("isolate = 'perhaps'", "true or false"),
        ("home = 3", "a text"),
        ("home =", "cannot be read"),
    ],
)
def test_wrong_settings_are_refused(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "clausescan.toml").write_text(text)
    with pytest.raises(SettingsError, match=words):
        resolve(tmp_path, {})


@pytest.mark.parametrize(("word", "value"), [("off", False), ("1", True), ("TRUE", True), ("no", False)])
def test_flags_are_words(tmp_path: Path, word: str, value: bool) -> None:
    assert resolve(tmp_path, {"CLAUSESCAN_ISOLATE": word}).settings.isolate is value


def test_places() -> None:
    assert (data_folder("templates") / "report.html").is_file()
    assert data_folder("contracts").is_dir()
    with pytest.raises(SettingsError):
        data_folder("nothing")
    assert home_folder(Settings(home="~/x"), {}) == Path("~/x").expanduser()
    assert home_folder(Settings(), {"XDG_CACHE_HOME": "/c", "LOCALAPPDATA": "/c"}) == Path("/c/clausescan")
