"""Who acts in a verb, and whether the act is denied: the ground that all frames share."""

from __future__ import annotations

import re

from clausescan.extract.cooperative.view import BUYERS, View
from clausescan.extract.matcher import RuleMatch

_WHO = BUYERS | {"issuer", "vendor", "others"}

_BE = re.compile(r"\b(?:be|is|are|was|were|been|being)\s+(?:\w+ly\s+|also\s+|then\s+|hereby\s+|further\s+)?(?:made\s+)?$", re.IGNORECASE)

_PARTICIPLE = re.compile(r"(?:ed|bought|held|given|sold|ridden|made .*available)$", re.IGNORECASE)

_GOVERNED = re.compile(
    r"\b(?:of|by|with|from|under|on|in|at|between|against|to|than|through|via|into|upon|near|bordering|adjoining"
    r"|within)\s*(?:(?:the|this|our|said)\s+)?[\"“(]?$",
    re.IGNORECASE,
)

_REFUSED = re.compile(
    r"\b(?:declin\w*|refus\w*|unable|unwilling|forbidden)\s+to\b|\b(?:prohibited|barred|precluded|forbidden|restrained)\s+from\b", re.IGNORECASE
)

# "bodies that are not members may order": what stands before the last verb of permission denies something else.
_MODAL_ALONE = re.compile(r"(?<!not )(?<!nor )\b(?:may|can|shall|will|must)\b(?!\s+(?:be\s+)?(?:not|never)\s+(?:a|an|the)\b)", re.IGNORECASE)

_SWEEPING = re.compile(r"\b(?:under\s+no\s+circumstances?|in\s+no\s+(?:event|case|way|instance)|at\s+no\s+time|by\s+no\s+means)\b", re.IGNORECASE)

# "shall not permit [others to use]", "neither … nor … shall allow [others to buy]": the denial stands before the agent.
_NOT_ALLOWED = re.compile(
    r"(?:\b(?:not|never|neither|nor|no\s+\w+|cannot)|n['’]t)\b(?!\s+(?:required|obligated|obliged|only|merely|just)\b)[^.;]{0,40}\b(?:permit|allow|authori[sz]|enabl|let|entitl)\w*\s*$"
    r"|\b(?:prohibit|forbid|bar|preclud|disallow)\w*\s*$",
    re.IGNORECASE,
)

_NOT = re.compile(
    r"(?:(?<!need\s)\b(?:not|never|cannot|nor|neither|no\s+longer)|(?<!need)n['’]t)\b"
    r"(?!\s+(?:named|listed|identified|included|part(?:y|ies)"
    r"|a\s+party|specifically|otherwise|only|just|merely|limited|be\s+limited|be\s+obligated|be\s+obliged|obligated"
    r"|obliged|required|be\s+required|compelled|prevent|preclude|prohibit|restrict))",
    re.IGNORECASE,
)

# "may, though nobody has asked it to, offer": what is conceded between commas denies nothing.
_CONCEDED = re.compile(r",\s*(?:though|although|even\s+though|while|whether\s+or\s+not)\b[^,;.]{0,80},", re.IGNORECASE)

_NONE = re.compile(r"^(?:no|neither|none)\b|\b(?:no|none\s+of(?:\s+the)?|neither)\s*$", re.IGNORECASE)

_NO_SUCH = re.compile(r"\b(?:no|none\s+of(?:\s+the)?|neither|nor(?:\s+(?:the|any))?)\s*$", re.IGNORECASE)

# "( ) Yes ( ) No  Prices are extended …": the last word of a form is no determiner of the next sentence.
_TICK_NO = re.compile(r"[)\]☐☒☑□_/]\s*no\s*$", re.IGNORECASE)

GOODS = re.compile(r"\b(?:goods|services|items|products?|equipment|commodities|materials|supplies|vehicles|units|deliverables)\b", re.IGNORECASE)


def passive(view: View, verb: RuleMatch) -> bool:
    """True for "may be used", "is extended", "shall be made available"."""
    words = view.words(verb)
    if re.match(r"(?:available|open|valid|effective|applicable|accessible|good|are|is|be|remain|made)\b", words, re.IGNORECASE):
        return True
    return bool(_BE.search(view.before(verb, 40)) and _PARTICIPLE.search(words))


_PEOPLE_OF = re.compile(
    r"\b(?:employees?|officials?|officers?|staff|residents?|students?|personnel|citizens?|representatives?|inspectors?"
    r"|departments?|divisions?)\s+of\s*(?:the\s+)?$",
    re.IGNORECASE,
)


