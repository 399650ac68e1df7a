"""Refusals that no frame of buyer and verb shows: orders turned away, prices kept, a clause struck, a question answered with no, a circle of one."""

from __future__ import annotations

import re

from clausescan.extract.cooperative.answers import answer_after, asks, labelled_no
from clausescan.extract.cooperative.signs import DOUBLE, FAVOURED, PRIVATE, TENDERED, TOPIC, foreign_ground, is_public
from clausescan.extract.cooperative.view import BUYERS, View
from clausescan.extract.matcher import RuleMatch

# A denial that no "unless" follows and that is no choice left open.
_NOT = r"(?:\bnot|\bnever|\bcannot|n['’]t|\bno\s+longer)\b"
_QUALIFIED = re.compile(
    r"\b(?:may|might|can|need|should|required|obligated|obliged|reserves?|right|whether|if|when|unless)\b[^.;]{0,12}$", re.IGNORECASE
)

# Orders, requests or sales are turned away. {who} stands between.
_TURNED_AWAY = re.compile(
    r"""\b(?P<what>orders?|requests?|sales?|purchases?|use|usage|riding|participation|piggyback\w*|extensions?|buying|applications?)\b
        (?P<who>(?:(?!,\s*(?:and|but)\b|\bor\s+(?:if|any|an?)\b|\b(?:if|unless|that|which|without|when|who)\b)[^.;]){1,120}?)
        (?<!not\s)(?<!may\s)(?<!can\s)\b(?:(?:is|are|was|were|be|been|being)\s+)
        (?:(?:hereby|also|therefore|all|now|never|to\s+be|an?)\s+){0,2}
        (?:(?:refused|denied|rejected|declined|returned|void|invalid|null|unlawful|improper|forbidden|barred|breach|violation|disregarded|ignored)\b
          |not\s+(?:(?:to\s+)?be\s+)?(?:honou?red|accepted|recogni[sz]ed|allowed|permitted|authori[sz]ed|filled|processed|entertained|valid|part)\b)""",
    re.VERBOSE | re.IGNORECASE,
)
_NOT_TAKEN = re.compile(
    r"""(?P<no>\bno\s+)?\b(?:orders?|requests?|sales?|purchases?|use|usage|riding|participation)\b (?P<who>[^.;]{1,90}?)
        \b(?:will|shall|can|may|must)\s*(?:(?:not|never)\s+|(?(no)|(?!)))be\s+(?:honou?red|accepted|recogni[sz]ed|allowed|permitted|filled|processed|entertained|taken|made)\b""",
    re.VERBOSE | re.IGNORECASE,
)
# "shall refuse any order of another town".
MUST_REFUSE = re.compile(
    r"""\b(?:shall|must|will|is\s+to|are\s+to|has\s+to|have\s+to|agrees?\s+to|directed\s+to|instructed\s+to)\s+(?:\w+ly\s+|also\s+)?
        (?:refuse|decline|reject|deny|return|turn\s+(?:away|down))\b (?P<who>[^.;]{3,110})""",
    re.VERBOSE | re.IGNORECASE,
)
# "prices are not good for any other school", "shall not be shared with other towns".
_KEPT = re.compile(
    rf"""{_NOT}\s+(?:(?:to\s+)?be\s+|to\s+)?(?:\w+ly\s+)?
        (?:good|transferable|assignable|shareable|given|shared|passed\s+on|used|applicable|valid|extended|offered|available|quoted|released|usable|open
          |honou?red
          |give|share|pass|extend|offer|quote|protect|furnish|sell|agree|show|lend|let|allow|hold|honou?r)\b
        (?:\s+to\s+(?:extend|offer|sell|share|honou?r|pass\s+on))?
        (?P<gap>(?:(?!\b(?:if|unless|until|without|except|than)\b)[^.;]){{0,60}}?) \b(?:to|for|by|with|let|allow|of)?\s*$""",
    re.VERBOSE | re.IGNORECASE,
)
_IT = re.compile(r"^\W*(?:it|them|these|those|this|same)\b", re.IGNORECASE)
# "Other agencies are excluded from", "… are not authorized users of".
_BARRED = re.compile(
    r"""[^.;,]{0,30}?\b(?:is|are|shall\s+be|be)\s+(?:(?:hereby|also|expressly|specifically)\s+)?
        (?:excluded|barred|prohibited|precluded|ineligible|shut\s+out|not\s+(?:an?\s+)?(?:eligible|authori[sz]ed|permitted|allowed|entitled|covered))\b
        (?!\s+(?:to\s+(?:attend|review|inspect|vote)))""",
    re.VERBOSE | re.IGNORECASE,
)
_CLOSED_TO = re.compile(r"\bclosed\s+to\s+(?:(?:all|any|the)\s+)*$", re.IGNORECASE)
_SWEPT = re.compile(
    r"""\b(?:under\s+no\s+circumstances?|in\s+no\s+(?:event|case|way|instance)|at\s+no\s+time)\b [^.;]{0,60}?
        \b(?:sell|furnish|supply|deliver|extend|offer|provide|honou?r|give)\b [^.;]{0,50}?\b(?:to|for)\s+$""",
    re.VERBOSE | re.IGNORECASE,
)
_MEMBERS_BARRED = re.compile(
    r"\bmembers?\b[^.;]{0,30}?\b(?:may|shall|can|will|must)\s*(?:no\s+longer|not|never)\s+(?:\w+\s+)?(?:place|issue|order|purchase|buy|use)\b",
    re.IGNORECASE,
)
# A circle of one: "only we may buy", "the Town alone may order", "not available to anyone but us".
_OURS = r"""(?:(?:the|this|our)\s+(?:[\w-]+\s+){0,4}?(?:city|county|town|village|borough|township|district|department|authority|board|college
    |university|agency|port|state|system|owner|library|sheriff)|we|us|ourselves|you|your\s+\w+)(?:['’]s\s+[\w-]+)?"""
