"""Lines of forms and summaries: what is asked or told of use by others, and the answer behind it (CLAUSES 2, VENDOR; 3, DECLINE).

A label with a plain answer tells it; a label with choices asks it, and the marks are read in `elections`. Names with Y or N behind them are rows
that somebody wrote in one line.
"""

from __future__ import annotations

import re

from clausescan.core.span import Span
from clausescan.extract.cooperative.sense import Judgement, Says, buyers_of, made
from clausescan.extract.cooperative.signs import REFERENCES
from clausescan.extract.cooperative.view import View
from clausescan.extract.matcher import RuleMatch
from clausescan.extract.reasons import reason_of
from clausescan.extract.rules import Rule

_RULES = {finds: Rule(finds, finds, reason_of(finds) or "", ()) for finds in ("form-asked", "form-yes", "form-no", "form-limited", "form-rows")}
_BODIES = (
    r"(?:agencies|agency|entities|entity|bodies|units|jurisdictions?|subdivisions?|municipalities|towns|villages|townships|counties|cities|districts"
    r"|schools|governments?|institutions|buyers|users|purchasers)"
)
_OTHERS = rf"(?:(?:other|outside|additional|neighbou?ring|non-host)\s+(?:[\w-]+\s+){{0,3}}{_BODIES}|others)\b"
_LINE = re.compile(
    rf"""\W*(?:\(?[\dA-Za-z]{{1,4}}[.)]\s*)? (?P<label>
            (?:(?:use|purchases?|orders?|participation|extensions?|availab(?:le|ility)|extend|offered|open|prices?|pricing)\s+
                (?:[\w’'-]+\s+){{0,5}}?)? {_OTHERS} [^:?.;\n]{{0,60}}?
          | (?:[\w-]+\s+){{0,2}}?(?:piggy\W?back\w*|cooperative\s+(?:use|purchas\w+|procurement|contract|option)|joinder
                |multi-?jurisdictional\s+\w+)[^:?.;\n]{{0,50}}?
          | (?:contract\s+usage|who\s+(?:may|can)\s+(?:use|order|buy|purchase)|(?:authori[sz]ed|eligible)\s+(?:users|buyers|purchasers))
                [^:?.;\n]{{0,40}}? )
        \s*(?:\([^)\n]{{0,30}}\)\s*)? (?:[:?|=]|\s[–—-]\s|\.{{3,9}}) \s*
        (?:(?:vendor|bidder|contractor)(?:['’]s)?\s+(?:answer|response)\s*:\s*)? (?P<answer>\S[^\n]{{0,160}}(?:\n[^\n]{{0,80}})?)""",
    re.VERBOSE | re.IGNORECASE,
)
_MARK = r"(?:[☐☒☑❑□✓✔]|\[[^\]\n]{0,4}\]|\([ xX✓]{0,3}\)|_{2,})"
_CHOICES = re.compile(
    rf"{_MARK}\s*\(?(?:yes|no|accept|decline|agree|reject|allow|extend|will|do)\b|\b(?:yes|no|accept(?:ed)?|decline[d]?|agree[d]?|reject(?:ed)?)\)?\s*:?\s*{_MARK}"
    r"|\b(?:yes|y)\s*(?:/|or)\s*(?:no|n)\b|\A_{2,}\s*\Z",
    re.IGNORECASE,
)
_NO = re.compile(
    r"(?:no|none|n/?a|not\s+(?:allowed|permitted|authori[sz]ed|available|offered|applicable|accepted|eligible)|declined|prohibited|refused|rejected)\b"
    r"(?!\.?\s*\#?\s*\d)(?!\s+(?:limit|restriction|exception|fee|charge|cost|minimum))",
    re.IGNORECASE,
)
_YES = re.compile(
    r"(?:yes|allowed|permitted|accepted|authori[sz]ed|agreed|ok(?:ay)?|open|optional|welcome|certainly|sure"
    r"|(?:any|all|every)\s+(?:[\w-]+\s+){0,2}(?:public|government\w*|agenc\w+|entit\w+|bod(?:y|ies))|any(?:one|body)\s+\w+ing\s+public)\b",
    re.IGNORECASE,
)
_LIMITED = re.compile(
    r"\b(?:only|if|with|upon|within|subject|members?|in-?state|of\s+(?:this|the)\s+(?:state|county|commonwealth)|limited|except|first|until|unless|listed|case\s+by\s+case"
    r"|state\s+agencies|departments?|counties\s+of|months|days|miles|not\s+eligible)\b",
    re.IGNORECASE,
)
_FREE = re.compile(r"\bwith(?:out)?\s+no\b|\bno\s+limit\w*\b|\bany\s+state\b|\bnationwide\b|\bin\s+any\b", re.IGNORECASE)
_ISSUER_ONLY = re.compile(
    r"(?:(?:the|this|our)\s+)?(?:[\w’'-]+\s+){0,3}(?:city|county|town|village|district|authority|board|department|office|agency|library|port|owner|university|college)"
    r"(?:['’]s)?(?:\s+(?:departments?|staff|offices?))?\s+(?:only|alone)\b",
    re.IGNORECASE,
)
# "City of Bell Y Bell County N": names with a letter, a mark or a blank behind each.
_ROW = re.compile(
    r"(?:(?:City|Town|Village|County|Township|Borough|Port|University)\s+of\s+[A-Z][\w.-]+(?:\s+[A-Z][\w.-]+)?"
    r"|(?:[A-Z][\w.-]+\s+){1,3}(?:County|Counties|Co\.|City|Town|Township|Village|District|ISD|USD|CUSD|Schools?|Authority|Library|Parish|SD\s*\d*|Water)(?:\s+\d+)?)"
    r"\s*[:–-]?\s*(?P<mark>\b[YN]\b(?!\s*/)|\b(?:YES|NO|Yes|No)\b|\bX\b|_{2,})"
)
_ROWS_ASK = re.compile(
    r"\b[YN]\s*(?:or|/|=)|\b(?:yes|no)\s+or\b|\bx\s*=|\bmark\b|\bindicate\b|\bcircle\b|\bwill\s+(?:supply|furnish|sell|extend|serve|deliver)\b",
    re.IGNORECASE,
)
_LEAST_ROWS = 2


