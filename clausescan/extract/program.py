"""The cooperative or alliance whose contract this is, or that the clause names (AGENCIES 4)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator

from clausescan.core.finding import Finding, LeadAgency, Program, Role, cite, finding
from clausescan.core.span import Span
from clausescan.extract.agency_types import only_generic
from clausescan.extract.anchored import places
from clausescan.extract.letterhead import letterhead_weight
from clausescan.extract.mentions import Field
from clausescan.extract.names import clean_name
from clausescan.extract.registry import Cooperative, Model, Registry

_OWN = re.compile(
    r"\b(?:administered by|through|thru|under|pursuant to|utiliz\w+|using|use of|via|piggyback\w*|based on"
    r"|by|program|(?:cooperative|program|contract)(?: and contract| name)?:"
    r"|member(?:ship)? (?:of|in)|on behalf of|incorporating|awarded by|held by|available (?:to"
    r"|through)|lead agency for)(?: the)?(?: (?:state of )?\w+){0,2}\s$",
    re.IGNORECASE,
)
_JOINTLY = re.compile(r"\bcooperative|piggyback", re.IGNORECASE)
_MEMBERS = re.compile(
    r"\b(?:partner(?:s|ed|ing|ship)? with|members?|participants?|participating (?:public )?(?:agencies|entities|members)"
    r"|(?:contracts?|agreements?|pricing|available|purchas\w+|procure\w*)"
    r" (?:\w+ ){0,2}(?:through|via|by|under|from|of|with)|lead agency (?:for|of))(?: (?:of|in|through|the|by)){0,2} $",
    re.IGNORECASE,
)
_ITS = re.compile(
    r"[®™]?(?:\s?\([^()\n]{1,40}\))?,?\s(?:is\b|[A-Z]{0,3}-?\d{4,}|contracts?\b|master|participating|cooperative|agreement|program"
    r"|member|purchas|price|rfp|solicitation|piggyback|vendor|supplier|administrative fee|award|#|no\.|,? ?(?:public sector"
    r"|administered by))",
    re.IGNORECASE,
)
_SUCH_AS = re.compile(
    r"\b(?:such as|including|like|e\.g\.,?|for example,?|limited to:?|references?:?|formerly|not)\W{0,3}(?:\w+\W{1,2}){0,3}$", re.IGNORECASE
)
_CONTRACT_ROLES = frozenset({Role.CONTRACT, Role.AWARD, Role.AMENDMENT, Role.PRICE_LIST, Role.PARTICIPATING_ADDENDUM, Role.INSTRUCTIONS})


def find_program(field: Field, role: Role, lead: LeadAgency | None, registry: Registry) -> Finding[Program] | None:
    """The program: one of the registry that this document is of or rides on, else a cooperative whose members the clause lets buy.

    None where neither is named.
    """
    return _from_registry(field, role, lead, registry) or _named_on_letterhead(field) or _named_by_label(field) or _named_in_clause(field)


def _from_registry(field: Field, role: Role, lead: LeadAgency | None, registry: Registry) -> Finding[Program] | None:
    spans: dict[str, list[Span]] = defaultdict(list)
    rows: dict[str, Cooperative] = {}
    for span, row in registry.named(field.flowed, field.span):
        if row.model not in {Model.BODY, Model.MARKETPLACE}:
            rows[row.key] = row
            spans[row.key].append(span)
    every = sorted(s.start for own in spans.values() for s in own)
    scored = sorted(((_weigh(field, own, every, role, rows[key], lead), key) for key, own in spans.items()), reverse=True, key=lambda s: (s[0], s[1]))
    if not scored or scored[0][0] < (_ALONE if len(scored) == 1 else 3):
        return None
    row = rows[scored[0][1]]
    if row.model is Model.SELF and lead is not None and lead.name == row.lead_body and len(scored) > 1 and scored[1][0] >= 3:
        row = rows[scored[1][1]]  # it leads for another's program
    best = max(spans[row.key][:20], key=lambda s: _place_weight(field, s))
    return finding("program", Program(row.key, row.key), (cite(field.document, best, "program:registry"),), min(0.95, 0.5 + scored[0][0] / 30))


def _weigh(field: Field, spans: list[Span], every: list[int], role: Role, row: Cooperative, lead: LeadAgency | None) -> float:
    strongest = max(_place_weight(field, s) for s in spans[:20])
    crowd = sum(1 for start in every if abs(start - spans[0].start) < 250 and not any(s.start == start for s in spans))
    listed = -3.0 if crowd >= 3 and len(spans) < 3 else 0.0
    own = 3.0 if lead is not None and lead.name == row.lead_body and row.model in {Model.SELF, Model.PROGRAM} else 0.0
    return strongest + listed + own + min(3.0, len(spans) * 0.5) + (2.0 if role in _CONTRACT_ROLES and strongest >= 0 else 0.0)


def _place_weight(field: Field, span: Span) -> float:
    before, after = field.flowed[max(field.span.start, span.start - 60) : span.start], field.flowed[span.end : min(field.span.end, span.end + 60)]
    weight = letterhead_weight(field, span) or (1.5 if span.start - field.span.start < 200 else 0.0)
    weight += (3.0 if _JOINTLY.search(before) else 2.0) if _OWN.search(before) else 0.0
    weight += 1.5 if _ITS.match(after) else 0.0
    weight += 2.5 if _MEMBERS.search(before) else 0.0
    return weight - (4.0 if _SUCH_AS.search(before) else 0.0)


_JOINT_NAME = re.compile(
    r"(?:(?:Cooperative )?(?:Purchasing|Procurement) (?:Cooperative|Consortium|Group|Alliance|Council|Network|Association"
    r"|Program|Pool|Team)|Joint Purchasing \w+|Purchasing Co-?op|Cooperative Purchasing|Consortium|Cooperative"
    r"|Alliance)(?![\w’'-])",
    re.IGNORECASE,
)
_JOINT_WORDS = ("purchasing", "procurement", "consortium", "cooperative", "alliance")
_NO_BUYERS = re.compile(
    r"\b(?:Electric|Telephone|Farm|Farmers|Credit|Housing|Health|Dairy|Food|Broadband|Energy|Grocery|Tribal|Research|Business|Vendor|Chamber)\b",
    re.IGNORECASE,
)
_MAY_BUY = re.compile(
    r"\b(?:members?|participants?|participating|agenc(?:y|ies)|communities|municipalities|entities|districts)\b[^.]{0,200}?\b(?:may"
    r"|purchas\w+|extend\w*|available|utiliz\w+|piggyback\w*|offered|same (?:price|terms)|buy)\b"
    r"|\b(?:extend\w*|available|offer\w*|piggyback\w*|allow\w*)\b[^.]{0,200}?\b(?:members?|participants?"
    r"|participating|agenc(?:y|ies)|communities|municipalities|entities|districts)\b",
    re.IGNORECASE,
)


_ON_BEHALF = re.compile(r"\b(?:on behalf of|lead agency (?:for|of)|for (?:use by )?(?:the )?(?:members|participants) of)(?: the)?\s\Z", re.IGNORECASE)
_ALONE = 2.5
"""What a program must weigh that is the only one named; 3 among several."""
_LED = re.compile(r"\b(?:lead (?:public )?agency|lead state|administered by|participating addendum)\b", re.IGNORECASE)
_JOINT = re.compile(r"\b(?:purchas|procure|cooperative|consortium)", re.IGNORECASE)
_LED_WITHIN = 600
_LEADS_IT = re.compile(r"Lead (?:Public )?(?:Agency|State|Entity) (?:for|of) (?:the )?", re.IGNORECASE)


def _named_on_letterhead(field: Field) -> Finding[Program] | None:
    """A cooperative, consortium or alliance that heads a paper which has a lead agency or an administrator beside it."""
    if not _LED.search(field.flowed, field.span.start, min(field.span.end, field.span.start + _LED_WITHIN)):
        return None
    for first, last in field.phrases:
        if first > field.span.start + _LED_WITHIN:
            return None
        led = _LEADS_IT.match(field.flowed, first, last)
        phrase = Span(led.end() if led else first, last)
        words = field.flowed[phrase.start : phrase.end]
        named = _JOINT_NAME.search(words)
        if named is None or named.end() != len(words) or not _JOINT.search(words) or _NO_BUYERS.search(words) or only_generic(words[: named.start()]):
            continue
        if letterhead_weight(field, phrase) >= 4:
            return finding("program", Program(_spelled(field.flowed, phrase)), (cite(field.document, phrase, "program:letterhead"),), 0.7)
    return None


_PROGRAM_LABEL = re.compile(
    r"(?:^|\n|\|)[ ]{0,6}(?:purchasing |procurement )?(?:cooperative|consortium|program|alliance|co-?op|purchasing group)"
    r"(?: name| program)?[ ]{0,2}[:|][ ]{1,4}(?=[A-Z])",
    re.IGNORECASE,
)
_LABEL_WORDS = ("cooperative", "consortium", "program", "alliance", "co-op", "coop", "purchasing group")


def _named_by_label(field: Field) -> Finding[Program] | None:
    """A cooperative, consortium or alliance named behind a label of the opening."""
    text, small = field.flowed, field.small
    for at in places(small, _LABEL_WORDS, field.span.start, field.head):
        label = _PROGRAM_LABEL.match(text, max(field.span.start, text.rfind("\n", 0, at)), field.head)
        first, last = next((p for p in field.phrases if label and p[0] == label.end()), (0, 0))
        words = text[first:last]
        named = _JOINT_NAME.search(words)
        if named is not None and not _NO_BUYERS.search(words) and not only_generic(words[: named.start()]):
            phrase = Span(first, first + named.end())
            return finding("program", Program(_spelled(text, phrase)), (cite(field.document, phrase, "program:label"),), 0.7)
    return None


def _joint_phrases(field: Field) -> Iterator[Span]:
    """Phrases that hold a word of a joint purchasing body's name, in order."""
    begins, before = [first for first, _ in field.phrases], -1
    for at in places(field.small, _JOINT_WORDS, field.span.start, field.span.end):
        index = bisect_right(begins, at) - 1
        if index > before and at < field.phrases[index][1]:
            yield Span(*field.phrases[index])
            before = index


