"""Amendments, renewal letters and notices of termination: what they move (TERMS 2.8, 2.9 and 3)."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from clausescan.core.finding import RenewalActor, RenewalOptions
from clausescan.core.result import KnownDates
from clausescan.core.span import Span
from clausescan.extract.durations import NUMBERS
from clausescan.extract.renewals import actor_of
from clausescan.extract.term_compute import ONE_DAY, extended, period_end, whole_months
from clausescan.extract.term_rules import SIGNS, TermRules
from clausescan.extract.term_text import Item, Sentence

D, P, N, E = SIGNS["date"], SIGNS["length"], SIGNS["count"], SIGNS["event"]
_VERB = (
    r"(?:exten[ds]\w*|renew\w*|exercis\w+|amend\w*|revis\w+|replac\w+|delet\w+|chang\w+|modif\w+|continu\w+|carr(?:y|ies"
    r"|ied)|now|reinstat\w+|ratif\w+|hereby|option)"
)
_CHANGED = re.compile(
    rf"(?:chang|exten[ds]|amend|revis|modif|mov)\w*[^.;]{{0,60}}\bfrom (?:[^.;{D}]{{0,24}} )?{D},? (?:to|through|until) (?:[^.;{D}]{{0,24}} )?{D}"
    rf"|\b(?:previous|old|former|existing|current)\b[^.;{D}]{{0,30}}{D}[^.;{D}]{{0,24}}\b(?:new|revised|amended|now)\b[^.;{D}]{{0,30}}{D}"
    rf"|(?:strik|delet|replac|substitut)\w*[^.;{D}]{{0,40}}{D}[^.;{D}]{{0,50}}(?:insert|substitut|replac|with\b|add)\w*[^.;{D}]{{0,50}}{D}",
    re.IGNORECASE,
)
_KEPT_END = re.compile(
    rf"\b(?:expir\w+|end|ends|ending|terminat\w+|completion)\b[^.;{D}]{{0,60}}{D}[^.;{D}]{{0,60}}\b(?:is|are|was|remains?|stays?)"
    r" (?:not |un|otherwise un|the same|as before)",
    re.IGNORECASE,
)
_STRUCK = re.compile(r"strik|delet|replac|substitut", re.IGNORECASE)
_OF_TERM = re.compile(r"\b(?:term|expir\w+|terminat\w+|ends?|ending|duration|contract period|completion)\b", re.IGNORECASE)
_RANGE = re.compile(
    rf"{D},? ?(?:[-–—]|to|thru|through|until|and (?:end|expir|terminat|continu)\w*[^.;]{{0,30}}?) ?(?:and including )?{D}", re.IGNORECASE
)
_NEW_END = re.compile(
    rf"\b{_VERB}\b[^;{D}]{{0,140}}?\b(?:through|thru|to|until|expir\w+(?: date)?|ends?|ending|terminat\w+"
    rf"|expiration date)(?: (?:on|of|is|date|shall|will|be|to|at|midnight|the|and|including|as)){{0,6}}:? {D}",
    re.IGNORECASE,
)
_REPLACED_END = re.compile(
    rf"\b(?:expir\w+|end|ending|terminat\w+|completion) date\b[^.;{D}]{{0,70}}\b(?:replac|chang|amend|revis|delet|modif|extend)\w*"
    rf"[^.;{D}]{{0,40}}\b(?:with|to|read|by|as|from):? {D}(?! (?:to|through|until) {D})",
    re.IGNORECASE,
)
_INSTEAD = re.compile(rf"\bis now {D}[^.;{D}]{{0,20}}\b(?:instead of|rather than|and not) {D}", re.IGNORECASE)
_DUE = re.compile(
    rf"\b(?:(?:set|scheduled|due|was|were|would|had|otherwise|currently|presently|originally)(?: otherwise| originally)?(?: to| have)?"
    rf" (?:expire[ds]?|end(?:s|ed)?|terminate[ds]?)|which (?:will )?(?:expires?|expired|ends?|ended|lapsed)(?: by its (?:own )?terms)?)"
    rf"(?: (?:on|at|midnight|of|as)){{0,3}} {D}"
    rf"|\bby (?:prior|earlier|previous|former) (?:amendments?|renewals?|extensions?) (?:extended|renewed) (?:to|through|until) {D}"
    rf"|\b(?:previously|heretofore|theretofore|earlier|last|already) (?:extended|renewed)(?: \w+)? (?:to|through|until) {D}"
    rf"|\b(?:initial|original|base|first) (?:contract )?(?:term|period)[^.;]{{0,60}}\b(?:ended|expired|ran (?:to|through|until)) (?:on )?{D}",
    re.IGNORECASE,
)
"""The end before the change."""
_KEPT = re.compile(
    r"\b(?:is|are|was|remains?) (?:not |un|otherwise un)(?:being )?(?:changed|affected|altered|amended|modified)\b|\bno change\b", re.IGNORECASE
)
_ON_TO = re.compile(
    rf"\b(?:through|thru|to|until|ending|expir\w+|ends?|no later than)(?: (?:on|and|including|the|new|expiration|date|of)){{0,5}} {D}", re.IGNORECASE
)
_LABELLED_END = re.compile(
    rf"(?:new|revised|amended|current|extended)[ \w]{{0,24}}(?:expir\w+|end|ending|terminat\w+|completion)(?: date)?(?: (?:is|of|shall be))?:? {D}",
    re.IGNORECASE,
)
_BY_LENGTH = re.compile(
    rf"\bexten[ds]\w*[^.;{D}{P}]{{0,90}}?(?:for|by|of)?(?: an?| one)?(?: additional| further)? ?{P}|{P} (?:extension|renewal)", re.IGNORECASE
)
_BY_YEARS = re.compile(
    rf"\b(?:exten[ds]|renew)\w*[^.;{D}{P}]{{0,90}}?\b(?:for|by) (?P<n>{N}|an|another)(?: (?:additional|further|more|other|extra|final|successive))*"
    r" (?P<unit>years?|months?)\b",
    re.IGNORECASE,
)
_MAY = re.compile(r"\bmay\b|allow|option to|reserves|right to|\bremain|\bleft\b", re.IGNORECASE)
_EXERCISED = re.compile(
    rf"exercis\w+[^.;]{{0,40}}\b(?P<n>first|second|third|fourth|fifth|final|last)(?: and (?:last|final|only))?(?: (?:of"
    rf"|\(\w+\)|out of))*(?: the)? ?(?P<of>{N})?[^.;]{{0,40}}?(?:option|renewal|extension|year)"
    rf"|\b(?:renewal|extension|option)(?: year)? (?:no\.?|number|\#):? ?(?P<nth>{N}) of (?P<of5>{N})"
    rf"|\b(?P<n2>first|second|third|fourth|fifth)(?: and (?:last|final|only))?(?: one-year| optional| {P})? (?:option"
    rf"|renewal|extension)\b(?: \w+){{0,4}} (?:is|are|was)? ?(?:hereby )?exercised|^\W*(?P<n3>first|second|third|fourth"
    rf"|fifth) renewal\b"
    rf"|\bthe (?P<n4>first|second|third|fourth|fifth) of (?:its |the |our |your )?(?P<of4>{N})[^.;]{{0,30}}?(?:option|renewal|extension)",
    re.IGNORECASE,
)
_ENDED = re.compile(
    rf"(?:notice of (?:\w+ )?terminat\w+|(?:hereby |by this notice[^.;]{{0,60}}|is |are |be )?terminat(?:es|ed|ion"
    rf"|e)\b|(?:hereby |is |are |will be |shall be )cancel\w+|\b(?:right|election|decision|intent(?:ion)?) to"
    rf" (?:end|terminate|cancel)\b)[^.;{D}]{{0,90}}?\b(?:effective|as of|on)(?: as of| on| at)?(?: the close of business on)? {D}",
    re.IGNORECASE,
)
_LAST_DAY = re.compile(
    rf"\blast day (?:of|on|that|under)?[^.;{D}]{{0,60}}?(?:is|be|was|:) {D}"
    rf"|\bterminat\w+ (?:date|is effective|takes effect|will be effective)(?: (?:is|on|of|:|shall be|will be))* {D}",
    re.IGNORECASE,
)
_ENDS_IT = re.compile(
    r"\b(?:hereby |be |is )(?:terminat|cancel)\w+|\b(?:terminates|cancels) (?:the|this|said|your)\b|\bnotice of (?:\w+ )?terminat\w+", re.IGNORECASE
)
_PLAIN_END = re.compile(
    rf"\b(?:contract|agreement|term|it|lease)\b[^.;{D}]{{0,60}}?\b(?:expires?|ends?|ended|expired|will (?:expire|end)|is to (?:expire|end)"
    rf"|(?:expiration|end(?:ing)?|termination) date(?: before[^.;:{D}]{{0,30}})?(?: is| of|:))"
    rf"(?: (?:on|as of|at midnight))? {D}"
    rf"|^\W*(?:initial|original|current|present|old)[^.;:{D}]{{0,20}} (?:expiration|end|ending|termination) date[^.;:{D}]{{0,30}}: {D}",
    re.IGNORECASE,
)
_WHEN_SIGNED = re.compile(r"\b(?:when|once|if|upon being|after being) (?:it is |duly |fully )?(?:signed|executed)\b", re.IGNORECASE)
_UNSIGNED = re.compile(r"\bdate:?[ \t]{0,4}_{3,}", re.IGNORECASE)
_ACCEPTED = re.compile(
    r"(?:\[\s?x\s?\]|\(\s?x\s?\)|☒|☑|_x_)\s{0,3}(?:yes\b|(?:we |i )?(?:agree|accept|wish to renew))|\b(?:accepted|agreed)\b[^\n]{0,60}/s/",
    re.IGNORECASE,
)
"""That an offer was taken: a box that is marked, a signature beside the word. Signatures elsewhere may be those of who offers."""
_LAST_TERM = re.compile(
    r"original(?:ly)?|\bwas made\b|\bran\b|\bterm was\b|initial|base (?:year|period|term)|entered into|former|previous|commenced|would have"
    r"|\b(?:present|existing|prior|old) (?:contract |agreement )?(?:period|term)",
    re.IGNORECASE,
)
_OLD_LABEL = re.compile(
    r"\b(?:(?:present|existing|prior|old|previous|original|initial|base|first) (?:contract |agreement )?(?:period|term|year|dates?)"
    r"|(?:period|term|dates?)(?: of performance)? (?:before|prior to)(?: \w+){1,3})"
    r"(?: (?:of|from|was|is|ran|being|which|extended|covered)){0,3}\W{1,4}$",
    re.IGNORECASE,
)
_RECITAL = re.compile(r"\bWHEREAS\b")
_MOVES = re.compile(r"\b(?:exten|renew|exercis|replac)", re.IGNORECASE)
_OF_RATES = re.compile(r"(?<!same )\b(?:rates?|prices?|pricing|fees?|amounts?|budget|funding)\b[^;]{0,60}$", re.IGNORECASE)
_INDEX = re.compile(r"\bindex\b|\bCPI\b|\bPPI\b|\binsur", re.IGNORECASE)
"""What is counted between two dates beside the term."""
_LEFT = re.compile(
    rf"(?P<count>{N})(?: (?:further|more|additional|such))?(?: {P})? (?:renewals?|extensions?|options?)(?: (?:periods?|terms?|options?|years?))?"
    rf"(?: of {P}(?: each)?)? (?:(?:is|are|still) )?(?:remain|left)"
    rf"|\b(?:there (?:are|is|(?:shall |will )?remain)|leaving) (?P<count2>{N}) (?:more |further |additional |remaining ){{0,2}}"
    rf"(?:{P} )?(?:renewals?|extensions?|options?)(?: (?:terms?|periods?|years?))?(?: of {P})?"
    rf"|(?P<months>{P}) of (?:possible |further |additional |permitted )?(?:extension|renewal)s?"
    r"(?: time)? (?:(?:is|are|still) )?(?:remain|left|available)",
    re.IGNORECASE,
)
_STARTED = re.compile(
    rf"(?:initial|original) {E}:? (?:is |was )?{D}"
    rf"|(?:base|initial|original|contract|agreement)[^.;{D}]{{0,60}}?(?:began|begins|start(?:ed|s|ing)?|commenc\w+|effective"
    rf"|dated|made|entered into|of)(?: (?:date|on|as of|is|the))*:? {D}",
    re.IGNORECASE,
)
_REPLACED = re.compile(r"\b(?:replac|delet|chang|strik|substitut|amend|revis|modif|extend)\w*", re.IGNORECASE)
_TO_NEW = re.compile(r"^[^.;]{0,30}\b(?:to|with|by|insert\w*|now|new|revised|read|as)\b[^.;]{0,30}$", re.IGNORECASE)
_FIRST_TERM = re.compile(r"\b(?:original(?:ly)?|initial(?:ly)?|base|first)\b", re.IGNORECASE)
_OF_AMENDMENT = re.compile(rf"(?:amendment|addendum)[^.;{D}]{{0,40}}$", re.IGNORECASE)
_DOES = re.compile(
    r",? (?:the parties|this|the|both parties)[^.;]{0,60}\b(?:exercis|exten|renew|amend|modif|replac|revis|increas|agree)", re.IGNORECASE
)
"""What follows the day on which an amendment takes effect."""
_NTH = re.compile(
    rf"\b(?P<n>first|second|third|fourth|fifth)(?P<last>,? (?:and|&) (?:final|last))?(?: optional| contract| annual|[ -]year| {P}){{0,2}}"
    r" (?:option|renewal|extension)\b",
    re.IGNORECASE,
)
"""Which of the options the one is that the sentence uses."""
_OFFER = re.compile(
    r"please (?:sign|countersign|execute|return|indicate|confirm)|sign and return|if you (?:agree|accept|wish)|offer(?:s|ed"
    r"|ing)? to (?:renew|extend)|accepted (?:for|by)[^\n]{0,60}_{3,}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Change:
    """What an amendment says: the old term as far as it tells, the new end, the new length, options used, the day of a termination.

    `left_months` is how far the options that it says are left would carry the term, `further_months` the length of the period that it adds.
    """

    old_start: dt.date | None = None
    old_end: dt.date | None = None
    new_start: dt.date | None = None
    new_end: dt.date | None = None
    by_months: int | None = None
    used: int | None = None
    count: int | None = None
    terminated: dt.date | None = None
    new_months: int | None = None
    offered: bool = False
    left_months: int | None = None
    left: int | None = None
    actor: RenewalActor = RenewalActor.UNSTATED
    further_months: int | None = None
    spans: tuple[Span, ...] = ()
    moving: tuple[Span, ...] = ()


def _dates(sentence: Sentence, m: re.Match[str]) -> list[Item]:
    return [i for i in sentence.items if m.start() <= i.at < m.end() and i.date and i.date.date]


def _ordinal(m: re.Match[str], sentence: Sentence) -> tuple[int | None, int | None]:
    """The number of the option used, and of how many."""
    if m["nth"]:
        nth, all_told = sentence.item_at(m.start("nth")), sentence.item_at(m.start("of5"))
        return nth.count if nth else None, all_told.count if all_told else None
    of = sentence.item_at(m.start("of")) if m["of"] else sentence.item_at(m.start("of4")) if m["of4"] else None
    count = of.count if of else None
    word = (m["n"] or m["n2"] or m["n4"] or m["n3"]).lower()
    return (count if word in ("last", "final") else NUMBERS[word]), count


def _instead(change: Change, sentence: Sentence) -> Change | None:
    """The change with both ends of "is now 30 October instead of 31 August"; None where the sentence has no such words."""
    m = _INSTEAD.search(sentence.text) if _OF_TERM.search(sentence.text) else None
    days = _dates(sentence, m) if m else []
    if len(days) != 2 or days[0].date is None or days[1].date is None:
        return None
    spans = (*change.spans, days[1].span, days[0].span)
    return replace(change, old_end=change.old_end or days[1].date.last, new_end=days[0].date.last, spans=spans)


def _instead_range(change: Change, sentence: Sentence) -> Change | None:
    """The change with both ranges of "changed from (1 July - 30 June) to (1 July - 30 June)"; None where the sentence names no two such."""
    ranges = [(m, _dates(sentence, m)) for m in _RANGE.finditer(sentence.text)]
    if len(ranges) != 2 or any(len(days) != 2 for _, days in ranges):
        return None
    (first, old), (second, new) = ranges
    if not _REPLACED.search(sentence.text[: first.start()]) or not _TO_NEW.search(sentence.text[first.end() : second.start()]):
        return None
    (begun, ended), last = (i.date for i in old), new[1].date
    if not begun or not ended or not last:
        return None
    spans = (*change.spans, old[0].span.cover(old[1].span), new[0].span.cover(new[1].span))
    return replace(change, old_start=begun.date, old_end=ended.last, new_end=last.last, spans=spans)


def _read_range(change: Change, sentence: Sentence) -> Change:
    """A range is the old term where the words look back or it lies before, else the new one; `from 30 June to 30 June` moves an end."""
    if both := _instead(change, sentence) or _instead_range(change, sentence):
        return both
    if _CHANGED.search(sentence.text):
        return change
    begin = 0
    for m in _RANGE.finditer(sentence.text):
        change = _one_range(change, sentence, m, sentence.text[begin : m.start()])
        begin = m.end()
    return change


def _one_range(change: Change, sentence: Sentence, m: re.Match[str], before: str) -> Change:
    """What one range says; `before` are the words between it and the range before it."""
    dates = _dates(sentence, m)
    if len(dates) < 2 or dates[0].date is None or dates[1].date is None or _INDEX.search(before) or _OF_RATES.search(before):
        return change
    first, last = dates[0].date.date, dates[1].date.last
    span = dates[0].span.cover(dates[1].span)
    recital = [r.end() for r in _RECITAL.finditer(before)]
    looks_back = _LAST_TERM.search(before) and not _MOVES.search(before[recital[-1] :] if recital else before)
    if change.old_end is None and (looks_back or _OLD_LABEL.search(before) or _KEPT.search(sentence.text, m.end())):
        return replace(change, old_start=first, old_end=last, spans=(*change.spans, span))
    if looks_back and _FIRST_TERM.search(before) and change.old_end and last and last < change.old_end:
        return replace(change, old_start=first, old_end=last, spans=(*change.spans, span))  # the end known before was that of a renewal
    moves = _MOVES.search(before) is not None
    if change.new_end is not None and not (moves and last and last > change.new_end):
        return change
    if re.search(rf"\b{_VERB}\b|\bterm\b|period", sentence.text, re.IGNORECASE):
        further = re.search(r"\b(?:exten[ds]|renew|exercis|option)", sentence.text, re.IGNORECASE)
        months = whole_months(first, last) if further and first and last else None
        return replace(change, new_start=None if further else first, new_end=last, further_months=months, spans=(*change.spans, span))
    return change


def _read_moves(change: Change, sentence: Sentence) -> Change:
    """Changes `from … to`, new ends, lengths."""
    m = _CHANGED.search(sentence.text)
    if m and len(_dates(sentence, m)) >= 2 and (not _STRUCK.match(m[0]) or _OF_TERM.search(f"{sentence.heading} {sentence.text}")):
        old, new = _dates(sentence, m)[-2:]
        assert old.date
        assert old.date.date
        assert new.date
        assert new.date.last
        span = old.span.cover(new.span)
        if period_end(old.date.date, 12) == new.date.last or old.date.date.day == 1:
            further = whole_months(old.date.date, new.date.last)  # the further period itself
            return replace(change, new_end=new.date.last, further_months=further, spans=(*change.spans, span))
        return replace(change, old_end=change.old_end or old.date.date, new_end=new.date.last, spans=(*change.spans, span))
    due = _DUE.search(sentence.text)
    if due and change.old_end is None and (ended := _dates(sentence, due)) and ended[-1].date:
        change = replace(change, old_end=ended[-1].date.last, spans=(*change.spans, ended[-1].span))
    for pattern in (_LABELLED_END, _NEW_END, _REPLACED_END) if due is None else (_ON_TO,):
        m = pattern.search(sentence.text, due.end() if due else 0)
        dates = _dates(sentence, m) if m else []
        if dates and dates[-1].date and (change.new_end is None or (dates[-1].date.last or dt.date.min) > change.new_end):
            return replace(change, new_end=dates[-1].date.last, spans=(*change.spans, dates[-1].span))
    lengths = [i for i in sentence.items if i.length and i.length.months]
    if len(lengths) > 1 and not change.new_months and _REPLACED.search(sentence.text):
        length = lengths[-1].length
        return replace(change, new_months=length.months if length else None, spans=(*change.spans, lengths[-1].span))
    return change if change.by_months or _MAY.search(sentence.text) else _read_length(change, sentence)


def _read_length(change: Change, sentence: Sentence) -> Change:
    """By how much the end is moved: a length, or so many further years."""
    if m := _BY_LENGTH.search(sentence.text):
        item = next((i for i in sentence.items if m.start() <= i.at < m.end() and i.length), None)
        if item and item.length and item.length.months:
            return replace(change, by_months=item.length.months, spans=(*change.spans, item.span))
    if m := _BY_YEARS.search(sentence.text):
        item = sentence.item_at(m.start("n"))
        count = item.count if item else 1
        months = (count or 0) * (12 if m["unit"].lower().startswith("y") else 1)
        return replace(change, by_months=months or None, spans=(*change.spans, item.span if item else sentence.span))
    return change


def _read_left(change: Change, sentence: Sentence, m: re.Match[str]) -> Change:
    """Options that are said to be left, where their length is told too."""
    if m["months"]:
        item = sentence.item_at(m.start("months"))
        length = item.length if item else None
        return replace(change, left_months=length.months, spans=(*change.spans, item.span)) if item and length else change
    count = sentence.item_at(m.start("count2" if m["count2"] else "count"))
    length = next((i.length for i in sentence.items if m.start() <= i.at < m.end() and i.length), None)
    if count is None or not count.count:
        return change
    if length is None or not length.months:
        return replace(change, left=count.count)
    return replace(change, left_months=count.count * length.months, spans=(*change.spans, count.span))


def _read_ended(sentence: Sentence, *, ends_it: bool) -> Item | None:
    """The day of a termination; None where the sentence ends nothing or only may. `ends_it`: another sentence says that the contract is ended."""
    m = _ENDED.search(sentence.text)
    if m and _dates(sentence, m) and not re.search(r"unless|if |may ", sentence.text[: m.end()]):
        return _dates(sentence, m)[-1]
    m = _LAST_DAY.search(sentence.text) if ends_it else None
    return _dates(sentence, m)[-1] if m and _dates(sentence, m) else None


def _read_beside(change: Change, sentence: Sentence) -> Change:
    """The first day of the contract, options used and options left."""
    if change.old_start is None and (m := _STARTED.search(sentence.text)) and _dates(sentence, m):
        item = _dates(sentence, m)[-1]
        if item.date and not _OF_AMENDMENT.search(sentence.text[: item.at]) and not _DOES.match(sentence.text, item.at + 1):
            change = replace(change, old_start=item.date.date, spans=(*change.spans, item.span))
    if change.left_months is None and (m := _LEFT.search(sentence.text)):
        change = replace(_read_left(change, sentence, m), moving=(*change.moving, sentence.span))
    if (change.used is None or change.count is None) and (m := _EXERCISED.search(sentence.text)):
        used, count = _ordinal(m, sentence)
        if change.used is None or count is not None:
            change = replace(change, used=used or change.used, count=count, spans=(*change.spans, sentence.span))
    if change.used is None and sentence.span in change.moving and (m := _NTH.search(sentence.text)):
        used = NUMBERS[m["n"].lower()]
        change = replace(change, used=used, count=used if m["last"] else None)
    return change


def read_change(sentences: tuple[Sentence, ...], text: str, span: Span, rules: TermRules) -> Change:
    """What the sentences of an amendment say of the term; an empty change where they say nothing."""
    near = (span.start, min(span.end, span.start + 20_000))
    accepted = _ACCEPTED.search(text, *near) and not _UNSIGNED.search(text, *near)
    unsigned = _WHEN_SIGNED.search(text, *near) and _UNSIGNED.search(text, *near)
    change = Change(offered=bool((_OFFER.search(text, *near) and not accepted) or unsigned))
    ends_it = _ENDS_IT.search(text, *near) is not None
    plain_ends: list[Item] = []
    for sentence in sentences:
        ended = _read_ended(sentence, ends_it=ends_it) if change.terminated is None else None
        if ended:
            change = _read_beside(replace(change, terminated=ended.date.date if ended.date else None, spans=(*change.spans, ended.span)), sentence)
            continue
        kept = _dates(sentence, m) if (m := _KEPT_END.search(sentence.text)) else []
        if change.old_end is None and kept and kept[-1].date:
            change = replace(change, old_end=kept[-1].date.last, spans=(*change.spans, kept[-1].span))
            continue
        if (m := _PLAIN_END.search(sentence.text)) and _dates(sentence, m):
            plain_ends.append(_dates(sentence, m)[-1])
        before = change
        change = _read_range(change, sentence)
        if change is before or (change.new_end is None and change.old_end != before.old_end and _DUE.search(sentence.text)):
            change = _read_moves(change, sentence)
        if (change.new_end, change.by_months, change.new_months) != (before.new_end, before.by_months, before.new_months):
            actor = change.actor if change.actor is not RenewalActor.UNSTATED else actor_of(sentence.small, rules)
            change = replace(change, moving=(*change.moving, sentence.span), actor=actor)
        change = _read_beside(change, sentence)
    return _with_old_end(change, plain_ends)


def _with_old_end(change: Change, plain_ends: list[Item]) -> Change:
    """The change with the end before it, where sentences state an end that lies before the new one and call it nothing."""
    if change.old_end is not None or change.terminated is not None or change.by_months or change.new_months or change.used:
        return change
    earlier = [i for i in plain_ends if i.date and i.date.last and (change.new_end is None or i.date.last < change.new_end)]
    item = min(earlier, key=lambda i: i.date.last if i.date and i.date.last else dt.date.max) if earlier else None
    return replace(change, old_end=item.date.last, spans=(item.span, *change.spans)) if item and item.date else change


@dataclass(frozen=True, slots=True)
class Amended:
    """The term after the change. `reviews` are codes of what a reader must settle."""

    start: dt.date | None
    initial_end: dt.date | None
    months: int | None
    current_end: dt.date | None
    max_end: dt.date | None
    options: RenewalOptions | None
    reviews: tuple[str, ...]


def _moved_end(change: Change, initial_end: dt.date | None, start: dt.date | None, options: RenewalOptions | None) -> dt.date | None:
    """The end in force (TERMS 2.8): by termination, by the stated new end or length, by options used; the initial end where nothing moves it."""
    if change.terminated or change.offered:
        return change.terminated or initial_end
    if change.new_end:
        return change.new_end
    if change.new_months and start:
        return period_end(start, change.new_months)
    each = change.used * options.months_each if change.used and options and options.months_each else change.by_months
    return extended(initial_end, each) if each and initial_end else initial_end


def _used(change: Change, initial_end: dt.date | None, options: RenewalOptions) -> int | None:
    """How many options have been used by this change; None where neither words nor arithmetic tell."""
    if change.used is not None:
        return change.used
    if change.new_end and initial_end and options.months_each and not change.offered:
        months = whole_months(initial_end + ONE_DAY, change.new_end)
        if months and months % options.months_each == 0:
            return months // options.months_each
    return None


def _last_end(change: Change, current: dt.date | None, options: RenewalOptions | None) -> dt.date | None:
    """The end if all that is left is used; an offer not yet accepted counts here and not before (TERMS 3)."""
    if change.terminated or current is None:
        return change.terminated
    if change.left_months and not change.offered:
        return extended(current, change.left_months)
    if change.left and not change.offered:
        each = (options.months_each if options else None) or change.further_months or change.by_months
        return extended(current, change.left * each) if each else None
    if options and (options.unlimited or options.count is None):
        return None
    if options and options.used is None and (change.new_end or change.by_months) and not change.offered:
        return None  # which of the options this one was is not told
    left = max(0, (options.count or 0) - (options.used or 0)) if options else 0
    last = extended(current, left * (options.months_each or 0)) if options and left and options.months_each else current
    return max(last, change.new_end) if change.offered and change.new_end else last


def apply_change(
    change: Change, base_start: dt.date | None, base_end: dt.date | None, base_months: int | None, options: RenewalOptions | None, known: KnownDates
) -> Amended:
    """The term with the change applied to what is known of the contract before it: from elsewhere, from the amendment's own words."""
    start = known.original_start or change.old_start or base_start
    initial_end = known.original_end or change.old_end or base_end
    months = change.new_months or (whole_months(start, initial_end) if start and initial_end else base_months)
    if initial_end is None and start and base_months and not change.new_months:
        initial_end = period_end(start, base_months)
    if start is None and change.new_start and change.new_end and not change.offered and initial_end is None:
        start = change.new_start
    if options is None and change.count and change.used and change.further_months:
        options = RenewalOptions(change.count, change.further_months, change.actor)
    if options and change.count and change.further_months and options.months_each is None:
        options = replace(options, months_each=change.further_months)
    if options and change.count == options.count and options.actor is RenewalActor.UNSTATED:
        options = replace(options, actor=change.actor)
    if options and change.count and (options.count is None or options.count < change.count):
        options = replace(options, count=change.count)
    if options:
        options = replace(options, used=_used(change, initial_end, options))
    current = _moved_end(change, initial_end, start, options)
    return Amended(start, initial_end, months, current, _last_end(change, current, options), options, _doubts(change, initial_end, options, known))


def _doubts(change: Change, initial_end: dt.date | None, options: RenewalOptions | None, known: KnownDates) -> tuple[str, ...]:
    """What a reader must settle."""
    codes = []
    if change.terminated:
        codes.append("terminated early")
    if change.offered:
        codes.append("offer not accepted")
    if options and options.used and options.used > 1:
        codes.append("earlier amendments should be in the file")
    signed = known.document_date or known.execution_date
    if signed and initial_end and change.new_end and signed > initial_end:
        codes.append("extended after expiry")
    if options and options.count and options.count > (options.used or 0):
        codes.append("options unexercised")
    return tuple(codes)
