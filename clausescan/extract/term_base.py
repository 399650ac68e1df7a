"""The initial term: its start, end and length, from the statement that speaks of it most plainly."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field, replace

from clausescan.core.finding import Role
from clausescan.core.result import KnownDates
from clausescan.core.span import Span
from clausescan.extract.dates import DateMatch
from clausescan.extract.durations import NUMBERS, DurationMatch
from clausescan.extract.term_claims import Claim, Statement
from clausescan.extract.term_compute import days_end, period_end, whole_months
from clausescan.extract.term_dates import DatedFact, default_start, labelled_date, resolve_event
from clausescan.extract.term_events import told_day
from clausescan.extract.term_master import master_end
from clausescan.extract.term_text import SHORT_TEXT

PLANNING = frozenset({Role.SOLICITATION, Role.ADDENDUM, Role.FORM, Role.RESPONSE, Role.PRICE_LIST, Role.INSTRUCTIONS})
BINDING = frozenset({Role.CONTRACT, Role.AMENDMENT, Role.PARTICIPATING_ADDENDUM, Role.INTERLOCAL})

_LATER = re.compile(
    r"\b(?:the )?(?:later|last|latest) (?:of|to occur)\b|\bwhichever (?:is|occurs|comes) (?:the )?(?:later|last|latest)\b", re.IGNORECASE
)
_EARLIER = re.compile(r"\b(?:the )?(?:earlier|first|sooner) (?:of|to occur)\b", re.IGNORECASE)
_LATER_END = re.compile(
    r"\b(?:until|till|end\w*|expir\w*|terminat\w*|through|continu\w+)\b[^.;]{0,40}\b(?:later|longer|last to occur) of"
    r"|whichever (?:is|comes|occurs) (?:the )?(?:later|longer|last)",
    re.IGNORECASE,
)
_ANNIVERSARY = re.compile(
    r"\b(?P<n>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|fifteenth|twentieth|\d{1,2}(?:st|nd|rd"
    r"|th))(?: \(.{1,5}\))? ?(?:year )?anniversary",
    re.IGNORECASE,
)
_ANNIVERSARIES = NUMBERS | {"sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "fifteenth": 15, "twentieth": 20}
_COTERMINOUS = re.compile(
    r"co-?terminous|\bwhen the master (?:agreement|contract|price agreement) (?:ends|expires|terminates|is terminated)"
    r"|(?:end|ends|expir\w+|terminat\w+) (?:of|with) the master (?:agreement|contract|price agreement)",
    re.IGNORECASE,
)
_COMPLETION = re.compile(
    r"until (?:the )?(?:final |substantial |satisfactory )?completion|until (?:the |all )?(?:work|services?|project) (?:is|are|has|have) ",
    re.IGNORECASE,
)
_INDEFINITE = re.compile(
    r"until (?:it is |either |any |such time as )?(?:\w+ ){0,3}(?:terminat|cancel)|indefinite\w*|perpetual\w*|perpetuity"
    r"|\bno (?:fixed |stated )?(?:end|expiration|expiry|termination) date",
    re.IGNORECASE,
)
_NO_END = re.compile(r"\bperpetual|\bno (?:fixed |stated )?(?:end|expiration|expiry|termination) date|\bindefinite(?:ly)? (?:term|period|duration)")
_SHORTHAND = re.compile(r"\bbase(?: year| period| term)?s? ?\ue003(?: years?| yrs?)?", re.IGNORECASE)
_FIRST_YEAR = re.compile(r"\b(?:initial|base) (?:contract )?year\b(?! of)", re.IGNORECASE)
_CONSISTS = re.compile(
    r"\b(?:consist|compris|includ|made up|composed|divided|broken)\w*[^.;]{0,40}\b(?:base|initial|first)"
    r" (?:contract )?(?:year|period|term)\b[^.;]{0,60}\b(?:option|renew|exten)"
)
"""The length before it is that of the base and its options."""
_AWARDED = re.compile(r"\bawarded(?: on)?:? $|\baward date:? $|\bdate of award:? $")
_BEYOND = re.compile(r"\bin no (?:event|case)\b|\b(?:no|not) later than\b|\bnot [^.;]{0,30}\b(?:beyond|past)\b")
ALL_TOLD = re.compile(
    r"^[^\ue000\ue001]{0,80}\b(?:(?:including|includes|incl\.?|with) (?:all|any)|if all)(?: \w+){0,2} (?:options?|renewals?|extensions?)\b(?! to)"
)
"""The range that follows reaches to the end of the last option."""
_PRICE = re.compile(r"\b(?:price|pricing|rate|fee)s?\b[^.;]{0,60}\b(?:firm|fixed|held|guaranteed|good)\b", re.IGNORECASE)
_BASE_LINE = re.compile(r"\b(?:base|initial|first) (?:year|period|term):? ?\ue000", re.IGNORECASE)
_ACT = re.compile(r"\b(?:offers?|agrees?|hereby|elects?|exercises?|proposes?)\b", re.IGNORECASE)  # a sentence after a heading, no row
_OPTION_LINE = re.compile(
    r"^(?:[^\w\ue000-\ue005]|\d)*(?:(?:first|second|third|fourth|fifth|1st|2nd|3rd|4th|5th|optional) )?(?:option|renewal|extension|opt)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class BaseTerm:
    """The initial term as stated. Dates are None where no words give them; `reviews` are codes of what a reader must settle."""

    start: dt.date | None = None
    start_basis: str | None = None
    start_span: Span | None = None
    end: dt.date | None = None
    end_basis: str | None = None
    end_span: Span | None = None
    months: int | None = None
    days: int | None = None
    length_span: Span | None = None
    score: int = 0
    reviews: tuple[str, ...] = ()
    origin: str = "term"


@dataclass(slots=True)
class _Draft:
    """Gathers reviews while the parts are chosen."""

    reviews: list[str] = field(default_factory=list)

    def note(self, code: str) -> None:
        if code not in self.reviews:
            self.reviews.append(code)


_OF_ITS_OWN = frozenset({"effective_date", "commencement_date"})
"""Days that the contract itself should give."""
_PLAIN, _DEFINED = 4, 5
"""The score of a sentence that speaks plainly of the term, and of one that gives what it says the name Term."""


_SPOKEN, _SEASON = 3, 80
"""From this score on a sentence speaks of a term; a range that only looks like one lasts so many days at least."""


_TO_YEAR = re.compile(r",? ?(?:through|thru|to|and|until|[-–—/&]) ?$", re.IGNORECASE)


def _usable(date: DateMatch) -> bool:
    return date.date is not None


def _exact(claim: Claim) -> bool:
    return claim.item.date is not None and claim.item.date.date is not None and claim.item.date.precision == "exact"


def anniversary_months(statement: Statement) -> int | None:
    """Months to the anniversary on which the term is said to end; None where none is named."""
    m = _ANNIVERSARY.search(statement.sentence.text)
    if m is None or re.search(r"(?:each|every|prior to|(?<!day )before|within) (?:the )?$", statement.sentence.text[: m.start()]):
        return None
    word = m["n"].lower()
    return 12 * (_ANNIVERSARIES.get(word) or int(re.sub(r"\D", "", word)))


def shorthand_months(statement: Statement) -> int | None:
    """Months of `Base 2` (years) or of "the base year"; None where the statement has no such shorthand."""
    m = _SHORTHAND.search(statement.sentence.text)
    if m is None:
        return 12 if _FIRST_YEAR.search(statement.sentence.text) else None
    item = statement.sentence.item_at(m.start() + m[0].index("\ue003"))
    return 12 * item.count if item and item.count and item.count < 11 else None


def is_option_line(statement: Statement) -> bool:
    """Whether the statement is a row for an option period with its own dates."""
    text = statement.sentence.text
    return bool(_OPTION_LINE.match(text)) and len(text) < 160 and not _BASE_LINE.search(text) and not _ACT.search(text)


def _long_enough(claim: Claim) -> bool:
    """Days make a term only where a day to count from, or the word term itself, stands beside them."""
    length = claim.item.length
    return length is not None and (length.days is None or length.days >= 360 or claim.rule in ("initial.strong", "initial.from"))


def _brief(statement: Statement) -> bool:
    """Whether a sentence that does not speak of a term gives only some weeks: those of questions, of a notice, of a delivery."""
    days = [c.item.date.date for c in statement.of("start", "end") if c.item.date and c.item.date.date]
    lengths = [c.item.length for c in statement.of("initial") if c.item.length]
    short = len(days) > 1 and (max(days) - min(days)).days < _SEASON
    return statement.score < _SPOKEN and (short or any(x.days and x.days < _SEASON for x in lengths))


def _rank(statement: Statement) -> int:
    """How good a base for the term the statement is; 0 where it gives neither end nor length."""
    if _brief(statement):
        return 0
    outer = (
        statement.score >= _DEFINED
        and _BEYOND.search(statement.sentence.small)
        and any(c.item.date and _usable(c.item.date) for c in statement.of("cap"))
    )
    starts = [c for c in statement.of("start") if c.item.event or (c.item.date and (_usable(c.item.date) or c.item.date.blank))]
    ends = [c for c in statement.of("end", "current") if c.item.date and (_usable(c.item.date) or c.item.date.blank)]
    lengths = [c for c in statement.of("initial") if c.item.length and _long_enough(c)]
    years = statement.of("period")
    if (
        not ends
        and not lengths
        and not outer
        and not years
        and anniversary_months(statement) is None
        and shorthand_months(statement) is None
        and not _COTERMINOUS.search(statement.sentence.text)
    ):
        return 1 if statement.score >= _PLAIN and _NO_END.search(statement.sentence.small) else 0
    strong = any(c.rule in ("initial.strong", "initial.right") for c in lengths)
    return (
        10 * statement.score
        - (25 if ALL_TOLD.search(statement.sentence.small) else 0)
        + (7 if ends and starts else 0)
        + (5 if strong else 3 if lengths else 0)
        + (3 if starts else 0)
        - (5 if statement.of("current") else 0)
        - (15 if _PRICE.search(statement.sentence.text) else 0)
    )


def main_statement(statements: tuple[Statement, ...], *, lowest: int) -> Statement | None:
    """The statement to take the term from; None where none gives an end or a length."""
    ranked = [(r, -i, s) for i, s in enumerate(statements) if s.score >= lowest and not is_option_line(s) and (r := _rank(s))]
    return max(ranked, key=lambda x: x[:2])[2] if ranked else None


def _date_claim(statement: Statement, slot: str, draft: _Draft) -> Claim | None:
    """The first usable date of that slot; notes blanks and days that do not exist."""
    for claim in statement.of(slot):
        date = claim.item.date
        if date is None:
            continue
        if date.blank:
            draft.note("blank date")
        elif date.date is None and date.precision == "exact":
            draft.note("invalid date")
        elif date.date is not None:
            _note_doubts(date, draft)
            return claim
    return None


def _note_doubts(date: DateMatch, draft: _Draft) -> None:
    if date.ambiguous and date.precision == "exact":
        draft.note("ambiguous day and month")
    if date.repaired:
        draft.note("date repaired from scanned letters")
    if date.precision == "month":
        draft.note("date known to the month only")


def _before_end(statement: Statement) -> Statement:
    """The statement without starts that lie on or after its first stated end: those of renewals."""
    ends = [c.item.date.last for c in statement.of("end") if c.item.date and c.item.date.last]
    if not ends:
        return statement
    kept = (c for c in statement.claims if not (c.slot == "start" and c.item.date and c.item.date.date and c.item.date.date >= ends[0]))
    return replace(statement, claims=tuple(kept))


def _award_last(statement: Statement) -> Statement:
    """The statement with a day of award behind the days on which it says that the contract starts."""
    starts = statement.of("start")
    if len(starts) < 2:
        return statement
    text = statement.sentence
    after_award = {i.at for i in text.items if i.event == "award_date"}
    late = [
        c
        for c in starts
        if (c.item.date and (_AWARDED.search(text.small[: c.item.at]) or any(0 < c.item.at - at < 4 for at in after_award)))
        or (c.item.event == "award_date" and any(o.item.date and not 0 < o.item.at - c.item.at < 4 for o in starts))
    ]
    return replace(statement, claims=(*(c for c in statement.claims if c not in late), *late))


def _start(main: Statement, others: tuple[Statement, ...], text: str, span: Span, known: KnownDates, role: Role, draft: _Draft) -> DatedFact | None:
    """The first day: dates of the statement, its events, other statements, what is known, what the text defines."""
    claim = _date_claim(_award_last(_before_end(main)), "start", draft)
    events = [c for c in main.of("start") if c.item.event]
    planned = role in PLANNING
    if claim and claim.item.date and claim.item.date.date:
        explicit = DatedFact(claim.item.date.date, "explicit", claim.item.span)
        return _later_of(explicit, events, text, span, known, draft) if events and _LATER.search(main.sentence.text) else explicit
    if any(c.item.date and c.item.date.blank for c in main.of("start")) or "invalid date" in draft.reviews:
        return None
    for event in events:
        assert event.item.event
        found = None if planned and not _has(known, event.item.event) else resolve_event(event.item.event, text, span, known)
        if found:
            return found
    told = None if planned else _told(events, text, span)
    if told:
        return told
    if events:
        draft.note(f"start document missing: {events[0].item.event}")
        return _said(others, text, span, known, draft) if events[0].item.event in _OF_ITS_OWN and not planned else None
    return _elsewhere(others, text, span, known, role, draft)


_NAME_BEFORE = re.compile(r"(?:[A-Z][\w-]{1,20}\s){1,3}\Z")


def _told(events: list[Claim], text: str, span: Span) -> DatedFact | None:
    """The day of the first event whose day the text tells in other words."""
    for event in events:
        item = event.item
        name = _NAME_BEFORE.search(text, max(span.start, item.span.start - 60), item.span.start)
        words = text[name.start() if name else item.span.start : item.span.end]
        if item.event and (day := told_day(item.event, words, text, span)):
            return day
    return None


def _has(known: KnownDates, event: str) -> bool:
    return bool(known.signatures) if event == "last_signature" else getattr(known, event, None) is not None


def _later_of(explicit: DatedFact, events: list[Claim], text: str, span: Span, known: KnownDates, draft: _Draft) -> DatedFact | None:
    """The later of a day and an event; None where the event's day is unknown (TERMS 3)."""
    found = [resolve_event(e.item.event, text, span, known) for e in events if e.item.event]
    if not found or any(f is None for f in found):
        draft.note("later of two days, one unknown")
        return None
    latest = max([explicit, *(f for f in found if f)], key=lambda f: f.date)
    return DatedFact(latest.date, "later_of", latest.span)