def form_line(view: View) -> Judgement | None:
    """What a line of a form says of use by others; None where it is no such line."""
    text = view.text[view.start : min(len(view.text), max(view.end, view.start + _REACH))].split("\n\n", 1)[0]
    if rows := _rows(view, text):
        return rows
    line = _LINE.match(text)
    if line is None or REFERENCES.search(line["label"]):
        return None
    said = _said(line["answer"])
    if said is None:
        return None
    says, rule = said
    return made(says, view, RuleMatch(_RULES[rule], Span(view.start + line.start("label"), view.start + line.end("label"))), buyers_of(view))


_REACH = 320


def _said(answer: str) -> tuple[Says, str] | None:
    """The sense of an answer, and the rule behind it."""
    if _CHOICES.search(answer):
        return Says.LIMIT, "form-asked"
    if _ISSUER_ONLY.match(answer) or _NO.match(answer):
        return Says.DENY, "form-no"
    if not _YES.match(answer):
        return None
    return (Says.LIMIT, "form-limited") if _LIMITED.search(_FREE.sub(" ", answer)) else (Says.GRANT, "form-yes")


def _rows(view: View, text: str) -> Judgement | None:
    """Bodies in one line, each with a letter or blank behind it: all refused, or some accepted or left open."""
    marks = [m["mark"].upper() for m in _ROW.finditer(text)]
    if len(marks) < _LEAST_ROWS or not _ROWS_ASK.search(text):
        return None
    first = _ROW.search(text)
    assert first is not None
    refused = all(mark in {"N", "NO"} for mark in marks)
    by = RuleMatch(_RULES["form-no" if refused else "form-rows"], Span(view.start + first.start(), view.start + first.end()))
    return made(Says.DENY if refused else Says.LIMIT, view, by, buyers_of(view))
