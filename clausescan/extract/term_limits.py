"""What bounds a term or stands beside it: caps, stop-gaps, windows for others, the end in force; and the maximum end that follows."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from clausescan.core.finding import RenewalActor, RenewalOptions
from clausescan.core.result import KnownDates
from clausescan.core.span import Span
from clausescan.extract.renewals import RenewalClaim
from clausescan.extract.term_base import ALL_TOLD, BaseTerm
from clausescan.extract.term_claims import Statement
from clausescan.extract.term_compute import days_end, extended, period_end, whole_months
from clausescan.extract.term_text import Item

_WINDOW = re.compile(r"piggyback|other (?:public |governmental |local )?(?:agenc|entit|parish|govern|jurisdiction)", re.IGNORECASE)
_LEFT = re.compile(r"\b(?:remain\w*|left|still available|unused)\b")


@dataclass(frozen=True, slots=True)
class Limits:
    """What bounds the term or stands beside it: a cap in months or a day, a stop-gap, a window for others' orders."""

    cap_months: int | None = None
    cap_date: dt.date | None = None
    cap_span: Span | None = None
    holdover_months: int | None = None
    holdover_span: Span | None = None
    current_end: dt.date | None = None
    current_span: Span | None = None
    labelled: bool = False
    window_end: dt.date | None = None
    window_span: Span | None = None


def find_limits(statements: tuple[Statement, ...], base: BaseTerm | None, known: KnownDates) -> Limits:
    """Caps, stop-gaps and windows that the statements give."""
    limits = Limits()
    for statement in statements:
        if base and base.end and limits.cap_date is None and (told := _all_told(statement, base.end)):
            limits = replace(limits, cap_date=told.date.last if told.date else None, cap_span=told.span, labelled=True)
        for claim in statement.of("cap", "holdover", "window", "current"):
            length, date = claim.item.length, claim.item.date
            if claim.slot == "cap" and length and length.months and limits.cap_months is None:
                limits = replace(limits, cap_months=length.months, cap_span=claim.item.span)
            elif claim.slot == "cap" and date and date.last and limits.cap_date is None:
                labelled = claim.rule in ("cap.date", "cap.options") and not re.search(r"in no (?:event|case)|not ", statement.sentence.text)
                limits = replace(limits, cap_date=date.last, cap_span=claim.item.span, labelled=labelled)
            elif claim.slot == "current" and date and date.last and base and base.end and date.last > (limits.current_end or base.end):
                limits = replace(limits, current_end=date.last, current_span=claim.item.span)
            elif claim.slot == "holdover" and length and length.months and limits.holdover_months is None:
                limits = replace(limits, holdover_months=length.months, holdover_span=claim.item.span)
            elif claim.slot == "window" and _WINDOW.search(statement.sentence.text):
                limits = replace(limits, window_end=_window(claim.item.length, known, base), window_span=claim.item.span)
    return limits


def _all_told(statement: Statement, end: dt.date) -> Item | None:
    """The last day of a range that is said to include the options; None where it is no later than the initial end."""
    if not ALL_TOLD.search(statement.sentence.small):
        return None
    return next((c.item for c in statement.of("end") if c.item.date and c.item.date.last and c.item.date.last > end), None)


def _window(length: object, known: KnownDates, base: BaseTerm | None) -> dt.date | None:
    start = known.award_date or (base.start if base else None)
    days, months = getattr(length, "days", None), getattr(length, "months", None)
    if start is None:
        return None
    return days_end(start, days) if days else period_end(start, months) if months else None


def bounded(options: RenewalOptions | None, base: BaseTerm, limits: Limits, claim: RenewalClaim | None) -> RenewalOptions | None:
    """Options whose number only the cap tells: yearly renewals up to five years in all are four."""
    if limits.cap_months and base.months and limits.cap_months > base.months:
        left = limits.cap_months - base.months
        if options and options.count is None and options.months_each and not left % options.months_each:
            return replace(options, count=left // options.months_each, unlimited=False)
        if options and options.count is None and options.months_each is None and claim and claim.strength == 1:
            return replace(options, count=1, months_each=left)
    if limits.cap_date and base.start and base.end and not (options and options.count) and limits.cap_date > base.end:
        left_months = whole_months(base.end + dt.timedelta(days=1), limits.cap_date)
        each = options.months_each if options and options.months_each else base.months
        if left_months and each and not left_months % each:
            return RenewalOptions(left_months // each, each, options.actor if options else RenewalActor.UNSTATED)
    return options


def maximum_end(end: dt.date | None, options: RenewalOptions | None, start: dt.date | None, limits: Limits) -> dt.date | None:
    """The end if every stated option is used, bounded by the caps; None where that is open or unknown (TERMS 2.4, 2.5)."""
    if end is None:
        return None
    last: dt.date | None = end
    if options and (options.unlimited or options.count is None or (options.months_each is None and options.days_each is None)):
        last = None
    elif options and options.count:
        last = (
            extended(end, options.count * options.months_each)
            if options.months_each
            else end + dt.timedelta(days=options.count * (options.days_each or 0))
        )
    if limits.labelled and limits.cap_date and not (options and options.count):
        return max(end, limits.cap_date)
    caps = [c for c in (limits.cap_date, period_end(start, limits.cap_months) if start and limits.cap_months else None) if c]
    if last is None:
        return min(caps) if caps and options else None
    return max(end, min([last, *caps]))


def with_used(options: RenewalOptions | None, claim: RenewalClaim | None, base: BaseTerm, limits: Limits) -> RenewalOptions | None:
    """The options with the number used where the end in force tells it; "two remaining" are counted beside those."""
    if options is None or options.count is None or not options.months_each or not base.end or not limits.current_end:
        return options
    months = whole_months(base.end + dt.timedelta(days=1), limits.current_end)
    used = months // options.months_each if months and months % options.months_each == 0 else None
    if used is None:
        return options
    left = claim is not None and _LEFT.search(claim.sentence.small) is not None
    return replace(options, used=used, count=options.count + used if left else options.count)
