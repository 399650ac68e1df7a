from __future__ import annotations

import socket
from pathlib import Path

from clausescan.cli.serve import names_of
from clausescan.settings import Settings, desk_folder
from tests.cli.inside import Run


def test_a_port_that_is_taken_is_told(run: Run, tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        done = run("serve", "--home", str(tmp_path), "--port", str(other.getsockname()[1]))
    assert done.status == 2
    assert "Choose another --port" in done.err


def test_the_names_that_are_answered_to() -> None:
    assert names_of("127.0.0.1", 8750) == ("127.0.0.1:8750", "[::1]:8750", "localhost:8750")
    outside = names_of("0.0.0.0", 80)
    assert {f"{socket.gethostname()}:80", socket.gethostname(), "localhost:80"} <= set(outside)
    assert not any("evil" in name for name in outside)


def test_the_desk_is_no_cache(tmp_path: Path) -> None:
    assert desk_folder(Settings(), {"XDG_DATA_HOME": str(tmp_path)}) == tmp_path / "clausescan" / "desk"
    assert desk_folder(Settings(home=str(tmp_path)), {}) == tmp_path / "desk"
