"""Rules of this room that are one expression each, as `rules/*.toml` hold them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from clausescan.errors import RuleError

R = TypeVar("R")


def load_patterns(name: str, make: Callable[[Mapping[str, Any], re.Pattern[str]], R]) -> tuple[R, ...]:
    """Every `[[rule]]` of `rules/<name>`, in file order, made from its table and its expression (verbose, in any case).

    Raises:
        RuleError: a rule lacks a key or its expression is wrong; the message names file and rule.
    """
    path = Path(__file__).parent / "rules" / name
    found = []
    for raw in tomllib.loads(path.read_text(encoding="utf-8"))["rule"]:
        try:
            found.append(make(raw, re.compile(raw["pattern"], re.VERBOSE | re.IGNORECASE)))
        except (KeyError, ValueError, re.error) as error:
            raise RuleError(f"{name}: rule {raw.get('id', '?')}: {error}") from error
    return tuple(found)