def _elsewhere(others: tuple[Statement, ...], text: str, span: Span, known: KnownDates, role: Role, draft: _Draft) -> DatedFact | None:
    """A start that another sentence, the context, or the contract's own definitions give."""
    best = _said(others, text, span, known, draft)
    if best:
        return best
    found = default_start(known)
    if found or role in PLANNING:
        return found
    if role not in BINDING:
        return labelled_date(text, span, ("effective", "commencement", "start", "begin")) or labelled_date(text, span, ("award",))
    return resolve_event("effective_date", text, span, known) or labelled_date(text, span, ("award",))


def _said(others: tuple[Statement, ...], text: str, span: Span, known: KnownDates, draft: _Draft) -> DatedFact | None:
    """The day on which another sentence says that the term begins."""
    for statement in others:
        events = [c for c in statement.of("start") if c.item.event]
        claim = _date_claim(statement, "start", _Draft())
        date = claim.item.date if claim else None
        plain = statement.score >= _PLAIN or span.end - span.start < SHORT_TEXT
        if claim is None or date is None or date.date is None or is_option_line(statement) or not plain:
            continue
        if events and _LATER.search(statement.sentence.text):
            return _later_of(DatedFact(date.date, "explicit", claim.item.span), events, text, span, known, draft)
        _note_doubts(date, draft)
        award = "ward" in text[max(0, claim.item.span.start - 16) : claim.item.span.start]
        return DatedFact(date.date, "award_date" if award else "explicit", claim.item.span)
    return None


