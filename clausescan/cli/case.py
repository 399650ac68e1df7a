"""One contract file read and judged, for every command that shows or writes it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clausescan import __version__
from clausescan.cli.contract_files import Gathered, beside, chosen, gathered, has_report
from clausescan.cli.inputs import arrangement_of, as_arranged, names_apart, reader, review_of, scan_paths, settings_in_force
from clausescan.core.result import Failed, Outcome, Scanned
from clausescan.errors import SourceError
from clausescan.export import Case, Copies
from clausescan.sandbox import Reader
from clausescan.settings import Settings

if TYPE_CHECKING:
    from clausescan.core.buyer import Buyer
    from clausescan.core.review import Judged
    from clausescan.core.span import Box
    from clausescan.learn.classifier import Classifier
    from clausescan.report.markup import Note
    from clausescan.report.pictures import Render
    from clausescan.scan import Toolkit


@dataclass(frozen=True, slots=True)
class Asked:
    """What a report is asked for: the day, the needs, the buyer if one is known, and which of several contract files."""

    as_of: dt.date
    needs: tuple[str, ...] = ()
    buyer: Buyer | None = None
    only: str | None = None
    together: bool = False


@dataclass(frozen=True, slots=True)
class Read:
    """What became of each file, the contract files that were `found` in them, and those `wanted`; both empty where no file could be read.

    `judged` gives the case of one of them, `copies` those of its PDFs; both work as long as the context lasts.
    """

    outcomes: tuple[Outcome, ...]
    found: tuple[Gathered, ...]
    wanted: tuple[Gathered, ...]
    judged: Callable[[Gathered], Case]
    copies: Copies
    settings: Settings

    @property
    def failed(self) -> tuple[Failed, ...]:
        """The files that could not be read."""
        return tuple(o for o in self.outcomes if isinstance(o, Failed))


@contextmanager
def read_case(files: Sequence[Path], asked: Asked, password: str | None, *, folders: Sequence[Path] = (), quiet: bool) -> Iterator[Read]:
    """Scan, arrange as a person did in one of `folders`, and tell the contract files apart.

    Raises:
        UsageError: `asked.only` names none of them.
    """
    from clausescan.assess.review import apply_review, with_overrides
    from clausescan.extract.cooperative.find import combine
    from clausescan.learn.classifier import load_model
    from clausescan.scan import label_clauses, load_toolkit

    resolved = settings_in_force()
    with reader(resolved) as (read, child):
        toolkit = load_toolkit()
        outcomes = names_apart(list(scan_paths(files, toolkit, read, password, resolved.settings, quiet=quiet)), files)
        scans = as_arranged(_once(outcomes), folders, toolkit)
        trail = review_of(folders)
        reviewed = apply_review(scans, trail, combine)
        scans = list(reviewed.scans)
        paths = dict(_sources(outcomes, files))
        pages = _Pages(paths, child, password, resolved.settings)
        found: list[Gathered] = []
        classifier = load_model()
        if scans:
            scans = [label_clauses(scan, classifier) for scan in scans]
            found = gathered(scans, arrangement_of(folders), paths, together=asked.together)
        wanted = [g for g in chosen(found, asked.only) if has_report(g)] or found if found else []
        failed = [o for o in outcomes if isinstance(o, Failed)]

        def judged(one: Gathered) -> Case:
            by = replace(asked, buyer=with_overrides(asked.buyer, trail))
            hashes = {s.document.source.sha256 for s in one.scans}
            said = [j for j in reviewed.judged if j.scan < 0 or reviewed.scans[j.scan].document.source.sha256 in hashes]
            return _judged(one, found, failed, by, pages.draw, (toolkit, classifier), said)

        yield Read(tuple(outcomes), tuple(found), tuple(wanted), judged, Copies(pages.data, pages.marked, pages.excerpt), resolved.settings)


def _judged(
    one: Gathered,
    found: Sequence[Gathered],
    failed: Sequence[Failed],
    asked: Asked,
    draw: Render,
    loaded: tuple[Toolkit, Classifier],
    judged: Sequence[Judged],
) -> Case:
    """One contract file assessed, with the report's view of it."""
    from clausescan.assess.forms import fill, forms
    from clausescan.assess.grouping import with_reasons
    from clausescan.assess.letters import letters
    from clausescan.assess.verdict import assess
    from clausescan.explain import explain_uses
    from clausescan.report.view import make_view

    file, readiness = assess(one.scans, asked.as_of, asked.needs, __version__, asked.buyer)
    if one.group is not None:
        file = with_reasons(file, one.group)
    view = make_view(
        file,
        readiness,
        one.scans,
        failed,
        draw,
        version=__version__,
        as_of=readiness.as_of,
        explanations=explain_uses(one.scans, *loaded),
        forms=[fill(form, readiness.rows) for form in forms()],
        letters=letters(file, readiness, asked.buyer),
        beside=beside(one, found),
        judged=judged,
    )
    return Case(file, readiness, one.scans, tuple(failed), view)


