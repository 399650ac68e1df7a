"""Settings, resolved once: defaults < clausescan.toml < CLAUSESCAN_* variables < flags. Also where models, templates and samples lie."""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from clausescan.errors import SettingsError

FILE_NAME = "clausescan.toml"
PREFIX = "CLAUSESCAN_"
# Read elsewhere, and not a setting: the folder of labelled documents for tests, the browser for tests.
NOT_SETTINGS = frozenset({"CLAUSESCAN_SHARED", "CLAUSESCAN_CHROMIUM"})


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings. Sizes in megabytes, times in seconds; each is described in help/settings.md."""

    home: str = ""
    """Folder for caches; empty means the system's usual place."""
    templates: str = ""
    """Folder of templates to use instead of the built-in ones; empty means built in."""
    max_megabytes: int = 1_000
    """A larger file is refused."""
    memory_megabytes: int = 3_000
    """Address space of the reading process."""
    file_seconds: float = 60.0
    """Time for one file, half a second for each page on top."""
    silence_seconds: float = 45.0
    """Time without a page after which reading is stopped."""
    isolate: bool = True
    """Read PDFs in a process of their own."""
    ocr: str = "auto"
    """Which pages are read from their picture: auto, redo, force or off."""
    ocr_language: str = "eng"
    """Language of scans, as tesseract names it."""
    ocr_engine: str = ""
    """What reads pictures: tesseract, rapidocr, or empty for the best that is installed."""
    ocr_seconds: float = 15.0
    """Time for one page read from its picture."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """Settings and, for each, where its value comes from ("default", a file, a variable, "flag")."""

    settings: Settings
    origins: dict[str, str]


def resolve(folder: Path, environment: Mapping[str, str], flags: Mapping[str, Any] | None = None) -> Resolved:
    """The settings in force in that folder.

    Raises:
        SettingsError: an unknown key (the nearest known one is named), a value of the wrong kind, or a file that is not TOML.
    """
    settings, origins = Settings(), {f.name: "default" for f in fields(Settings)}
    path = folder / FILE_NAME
    layers: list[tuple[str, dict[str, Any]]] = []
    if path.is_file():
        layers.append((str(path), _load(path)))
    variables = {k.removeprefix(PREFIX).lower(): v for k, v in environment.items() if k.startswith(PREFIX) and k not in NOT_SETTINGS}
    layers.append(("environment", dict(variables)))
    layers.append(("flag", {k: v for k, v in (flags or {}).items() if v is not None}))
    for origin, values in layers:
        for key, value in values.items():
            settings = replace(settings, **{_known(key, origin): _typed(key, value, origin)})
            origins[key] = f"{PREFIX}{key.upper()}" if origin == "environment" else origin
    return Resolved(settings, origins)


def _load(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path} cannot be read: {error}.", "Mend it, or move it away to use the defaults.") from error


def _known(key: str, origin: str) -> str:
    names = [f.name for f in fields(Settings)]
    if key in names:
        return key
    near = difflib.get_close_matches(key, names, 1, 0.5)
    hint = f"Did you mean {near[0]}?" if near else f"Known settings: {', '.join(names)}."
    raise SettingsError(f"Unknown setting {key!r} ({origin}).", hint)


def _typed(key: str, value: Any, origin: str) -> Any:
    default = getattr(Settings(), key)
    kind = {bool: "true or false", int: "a whole number above 0", float: "a number above 0", str: "a text"}[type(default)]
    try:
        typed = _flag(value) if isinstance(default, bool) else type(default)(value)
    except (ValueError, TypeError):
        typed = None
    right = isinstance(value, str) if isinstance(default, str) else typed is not None and (isinstance(default, bool) or typed > 0)
    if not right:
        raise SettingsError(f"Setting {key!r} ({origin}) must be {kind}, not {value!r}.", "See help/settings.md.")
    return typed


def _flag(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    words = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}
    if str(value).lower() in words:
        return words[str(value).lower()]
    raise ValueError


def data_folder(name: str) -> Path:
    """Where `templates`, `models` or `contracts` (the samples) lie: inside an installed package, or at the top of a checkout.

    Raises:
        SettingsError: the folder is missing from the installation.
    """
    package = Path(__file__).resolve().parent
    checkout = {"contracts": Path("corpus") / "contracts"}.get(name, Path(name))
    for folder in (package / "_data" / name, package.parent / checkout):
        if folder.is_dir():
            return folder
    raise SettingsError(f"The folder of {name} is missing from this installation.", "Install clausescan again.")


def schema_text(name: str) -> str:
    """The JSON Schema `name` (facts, readiness, packet) of this version, as text."""
    return (Path(__file__).resolve().parent / "schemas" / f"{name}-1.json").read_text(encoding="utf-8")


def template_folder(settings: Settings) -> Path:
    """The templates in force."""
    return Path(settings.templates) if settings.templates else data_folder("templates")


def home_folder(settings: Settings, environment: Mapping[str, str]) -> Path:
    """The folder for caches; it need not exist."""
    if settings.home:
        return Path(settings.home).expanduser()
    if os.name == "nt":
        return Path(environment.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "clausescan"
    return Path(environment.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "clausescan"


def desk_folder(settings: Settings, environment: Mapping[str, str]) -> Path:
    """The folder of the desk (PDFs, readings, reviews), which is no cache: nobody may clear it away; it need not exist."""
    if settings.home:
        return Path(settings.home).expanduser() / "desk"
    if os.name == "nt":
        return home_folder(settings, environment) / "desk"
    return Path(environment.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "clausescan" / "desk"
