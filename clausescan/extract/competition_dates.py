"""When a solicitation was issued, when offers were due, and when they were opened (COMPETITION 1)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from clausescan.core.span import Span
from clausescan.extract.anchored import Reach, matches_near
from clausescan.extract.dates import DateMatch, find_dates

OFFERS = (
    r"(?:bids?|proposals?|quotes?|quotations?|responses?|offers?|submittals?|submissions?|tenders?|replies|qualifications"
    r"|RFPs?|RFQs?|ITBs?|IFBs?|CSPs?)"
)
"""What vendors hand in, as an alternative of a regular expression."""
_CALL = r"(?:RFPs?|ITBs?|IFBs?|RFQs?|RFBs?|ITNs?|CSPs?|solicitation|bids?|proposals?|requests?\sfor\s\w{3,14}|invitations?\s(?:to|for)\s\w{3,14})"
_UNTIL = r"(?:until|by|before|on,?\sor\sbefore|(?:no|not)\slater\sthan|prior\sto)"
_LABELS = {
    "issued": rf"""\b(?:
          (?:issue|issued|issuance|release|released|posting|publication)\sdate | date\s(?:issued|of\sissue|of\sissuance|released|posted)
        | {_CALL}\s(?:was\s|were\s)?(?:issued|released|issuance|release) | issued(?:\son)?[ ]?: | ,\sissued\b
        | (?:{OFFERS}\s)?issued\son | (?:was|were)\s(?:issued|released|posted)\son
        | posted[ ]?:(?=[^\n]{{0,40}}\n[^\n]{{0,30}}(?:clos|due|deadline)) | event\sopens?\b | issue\s{_CALL}
        | (?:issued|released)\s(?:an?\s|its\s|the\s)?{_CALL}\b(?:[^.;\n]|(?<=No)\.){{0,60}}?\son(?=\s) )""",
    "due": rf"""\b(?:
          due\s(?:date|by|on|no\slater\sthan) | date\sdue | (?:,|\band)\sdue(?=\s(?:\d{{1,2}}[/-]|[A-Z][a-z]{{2,8}}\.?\s\d))
        | {OFFERS}\s(?:(?:are|is|was|were|must\sbe|shall\sbe)\s)?due | {OFFERS}\s(?:due\sdate|deadline)
        | clos(?:ing|es|ed)(?:\sdate)?\b | due(?:\sdate)?[ ]?:
        | (?:received|accepted|accepting|receiv(?:e|ing)|submitted|delivered|entered|uploaded|returned|filed)\b[^.;]{{0,110}}?\b{_UNTIL}
        | {OFFERS}(?:(?!open)[^.;\n]){{0,40}}?\b(?:{_UNTIL}|closed\son)\s(?=[^.;\n]{{0,40}}\d)
        | deadline(?:\sfor)?(?:\sthe)?(?:\s(?:receipt|submission|submitting|submittal)(?:\sof)?)?
          (?:\s(?:your|all|sealed)){{0,2}}(?:\s{OFFERS})?[ ]{{0,3}}(?:is|:|\||(?<=[ ])(?=\S)|\n) )""",
    "opened": rf"""\b(?:
          (?:were|was)\s(?:publicly\s|received\sand\s(?:publicly\s)?)?opened | opened\s(?:{OFFERS}\s)?on | opening\sdate
        | (?:public\s)?(?:(?:bid|proposal|tender)\s)?opening(?:\sdate|\stime)? | (?:will|shall|to)\sbe\s(?:publicly\s)?opened
        | (?:RFP|ITB|IFB|RFQ|RFB|bid|request\sfor\s\w{{3,9}})\s[\w#-]{{1,20}},\sopened
        | opened[ :\n]{{1,6}}(?=[A-Z][a-z]{{2,8}}\.?[ ]\d|\d{{1,2}}[/-]) )""",
}
_DATED = {name: re.compile(label.replace(r"\s", r"\s{1,3}"), re.IGNORECASE | re.VERBOSE) for name, label in _LABELS.items()}
_LABEL_WORDS = {
    "issued": ("issu", "release", "post", "publication", "event open"),
    "due": (
        "due",
        "deadline",
        "closing",
        "closes",
        "closed",
        "receiv",
        "accept",
        "submitted",
        "delivered",
        "entered",
        "uploaded",
        "returned",
        "filed",
        " until",
        "before",
        "later than",
        "prior to",
    ),
    "opened": ("open",),
}
_LABELLED = {name: Reach(words, before=90, after=170) for name, words in _LABEL_WORDS.items()}
_OTHER = (
    r"questions?|inquir(?:y|ies)|addend(?:um|a)|clarifications?|pre-?\s?(?:bid|proposal|submittal)|protests?|appeals?|site\s{1,3}visits?|walk-?through|interviews?"
    r"|invoices?|payments?|reports?|samples?|notice\s{1,3}of\s{1,3}(?:intent|award)|answers?|objections?|requests?\s{1,3}for\s{1,3}(?:information|clarification|substitution)"
    r"|registration|insurance|certificates?|warrants?|checks?|purchase\s{1,3}orders?|bonds?|licen[sc]es?|permits?|withdraw\w{0,3}|price\s{1,3}increases?|renewals?|applications?\s{1,3}for\s{1,3}payment|terminat\w{2,5}|expir\w{2,6}"
)
_OTHER_BEFORE = re.compile(rf"\b(?:{_OTHER})\b[^.\n]{{0,30}}\Z", re.IGNORECASE)
_OTHER_BETWEEN = re.compile(rf"\b(?:{_OTHER})\b", re.IGNORECASE)
_OTHER_STEP = re.compile(
    r"\n[^\n]{0,60}\b(?:conference|award|contract|start|begin|interviews?|questions?|pre-?bid|opening|deadline|due|issued?|release[sd]?|meeting)\b[^\n]{0,40}\Z",
    re.IGNORECASE,
)
"""A line of a schedule that has a label of its own between another label and the date."""
_SENTENCE_END = re.compile(r"(?<![apAP]\.[mM])(?<![apAP][mM])\.\s{1,3}[A-Z]")
_ASKS = re.compile(r"\b(?:until|by|before|than|to)\Z", re.IGNORECASE)
_MOVED = re.compile(r"\A[^.\n]{0,40}?\bto\s{1,3}(?:\w{1,12}\s{1,3}){0,3}\Z", re.IGNORECASE)
_FROM = re.compile(r"\b(?:from|changed|extended|postponed|moved|rescheduled)\s{1,3}(?:\w{1,12}\s{1,3}){0,3}\Z", re.IGNORECASE)
_THEN_OPENED = re.compile(
    r"[^.;]{0,90}?(?:\b(?:at\s(?:which|that|the\ssame)\s(?:date\sand\s)?(?:time|hour|place)|and\s(?:then|there)|then|thereafter|immediately|same\s(?:day|time|hour)|"
    r"at\swhich\s(?:time\s)?(?:and\splace)?)\b)[^.;]{0,70}?\b(?:opened|open(?:ing)?)\b|[^.;]{0,30},?\s(?:and\s)?(?:publicly\s)?opened\s(?:in\spublic|publicly|aloud|at\sthat)".replace(
        r"\s", r"\s{1,3}"
    ),
    re.IGNORECASE,
)
_NEAR = 90
"""Code points between a label and its date."""
_TRIES = 14


@dataclass(frozen=True, slots=True)
class Dated:
    """One date of a competition: `name` is issued, due or opened, `value` ISO, `span` label and date."""

    name: str
    value: str
    span: Span


def find_competition_dates(text: str, small: str, span: Span) -> tuple[Dated, ...]:
    """The dates told between two offsets, each name at most once; `small` is the text in lower case. Empty if none.

    Only whole dates behind a label count, and none of questions, protests, invoices or awards. Where offers are opened "at that time",
    the due date is the date of opening too. Of a date that is moved "from" one day "to" another, the later is taken.
    """
    found = {name: one for name in _DATED if (one := _dated(text, small, span, name)) is not None}
    due = found.get("due")
    if due is not None and "opened" not in found:
        then = _THEN_OPENED.match(text, due.span.end, min(span.end, due.span.end + 200))
        if then is not None:
            found["opened"] = Dated("opened", due.value, Span(due.span.start, then.end()))
    return tuple(found.values())


def _dated(text: str, small: str, span: Span, name: str) -> Dated | None:
    """The first whole date behind a label of that name."""
    for label in islice(matches_near(_DATED[name], _LABELLED[name], text, small, span.start, span.end), _TRIES):
        if _OTHER_BEFORE.search(text, max(span.start, label.start() - 50), label.start()) or _OTHER_BETWEEN.search(text, label.start(), label.end()):
            continue
        one = _date_behind(text, label.end(), span.end)
        if one is not None and one.date is not None:
            return Dated(name, one.date.isoformat(), Span(label.start(), one.span.end))
    return None


def _date_behind(text: str, start: int, end: int) -> DateMatch | None:
    """The first date within reach of a label, or the second where the first is moved to it; None where it belongs to other words."""
    dates = [d for d in find_dates(text, start, min(end, start + 2 * _NEAR)) if d.date is not None and d.precision == "exact"]
    if not dates or dates[0].span.start - start > _NEAR:
        return None
    first = dates[0]
    between = text[start : first.span.start]
    apart = _ASKS.search(text, max(0, start - 12), start) and "\n\n" in between
    if apart or _SENTENCE_END.search(between) or _OTHER_BETWEEN.search(between) or _OTHER_STEP.search(between):
        return None
    if len(dates) > 1 and _FROM.search(text, max(0, start - 20), first.span.start) and _MOVED.match(text[first.span.end : dates[1].span.start]):
        return dates[1]
    return first
