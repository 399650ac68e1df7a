"""The term of one part: start, initial end, renewals, current and maximum end, each step with the words it rests on."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from clausescan.core.document import Document
from clausescan.core.finding import Finding, RenewalActor, RenewalOptions, Role, TermFact, TermStep, cite, finding
from clausescan.core.result import KnownDates, Part
from clausescan.core.span import Span
from clausescan.extract.amendments import Amended, Change, apply_change, read_change
from clausescan.extract.renewals import RenewalClaim, actor_by_short_name, notice_days, renewal_claim, with_neighbours
from clausescan.extract.term_base import BINDING, PLANNING, BaseTerm, base_term, is_option_line, main_statement
from clausescan.extract.term_claims import Statement, read_statement
from clausescan.extract.term_compute import extended, whole_months
from clausescan.extract.term_dates import default_start, resolve_event
from clausescan.extract.term_labels import label_statement
from clausescan.extract.term_limits import Limits, bounded, find_limits, maximum_end, with_used
from clausescan.extract.term_master import speaks_of_master
from clausescan.extract.term_rows import row_statement
from clausescan.extract.term_rules import TermRules, load_term_rules
from clausescan.extract.term_text import SHORT_TEXT, Item, Sentence, term_sentences
from clausescan.extract.term_topics import EXCERPT
from clausescan.extract.told_changes import TELLS_CHANGES, told_change

_UNCHANGED = re.compile(
    r"all\s+other\s+(?:terms|provisions|conditions)[^.;]{0,80}|remains?\s+(?:unchanged|in\s+full\s+force)[^.;]{0,40}"
    r"|\bterm\b[^.;]{0,20}\s(?:is|shall\s+be)\s+(?:not\s+(?:affected|changed)|unaffected|unchanged)|no\s+change\s+(?:in|to)\s+the\s+(?:contract\s+)?term\b",
    re.IGNORECASE,
)
_HEDGE = re.compile(
    r"\b(?:(?:is|are) (?:planned|intended|projected)|planned (?:to|for|start)|anticipat\w{2,5}|estimated|expected|tentative(?:ly)?"
    r"|on or about|approximately)\b|\babout\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|the\s|\d)",
    re.IGNORECASE,
)
_PLAIN = 4
"""The score from which a sentence speaks plainly of the term."""
_LIKE_THE_FIRST = re.compile(
    r"\b(?:term|period)(?P<plural>s)? (?:that (?:is|are) )?equal (?:in length )?to (?:that of )?the (?:original|initial|first|base) (?:term|period)"
    r"|\b(?:renew|exten)\w* [^.;]{0,30}\b(?:like|similar|equal) (?:term|period)(?P<plural2>s)?\b"
)
_RENEWAL_WORD = re.compile(r"\b(?:renew|option|opt\b|exten)")
_UNREAD = re.compile(
    r"\b(?:renew(?:al|able)?s?|options?|extensions?)(?: \w+){0,2}: ?(?:yes|\(?\ue003|\(?\ue001)"
    r"|\bext(?:\.|ensions?)? (?:possible|available|to \ue000)"
    r"|\b(?:contract|agreement|term|it)\b[^.;]{0,60}\bmay (?:\w+ )?be (?:renew|extend)ed"
    r"|\b(?:option|right)s? to (?:renew|extend) (?:the|this|it|for)\b"
)
"""Words that offer a renewal."""
_LABEL = re.compile(r"[^:.;\ue001]{3,60}: ?\ue001")
"""A line that gives the length of one renewal; their number stands elsewhere."""
_DENIES = re.compile(r"\bno(?:t|ne)?\b|\bnever\b|\bunless\b|\btime\b|\bwarrant|\bdeadline")
_THIS_CHANGE = re.compile(
    r"\beffective[^.;]{0,12}\ue000[^.;]{0,120}\b(?:exercis|exten|renew|amend|modif|replac|revis|increas|the parties)"
    r"|\b(?:this|amendment|change notice|change order|modification) (?:\w+ ){0,3}(?:is |shall be |becomes )?effective[^.;]{0,20}\ue000"
)
"""The day on which an amendment takes effect is not the contract's first."""
_NO_RENEWAL_LEFT = re.compile(
    r"no (?:further |additional |more )?(?:renewals?|options?|extensions?) (?:remain|left|available)"
    r"|\ball (?:\ue003 |the )?(?:\w+ )?(?:renewals|options|extensions) (?:have been|were|are) (?:used|exercised|taken|exhausted)",
    re.IGNORECASE,
)


