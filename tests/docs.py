"""`make docs`: rewrites the parts of the help pages that are made from the code. `tests/test_docs.py` compares them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from clausescan.assess.buyer_file import template
from clausescan.assess.packs import FEDERAL, packs
from clausescan.assess.rows import rows
from clausescan.cli.main import COMMANDS, cli
from clausescan.cli.schema import SCHEMAS
from clausescan.core.plain import scanned_plain
from clausescan.core.states import STATE_NAMES
from clausescan.core.words import WHO_WORDS
from clausescan.read.source import identify
from clausescan.scan import load_toolkit, read_document, scan_document
from clausescan.settings import data_folder, schema_text
from tests.draw import pdf, prose

HELP = Path(__file__).resolve().parents[1] / "clausescan" / "help"
EXAMPLE = (
    "INVITATION FOR BIDS NO. IFB 24-031",
    "City of Larkmoor, Colorado",
    "Sealed bids are due May 7, 2024 at 2:00 p.m.",
    "",
    "1. Scope",
    "The City seeks bids for bulk road salt, delivered to its two yards.",
    "",
    "2. Term",
    "The contract runs for one year from July 1, 2024. The City may renew it for",
    "two more periods of one year each.",
    "",
    "3. Use by others",
    "Any other public agency in Colorado may buy from the resulting contract at the",
    "same prices, terms and conditions.",
)
"""The page that the example of facts.md is made of."""
WIDE = 118


def main() -> None:
    """Write every made part anew and say which pages changed."""
    for name, made in pages().items():
        path = HELP / name
        if not path.is_file() or path.read_text(encoding="utf-8") != made:
            path.write_text(made, encoding="utf-8", newline="\n")
            print(f"renewed {path.name}")


def pages() -> dict[str, str]:
    """Name to whole text of every page with a made part, as it should be now."""
    facts = (HELP / "facts.md").read_text(encoding="utf-8")
    decision = (HELP / "decision.md").read_text(encoding="utf-8")
    states = (HELP / "states.md").read_text(encoding="utf-8")
    return {
        "commands.md": commands_page(),
        "schemas.md": schemas_page(),
        "states.md": with_block(states, "packs", packs_table()),
        "model.md": model_page(),
        "facts.md": with_block(facts, "example", f"```json\n{facts_example()}\n```"),
        "decision.md": with_block(with_block(decision, "rows", rows_table()), "profile", f"```toml\n{template().rstrip()}\n```"),
    }


def model_page() -> str:
    """The card of the model that comes with clausescan, as a page of the help."""
    card = (data_folder("models") / "clause-kind" / "card.md").read_text(encoding="utf-8")
    return card.replace("# clause-kind\n", "# The clause classifier: model card\n\nMade from the card of the model by `make docs`; do not edit.\n", 1)


def packs_table() -> str:
    """Every pack with what it cites."""
    head = "| pack | state | citations |\n|---|---|---|\n"
    names = {**STATE_NAMES, FEDERAL: "federal money"}
    return head + "\n".join(f"| {k} | {names[k]} | {_cell('; '.join(r.note.citation for r in p.rules))} |" for k, p in packs().items())


_SCHEMAS_HEAD = """# Schemas: every key of what is written

