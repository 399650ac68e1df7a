"""`clausescan prices`: price tables as rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

import click

from clausescan.cli.inputs import names_apart, pdf_paths, reader, scan_paths, settings_in_force, status_of
from clausescan.cli.ocr import ocr_flags
from clausescan.cli.outputs import complain, writable, write_whole
from clausescan.cli.page import bold, columns, harmless, say
from clausescan.core.price_row import PriceRow
from clausescan.core.result import Failed, Outcome, Scanned
from clausescan.core.value_words import KIND_WORDS, price_sayings, value_words
from clausescan.errors import UsageError

EPILOG = """\b
Examples:
  clausescan prices price-list.pdf
  clausescan prices contract.pdf amendment-1.pdf --csv -o prices.csv
  clausescan prices contract-folder --csv > prices.csv
"""
_WIDEST_CELL = 44


@click.command(name="prices", epilog=EPILOG)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV (UTF-8) instead of a table to read.")
@click.option(
    "-o", "--output", default="-", show_default=True, help="The CSV file to write; - for standard output. A file opens in Excel by a double click."
)
@click.option("--password", help="Password of the PDFs that are locked.")
@ocr_flags
@click.pass_obj
def command(obj: dict[str, int], paths: tuple[Path, ...], as_csv: bool, output: str, password: str | None) -> int:
    """Print the price tables of PATHS (PDFs, or folders of PDFs) as rows, joined over pages: one row for each line of a table.

    Figures are split from units and currency, and nothing is added that is not printed; what has no column of its own stands in
    "other". Headings within a table become the category of the rows below them; totals and notes are no rows. Below the tables stands
    what the files say of prices: how long they hold, how they move, discounts, from when; lots and commodity codes. In CSV, a text that a
    spreadsheet would take for a formula gets a quote before it. A file written with -o begins with a byte order mark, which
    Excel wants; standard output has none.
    """
    if output != "-" and not as_csv:
        raise UsageError("-o writes CSV.", "Add --csv.")
    target = None if output == "-" else writable(Path(output))
    files, quiet = pdf_paths(paths), bool(obj["quiet"])
    outcomes = _outcomes(files, password, quiet=quiet)
    rows = tuple(pair for outcome in outcomes if isinstance(outcome, Scanned) for pair in _rows(outcome, quiet=quiet))
    if as_csv:
        from clausescan.report.tables import prices_csv

        write_whole(prices_csv(rows, bom=target is not None), target)
    else:
        for line in (*_lines(rows), *(line for outcome in outcomes if isinstance(outcome, Scanned) for line in _said(outcome))):
            say(line)
    complain(o for o in outcomes if isinstance(o, Failed))
    if not quiet:
        click.echo(f"{len(rows)} {'row' if len(rows) == 1 else 'rows'}{f': {target.resolve()}' if target else ''}", err=True)
    return status_of(outcomes)


def _outcomes(files: Sequence[Path], password: str | None, *, quiet: bool) -> list[Outcome]:
    from clausescan.scan import load_toolkit

    resolved = settings_in_force()
    with reader(resolved) as (read, _):
        return names_apart(list(scan_paths(files, load_toolkit(), read, password, resolved.settings, quiet=quiet)), files)


def _rows(scanned: Scanned, *, quiet: bool) -> Iterator[tuple[str, PriceRow]]:
    """The rows of one file with its name; a table without prices is told of, not passed over in silence."""
    from clausescan.extract.price_rows import file_rows

    name = scanned.document.source.name
    tables = [table for part in scanned.parts for table in part.facts.price_tables]
    rows, without = file_rows(scanned)
    for number in without:
        if not quiet:
            click.echo(f"{name}: the table on page {tables[number - 1].value.pages[0]} names no price, unit or quantity and was left out.", err=True)
    yield from ((name, row) for row in rows)


def _lines(rows: Sequence[tuple[str, PriceRow]]) -> Iterator[str]:
    """The rows as tables to read, one below the other, with their categories between them."""
    for number, ((name, table), group) in enumerate(groupby(rows, key=lambda pair: (pair[0], pair[1].table))):
        found = [row for _, row in group]
        first, last = min(r.page for r in found), max(r.page for r in found)
        if number:
            yield ""
        yield bold(f"{name}, {f'page {first}' if first == last else f'pages {first} to {last}'}, table {table}")
        cells = [_cells(row) for row in found]
        used = [n for n in range(len(_HEAD)) if any(row[n] for row in cells)]
        head, *body = columns([_HEAD[n] for n in used], [[row[n] for n in used] for row in cells])
        yield head
        category = ""
        for row, line in zip(found, body, strict=True):
            if row.category != category:
                category = row.category
                yield f"  {harmless(category)}"
            yield line


def _said(scanned: Scanned) -> Iterator[str]:
    """What one file says of its prices besides the prices, a line each, with the page; nothing where it says nothing."""
    found = [(kind, one) for part in scanned.parts for kind, one in price_sayings(part.facts)]
    told = dict.fromkeys((KIND_WORDS[kind], harmless(value_words(one.value)), one.evidence[0].page) for kind, one in found)
    if told:
        yield ""
        yield bold(f"{scanned.document.source.name}, what it says of prices")
    yield from (f"  {kind[:1].upper()}{kind[1:]}: {words} (page {page})" for kind, words, page in told)


_HEAD = ("ITEM", "PART NO.", "DESCRIPTION", "UNIT", "QUANTITY", "PRICE", "OTHER")


def _cells(row: PriceRow) -> tuple[str, ...]:
    price = f"{row.price:,f} {row.currency}".strip() if row.price is not None else ""
    discount = f"{row.discount:f}% off" if row.discount is not None else ""
    days = " to ".join(str(day) for day in (row.effective_from, row.effective_to) if day)
    other = "; ".join(x for x in (days, *(f"{header}: {cell}" if header else cell for header, cell in row.other)) if x)
    quantity = f"{row.quantity:,f}" if row.quantity is not None else ""
    money = " ".join(x for x in (price, discount) if x)
    return _cut(row.item, 18), _cut(row.part_number, 18), _cut(row.description, _WIDEST_CELL), _cut(row.unit, 16), quantity, money, other


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