def agent_of(view: View, verb: RuleMatch) -> RuleMatch | None:
    """The body that acts: the nearest one before the verb that no preposition governs, else the nearest "for … to"."""
    before = [m for m in view.matches if m.rule.finds in _WHO and m.rule.layer == 0 and m.span.end <= verb.span.start]
    for chunk in reversed(before):
        gap = view.between(chunk, verb)
        if ";" in gap:
            break
        if chunk.rule.finds not in BUYERS and (listed := _listed_under(view, chunk, before) or _listed_with(view, chunk, before)):
            return listed
        if _WITHIN.search(view.before(chunk, 20)) and any(b.rule.finds in BUYERS and b.span.end <= chunk.span.start for b in before):
            continue
        lead = view.before(chunk, 20)
        if re.search(r"\bfor\s*$", lead, re.IGNORECASE) and not re.match(r"\s*(?:that\b[^,;]{0,40}\b)?to\b", gap, re.IGNORECASE):
            continue
        if (chunk.rule.finds not in BUYERS and re.match(r"\s*['’]s", gap)) or (
            chunk.rule.finds == "others" and re.search(r"\b(?:no|not)\s*$", lead, re.IGNORECASE)
        ):
            continue
        if _PEOPLE_OF.search(view.before(chunk, 50)):
            return None
        if not _GOVERNED.search(lead) or (
            chunk.rule.finds in BUYERS and re.match(r"\s*(?:that|who|which)?\s*(?:to|may|can|wish|wishing|choos|desir|elect)", gap, re.IGNORECASE)
        ):
            return chunk
    return None


# "public agencies in every state", "cities of any county": a place, and no agent where a body stands before it.
_WITHIN = re.compile(r"\b(?:in|within|throughout|across)\s+(?:(?:the|our|this)\s+)?$", re.IGNORECASE)

# "any other municipality, school board or fire district": what stands between two items of one list.
_LIST_GAP = re.compile(
    r"\s*(?:,|;|/|&|\band\b|\bor\b|\band/or\b)\s*(?:(?:and|or)\s+)?(?:(?!the\b|this\b|our\b|its\b|may\b|can\b|shall\b|will\b)[\w'’/-]+[\s,]+){0,6}?",
    re.IGNORECASE,
)
_DEFINITE = re.compile(r"(?:the|this|our|its|we|us|lead|host)\b|staff$", re.IGNORECASE)
_LONGEST_LIST = 12


def _listed_with(view: View, chunk: RuleMatch, before: list[RuleMatch]) -> RuleMatch | None:
    """The buyer at the head of a list to which a bare noun belongs: "any other municipality, board or authority"."""
    here = chunk
    for earlier in list(reversed([b for b in before if b.span.end <= chunk.span.start]))[:_LONGEST_LIST]:
        if _DEFINITE.match(view.words(here)) or not _LIST_GAP.fullmatch(view.between(earlier, here)):
            return None
        if earlier.rule.finds in BUYERS:
            return earlier
        here = earlier
    return None


_SUCH_AS = re.compile(r"^[^.;]{0,60}\b(?:whether|including|such\s+as|be\s+it|namely|to\s+wit)\b[^.;]{0,200}$", re.IGNORECASE)


def _listed_under(view: View, chunk: RuleMatch, before: list[RuleMatch]) -> RuleMatch | None:
    """The buyer of which a phrase is only an example: "any public body, whether city, town or district"."""
    if re.match(r"(?:the|this|our|its)\b", view.words(chunk), re.IGNORECASE):
        return None
    buyers = (b for b in before if b.rule.finds in BUYERS and b.span.end <= chunk.span.start)
    return next((b for b in buyers if _SUCH_AS.match(view.between(b, chunk))), None)


def is_denied(view: View, agent: RuleMatch | None, verb: RuleMatch) -> bool:
    """True where a denial reaches the verb: between agent and verb, in the agent's determiner, or in a verb above both."""
    start = agent.span.end if agent and agent.span.end <= verb.span.start else max(view.start, verb.span.start - 45)
    gap = view.text[start : verb.span.start]
    if len(gap) > 90 and not re.search(r"\b(?:not|never|cannot)\b(?:\s+\w+){0,4}\s*$", gap, re.IGNORECASE):
        gap = gap[-60:]
    if agent and _NONE.search(view.words(agent)):
        return True
    if agent and _NO_SUCH.search(view.before(agent, 14)) and not _TICK_NO.search(view.before(agent, 14)):
        return True
    if agent and agent.rule.finds in {*BUYERS, "others"} and _NOT_ALLOWED.search(view.before(agent, 90)):
        return True
    if _SWEEPING.search(view.text[view.start : verb.span.start].rsplit(";", 1)[-1]):
        return True
    last = _CONCEDED.sub(" ", gap.rsplit(";", 1)[-1])
    if clauses := list(_MODAL_ALONE.finditer(last)):
        last = last[clauses[-1].start() :]
    return bool(_NOT.search(last) or _REFUSED.search(last))


_THE_CONTRACT = re.compile(
    r"\b(?i:this|resulting|resultant|statewide)\s+(?:[\w-]+\s+){0,3}?(?i:contract|agreement|award|bid|pricing)\b|\b[Tt]he\s+(?:[A-Z]\w+\s+){0,2}(?:Contract|Agreement)\b"
    r"|(?:^|[.:]\s)The\s+(?:contract|agreement|award)\s+(?:was|is|has|will|shall)\b"
)


def said_before(view: View) -> bool:
    """True where the sentence before, in the same paragraph, names the contract at hand, so that "it" may stand for it."""
    before = view.text[max(view.text.rfind("\n\n", 0, view.start) + 1, view.start - 300) : view.start]
    return bool(_THE_CONTRACT.search(before))


REACH_BUYING, REACH_USING = 170, 60
"""Code points from a verb to its contract: "purchase [the goods named below] from this contract", "use this contract"."""