# What a board lets somebody sign is planned until it is signed: the contract states the term (TERMS 3, "Where to look").
_AUTHORIZES = re.compile(
    r"\b(?:authori[sz]e[sd]?|authori[sz]ing|direct(?:s|ed|ing)?|empower(?:s|ed)?)\b.{0,80}\bto\s+(?:\w+\s+and\s+)?"
    r"(?:sign|execute|enter|negotiate|issue|finali[sz]e|renew|extend)\b",
    re.DOTALL,
)


_BEFORE_THE_CONTRACT = frozenset({Role.BOARD_ITEM, Role.AWARD, Role.SOLICITATION, Role.ADDENDUM})
_SOON = 45
"""So many days lie at most between the end of one contract and the start of its successor."""


def find_term(document: Document, part: Part, role: Role, known: KnownDates) -> Finding[TermFact] | None:
    """The term that the part states, with evidence for each stated fact; None where it states none.

    In a solicitation (or another part that only plans) dates are given only where it states days, and `anticipated` is True. Dates that
    other documents give (award, notice to proceed …) come from `known` where the words refer to them (TERMS 2 and 3).
    """
    rules = load_term_rules()
    sentences = term_sentences(document.text, part.span, rules)
    if role is Role.BOARD_ITEM:
        sentences = tuple(s for s in sentences if not _AUTHORIZES.search(s.small))
    statements = _statements(sentences, rules, short=len(part.span) < SHORT_TEXT and role is not Role.AMENDMENT)
    change = _change(document.text, part.span, role, sentences, known, rules)
    if change:
        return _amended(document, part, change, statements, known, rules)
    lowest = 1 if len(part.span) < SHORT_TEXT else 3
    if role in _BEFORE_THE_CONTRACT:
        statements = _without_predecessor(statements)
    if role is Role.PARTICIPATING_ADDENDUM:
        statements = tuple(s for s in statements if not speaks_of_master(s))
    main = main_statement(statements, lowest=lowest)
    shown = label_statement(document.text, part.span) or (row_statement(document.text, part.span) if main is None else None)
    whole = main is not None and main.of("start") and main.of("end")
    if shown and not whole and (main is None or shown.of("end") or not main.of("end", "initial")):
        main = shown
    statements = (*statements, shown) if shown else statements
    others = tuple(s for s in statements if s is not main and (s is not shown or not whole))
    base = base_term(main, others, document.text, part.span, known, role) if main else _only_start(document, part, role, known, sentences, statements)
    renewal = best_renewal(statements, sentences, rules, base, lowest=lowest)
    if renewal and renewal.options.actor is RenewalActor.UNSTATED:
        actor = actor_by_short_name(renewal, document.text, part.span, rules)
        renewal = replace(renewal, options=replace(renewal.options, actor=actor))
    limits = find_limits(statements, base, known)
    if base is None and renewal is None:
        return None
    return assemble(document, base or BaseTerm(), renewal, limits, role, statements, sentences)


def _change(text: str, span: Span, role: Role, sentences: tuple[Sentence, ...], known: KnownDates, rules: TermRules) -> Change | None:
    """What the part changes of a contract made before: an amendment does, and so may what a board decides; None where nothing."""
    if role is Role.AMENDMENT:
        change = read_change(sentences, text, span, rules)
        return change if change.spans or known.original_start or known.original_end else None
    if role not in TELLS_CHANGES or len(span) >= SHORT_TEXT:
        return None
    return told_change(sentences, text, span, rules)


