"""Commands run inside the test's own process, through the boundary that `clausescan` itself goes through."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from clausescan.cli.main import main


@dataclass(frozen=True)
class Done:
    """What a command said, and its exit status."""

    status: int
    out: str
    err: str

    @property
    def object(self) -> Any:
        """The one JSON object on standard output."""
        return json.loads(self.out)


Run = Callable[..., Done]


def runner(capture: pytest.CaptureFixture[bytes]) -> Run:
    """`run("explain", "a.pdf")` as a user would, without a process of its own."""

    def run(*arguments: str) -> Done:
        with pytest.raises(SystemExit) as left:
            main(list(arguments))
        out, err = capture.readouterr()
        return Done(int(left.value.code or 0), out.decode("utf-8"), err.decode("utf-8"))

    return run
