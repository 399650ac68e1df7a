"""Renewal options: how many, how long each, who decides, and what bounds them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from clausescan.core.finding import RenewalActor, RenewalOptions
from clausescan.core.span import Span
from clausescan.extract.caseless import lower
from clausescan.extract.term_claims import Statement
from clausescan.extract.term_rules import TermRules
from clausescan.extract.term_text import Sentence

_STEM = (
    r"renew|exten[ds]|extension|option|successive|prolong|additional \ue001 (?:terms?|periods?)|continued\b[^.;\ue000-\ue005]{0,40} for"
    r"|subsequent|rolls? over|(?:additional|more|further|extra|another) (?:\ue001|years?\b|months?\b)"
)
_RENEWS = re.compile(rf"\b(?:{_STEM})", re.IGNORECASE)
_OPEN_ENDED = re.compile(
    r"successive|from year to year|year[- ]to[- ]year|annually thereafter|each (?:successive|subsequent) year|consecutive"
    r"|additional \ue001 (?:terms|periods)\b(?! each)",
    re.IGNORECASE,
)
_YEARLY = re.compile(
    r"renewable (?:annually|yearly|each year|every year|on an annual basis)|(?:renew\w*|exten\w+)[^.;]{0,60}(?:annually"
    r"|on an annual basis|from year to year|year[- ]to[- ]year|yearly|each year|annual basis)|annual (?:renewal|extension"
    r"|option)s?|one year at a time|year[- ]to[- ]year",
    re.IGNORECASE,
)
_EACH_YEAR = re.compile(
    r"annual(?:ly)?\b|one year at a time|yearly|in (?:one|\ue003|\ue001)[- ]?(?:year)? (?:increments?|periods?)"
    r"|\ue001 (?:increments?|each|at a time)|each year",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\bno (?:further |additional )?(?:renewals?|extensions?|options?|right to renew)|\bnot renewable"
    r"|without (?:any )?(?:renewal|option)|time extension|extension of time"
    r"|(?:may|shall|will|can) ?not (?:be )?(?:automatically )?(?:renew|extend)\w*(?![^.;]{0,200}notice)",
    re.IGNORECASE,
)
_NOTICE = re.compile(r"notice|notif", re.IGNORECASE)
_MAY = re.compile(
    r"(?:contract|agreement|term|award|it|lease|addendum)\b[^.;]{0,40}\b(?:may|shall|will|can|to) (?:also |then "
    r"|thereafter )?be (?:\w+ ){0,3}(?:renew|extend)ed"
    r"|\b(?:option|right|privilege)s? (?:to|of) (?:renew|exten)|(?:renew|extend)(?:ed|s|al|ing)? (?:of )?(?:this|the|said"
    r"|such|its|any) (?:\w+ ){0,2}(?:agreement|contract|term|award|lease|addendum)\b"
    r"|(?:agreement|contract|term)s? (?:shall |will )?(?:automatically )?renews?\b|subject to renewal|automatic(?:ally)? (?:renew|exten)|renewable",
    re.IGNORECASE,
)
_MAY_BE = re.compile(r"\bmay (?:then |also )?be (?:\w+ ){0,3}(?:renew|extend)ed", re.IGNORECASE)
_OTHER_EXTENSION = re.compile(
    r"exten[ds]\w* (?:the )?(?:time|deadline|credit|offer|invitation|to (?:any |all |other )|due|due date|warrant|deliver"
    r"|closing|period for|these|contract prices?|same|prices|pricing|unit)|(?:time|deadline)s? (?:may|can|shall"
    r"|will)? ?be extended|extent|extension (?:of (?:the )?(?:time|credit|deadline)|cord|number|\d)|extended (?:price|cost"
    r"|amount|total|coverage|warranty|producer)|change order|stipulat|right of first|extend (?:to|beyond) (?:the"
    r"|any) (?:benefit|other)|bid bond|proposal (?:due|period)|excusable"
    r"|\b(?:review|comment|inspection|notice|cure|response|payment|delivery|acceptance|grace|evaluation|trial|testing|exclusivity) periods?\b",
    re.IGNORECASE,
)
_DATED = re.compile(r"\ue001,? ?(?:period |term )?(?:from |for |beginning |effective |commencing |\()?(?:on )?\ue000")
_GRANTED = re.compile(r"\b(?:approv|grant|recommend|ratif)\w*(?: of)? (?:an?|the) (?:\w+ )?$")
"""Right before an extension that is made now, no option."""
_OF_EACH = re.compile(r"\b(?:each|length|duration|per)\b")
_PLURAL = re.compile(r"\ue001 (?:renewals|extensions|options|renewal (?:terms|periods))\b")
_OFFERED = re.compile(r"\b(?:option|right|may)\b", re.IGNORECASE)
_IN_YEARS = re.compile(
    r"\b(?:school|fiscal|contract|calendar|program|crop|operating) years?\b"
    r"|\b(?:annual\w*|yearly|year by year|each|at a time|increments?|one year)\b|\boptions? (?:of|for) (?:up to )?\ue003|\ue003 (?:option"
    r"|optional|renewal|successive) ",
    re.IGNORECASE,
)
_KINDS_OF_YEARS = re.compile(r"\b(?:fiscal|school|contract|calendar)\b", re.IGNORECASE)
_ORDERED = re.compile(
    r"\b(?:second(?:ary)?|tertiary|third)\b[^.;]{0,24}\ue001|\b(?:second(?:ary)?|tertiary|third) [^.;]{0,16}(?:term|period|renewal|extension)"
)
_ANY_NUMBER = re.compile(r"\bas many \ue001|\bany number of|\bunlimited (?:number|\ue001)", re.IGNORECASE)
_INCREMENTS = re.compile(r"[^.;\ue001]{0,30}\b(?:in|of) (?:annual |successive )?(?P<step>\ue001) (?:increments?|steps?|periods?|terms?)")
_SUM_OF_LENGTHS = re.compile(r"\ue001(?: ?\+ ?\ue001){1,6}")
_SHORT_NAME = re.compile(
    r"\b(?P<name>[A-Z][A-Z&-]{1,9})(?:,? in its (?:sole )?discretion,?)?"
    r" (?:may|shall have|will have|has|reserves|retains|can|elects)\b[^.;]{0,60}(?:renew|exten|option)"
)
_SHORTHAND = re.compile(r"(?:\bopt(?:ion|ional)?s?\.?(?: years?| periods?)?|\+) ?\ue003(?![ \w]*\ue001)", re.IGNORECASE)
_GOES_ON_MONTHLY = re.compile(
    r"\b(?:shall|will|does|to)\b[^.;]{0,60}\b(?:continue|renew|remain|extend|convert|roll)\w*[^.;]{0,60}\bmonth[- ]to[- ]month\b"
    r"[^.;]{0,60}\b(?:until|unless)\b"
    r"|\b(?:continues|renews)\b[^.;]{0,40}\b(?:from )?month[- ]to[- ]month\b"
)
_STOP_GAP = re.compile(
    r"\bpending\b|hold-?over|re-?(?:bid|solicit)|new (?:contract|agreement|bid|solicitation|award|lease)|successor|transition|not to exceed|up to"
)
_MONTHLY = re.compile(r"month[- ]to[- ]month|hold-?over|pending|until (?:a |the )?(?:new|successor)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RenewalClaim:
    """Renewal options as one sentence states them. `strength` ranks claims: 3 count and length, 2 length, 1 only that it may be renewed."""

    options: RenewalOptions
    strength: int
    score: int
    sentence: Sentence
    span: Span
    total_months: int | None = None
    aggregate: bool = False


def actor_of(text: str, rules: TermRules) -> RenewalActor:
    """Who decides, by the reduced words of a sentence in lower case; unstated where they do not tell."""
    start = _RENEWS.search(text)
    near = text[max(0, (start.start() if start else 0) - 160) :]
    for rule in rules.actors:
        if rule.pattern.search(near):
            return RenewalActor(rule.slot)
    return RenewalActor.UNSTATED


def _whole_span(sentence: Sentence, start: int, end: int) -> Span:
    """The words of the text that the reduced text between two places stands for: from the first item there to the last."""
    inside = [i.span for i in sentence.items if start <= i.at < end]
    return Span(min(s.start for s in inside), max(s.end for s in inside)) if inside else sentence.span


def _counted(statement: Statement, rules: TermRules) -> RenewalClaim | None:
    """A count of renewals with, if said, the length of each."""
    sentence = statement.sentence
    for rule in rules.renewals:
        for m in rule.pattern.finditer(sentence.small):
            around = sentence.small[max(0, m.start() - 100) : m.end() + 60]
            if rule.slot in ("n_named", "n_ordinal"):
                if claim := _named_years(statement, m, rules):
                    return claim
                continue
            number, total = _number(sentence, m), None
            most = 120 if rule.slot == "n_years" and m["unit"].lower().startswith("m") else 30
            if number is None or number > most or not _RENEWS.search(around) or _OTHER_EXTENSION.search(around):
                continue
            months, days = _each(sentence, m, rule.slot)
            if months is None and days is None and rule.slot == "n_only":
                months, days = _said_each(statement)
            if rule.slot == "n_years":
                total = (12 if m["unit"].lower().startswith("y") else 1) * number
                each = _IN_YEARS.search(m[0]) or _IN_YEARS.search(around)
                months, number = _in_increments(sentence, m, total) or ((12, total // 12 or 1) if each else (total, 1))
            end = m.end()
            span = _whole_span(sentence, m.start(), end).cover(Span(*_original(sentence, m.start(), end)))
            options = RenewalOptions(number, months, actor_of(sentence.small, rules), days_each=days)
            strength = 1 if rule.slot == "n_only" else 3
            return RenewalClaim(options, strength, statement.score, sentence, span, total, aggregate=rule.slot == "n_years" and number == 1)
    return None


def _number(sentence: Sentence, m: re.Match[str]) -> int | None:
    """The count that the words begin with, 1 for "an additional year"; None where they begin with none."""
    first = next((i for i in sentence.items if m.start() <= i.at < m.end()), None)
    return 1 if m[0].startswith("an") else first.count if first else None


def _in_increments(sentence: Sentence, m: re.Match[str], total: int) -> tuple[int, int] | None:
    """Months of one step and how many there are, for "48 additional months in 12-month increments"; None where no step is named that fits."""
    step = _INCREMENTS.match(sentence.small, m.end())
    item = sentence.item_at(step.start("step")) if step else None
    months = item.length.months if item and item.length else None
    return (months, total // months) if months and total % months == 0 else None


_ORDINALS = ("second", "third", "fourth", "fifth", "sixth", "seventh")
_SHORT_ORDINALS = ("2nd", "3rd", "4th", "5th", "6th", "7th")


def _named_years(statement: Statement, m: re.Match[str], rules: TermRules) -> RenewalClaim | None:
    """Options for years four and five: as many as the years that are named; None where they are no row of years behind the first."""
    sentence = statement.sentence
    items = [i for i in sentence.items if m.start() <= i.at < m.end() and i.count]
    words = [w for w in m.groupdict().values() if w]
    numbers = [(_ORDINALS if w in _ORDINALS else _SHORT_ORDINALS).index(w) + 2 for w in words] if words else [i.count or 0 for i in items]
    row = numbers == list(range(numbers[0], numbers[0] + len(numbers))) or len(numbers) == 2
    if not row or not 1 < numbers[0] <= numbers[-1] < 16:
        return None
    span = items[0].span.cover(items[-1].span) if items else sentence.span
    options = RenewalOptions(numbers[-1] - numbers[0] + 1, 12, actor_of(sentence.small, rules))
    return RenewalClaim(options, 3, statement.score, sentence, span)


def _said_each(statement: Statement) -> tuple[int | None, int | None]:
    """Months and days of one renewal that the sentence names apart from their number."""
    length = next((c.item.length for c in statement.of("renewal") if c.item.length), None)
    return (length.months, length.days) if length and (length.months or 0) <= 60 else (None, None)


def _original(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """Offsets of the text for two places of the reduced text, as near as the items tell."""
    first = next((i for i in sentence.items if i.at >= start), None)
    last = next((i for i in reversed(sentence.items) if i.at < end), None)
    if first is None or last is None or first.span.start > last.span.end:
        return sentence.span.start, sentence.span.end
    return first.span.start, last.span.end


def _each(sentence: Sentence, m: re.Match[str], slot: str) -> tuple[int | None, int | None]:
    """Months and days of one renewal; yearly where the words say so."""
    length = next((i.length for i in sentence.items if m.start() < i.at < m.end() and i.length), None)
    if length:
        return length.months, length.days
    if slot == "n_only" and re.search(r"annual|year(?!s? from)", sentence.text[max(0, m.start() - 50) : m.end()], re.IGNORECASE):
        return 12, None
    later = (
        re.search(r"(?:each|every)[^.;]{0,30}\ue001|\ue001 (?:each|at a time|increments?|periods?)", sentence.text[m.end() : m.end() + 60])
        if slot == "n_only"
        else None
    )
    if later:
        at = m.end() + sentence.text[m.end() : m.end() + 60].index("\ue001")
        item = sentence.item_at(at)
        if item and item.length:
            return item.length.months, item.length.days
    return None, None


def _by_length(statement: Statement, rules: TermRules) -> RenewalClaim | None:
    """A renewal of a stated length without a count: one, or (successive) without end."""
    sentence = statement.sentence
    lengths = [c for c in statement.of("renewal") if c.item.length]
    if not lengths:
        return None
    claim = lengths[0]
    length = claim.item.length
    assert length is not None
    actor = actor_of(sentence.small, rules)
    around = sentence.text[max(0, claim.item.at - 90) : claim.item.at + 60]
    if (
        _OTHER_EXTENSION.search(around)
        or _GRANTED.search(sentence.small[: claim.item.at])
        or (_DATED.match(sentence.text, claim.item.at) and not _OFFERED.search(around))
    ):
        return None
    unlimited = bool(_OPEN_ENDED.search(around) or _ANY_NUMBER.search(around)) or (
        actor is RenewalActor.AUTO and bool(re.search(r"periods|terms|renewals|each|every|any", around))
    )
    count = None if unlimited or _PLURAL.match(sentence.small, claim.item.at) else 1
    if count == 1 and claim.rule == "renewal.label" and _OF_EACH.search(sentence.small[: claim.item.at]):
        count = None
    increments = re.search(r"\ue001 (?:increments|steps|each)|increments of \ue001", around)
    if increments and not unlimited:
        count = None
    months = length.months
    total = None
    if count == 1 and months and months > 12 and not months % 12 and _KINDS_OF_YEARS.search(length.raw):
        count, months = months // 12, 12
    if count == 1 and len(lengths) > 1 and all(c.item.length and c.item.length.months == months for c in lengths) and _ORDERED.search(sentence.small):
        count = len(lengths)
    split = [c.item.length for c in lengths[1:] if c.item.length and c.item.length.months]
    if split and increments and months and split[0].months and months % split[0].months == 0:
        total, months = months, split[0].months
        count = total // (months or 1)
    options = RenewalOptions(count, months, actor, unlimited=unlimited, days_each=length.days)
    return RenewalClaim(options, 2, statement.score, sentence, claim.item.span, total, aggregate=count == 1 and (months or 0) > 12)


def _monthly(statement: Statement, rules: TermRules) -> RenewalClaim | None:
    """That it goes on from month to month until somebody ends it; a stop-gap until the next contract is none (TERMS 3)."""
    sentence = statement.sentence
    if not _GOES_ON_MONTHLY.search(sentence.small) or _STOP_GAP.search(sentence.small):
        return None
    options = RenewalOptions(None, 1, actor_of(sentence.small, rules), unlimited=True)
    return RenewalClaim(options, 2, statement.score, sentence, sentence.span)


def _yearly(statement: Statement, rules: TermRules) -> RenewalClaim | None:
    m = _YEARLY.search(statement.sentence.text)
    if m is None or _OTHER_EXTENSION.search(m[0]):
        return None
    actor = actor_of(statement.sentence.small, rules)
    unlimited = not statement.of("cap")
    return RenewalClaim(RenewalOptions(None, 12, actor, unlimited=unlimited), 2, statement.score, statement.sentence, statement.sentence.span)


def _bare(statement: Statement, rules: TermRules) -> RenewalClaim | None:
    """That it may be renewed, nothing else."""
    text = statement.sentence.small
    dated = statement.of("end", "initial") and _MAY_BE.search(text)
    if statement.score < 4 or not (dated or _MAY.search(text)) or _OTHER_EXTENSION.search(text):
        return None
    actor = actor_of(text, rules)
    if actor is RenewalActor.UNSTATED:
        return None
    return RenewalClaim(RenewalOptions(None, None, actor), 1, statement.score, statement.sentence, statement.sentence.span)


def renewal_claim(statement: Statement, rules: TermRules) -> RenewalClaim | None:
    """The renewal options that a statement gives; None where it gives none or denies them."""
    text = statement.sentence.text
    if not _RENEWS.search(text) and not _YEARLY.search(text):
        return _shorthand(statement, rules) or _monthly(statement, rules)
    found = (
        _shorthand(statement, rules)
        or _counted(statement, rules)
        or _by_length(statement, rules)
        or _yearly(statement, rules)
        or _monthly(statement, rules)
    )
    if found is None and not _DENIED.search(text):
        found = _bare(statement, rules)
    if found and _DENIED.search(text) and not _NOTICE.search(text) and found.strength < 3:
        return None
    return found


def _added(statement: Statement, rules: TermRules) -> RenewalClaim | None:
    """`3 years + 1 year + 1 year`: every further length is an option; None where they differ."""
    sentence = statement.sentence
    m = _SUM_OF_LENGTHS.search(sentence.text)
    items = [i for i in sentence.items if m and m.start() < i.at < m.end() and i.length and i.length.months]
    lengths = {i.length.months for i in items if i.length}
    if not items or len(lengths) != 1:
        return None
    options = RenewalOptions(len(items), lengths.pop(), actor_of(sentence.small, rules))
    return RenewalClaim(options, 3, statement.score, sentence, items[0].span.cover(items[-1].span))


def _shorthand(statement: Statement, rules: TermRules) -> RenewalClaim | None:
    """`Base 2 / Opt 1 / Opt 1`: an option of so many years for each mention; `base + 4`: so many of one year."""
    sentence = statement.sentence
    if claim := _added(statement, rules):
        return claim
    found = [(m, i) for m in _SHORTHAND.finditer(sentence.text) if (i := sentence.item_at(m.end() - 1)) and i.count and i.count < 11]
    if not found or not re.search(r"\bbase\b", sentence.text, re.IGNORECASE):
        return None
    counts = [i.count or 0 for _, i in found]
    plus = found[0][0][0].startswith("+")
    span = found[0][1].span.cover(found[-1][1].span)
    options = RenewalOptions(counts[0] if plus else len(counts), 12 if plus else 12 * counts[0], actor_of(sentence.small, rules))
    return RenewalClaim(options, 3, statement.score, sentence, span)


def actor_by_short_name(claim: RenewalClaim, text: str, span: Span, rules: TermRules) -> RenewalActor:
    """Who decides where the sentence names the party by a short name that the text explains: "the Valley Council (“VPC”)" and "VPC may renew"."""
    m = _SHORT_NAME.search(claim.sentence.text)
    if m is None:
        return RenewalActor.UNSTATED
    name = re.escape(m["name"])
    explained = re.compile(rf"(?P<long>[^()\n.;:]{{6,90}})\n?[ ]?\([^()\n]{{0,24}}[“\"']?{name}[”\"']?[^()\n]{{0,12}}\)")
    for found in explained.finditer(text, span.start, span.end):
        if rules.agency_name.search(lower(found["long"])):
            return RenewalActor.LEAD
    return RenewalActor.UNSTATED


def notice_days(statement: Statement) -> int | None:
    """Days of notice that a renewal sentence asks for; None where it asks for none."""
    for claim in statement.of("notice"):
        length = claim.item.length
        if length:
            return length.days or (length.months or 0) * 30 or None
    return None


def with_neighbours(claim: RenewalClaim, nearby: tuple[str, ...], rules: TermRules) -> RenewalClaim:
    """The claim with the deciding party that a neighbouring sentence names, where its own names none."""
    if claim.options.actor is not RenewalActor.UNSTATED:
        return claim
    for text in nearby:
        if _RENEWS.search(text):
            actor = actor_of(text, rules)
            if actor is not RenewalActor.UNSTATED:
                return replace(claim, options=replace(claim.options, actor=actor))
    return claim
