"""`clausescan packs`: the rules of states and of federal money that clausescan holds."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict

import click

from clausescan.assess.packs import FEDERAL, LawRule, Pack, packs
from clausescan.cli.page import bold, columns, say, wrapped
from clausescan.core.states import STATE_NAMES
from clausescan.core.words import AGENCY_WORDS
from clausescan.errors import UsageError

EPILOG = """\b
Examples:
  clausescan packs
  clausescan packs LA
  clausescan packs US --json
"""


@click.command(name="packs", epilog=EPILOG)
@click.argument("state", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
def command(state: str | None, as_json: bool) -> None:
    """List the states for which clausescan holds rules, or explain those of STATE (two letters; US for federal money).

    A rule is a pointer for counsel, never a statement that a purchase is lawful. "reported" means that somebody else's page was
    read, not the law's own text: such a rule can only ask for review.
    """
    held = packs()
    chosen = (state or "").upper()
    if chosen in STATE_NAMES and chosen not in held:
        say("[]" if as_json else f"clausescan holds no rule for {STATE_NAMES[chosen]}; ask counsel.")
        return
    if state and chosen not in held:
        raise UsageError(f"“{state}” is no state.", "Give two letters, as in NY, or US for federal money.")
    if as_json:
        say(json.dumps([_plain(p) for p in ([held[chosen]] if state else held.values())], ensure_ascii=False, indent=2))
        return
    for line in _one(held[chosen]) if state else _all(held):
        say(line)


def _all(held: Mapping[str, Pack]) -> Iterator[str]:
    rows = [(code, _name(code), str(len(pack.rules)), ", ".join(r.note.citation for r in pack.rules)) for code, pack in held.items()]
    yield from columns(("", "STATE", "RULES", "CITATIONS"), rows)
    missing = [name for code, name in STATE_NAMES.items() if code not in held]
    yield ""
    yield from wrapped(f"No rule is held for {', '.join(missing)}: there, ask counsel.")


def _one(pack: Pack) -> Iterator[str]:
    yield bold(f"{_name(pack.state)}: {len(pack.rules)} rules, written down on {pack.read}")
    for rule in pack.rules:
        yield ""
        yield from _rule(rule)


def _rule(rule: LawRule) -> Iterator[str]:
    yield from wrapped(f"{rule.note.citation}, {rule.topic}")
    yield from wrapped(rule.note.says, "  ", "  ")
    who = "; ".join(AGENCY_WORDS[w] for w in rule.who) or "any public body"
    where = {"any": "any contract", "in_state": "contracts of this state", "out_of_state": "contracts from outside the state"}[rule.leads]
    yield from wrapped(f"For: {who}; {where}.", "  ", "  ")
    for effect in rule.effects:
        does = [f"{effect.row}:", effect.says]
        if effect.severity is not None:
            does.append(f"[{effect.severity.value}]")
        if effect.kinds:
            does.append(f"[for {', '.join(k.value.replace('_', ' ') for k in effect.kinds)}]")
        yield from wrapped(" ".join(does), "  - ", "    ")
    yield f"  Source ({rule.note.basis}, confidence {rule.note.confidence}): {rule.note.source}"


def _name(code: str) -> str:
    return "Federal money" if code == FEDERAL else STATE_NAMES[code]


def _plain(pack: Pack) -> dict[str, object]:
    return {"state": pack.state, "read": pack.read, "rules": [asdict(r) for r in pack.rules]}