_ONE_ONLY = re.compile(
    rf"""\b(?:only|none\s+(?:but|other\s+than)|nobody\s+(?:but|except)|no\s+one\s+(?:but|except|other\s+than)|no\s+(?:agency|body|entity|unit)\s+but)\s+{_OURS}\s+
            (?:\([^)]{{0,40}}\)\s+)?(?:may|can|shall|will|is\s+(?:allowed|permitted|entitled|authori[sz]ed)\s+to)\s+(?:\w+ly\s+)?
            (?:buy|purchase|order|use|draw|place|issue)\b
      | \b{_OURS}\s+alone\s+(?:may|can|shall|will)\s+(?:buy|purchase|order|use|draw|place|issue)\b
      | \b(?:not|n['’]t|never)\s+(?:[\w-]+\s+){{0,3}}(?:to|for|by)\s+any(?:one|body)\s+(?:but|except|other\s+than|besides)\s+{_OURS}
      | \bfor\s+(?:our|your|the\s+(?:[\w-]+\s+){{0,3}}(?:agency|city|county|town|district|department|authority)['’]s)\s+(?:own\s+)?use\s+only\b
      | \b(?:no|any)\s*(?:one|body)\s+else\s+(?:may|can|shall|will)\s+(?:buy|purchase|order|use|have|get)\b(?<!any\sbody\selse\smay)""",
    re.VERBOSE | re.IGNORECASE,
)
_OBJECT = re.compile(r"\b(?:contract|agreement|award|bid|pric(?:e|es|ing)|rates?|discounts?|orders?|purchases?)\b", re.IGNORECASE)
# "Delete Article 9 (Purchases by Other Agencies)", "the clause on use by others was taken out".
_CLAUSE = r"(?:sections?|articles?|paragraphs?|clauses?|provisions?|items?|language|sub-?sections?|sentence|term)"
_STRIKE = re.compile(
    rf"""\b(?:delete|strike|omit|remove|drop)s?\b [^.;]{{0,30}}?\b{_CLAUSE}\b (?P<after>[^;]{{0,140}})
      | \b{_CLAUSE}\b (?P<between>[^;]{{0,140}}?)(?:\b(?:is|are|was|were|been|be)\s+(?:hereby\s+)?)?
        \b(?:deleted|repealed|struck|stricken|omit(?:ted)?|removed|taken\s+out|withdrawn)\b""",
    re.VERBOSE | re.IGNORECASE,
)

_REFUSAL = re.compile(
    r"\b(?:not|never|cannot|no|nobody|none|only|alone|refus\w+|declin\w+|reject\w*|return\w*|void|invalid|breach|delet\w+|repeal\w*|strike|struck|stricken|omit\w*|remove\w*"
    r"|withdrawn|exclud\w+|closed)\b|n['’]t\b",
    re.IGNORECASE,
)


def may_refuse(view: View) -> bool:
    """False where a sentence names no contract, or has no word of refusal: it is no refusal that this module finds."""
    return bool(view.found("object", "verb.extend", "verb.use") and _REFUSAL.search(view.text, view.start, view.end))


def turned_down(view: View, text: str) -> RuleMatch | None:
    """What in a sentence shows a refusal of use by others that no frame shows; None where nothing does."""
    if not may_refuse(view) and not _MEMBERS_BARRED.search(text):
        return None
    if view.found("outsider") or foreign_ground(text) or DOUBLE.search(text) or FAVOURED.search(text):
        return None
    others = _others(view, text)
    if others:
        return _orders_refused(view, text, others) or _barred(view, others) or _kept(view, text, others) or clause_struck(view, text)
    return view.matches[0] if _MEMBERS_BARRED.search(text) and view.found("object") and not PRIVATE.search(text) else None


def _others(view: View, text: str) -> tuple[RuleMatch, ...]:
    return tuple(m for m in view.found(*BUYERS, "others") if is_public(view, m, text))


# Words one of which stands in every sentence on one body alone; sought before the slow expression.
_ALONE = re.compile(r"\b(?:only|none|nobody|no|alone|not|never|any(?:one|body)?)\b|n['’]t\b|\b(?:no|any)(?:one|body)\b", re.IGNORECASE)


