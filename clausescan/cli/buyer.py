"""`clausescan buyer`: the profile of the agency that wants to buy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from clausescan.cli.outputs import writable, write_whole
from clausescan.cli.page import bold, say, wrapped
from clausescan.core.buyer import Buyer
from clausescan.errors import UsageError

INIT_EPILOG = """\b
Examples:
  clausescan buyer init
  clausescan buyer init -o profiles/town.toml
"""
CHECK_EPILOG = """\b
Examples:
  clausescan buyer check buyer.toml
"""


EPILOG = """\b
Examples:
  clausescan buyer init
  clausescan buyer check buyer.toml
"""


@click.group(name="buyer", epilog=EPILOG)
def command() -> None:
    """Make or check the profile of the agency that wants to buy. `clausescan report --buyer` reads it."""


@command.command(name="init", epilog=INIT_EPILOG)
@click.option("-o", "--output", default="buyer.toml", show_default=True, help="The file to write; - for standard output.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
def init(output: str, force: bool) -> None:
    """Write a profile as a form to fill in: every key with a comment, nothing assumed."""
    from clausescan.assess.buyer_file import template

    target = None if output == "-" else writable(Path(output))
    if target is not None and target.exists() and not force:
        raise UsageError(f"{target} is there already.", "Give another place with -o, or write over it with --force.")
    write_whole(template(), target)
    if target is not None:
        click.echo(f"Profile: {target.resolve()}. Fill in what you know and check it with `clausescan buyer check {target}`.", err=True)


@command.command(name="check", epilog=CHECK_EPILOG)
@click.argument("path", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def check(path: Path) -> None:
    """Read the profile PATH, say what it states, and which rules clausescan holds for this buyer."""
    from clausescan.assess.buyer_file import load_buyer
    from clausescan.assess.packs import law_for

    buyer = load_buyer(path)
    for line in _stated(buyer):
        say(line)
    law = law_for(buyer, None)
    say("")
    say(bold("Rules held for this buyer"))
    if buyer.state is None:
        say("  The profile names no state, so no state's rules are considered.")
    elif not law.known:
        say(f"  clausescan holds no rule for {buyer.state}; ask counsel.")
    for rule in law.rules:
        for line in wrapped(f"{rule.note.citation}: {rule.note.says}", "  ", "    "):
            say(line)


def _stated(buyer: Buyer) -> Iterator[str]:
    """What the profile says, a line each; what it leaves open is named too."""
    purchase = buyer.purchase
    known: list[tuple[str, object]] = [
        ("Name", buyer.name),
        ("State", buyer.state),
        ("County", buyer.county),
        ("Kind of agency", buyer.entity_type),
        ("Day of the order", purchase.date),
        ("Needed until", purchase.need_through),
        ("Kind of purchase", purchase.kind),
        ("Amount", f"{purchase.amount:,}" if purchase.amount is not None else None),
        ("Items", "; ".join(i.text for i in purchase.items) or None),
        ("Money", "; ".join(" ".join(x for x in (f.source.value, f.program) if x) for f in buyer.funding) or None),
        ("Memberships", "; ".join(m.organization for m in buyer.memberships) or None),
        ("Attested", ", ".join(a.check for a in buyer.attestations) or None),
        ("Overridden", ", ".join(o.check for o in buyer.overrides) or None),
    ]
    yield bold("The profile states")
    for name, value in known:
        if value is not None:
            yield f"  {name}: {value}"
    missing = [name.lower() for name, value in known[:10] if value is None]
    if missing:
        yield from wrapped(f"Not stated: {', '.join(missing)}.", "  ", "  ")