def _with_master(stated: DatedFact | None, words: str, text: str, span: Span, known: KnownDates, draft: _Draft) -> DatedFact | None:
    """The end of what ends with its master agreement: the earlier of the two days; None where the master's is needed and unknown."""
    master = DatedFact(known.master_end, "coterminous", None) if known.master_end else master_end(text, span)
    if master is None:
        draft.note("end of the master agreement unknown")
        return stated if _EARLIER.search(words) else None
    return min([master, *([stated] if stated else [])], key=lambda f: f.date)


def _end(main: Statement, whole: str, span: Span, known: KnownDates, draft: _Draft) -> tuple[DatedFact | None, str | None]:
    """The stated last day, and why there is none where the words say so."""
    text = main.sentence.text
    claim = _date_claim(main, "end", draft) or _date_claim(main, "current", draft)
    stated = claim.item.date.last if claim and claim.item.date else None
    if _COTERMINOUS.search(text):
        fact = _with_master(DatedFact(stated, "earlier_of", claim.item.span) if claim and stated else None, text, whole, span, known, draft)
        return fact, None if fact and fact.basis != "earlier_of" else "coterminous"
    if claim and stated:
        outside = _INDEFINITE.search(text) or _COMPLETION.search(text)
        return DatedFact(stated, "outside_date" if outside else "explicit", claim.item.span), None
    outer = None if main.of("initial") or anniversary_months(main) or shorthand_months(main) else _outside(main)
    if outer:
        return outer, None
    if _COMPLETION.search(text):
        return None, "completion"
    return None, "indefinite" if _INDEFINITE.search(text) and not main.of("initial") else None