def tell(written: Sequence[tuple[Gathered, Path | None, str]], left: Sequence[Gathered], what: str) -> None:
    """Headlines and where each contract file was written, `what` before the place; and which documents are in none."""
    if len(written) > 1:
        click.echo(f"These PDFs belong to {len(written)} contract files; each has a report of its own.", err=True)
    for one, place, headline in written:
        click.echo(f"{one.title}: {headline}" if len(written) > 1 or left else headline, err=True)
        if place:
            click.echo(f"{what}{place.resolve()}", err=True)
    if left:
        click.echo(f"In no report: {titles(left)}.", err=True)
    if len(written) > 1 or left:
        click.echo("Wrong? Say in contract-file.toml what belongs together, or use --together to read all as one.", err=True)


def titles(some: Sequence[Gathered]) -> str:
    """Their titles in one line."""
    return "; ".join(g.title for g in some)


def _once(outcomes: Sequence[Outcome]) -> list[Scanned]:
    """What could be read, a file given twice only once."""
    seen: dict[str, Scanned] = {}
    for outcome in outcomes:
        if isinstance(outcome, Scanned):
            seen.setdefault(outcome.document.source.sha256, outcome)
    return list(seen.values())


def _sources(outcomes: Sequence[Outcome], files: Sequence[Path]) -> list[tuple[str, Path]]:
    return [(o.document.source.sha256, p) for o, p in zip(outcomes, files, strict=True) if isinstance(o, Scanned)]


class _Pages:
    """Pieces and copies of pages, made where PDFs are read. The file is read again and must still be the same."""

    def __init__(self, paths: dict[str, Path], child: Reader | None, password: str | None, settings: Settings) -> None:
        self._paths, self._child, self._password, self._settings = paths, child, password, settings
        self._last: tuple[str, bytes] = ("", b"")

    def data(self, sha256: str) -> bytes:
        """The PDF's bytes.

        Raises:
            SourceError: the file has gone or changed.
        """
        from clausescan.read.source import identify, read_file

        if self._last[0] != sha256:
            data = read_file(self._paths[sha256], self._settings.max_megabytes * 1_000_000)
            if identify("", data).sha256 != sha256:
                raise SourceError("The file changed after it was read.", "Make the report again.", "unreadable")
            self._last = (sha256, data)
        return self._last[1]

    def draw(self, sha256: str, page: int, box: Box, scale: float) -> bytes:
        """A JPEG of that piece.

        Raises:
            SourceError: the file has gone or changed, or the page cannot be drawn.
        """
        from clausescan.read import pdfium

        data = self.data(sha256)
        if self._child is not None:
            return self._child.picture(data, page, box, scale, self._password)
        with pdfium.open_pdf(data, self._password) as opened:
            return pdfium.picture(opened, page, box, scale)

    def marked(self, data: bytes, notes: Sequence[Note]) -> bytes:
        """The PDF with highlights and notes, as `report.markup.marked`."""
        from clausescan.report.markup import marked

        return self._child.marked(data, notes, self._password) if self._child is not None else marked(data, notes, self._password)

    def excerpt(self, data: bytes, pages: Sequence[int]) -> bytes:
        """Pages of the PDF, as `report.markup.excerpt`."""
        from clausescan.report.markup import excerpt

        return self._child.excerpt(data, pages, self._password) if self._child is not None else excerpt(data, pages, self._password)