def one_only(view: View, text: str) -> bool:
    """True where one body alone may buy from the contract: "only we may order on this bid"."""
    if not _ALONE.search(text):
        return False
    return bool(_ONE_ONLY.search(text) and _OBJECT.search(text)) and not (PRIVATE.search(text) or view.found("gate.vendor", "member"))


def answered_no(view: View, text: str) -> RuleMatch | None:
    """What a question or label with the answer no speaks of: "Sell to other towns? No", "Piggyback clause: declined"; None where there is none."""
    if not (asks(view) or labelled_no(view, view.start) is not None) or foreign_ground(text):
        return None
    others = _others(view, text)
    verbs = view.found("verb.use", "verb.extend", "grant.nominal", "grant.form", "grant.piggyback", "grant.cooperative")
    spoken = (*others[:1], *verbs[:1])
    if not spoken or not ((others and verbs) or TOPIC.search(text)):
        return None
    if asks(view):
        return spoken[0] if answer_after(view) == "no" else None
    start = max(m.span.end for m in spoken) if others else spoken[0].span.start
    at = labelled_no(view, start)
    return spoken[0] if at is not None and not re.search(r"[.;]\s", view.text[start:at]) else None


# An order "of an agency that has no number", "if blank": refused on a condition.
_OF_SOME = re.compile(r"[^.;]{0,25}?\b(?:that|which|who|without|if|lacking|unless|until)\b", re.IGNORECASE)


# A mark or initials at the words that refuse.
_TICKED_NO = re.compile(
    r"""(?:_{1,12}\s?[xX✓✔√]\s?_{1,12}|\[\s?[xX✓✔√]\s?\]|\(\s?[xX✓✔√]\s?\)|[☒☑✓✔])\s*
        (?:(?:the\s+)?(?:bidder|vendor|contractor|supplier|proposer|offeror|company|i|we)\s+)?
        (?:no\b|declin\w+|(?:do|does|will|is|are)\s+not\b|cannot\b|refus\w+|not\b|disagree)
      | \b(?:no|declined?|declines|refuse[sd]?|not\s+accept(?:ed)?|disagree)\s*:?\s*_{1,12}\s?(?-i:[A-Z]{1,3}|[xX])\s?_{1,12}""",
    re.VERBOSE | re.IGNORECASE,
)
_OTHERS_HEADED = re.compile(
    r"\b(?:other|outside|additional)\s+(?:agenc|jurisdiction|entit|municipalit|towns?|governments?|districts?|schools?|bod)", re.IGNORECASE
)


def ticked_no(view: View, text: str) -> RuleMatch | None:
    """What is refused by a mark or initials at the word no; None where none is."""
    if not _TICKED_NO.search(text) or foreign_ground(text):
        return None
    about = view.found("verb.extend", "grant.form", "grant.nominal", "grant.piggyback", "object", "others", "buyer")
    return about[0] if about and (TOPIC.search(text) or _OTHERS_HEADED.search(text) or view.found("others")) else None


def _within(others: tuple[RuleMatch, ...], start: int, stop: int) -> RuleMatch | None:
    return next((m for m in others if start <= m.span.start < stop), None)


def _orders_refused(view: View, text: str, others: tuple[RuleMatch, ...]) -> RuleMatch | None:
    for pattern in (_TURNED_AWAY, _NOT_TAKEN, MUST_REFUSE):
        for match in pattern.finditer(text):
            named = _within(others, view.start + match.start("who"), view.start + match.end("who"))
            if named and not _OF_SOME.match(view.after(named, 40)) and (_OBJECT.search(text) or TENDERED.search(text)):
                return named
    return None


def _kept(view: View, text: str, others: tuple[RuleMatch, ...]) -> RuleMatch | None:
    for named in others:
        lead = text[max(0, named.span.start - view.start - 130) : named.span.start - view.start]
        kept = _KEPT.search(lead)
        if _CLOSED_TO.search(lead) or (_SWEPT.search(lead) and _OBJECT.search(text)):
            return named
        if kept is None or _QUALIFIED.search(lead[: kept.start()][-24:]):
            continue
        start = named.span.start - len(lead) + kept.start("gap")
        subject = any(m.span.end <= start for m in view.found("object")) and not kept["gap"].strip()
        if subject or _IT.search(kept["gap"]) or any(start <= m.span.start < named.span.start for m in view.found("object")):
            return named
    return None


def _barred(view: View, others: tuple[RuleMatch, ...]) -> RuleMatch | None:
    return next((m for m in others if view.found("object") and _BARRED.match(view.after(m, 90))), None)


def clause_struck(view: View, text: str) -> RuleMatch | None:
    """The buyer named in a clause that a sentence strikes: "delete Article 9 (Purchases by Other Agencies)"; None where none is struck."""
    others = _others(view, text)
    for match in _STRIKE.finditer(text):
        group = "after" if match["after"] is not None else "between"
        named = _within(others, view.start + match.start(group), view.start + match.end(group))
        if named and (view.found("verb.use", "verb.extend", "verb.assign", "grant.nominal") or re.search(r"\buses?\b", text, re.IGNORECASE)):
            return named
    return None