def _outside(main: Statement) -> DatedFact | None:
    """The day beyond which the term cannot last."""
    outer = next((c for c in main.of("cap") if c.item.date and c.item.date.last), None)
    return DatedFact(outer.item.date.last, "outside_date", outer.item.span) if outer and outer.item.date and outer.item.date.last else None


def _length(main: Statement, draft: _Draft) -> tuple[DurationMatch | None, int | None, Span | None]:
    """The stated length: the match, months and the words. Conflicts give neither months nor days."""
    lengths = [c for c in main.of("initial") if c.item.length and _long_enough(c)]
    in_parts = _CONSISTS.search(main.sentence.small) is not None
    base = [c for c in lengths if c.rule == "initial.right"] if in_parts else []
    if in_parts and lengths and not base and (months := shorthand_months(main)):
        return None, months, main.sentence.span
    strong = base or [c for c in lengths if c.rule == "initial.strong"]
    if lengths:
        claim = (strong or lengths)[0]
        length = claim.item.length
        assert length is not None
        if length.conflict:
            draft.note("words and figures differ")
        if length.days:
            draft.note("counted in days")
        return length, length.months, claim.item.span
    months = anniversary_months(main)
    if months:
        draft.note("anniversary day in or out")
        return None, months, main.sentence.span
    months = shorthand_months(main)
    return None, months, main.sentence.span if months else None


