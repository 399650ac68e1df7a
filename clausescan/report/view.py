"""What the report shows, ready-made: strings, anchors and counts. Templates loop and decide nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from clausescan.core.contract_file import ContractFile
from clausescan.core.explanation import Explanation
from clausescan.core.finding import Role
from clausescan.core.forms import FilledForm, Letter
from clausescan.core.readiness import Readiness
from clausescan.core.result import Failed, Scanned
from clausescan.core.review import Judged
from clausescan.report.labels import quote_labels
from clausescan.report.pictures import Render
from clausescan.report.quotes import Quoter
from clausescan.report.view_checks import CheckView, ReasonView, StepView, StripView, check_views, reason_views, step_views, strip_views
from clausescan.report.view_facts import (
    ConflictView,
    DatesView,
    FactView,
    ObtainView,
    ScopeView,
    conflict_views,
    dates_view,
    fact_views,
    obtain_views,
    scope_views,
)
from clausescan.report.view_law import LawView
from clausescan.report.view_prices import PriceView, SaidView, price_views, said_views
from clausescan.report.view_read import (
    CoverageView,
    FailedView,
    FileView,
    OutlineView,
    coverage_view,
    failed_views,
    file_views,
    outline_views,
    unread_words,
)
from clausescan.report.view_review import ReviewView, review_view
from clausescan.report.view_rows import DecisionView, FormView, RowView, decision_view, form_views, row_laws, row_views
from clausescan.report.view_use import ClauseView, clause_views
from clausescan.report.words import count_of, long_date


@dataclass(frozen=True, slots=True)
class AnswerView:
    """The answer, and what is at hand beside it: `key` is what a reader wants to know at a glance, `needs` what was looked for."""

    headline: str
    decision: DecisionView | None
    depends: str
    strip: tuple[StripView, ...]
    why: tuple[ReasonView, ...]
    steps: tuple[StepView, ...]
    key: tuple[tuple[str, str], ...]
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuotedView:
    """Whatever stands beside words of the documents, in the order of the report, by which the quotes are numbered.

    `rows` are those of the decision that apply, `rows_aside` those that do not.
    """

    checks: tuple[CheckView, ...]
    obtain: tuple[ObtainView, ...]
    dates: DatesView | None
    conflicts: tuple[ConflictView, ...]
    rows: tuple[RowView, ...]
    rows_aside: tuple[RowView, ...]
    facts: tuple[FactView, ...]
    scopes: tuple[ScopeView, ...]
    said_of_prices: tuple[SaidView, ...]
    clauses: tuple[ClauseView, ...]
    pictures_note: str


@dataclass(frozen=True, slots=True)
class ReadView:
    """What was read and what was not: in sentences (`unread`, `beside`) and in tables."""

    unread: tuple[str, ...]
    beside: tuple[str, ...]
    completeness: str
    outlines: tuple[OutlineView, ...]
    files: tuple[FileView, ...]
    failed: tuple[FailedView, ...]
    coverage: CoverageView


@dataclass(frozen=True, slots=True)
class ReportView:
    """All that `report.html` shows."""

    title: str
    subtitle: str
    as_of: str
    version: str
    fingerprint: str
    answer: AnswerView
    quoted: QuotedView
    laws: tuple[LawView, ...]
    forms: tuple[FormView, ...]
    letters: tuple[Letter, ...]
    prices: tuple[PriceView, ...]
    read: ReadView
    review: ReviewView | None = None


def make_view(
    file: ContractFile,
    readiness: Readiness,
    scans: Sequence[Scanned],
    failed: Sequence[Failed] = (),
    render: Render | None = None,
    *,
    version: str,
    as_of: dt.date,
    explanations: Mapping[str, Explanation] | None = None,
    forms: Sequence[FilledForm] = (),
    letters: Sequence[Letter] = (),
    beside: Sequence[str] = (),
    judged: Sequence[Judged] = (),
) -> ReportView:
    """The report of one contract file. Without `render` it has no pictures and says so; `explanations` are by the id of the finding.

    Filled `forms` and `letters` are shown as they are; `beside` are sentences on documents that were given and are not part of the file;
    `judged` is what reviewers said of the findings.

    `file` is reconciled, `scans` are those it was made from, `failed` the files that could not be read.
    """
    documents = {scan.document.source.sha256: scan.document for scan in scans}
    quoted = _quoted_view(file, readiness, Quoter(documents, render, quote_labels(file)), explanations or {})
    return ReportView(
        title=_title(file),
        subtitle=_subtitle(file),
        as_of=long_date(as_of),
        version=version,
        fingerprint=readiness.fingerprint,
        answer=_answer_view(readiness, _key(file, scans, as_of)),
        quoted=quoted,
        laws=row_laws(readiness),
        forms=form_views(forms),
        letters=tuple(letters),
        prices=price_views(file),
        read=ReadView(
            unread=unread_words(scans, failed),
            beside=tuple(beside),
            completeness=_COMPLETENESS[file.completeness.value],
            outlines=outline_views(scans),
            files=file_views(file, scans),
            failed=failed_views(failed),
            coverage=coverage_view(scans, failed),
        ),
        review=review_view(judged, documents),
    )


def _answer_view(readiness: Readiness, key: tuple[tuple[str, str], ...]) -> AnswerView:
    return AnswerView(
        headline=readiness.headline,
        decision=decision_view(readiness),
        depends=readiness.depends,
        strip=strip_views(readiness.checks),
        why=reason_views(readiness),
        steps=step_views(readiness),
        key=key,
        needs=readiness.needs,
    )


def _quoted_view(file: ContractFile, readiness: Readiness, quoter: Quoter, explanations: Mapping[str, Explanation]) -> QuotedView:
    """The order of these lines is that of the report: the quoter numbers quotes, and takes pictures, as it is asked for them."""
    checks = check_views(readiness.checks, quoter)
    obtain = obtain_views(file, quoter)
    dates = dates_view(file, quoter, readiness.timeline)
    conflicts = conflict_views(file, quoter)
    rows = row_views(readiness, quoter)
    facts = fact_views(file, quoter)
    scopes = scope_views(file, quoter)
    said = said_views(file, quoter)
    clauses = clause_views(file, quoter, explanations)
    return QuotedView(
        checks=checks,
        obtain=obtain,
        dates=dates,
        conflicts=conflicts,
        rows=tuple(r for r in rows if r.applies),
        rows_aside=tuple(r for r in rows if not r.applies),
        facts=facts,
        scopes=scopes,
        said_of_prices=said,
        clauses=clauses,
        pictures_note=_pictures_note(quoter),
    )


_COMPLETENESS = {
    "A": "A: solicitation, contract, amendments, prices and award record are there.",
    "B": "B: contract and solicitation are there, with gaps.",
    "C": "C: the file holds a lead, not a decision: contract, solicitation or price list alone.",
    "D": "D: the file only points to a contract.",
}


def _title(file: ContractFile) -> str:
    facts = file.facts
    number = facts.contract_number or facts.solicitation_number
    named = [facts.lead_agency.value.name if facts.lead_agency else "", facts.vendor.value if facts.vendor else "", number.value if number else ""]
    return " · ".join(n for n in named if n) or (file.parts[0].title or file.parts[0].source.name if file.parts else "No document could be read")


def _key(file: ContractFile, scans: Sequence[Scanned], as_of: dt.date) -> tuple[tuple[str, str], ...]:
    """What a reader wants to know at a glance, beside the verdicts."""
    term, seen = file.facts.term, coverage_view(scans, ())
    end = long_date(term.current_end) if term is not None else "not stated"
    latest = "no limit stated" if term is not None and term.open_ended else long_date(term.max_end if term is not None else None)
    latest = "the same" if term is not None and term.max_end is not None and term.max_end == term.current_end else latest
    doubt = " (in doubt)" if term is not None and term.doubts and term.current_end is not None else ""
    doubt = " (passed)" if not doubt and term is not None and term.current_end is not None and term.current_end < as_of else doubt
    return (
        ("End in force", f"{end}{doubt}"),
        ("Latest end, every option used", latest),
        ("File", f"{count_of(len(file.parts), 'document')}, completeness {file.completeness.value}"),
        ("Pages read", f"{seen.read} of {seen.pages}"),
    )


def _subtitle(file: ContractFile) -> str:
    told = (*file.having(Role.CONTRACT), *file.having(Role.SOLICITATION), *file.parts)
    scope = next((p.facts.scope.value.summary for p in told if p.facts.scope is not None), "")
    return scope[:1].upper() + scope[1:]


def _pictures_note(quoter: Quoter) -> str:
    if not quoter.draws:
        return "Pictures of the pages are missing: the PDFs were not at hand when this report was made. Every quote names its document and page."
    return "" if quoter.pictures else "No place on a page is known for any quote, so there are no pictures."
