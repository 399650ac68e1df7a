"""`clausescan explain`: why a finding of a PDF stands."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clausescan.cli.inputs import reader, scan_paths, settings_in_force, status_of, write_json
from clausescan.cli.ocr import ocr_flags
from clausescan.cli.outputs import complain
from clausescan.cli.page import bold, columns, say, wrapped
from clausescan.core.explanation import Against, Explanation, Weighed, by_rule, explanation_plain, label_sentences
from clausescan.core.plain import outcome_plain
from clausescan.core.result import Failed, Outcome, Scanned
from clausescan.core.value_words import KIND_WORDS, value_words
from clausescan.errors import UsageError
from clausescan.read.source import printable

if TYPE_CHECKING:
    from clausescan.explain import Listed
    from clausescan.scan import Toolkit

SCHEMA = "clausescan.explain/1"
_MOST_QUOTES = 4

EPILOG = """\b
Examples:
  clausescan explain contract.pdf
  clausescan explain contract.pdf 54cf5e8d85a3
  clausescan explain contract.pdf cooperative_use
  clausescan explain contract.pdf term --json
"""


@click.command(name="explain", epilog=EPILOG)
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("finding", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of text.")
@click.option("--password", help="Password of a PDF that is locked.")
@ocr_flags
@click.pass_obj
def command(obj: dict[str, int], file: Path, finding: str | None, as_json: bool, password: str | None) -> int:
    """Say why a finding of FILE (one PDF) stands: value, quote, rule, the words that weighed, and what argued against it.

    FINDING is an id, the first signs of one, or the key under which `clausescan facts` prints the value: term, lead_agency,
    cooperative_use (all clauses), cooperative_use.0 (the first). Without it, all findings are listed.
    """
    from clausescan.scan import load_toolkit

    if file.is_dir():
        raise UsageError(f"{file} is a folder.", "Name one PDF in it.")
    toolkit = load_toolkit()
    outcome = _scanned(file, toolkit, password, quiet=bool(obj["quiet"]))
    if isinstance(outcome, Failed):
        if as_json:
            write_json(outcome_plain(outcome))
        complain([outcome])
        return outcome.exit_code
    if finding is None:
        _print_list(outcome, file, as_json=as_json, quiet=bool(obj["quiet"]))
    else:
        _print_explanations(_explained(outcome, toolkit, file, finding), outcome, as_json=as_json)
    return status_of([outcome])


def _scanned(file: Path, toolkit: Toolkit, password: str | None, *, quiet: bool) -> Outcome:
    resolved = settings_in_force()
    with reader(resolved) as (read, _):
        (outcome,) = scan_paths([file], toolkit, read, password, resolved.settings, quiet=quiet)
    return outcome


def _explained(scanned: Scanned, toolkit: Toolkit, file: Path, finding: str) -> list[Explanation]:
    """The explanations asked for.

    Raises:
        UsageError: the file has no such finding.
    """
    from clausescan.explain import explain, listed, matching, near_names
    from clausescan.learn.classifier import load_model

    every = listed(scanned)
    wanted = matching(every, finding)
    if not wanted:
        near = near_names(every, finding)
        hint = f"Did you mean {near}? " if near else ""
        raise UsageError(f"{printable(file)} has no finding {finding!r}.", f"{hint}List its findings: clausescan explain {shlex.quote(str(file))}")
    classifier = load_model()
    return [explain(scanned, one, toolkit, classifier) for one in wanted]


def _print_list(scanned: Scanned, file: Path, *, as_json: bool, quiet: bool) -> None:
    """All findings: id, key, page, value."""
    from clausescan.explain import listed

    every = listed(scanned)
    if as_json:
        findings = [
            {"id": x.finding.id, "path": x.path, "kind": x.kind, "page": x.finding.evidence[0].page, "value": value_words(x.finding.value)}
            for x in every
        ]
        write_json({"schema": SCHEMA, "source": _source(scanned), "findings": findings})
        return
    if not every:
        say(f"Nothing was found in {scanned.document.source.name}.")
        return
    rows = [_row(x) for x in every]
    for line in columns(("ID", "KEY", "PAGE", "VALUE"), rows):
        say(line)
    if not quiet:
        click.echo(f"\nWhy one of them stands: clausescan explain {shlex.quote(str(file))} {every[0].finding.id}", err=True)


def _row(one: Listed) -> tuple[str, str, str, str]:
    return one.finding.id, one.path, str(one.finding.evidence[0].page), " ".join(value_words(one.finding.value).split())


def _print_explanations(found: Sequence[Explanation], scanned: Scanned, *, as_json: bool) -> None:
    if as_json:
        write_json({"schema": SCHEMA, "source": _source(scanned), "findings": [explanation_plain(one) for one in found]})
        return
    for number, one in enumerate(found):
        for line in (*([""] if number else []), *page_of(one, scanned.document.source.name)):
            say(line)


def _source(scanned: Scanned) -> dict[str, object]:
    source = scanned.document.source
    return {"name": source.name, "sha256": source.sha256, "pages": len(scanned.document.pages)}


def page_of(one: Explanation, name: str) -> Iterator[str]:
    """An explanation as lines for a terminal."""
    yield bold(f"{KIND_WORDS[one.kind].capitalize()}: {one.value}")
    yield f"{one.id}  {one.path}  {name}, page {one.evidence[0].page}"
    yield from _quotes(one)
    yield from _section("Why", [f"{r.sentence}  [{r.rule}]" for r in one.reasons])
    yield from _section("Steps" if one.kind == "term" else "Read as", one.steps)
    yield from _section("Words that weighed", [_weighed(group) for group in by_rule(one.words)])
    if one.label is not None:
        yield from _section("What the classifier takes the clause to be about", label_sentences(one.label))
    yield from _section("What argued against it", against_lines(one.against))


def _quotes(one: Explanation) -> Iterator[str]:
    """The evidence, what stands within an earlier quote left out."""
    shown = [e for n, e in enumerate(one.evidence) if not any(o.span.contains(e.span) for o in one.evidence[:n])]
    for evidence in shown[:_MOST_QUOTES]:
        yield ""
        yield from wrapped(" ".join(evidence.quote.split()), first=f"  p. {evidence.page:<3} │ ", rest="         │ ")
    if len(shown) > _MOST_QUOTES:
        yield f"  and {len(shown) - _MOST_QUOTES} more quotes; --json shows all"


def _section(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield ""
        yield bold(title)
        for line in lines:
            yield from wrapped(line, first="  - ", rest="    ")


def _weighed(group: Sequence[Weighed]) -> str:
    """The words that one rule took, and what it took them for."""
    pages = ", ".join(dict.fromkeys(str(w.page) for w in group))
    said = ", ".join(f"“{w.words}”" for w in group)
    return f"{said} (page {pages}): {group[0].meaning}  [{group[0].rule}]"


def against_lines(against: Sequence[Against] | None) -> list[str]:
    """What argued against a finding, or that nothing did, or that it is not kept."""
    if against is None:
        return ["This finder does not keep what it passed over."]
    return [a.sentence + (f" “{a.words}”" if a.words else "") + (f", page {a.page}" if a.page else "") for a in against] or ["Nothing was found."]