def _statements(sentences: tuple[Sentence, ...], rules: TermRules, *, short: bool) -> tuple[Statement, ...]:
    """What the sentences say of the term. In an excerpt also those speak of it that only join days or lengths as a term does."""

    def read(extra: frozenset[str]) -> tuple[Statement, ...]:
        return tuple(s for sentence in sentences if (s := read_statement(sentence, rules, extra)) is not None)

    plain = read(frozenset())
    if not short:
        return plain
    return read(EXCERPT if main_statement(plain, lowest=_PLAIN) else frozenset({"excerpt"}))


def _without_predecessor(statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """The statements without those that only say when the contract ends that this one follows: shortly before another begins."""
    begun = {day for s in statements if s.of("start") and s.of("end") for c in s.of("start") if c.item.date and (day := c.item.date.date)}

    def precedes(statement: Statement) -> bool:
        ends = [c.item.date.last for c in statement.of("end", "current") if c.item.date and c.item.date.last]
        alone = ends and not statement.of("start", "initial")
        return bool(alone) and any(0 < (day - max(ends)).days <= _SOON for day in begun)

    return tuple(s for s in statements if not precedes(s))


def _amended(
    document: Document,
    part: Part,
    change: Change,
    statements: tuple[Statement, ...],
    known: KnownDates,
    rules: TermRules,
) -> Finding[TermFact] | None:
    """The term as an amendment, renewal letter or notice of termination leaves it."""
    lowest = 1 if len(part.span) < SHORT_TEXT else 3
    still = tuple(s for s in statements if s.sentence.span not in change.moving and not _THIS_CHANGE.search(s.sentence.small))
    main = main_statement(still, lowest=lowest)
    base = base_term(main, tuple(s for s in still if s is not main), document.text, part.span, known, Role.AWARD) if main else BaseTerm()
    renewal = best_renewal(still, (), rules, base, lowest=lowest)
    term = apply_change(change, base.start, base.end, base.months, renewal.options if renewal else None, known)
    fact = TermFact(
        start=term.start,
        start_basis="explicit" if term.start else None,
        initial_end=term.initial_end,
        end_basis="explicit" if term.initial_end else None,
        length_months=term.months,
        renewals=term.options,
        current_end=term.current_end,
        max_end=term.max_end,
        needs_review=term.reviews,
        steps=_amended_steps(term, change),
    )
    unchanged = _UNCHANGED.search(document.text, part.span.start, part.span.end)
    spans = (
        *change.spans,
        base.start_span,
        base.end_span,
        base.length_span,
        renewal.span if renewal else None,
        Span(*unchanged.span()) if unchanged else None,
    )
    return _finding(document, fact, spans)


def _amended_steps(term: Amended, change: Change) -> tuple[TermStep, ...]:
    """The computation of an amended term in sentences."""
    words = change.spans[-1] if change.spans else None
    steps = []
    if term.initial_end:
        steps.append(
            TermStep(
                f"term before this document: {term.start or 'start not stated'} to {term.initial_end}",
                term.initial_end,
                change.spans[0] if change.spans else None,
            )
        )
    if change.terminated:
        steps.append(TermStep(f"terminated with effect from {change.terminated}", change.terminated, words))
    elif change.offered and change.new_end:
        steps.append(TermStep(f"renewal to {change.new_end} offered, not shown as accepted", change.new_end, words))
    elif term.current_end and term.current_end != term.initial_end:
        steps.append(TermStep(f"end moved to {term.current_end}", term.current_end, words))
    if term.max_end and term.max_end != term.current_end:
        steps.append(TermStep(f"with all options left, at most to {term.max_end}", term.max_end, None))
    return tuple(steps)


def _only_start(
    document: Document, part: Part, role: Role, known: KnownDates, sentences: tuple[Sentence, ...], statements: tuple[Statement, ...]
) -> BaseTerm | None:
    """A contract that states no end or length still has the day it was made; None elsewhere: an amendment's day is not the contract's."""
    if role not in BINDING or role is Role.AMENDMENT:
        return None
    found = resolve_event("effective_date", document.text, part.span, known)
    if found and found.span:
        return BaseTerm(found.date, found.basis, found.span)
    said = next(
        (c for s in statements if s.score >= _PLAIN and not is_option_line(s) for c in s.of("start") if c.item.date and c.item.date.date), None
    )
    if said and said.item.date and said.item.date.date and said.item.date.precision == "exact":
        return BaseTerm(said.item.date.date, "explicit", said.item.span)
    default = default_start(known)
    words = next(
        (
            s.span
            for s in sentences
            if re.search(r"\ue002|agreement|contract|option", s.text, re.IGNORECASE) and not re.search(r"warrant|insur", s.text)
        ),
        None,
    )
    return BaseTerm(default.date, default.basis, words) if default and words else None


def best_renewal(
    statements: tuple[Statement, ...], sentences: tuple[Sentence, ...], rules: TermRules, base: BaseTerm | None, *, lowest: int
) -> RenewalClaim | None:
    """The renewal options of the part: the fullest statement of them, earliest first; None where none is made."""
    table = _option_table(statements, base)
    if table:
        return with_neighbours(table, tuple(s.small for s in sentences), rules)
    claims = [c for s in statements if s.score >= lowest and (c := renewal_claim(s, rules)) is not None]
    if not claims:
        return None
    best = max(enumerate(claims), key=lambda pair: (pair[1].strength + (pair[1].score >= 3), -pair[0]))[1]
    if best.options.actor is RenewalActor.UNSTATED:
        best = replace(best, options=replace(best.options, actor=_actor_elsewhere(best, claims)))
    counted = next((c for c in claims if c.options.count is not None and c.strength == 1), None)
    uncounted = best.options.count is None or (best.options.count == 1 and _LABEL.match(best.sentence.small))
    if best.strength == 2 and uncounted and counted and not best.options.unlimited:
        best = replace(best, options=replace(best.options, count=counted.options.count))
    like = _LIKE_THE_FIRST.search(best.sentence.small)
    if base and base.months and best.options.months_each is None and like:
        open_ended = bool(like["plural2"]) and best.options.count is None
        count = best.options.count or (None if open_ended else 1)
        unlimited = open_ended and best.options.actor is RenewalActor.AUTO
        best = replace(best, options=replace(best.options, count=count, months_each=base.months, unlimited=unlimited))
    if best.aggregate and best.options.count == 1 and best.total_months and base and base.months == 12 and best.total_months <= 60:
        best = replace(best, options=replace(best.options, count=best.total_months // 12, months_each=12), aggregate=False)
    notice = next((n for s in statements if s.sentence is best.sentence and (n := notice_days(s))), None)
    return with_neighbours(replace(best, options=replace(best.options, notice_days=notice)), _near(best, sentences), rules)


def _actor_elsewhere(best: RenewalClaim, claims: list[RenewalClaim]) -> RenewalActor:
    """Who decides, by another statement of the same options: a summary table names the number, a clause the party."""
    same = (c.options.actor for c in claims if (c.options.count, c.options.months_each) == (best.options.count, best.options.months_each))
    return next((actor for actor in same if actor is not RenewalActor.UNSTATED), RenewalActor.UNSTATED)


def _near(claim: RenewalClaim, sentences: tuple[Sentence, ...]) -> tuple[str, ...]:
    """Words of the sentences within 400 code points of a claim."""
    at = claim.sentence.span
    return tuple(s.small for s in sentences if (s.span != at and abs(s.span.start - at.end) < 400) or abs(at.start - s.span.end) < 400)


def _option_table(statements: tuple[Statement, ...], base: BaseTerm | None) -> RenewalClaim | None:
    """Options given as rows with their own dates."""
    pairs = [(s, s.of("start")[0].item, s.of("end")[0].item) for s in statements if is_option_line(s) and s.of("start") and s.of("end")]
    pairs += [(s, first, last) for s in statements for first, last in _following_ranges(s)]
    if not pairs and base and base.end:
        return _option_ends(statements, base.end)
    ranges = {}
    for row, first, last in pairs:
        if first.date and last.date and first.date.date and last.date.last and (base is None or base.end is None or first.date.date > base.end):
            ranges[first.date.date] = (last.date.last, Span(first.span.start, last.span.end), row)
    if not ranges:
        return None
    start = min(ranges)
    end, span, row = ranges[start]
    return RenewalClaim(RenewalOptions(len(ranges), whole_months(start, end), RenewalActor.UNSTATED), 3, 4, row.sentence, span)


def _option_ends(statements: tuple[Statement, ...], end: dt.date) -> RenewalClaim | None:
    """Options given as rows with their last days only, each as long as the one before; None where they are no such row."""
    rows = [(s, c.item, c.item.date.last) for s in statements if is_option_line(s) for c in s.of("end")[:1] if c.item.date and c.item.date.last]
    lengths, before = set(), end
    for _, _, last in rows:
        if last <= before:
            return None
        lengths.add(whole_months(before + dt.timedelta(days=1), last))
        before = last
    months = next(iter(lengths)) if len(lengths) == 1 and len(rows) > 1 else None
    if months is None:
        return None
    row, item, _ = rows[0]
    return RenewalClaim(RenewalOptions(len(rows), months, RenewalActor.UNSTATED), 3, 4, row.sentence, item.span)


def _following_ranges(statement: Statement) -> list[tuple[Item, Item]]:
    """Ranges behind the first in one statement, each of which begins right after the one before, under a word for renewals."""
    found: list[tuple[Item, Item]] = []
    days = [c for c in statement.claims if c.slot in ("start", "end") and c.item.date and c.item.date.date]
    if len(days) < 4 or [c.slot for c in days] != ["start", "end"] * (len(days) // 2):
        return []
    ends = days[1].item
    for first, last in zip(days[2::2], days[3::2], strict=True):
        before, begins = ends.date and ends.date.last, first.item.date and first.item.date.date
        if not before or not begins or begins != before + dt.timedelta(days=1):
            return []
        found.append((first.item, last.item))
        ends = last.item
    return found if _RENEWAL_WORD.search(statement.sentence.small, days[1].item.at, days[2].item.at) else []


def assemble(
    document: Document,
    base: BaseTerm,
    claim: RenewalClaim | None,
    limits: Limits,
    role: Role,
    statements: tuple[Statement, ...],
    sentences: tuple[Sentence, ...] = (),
) -> Finding[TermFact] | None:
    """The fact with its steps and evidence; None where nothing of it rests on words."""
    if role in PLANNING and base.end_basis == "duration" and _is_hedged(document.text, base):
        base = replace(base, start=None, start_basis=None, start_span=None, end=None, end_basis=None, end_span=None)
    options = bounded(claim.options if claim else None, base, limits, claim)
    reviews = list(base.reviews)
    options = with_used(options, claim, base, limits)
    last = maximum_end(base.end, options, base.start, limits)
    unread = options is None and last is not None and last == base.end and limits.holdover_months is None
    if unread and any(_UNREAD.search(s.small) and not _DENIES.search(s.small) for s in sentences):
        last = None
        reviews.append("renewal words not understood")
    if options and options.count and any(_NO_RENEWAL_LEFT.search(s.sentence.text) for s in statements):
        options = None
    if options:
        reviews.append("evergreen: no maximum stated" if options.unlimited else "options unexercised")
    if claim and claim.aggregate:
        reviews.append("renewal may be taken in slices")
    uncapped = maximum_end(base.end, options, base.start, Limits())
    if uncapped and last and last < uncapped:
        reviews.append("cap is below the options")
    cap = limits.cap_date.isoformat() if limits.cap_date else f"{limits.cap_months} months" if limits.cap_months else None
    fact = TermFact(
        start=base.start,
        start_basis=base.start_basis or ("missing" if base.months else None),
        initial_end=base.end,
        end_basis=base.end_basis,
        length_months=base.months,
        renewals=options,
        current_end=limits.current_end or base.end,
        max_end=max(last, limits.current_end) if last and limits.current_end else last,
        anticipated=role in PLANNING,
        ordering_window_end=limits.window_end,
        holdover_months=limits.holdover_months,
        not_to_exceed=cap,
        needs_review=tuple(dict.fromkeys(reviews)),
        steps=_steps(base, options, claim, last, limits),
    )
    return _finding(
        document,
        fact,
        (
            base.start_span,
            base.end_span,
            base.length_span,
            claim.span if claim else None,
            limits.cap_span,
            limits.holdover_span,
            limits.window_span,
            limits.current_span,
        ),
    )


def _is_hedged(text: str, base: BaseTerm) -> bool:
    """Whether a start is only planned: "about", "is planned to", "anticipated" in the words around the length."""
    at = base.length_span or base.start_span
    return at is not None and _HEDGE.search(text, max(0, at.start - 110), at.end + 30) is not None


def _finding(document: Document, fact: TermFact, spans: tuple[Span | None, ...]) -> Finding[TermFact] | None:
    """The finding, one piece of evidence for each place; None where there is no place."""
    places = dict.fromkeys(s for s in spans if s is not None and document.quote(s).strip())
    evidence = [cite(document, span, "term") for span in places]
    stated = (fact.start, fact.initial_end, fact.current_end, fact.length_months, fact.renewals, fact.end_basis, fact.max_end, *fact.needs_review)
    if not evidence or not any(stated):
        return None
    return finding("term", fact, tuple(evidence))


def _steps(base: BaseTerm, options: RenewalOptions | None, claim: RenewalClaim | None, last: dt.date | None, limits: Limits) -> tuple[TermStep, ...]:
    """The computation in sentences, each with its date and the words it rests on (TERMS 2)."""
    steps = []
    if base.start:
        steps.append(TermStep(f"start: {base.start}, {(base.start_basis or '').replace('_', ' ')}", base.start, base.start_span))
    amount = f"{base.months} months" if base.months else f"{base.days} days" if base.days else None
    if base.end and base.end_basis == "duration" and base.start:
        steps.append(TermStep(f"initial term: {amount} from {base.start}, so to {base.end}", base.end, base.length_span))
    elif base.end:
        steps.append(TermStep(f"initial term ends {base.end}, {(base.end_basis or '').replace('_', ' ')}", base.end, base.end_span))
    elif amount:
        steps.append(TermStep(f"initial term: {amount}, counted from a day that this document does not state", None, base.length_span))
    if options and claim:
        steps.append(TermStep(_options_sentence(options, last), last, claim.span))
    if limits.current_end:
        steps.append(TermStep(f"end in force, as this document gives it: {limits.current_end}", limits.current_end, limits.current_span))
    if limits.window_end:
        steps.append(TermStep(f"others may order until {limits.window_end}; that is not the term", limits.window_end, limits.window_span))
    if limits.cap_span:
        what = limits.cap_date or f"{limits.cap_months} months"
        steps.append(TermStep(f"in no case beyond {what}", last, limits.cap_span))
    if limits.holdover_months:
        until = f", so at most to {extended(last, limits.holdover_months)}" if last else ""
        steps.append(TermStep(f"stop-gap of up to {limits.holdover_months} months, not counted in the maximum{until}", None, limits.holdover_span))
    return tuple(steps)


def _options_sentence(options: RenewalOptions, last: dt.date | None) -> str:
    each = f"{options.months_each} months" if options.months_each else f"{options.days_each} days" if options.days_each else "unstated length"
    if options.unlimited:
        return f"renewals of {each} without a stated end"
    count = options.count if options.count is not None else "an unstated number"
    return f"renewal options: {count} of {each}" + (f", so at most to {last}" if last else "")
