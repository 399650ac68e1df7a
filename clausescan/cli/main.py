"""The command line: a lazy group, so that `--help` loads nothing heavy, and one boundary where errors become two sentences and an exit status."""

from __future__ import annotations

import gc
import importlib
import logging
import sys
import traceback
from typing import Any

import click

from clausescan import __version__
from clausescan.errors import ClausescanError, Exit

COMMANDS = {
    "archive": ("clausescan.cli.archive", "Write the tables of an archive as Parquet files."),
    "buyer": ("clausescan.cli.buyer", "Make or check the profile of the agency that wants to buy."),
    "changed": ("clausescan.cli.changed", "List what is new, gone or different in an archive."),
    "corrections": ("clausescan.cli.corrections", "Take what reviewers corrected out of the desk."),
    "demo": ("clausescan.cli.demo", "Make the report of a bundled sample contract file."),
    "diff": ("clausescan.cli.diff", "Say what changed between two readings of a contract file."),
    "doctor": ("clausescan.cli.doctor", "Show versions, settings, places and optional parts."),
    "evaluate": ("clausescan.cli.evaluate", "Measure rules and classifier on wording they have not seen."),
    "explain": ("clausescan.cli.explain", "Say why a finding of a PDF stands, and what argued against it."),
    "expiring": ("clausescan.cli.expiring", "List the contracts of an archive that end soon."),
    "export": ("clausescan.cli.export", "Write a contract file as tables, memo, calendar, marked PDFs or packet."),
    "facts": ("clausescan.cli.facts", "Print what is found in PDFs, one JSON object a file."),
    "packs": ("clausescan.cli.packs", "List or explain the rules held for states and federal money."),
    "prices": ("clausescan.cli.prices", "Print price tables as rows, as CSV for a spreadsheet."),
    "report": ("clausescan.cli.report", "Write the readiness report of a contract file as one HTML page."),
    "scan": ("clausescan.cli.scan", "Read many files into an archive, to be searched later."),
    "schema": ("clausescan.cli.schema", "Print the JSON Schema of facts, readiness or packet manifest."),
    "search": ("clausescan.cli.search", "Find contracts of an archive by words of title, scope, items or prices."),
    "serve": ("clausescan.cli.serve", "Open the desk: drop PDFs, read reports and review findings in a browser."),
    "similar": ("clausescan.cli.similar", "Find clauses of an archive that are worded like a given one."),
    "watch": ("clausescan.cli.watch", "Read whatever comes into a folder into an archive."),
    "train": ("clausescan.cli.train", "Make the clause classifier from labelled wording."),
    "text": ("clausescan.cli.text", "Read texts instead of files: try a wording."),
}


class LazyGroup(click.Group):
    """Commands are imported when they are run; their one-line help stands in `COMMANDS`."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        """Names of all commands, sorted."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  click's signature
        """The command of that name, None where there is none."""
        if cmd_name not in COMMANDS:
            return None
        command: object = importlib.import_module(COMMANDS[cmd_name][0]).command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  click's signature
        """The list of commands, without importing one."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, help_) for name, (_, help_) in sorted(COMMANDS.items())])


EPILOG = """\b
Examples:
  clausescan demo
  clausescan report contract.pdf amendment-1.pdf rfp.pdf -o report.html
  clausescan report folder/ --need "mobile parking payment" --as-of 2026-11-22
  clausescan facts *.pdf > facts.jsonl

\b
Exit status: 0 done, 1 a gate asked for with --fail-on was reached, 2 usage or settings,
3 at least one file could not be read, 4 own fault, 5 an optional part is missing, 130 interrupted.
"""


@click.group(cls=LazyGroup, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="clausescan")
@click.option("-v", "--verbose", count=True, help="Say more on standard error; twice for debugging.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing on standard error but errors.")
@click.pass_context
def cli(ctx: click.Context, verbose: int, quiet: bool) -> None:
    """Read public contracts and say whether another agency may buy from them, with the words that prove it.

    Everything runs on this machine; nothing leaves it. Results go to standard output, talk to standard error.
    """
    ctx.obj = {"verbose": verbose, "quiet": quiet}
    level = {0: logging.WARNING, 1: logging.INFO}.get(verbose, logging.DEBUG)
    logging.basicConfig(level=level, format="%(levelname)s %(name)s: %(message)s", stream=sys.stderr)


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with its exit status."""
    gc.set_threshold(100_000, 50, 100)  # pages make many small values and no cycles: looking for cycles less often saves a tenth of the time
    verbose = any(a.startswith("-v") for a in (arguments if arguments is not None else sys.argv[1:]))
    try:
        result: Any = cli.main(args=arguments, prog_name="clausescan", standalone_mode=False)
        status = result if isinstance(result, int) else Exit.DONE
    except click.exceptions.Abort:
        status = _say("interrupted", "", Exit.INTERRUPTED)
    except click.ClickException as error:
        error.show()
        status = Exit.USAGE
    except ClausescanError as error:
        status = _say(f"error [{error.code}]: {error.message}", error.advice, error.exit_code)
    except KeyboardInterrupt:
        status = _say("interrupted", "", Exit.INTERRUPTED)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has gone; there is nobody to tell
        status = Exit.DONE
    except Exception as error:  # noqa: BLE001  the one boundary: a bug becomes a sentence and exit status 4
        if verbose:
            traceback.print_exc()
        status = _say(f"error [fault]: {type(error).__name__}: {error}", "This is a bug in clausescan. Run again with -v and report it.", Exit.FAULT)
    sys.exit(status)


def _say(message: str, advice: str, status: int) -> int:
    click.echo(message, err=True)
    if advice:
        click.echo(advice, err=True)
    return status