def _named_in_clause(field: Field) -> Finding[Program] | None:
    """A cooperative, consortium or alliance of governments named in a sentence that lets its members buy."""
    for phrase in _joint_phrases(field):
        words = field.flowed[phrase.start : phrase.end]
        named = _JOINT_NAME.search(words)
        if named is None or _NO_BUYERS.search(words):
            continue
        begin = max(field.span.start, field.flowed.rfind(". ", max(0, phrase.start - 300), phrase.start) + 1, phrase.start - 300)
        stop = field.flowed.find(". ", phrase.end, phrase.end + 300)
        sentence = field.flowed[begin : stop if stop > 0 else min(field.span.end, phrase.end + 300)]
        lead_in = _LEAD_IN.match(words)
        start = lead_in.end() if lead_in else 0
        if (_MAY_BUY.search(sentence) or _ON_BEHALF.search(field.flowed, begin, phrase.start + start)) and not only_generic(
            words[start : named.start()]
        ):
            span = Span(phrase.start + start, phrase.start + named.end())
            return finding("program", Program(_spelled(field.flowed, span)), (cite(field.document, span, "program:clause"),), 0.7)
    return None


_LEAD_IN = re.compile(
    r"(?:.{0,120}\b(?:TO|OF|FOR|BY|THROUGH|WITH|AND|of the|by the|and the|for the|at the) |(?:The|This|Any"
    r"|All|Each|Members?|Participating|Other|Such|A|An|If|In|Of|For|By|Through|To) )"
    r"(?:(?:The|the|THE) )?"
)


def _spelled(text: str, span: Span) -> str:
    """The cleaned name, as another place spells it where this one is in capitals."""
    words = text[span.start : span.end]
    others = (m[0] for m in re.finditer(re.escape(words), text, re.IGNORECASE) if not m[0].isupper()) if words.isupper() else iter(())
    return clean_name(next(others, words))
