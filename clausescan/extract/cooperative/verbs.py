"""Who acts in a verb, and whether the act is denied: the ground that all frames share."""

from __future__ import annotations

import re

from clausescan.extract.cooperative.view import BUYERS, View
from clausescan.extract.matcher import RuleMatch
from clausescan.extract.wordings import Wording

_WHO = BUYERS | {"issuer", "vendor", "others"}

_BE = Wording("cooperative/verbs.be")
_PARTICIPLE = Wording("cooperative/verbs.participle")
_GOVERNED = Wording("cooperative/verbs.governed")
_REFUSED = Wording("cooperative/verbs.refused")
_MODAL_ALONE = Wording("cooperative/verbs.modal-alone")
_SWEEPING = Wording("cooperative/verbs.sweeping")
_NOT_ALLOWED = Wording("cooperative/verbs.not-allowed")
_NOT = Wording("cooperative/verbs.not")
_CONCEDED = Wording("cooperative/verbs.conceded")
_NONE = Wording("cooperative/verbs.none")
_NO_SUCH = Wording("cooperative/verbs.no-such")
_TICK_NO = Wording("cooperative/verbs.tick-no")
GOODS = Wording("cooperative/verbs.goods")


def passive(view: View, verb: RuleMatch) -> bool:
    """True for "may be used", "is extended", "shall be made available"."""
    words = view.words(verb)
    if re.match(r"(?:available|open|valid|effective|applicable|accessible|good|are|is|be|remain|made)\b", words, re.IGNORECASE):
        return True
    return bool(_BE.search(view.before(verb, 40)) and _PARTICIPLE.search(words))


_PEOPLE_OF = Wording("cooperative/verbs.people-of")


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


_WITHIN = Wording("cooperative/verbs.within")
_LIST_GAP = Wording("cooperative/verbs.list-gap")
_DEFINITE = Wording("cooperative/verbs.definite")
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


_SUCH_AS = Wording("cooperative/verbs.such-as")


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


_CASE = Wording("cooperative/verbs.case")
_THEN = Wording("cooperative/verbs.then")


def in_a_case(view: View, verb: RuleMatch) -> bool:
    """True where a verb stands in a case that is only set, before the clause that says what follows: "If the vendor sells …, it shall …"."""
    return _CASE.match(view.text[view.start : verb.span.start]) is not None and _THEN.search(view.text, verb.span.end, view.end) is not None


_THE_CONTRACT = Wording("cooperative/verbs.the-contract")


def said_before(view: View) -> bool:
    """True where the sentence before, in the same paragraph, names the contract at hand, so that "it" may stand for it."""
    before = view.text[max(view.text.rfind("\n\n", 0, view.start) + 1, view.start - 300) : view.start]
    return bool(_THE_CONTRACT.search(before))


REACH_BUYING, REACH_USING = 170, 60
"""Code points from a verb to its contract: "purchase [the goods named below] from this contract", "use this contract"."""
