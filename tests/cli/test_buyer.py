from __future__ import annotations

from pathlib import Path

import pytest

from clausescan.assess.packs import packs
from clausescan.core.states import STATE_NAMES
from tests.cli.inside import Run


def test_a_profile_is_made_and_checked(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "buyer.toml"
    made = run("buyer", "init", "-o", str(path))
    assert made.status == 0
    assert str(path) in made.err
    path.write_text(path.read_text(encoding="utf-8").replace('# state = "CT"', 'state = "CT"'), encoding="utf-8")
    done = run("buyer", "check", str(path))
    assert done.status == 0
    assert "State: CT" in done.out
    assert "Not stated: name" in done.out
    assert "C.G.S. 4a-53" in done.out


def test_a_profile_is_not_written_over(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "buyer.toml"
    path.write_text("[buyer]\nstate = 'NY'\n", encoding="utf-8")
    done = run("buyer", "init", "-o", str(path))
    assert done.status == 2
    assert "is there already" in done.err
    assert "NY" in path.read_text(encoding="utf-8")
    assert run("buyer", "init", "-o", str(path), "--force").status == 0


def test_a_slip_in_a_profile_is_named(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "buyer.toml"
    path.write_text("[buyer]\nstat = 'NY'\n", encoding="utf-8")
    done = run("buyer", "check", str(path))
    assert done.status == 2
    assert "“stat” is not known in buyer" in done.err
    assert "“state”" in done.err


def test_packs_are_listed(run: Run) -> None:
    done = run("packs")
    assert done.status == 0
    listed = " ".join(done.out.split())
    assert all(name in listed for name in STATE_NAMES.values())


def test_every_pack_can_be_explained(run: Run) -> None:
    for state, pack in packs().items():
        done = run("packs", state.lower())
        assert done.status == 0
        assert all(rule.note.source in done.out for rule in pack.rules)
    assert len(run("packs", "WA", "--json").object[0]["rules"]) == len(packs()["WA"].rules)


@pytest.mark.parametrize(("state", "status", "said"), [("NH", 0, "no rule for New Hampshire; ask counsel"), ("XX", 2, "“XX” is no state")])
def test_a_state_without_a_pack(run: Run, state: str, status: int, said: str) -> None:
    done = run("packs", state)
    assert done.status == status
    assert said in done.out + done.err