Made from the JSON Schemas by `make docs`; do not edit. `clausescan schema` prints the schemas themselves. What the keys mean:
[facts](facts.md), [exports](exports.md), [the rows](decision.md). `[]` is each entry of a list, `*` each key of a map; null means that no
document says.
"""


def schemas_page() -> str:
    """Every key of what clausescan writes, from the JSON Schemas."""
    said = [_SCHEMAS_HEAD]
    for name in SCHEMAS:
        schema = json.loads(schema_text(name))
        told = {path: (kind, meaning) for path, kind, meaning in keys_of(schema, schema["$defs"])}
        rows = "\n".join(f"| `{path}` | {_cell(kind)} | {_cell(meaning)} |" for path, (kind, meaning) in told.items())
        said.append(f"## {schema['title']}\n\n{schema['description']}\n\n| key | type | meaning |\n|---|---|---|\n{rows}\n")
    return "\n".join(said)


def keys_of(schema: Any, named: dict[str, Any], path: str = "") -> Iterator[tuple[str, str, str]]:
    """`(path, type, meaning)` of every key below; what a name stands for is told where it is first met, `evidence` and `proof` only by name."""
    for key, one in schema.get("properties", {}).items():
        if isinstance(one, dict) and one:
            yield from _key(one, named, f"{path}.{key}" if path else key)
    for branch in ("else", "then"):
        if branch in schema:
            yield from keys_of(schema[branch], named, path)


def _key(one: dict[str, Any], named: dict[str, Any], path: str) -> Iterator[tuple[str, str, str]]:
    kind, inner, name = _kind(one, named)
    yield path, kind, inner.get("description", "") or one.get("description", "")
    if name not in {"evidence", "proof"} or path in {"evidence", "proof"}:
        mark = "[]" if kind.startswith("list") else ""
        yield from keys_of(inner, named, path + mark)
        if isinstance(inner.get("additionalProperties"), dict) and not kind.startswith("list of text"):
            yield f"{path}.*", _kind(inner["additionalProperties"], named)[0], ""


def _kind(one: dict[str, Any], named: dict[str, Any]) -> tuple[str, dict[str, Any], str]:
    """Words for the type, the schema that tells its keys, and the name under which it is defined ("" for none)."""
    if "$ref" in one:
        name = one["$ref"].rsplit("/", 1)[-1]
        kind, inner, below = _kind(named[name], named)
        return (name if kind == "object" else kind), inner, below or name
    if "anyOf" in one:
        kind, inner, name = _kind(one["anyOf"][0], named)
        return f"{kind} or null", inner, name
    if "const" in one:
        return f"`{one['const']}`", one, ""
    if "enum" in one:
        return " ".join(f"`{value}`" for value in one["enum"]), one, ""
    said = one.get("type", "any")
    plain = said if isinstance(said, str) else said[0]
    if plain == "array" and "items" in one and isinstance(one["items"], dict):
        kind, inner, name = _kind(one["items"], named)
        return f"list of {kind}", inner, name
    words = {"string": "text", "integer": "whole number", "array": "list", "boolean": "true or false"}.get(plain, plain)
    return words + (" or null" if isinstance(said, list) else ""), one, ""


def rows_table() -> str:
    """The rows of a decision with what hangs on each."""
    head = "| row | question | what hangs on it | next step while it is open | who |\n|---|---|---|---|---|\n"
    return head + "\n".join(f"| {r.id} | {r.question} | {r.severity.value} | {r.step} | {WHO_WORDS[r.who]} |" for r in rows().values())


def with_block(page: str, name: str, made: str) -> str:
    """The page with the text between `<!-- made: name -->` and `<!-- end: name -->` replaced.

    Raises:
        ValueError: the page has no such pair of marks.
    """
    marks = re.compile(rf"(<!-- made: {re.escape(name)} -->\n).*?(<!-- end: {re.escape(name)} -->)", re.DOTALL)
    if not marks.search(page):
        raise ValueError(f"no marks for {name!r}")
    return marks.sub(lambda m: f"{m[1]}{made}\n{m[2]}", page, count=1)


def commands_page() -> str:
    """The page of all commands, from click."""
    head = (
        "# Commands\n\n"
        "Made from the commands themselves by `make docs`; do not edit. Results go to standard output, talk to standard error.\n"
        "Exit status: see [errors](errors.md#exit-status). Settings: see [settings](settings.md).\n"
    )
    context = click.Context(cli, info_name="clausescan")
    parts = [head, _command(cli, "clausescan")]
    for name in sorted(COMMANDS):
        command = cli.get_command(context, name)
        assert command is not None
        parts.append(_command(command, f"clausescan {name}"))
        parts += [_command(sub, f"clausescan {name} {sub.name}") for sub in (command.commands.values() if isinstance(command, click.Group) else ())]
    return "\n".join(parts)


def _command(command: click.Command, path: str) -> str:
    """One command: heading, usage, what it does, options, examples."""
    command._help_option = None  # click keeps it from whoever asked last
    context = click.Context(command, info_name=path, terminal_width=WIDE, help_option_names=["-h", "--help"])
    said = [f"## {path}\n", _fenced([" ".join([path, *command.collect_usage_pieces(context)])], "text"), _paragraphs(command.help or "")]
    rows = [record for p in command.get_params(context) if isinstance(p, click.Option) and (record := p.get_help_record(context))]
    said.append("| option | meaning |\n|---|---|\n" + "\n".join(f"| `{_cell(name)}` | {_cell(meaning)} |" for name, meaning in rows) + "\n")
    examples = [line.strip() for line in (command.epilog or "").splitlines() if line.startswith("  ")]
    if examples:
        said.append(_fenced(examples, "sh"))
    return "\n".join(said)


def _fenced(lines: list[str], language: str) -> str:
    return "\n".join([f"```{language}", *lines, "```", ""])


def _paragraphs(text: str) -> str:
    """Help text with each paragraph on one line."""
    return "\n\n".join(" ".join(p.replace("\b", "").split()) for p in text.split("\n\n")) + "\n"


def _cell(text: str) -> str:
    return re.sub(r"\s+", " ", text).replace("|", "\\|")


def facts_example() -> str:
    """The facts object of `EXAMPLE`, laid out to be read, with one entry of each list of evidence.

    Its sha256 is that of the words, because the bytes of a drawn PDF hang on a library.
    """
    data = pdf(prose(*EXAMPLE))
    source = identify("ifb-24-031.pdf", "\n".join(EXAMPLE).encode())
    return laid_out(_first_evidence(scanned_plain(scan_document(read_document(data, source), load_toolkit()))))


def _first_evidence(value: Any) -> Any:
    """The same value with one entry of each list whose entries are evidence."""
    if isinstance(value, dict):
        return {k: _first_evidence(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_first_evidence(v) for v in (value[:1] if value and isinstance(value[0], dict) and "origin" in value[0] else value)]
    return value


def laid_out(value: Any, indent: int = 0, key: str = "") -> str:
    """JSON with everything that fits on a line on one line; the same value always gives the same text."""
    flat = json.dumps(value, ensure_ascii=False)
    if indent + len(key) + len(flat) <= WIDE or not isinstance(value, dict | list):
        return key + flat
    if isinstance(value, dict):
        items = [laid_out(v, indent + 2, f"{json.dumps(k, ensure_ascii=False)}: ") for k, v in value.items()]
    else:
        items = [laid_out(v, indent + 2) for v in value]
    first, last = "{}" if isinstance(value, dict) else "[]"
    inner = " " * (indent + 2)
    return f"{key}{first}\n" + ",\n".join(inner + item for item in items) + f"\n{' ' * indent}{last}"


if __name__ == "__main__":
    main()