def _last_of_years(main: Statement, first: Claim) -> DateMatch | None:
    """The year that closes "FY 2024 through FY 2026"; the first itself where none follows."""
    later = next((i for i in main.sentence.items if i.at > first.item.at and i.date and i.date.precision == "year"), None)
    between = main.sentence.text[first.item.at + 1 : later.at] if later else ""
    return later.date if later and _TO_YEAR.match(between) else first.item.date


def _period(main: Statement, draft: _Draft) -> BaseTerm | None:
    """Fiscal, calendar or school years as the term, where the statement names no days."""
    claim = next(iter(main.of("period")), None)
    if claim is None or claim.item.date is None or all(any(_exact(c) for c in main.of(slot)) for slot in ("start", "end")):
        return None
    date = claim.item.date
    last = _last_of_years(main, claim)
    until = last.until if last else None
    if date.date is None:
        draft.note("school year not defined")
        return BaseTerm(start_basis="school_year", start_span=claim.item.span, score=main.score, reviews=tuple(draft.reviews))
    if date.ambiguous:
        draft.note("fiscal year assumed")
    return BaseTerm(
        date.date,
        "fiscal_year",
        claim.item.span,
        until,
        "fiscal_year",
        claim.item.span,
        whole_months(date.date, until) if until else 12,
        None,
        claim.item.span,
        main.score,
        tuple(draft.reviews),
    )


def base_term(main: Statement, others: tuple[Statement, ...], text: str, span: Span, known: KnownDates, role: Role) -> BaseTerm:
    """The initial term by its main statement; what that leaves out comes from the other statements, from `known`, and from the text's definitions."""
    draft = _Draft()
    period = _period(main, draft)
    if period:
        return period
    length, months, length_span = _length(main, draft)
    end, open_basis = _end(main, text, span, known, draft)
    start = _start(main, others, text, span, known, role, draft)
    days = length.days if length else None
    if end is None and _LATER_END.search(main.sentence.text):
        months, days, open_basis = None, None, "none"
        draft.note("end is the later of two")
    computed = end
    if end is None and start and months:
        computed = DatedFact(period_end(start.date, months), "duration", length_span)
    elif end is None and start and days:
        computed = DatedFact(days_end(start.date, days), "duration", length_span)
    if computed is None and not main.of("renewal"):
        computed = _outside(main)
    if start and computed and computed.date < start.date:
        if main.of("start"):
            draft.note("end before start")
            computed = None
        else:
            start = None  # a day from elsewhere that lies after the stated end is not that of this term
    if start and (start.date.month, start.date.day) == (2, 29):
        draft.note("leap-day start")
    return BaseTerm(
        start.date if start else None,
        start.basis if start else None,
        start.span if start else None,
        computed.date if computed else None,
        computed.basis if computed else open_basis,
        (computed.span or main.sentence.span) if computed else (main.sentence.span if open_basis or draft.reviews else None),
        months or (whole_months(start.date, end.date) if start and end else None),
        days,
        length_span,
        main.score,
        tuple(draft.reviews),
    )
