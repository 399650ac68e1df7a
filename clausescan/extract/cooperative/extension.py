"""Frames of "the vendor extends the contract to other buyers"."""

from __future__ import annotations

import re

from clausescan.extract.cooperative.objects import PRICED, own_objects
from clausescan.extract.cooperative.uses import NEW_CLAUSE
from clausescan.extract.cooperative.verbs import GOODS, REACH_USING, agent_of, in_a_case, is_denied, passive, said_before
from clausescan.extract.cooperative.view import BUYERS, Frame, View, once_a_view
from clausescan.extract.matcher import RuleMatch
from clausescan.extract.wordings import Wording

_DIRECT = Wording("cooperative/extension.direct")
_SUPPLIES = Wording("cooperative/extension.supplies")


@once_a_view
def extend_frames(view: View) -> tuple[Frame, ...]:
    """Frames of "the vendor extends the contract to other buyers", in reading order."""
    found = []
    for verb in view.found("verb.extend"):
        after = [m for m in view.matches if m.rule.finds in {*BUYERS, "others"} and m.rule.layer == 0 and m.span.start >= verb.span.start + 3]
        named = after[0] if after and _SUPPLIES.match(view.words(verb)) and not view.between(verb, after[0]).strip() else None
        buyer = named or next(
            (m for m in after if m.span.start - verb.span.end < 220 and _RECIPIENT.search(view.text[verb.span.start : m.span.start])), None
        )
        if buyer is None or _of_a_later_clause(view, verb, buyer) or _done_by(view, verb, buyer) or _goes_to_another(view, verb, buyer):
            continue
        if frame := _extension(view, verb, buyer):
            found.append(frame)
    return tuple(found)


_CONDITIONAL = Wording("cooperative/extension.conditional")
_DONE_BY = Wording("cooperative/extension.done-by")
_RECEIVER_BEFORE = Wording("cooperative/extension.receiver-before")
_LATER_CLAUSE = Wording("cooperative/extension.later-clause")


def _of_a_later_clause(view: View, verb: RuleMatch, buyer: RuleMatch) -> bool:
    """True where another verb with its own "may" or "shall" stands before the body: "extend the term, or may join with others"."""
    return _LATER_CLAUSE.search(view.between(verb, buyer)) is not None


def _done_by(view: View, verb: RuleMatch, buyer: RuleMatch) -> bool:
    """True where the body named does something, such as award a contract: it is no receiver."""
    return _DONE_BY.search(view.text, verb.span.start, buyer.span.start) is not None


def _goes_to_another(view: View, verb: RuleMatch, buyer: RuleMatch) -> bool:
    """True where the verb has a receiver of its own, and the buyer is that of a later verb: "offered to us and not to be extended to others"."""
    later = next((m for m in view.found("verb.extend") if verb.span.end <= m.span.start and m.span.end <= buyer.span.start), None)
    return later is not None and _RECEIVER_BEFORE.search(view.between(verb, later)) is not None


def _extension(view: View, verb: RuleMatch, buyer: RuleMatch) -> Frame | None:
    words = view.words(verb)
    is_passive = passive(view, verb)
    agent = None if is_passive else agent_of(view, verb)
    if (not is_passive and re.search(r"(?:ed|sold|given|held)$", words, re.IGNORECASE)) or (agent is not None and agent.rule.finds in BUYERS):
        return None
    if _of_its_own(view, verb, agent, is_passive=is_passive) or _CONDITIONAL.search(view.text[view.start : verb.span.start]) or in_a_case(view, verb):
        return None
    target = _extension_object(view, verb, buyer, is_passive=is_passive)
    opens = words.lower().startswith("open") and verb.span.start - view.start < 12
    if (target is None and not opens) or (target is not None and buyer.rule.finds == "others" and not _DIRECT.match(words)):
        return None
    anchor = agent if agent and agent.span.end <= verb.span.start else target if target and target.span.end <= verb.span.start else None
    nobody = bool(re.match(r"no\b", view.words(buyer), re.IGNORECASE)) and not re.search(
        r"\b(?:not|nor|never)\b", view.before(verb, 40), re.IGNORECASE
    )
    return Frame(verb, agent, buyer, target, None, nobody or is_denied(view, anchor, verb))


def _of_its_own(view: View, verb: RuleMatch, agent: RuleMatch | None, *, is_passive: bool) -> bool:
    """True where something else is sold than the goods of the contract: by the issuer, or nobody knows what."""
    sells = bool(_SUPPLIES_ALL.match(view.words(verb)))
    if is_passive:
        goods = GOODS.search(view.before(verb, 90)) or any(m.span.end <= verb.span.start for m in own_objects(view))
        return sells and not goods
    by_issuer = agent is not None and agent.rule.finds == "issuer" and not re.match(r"(?:we|us)$", view.words(agent), re.IGNORECASE)
    return by_issuer and (sells or bool(re.match(r"[^.;]{0,20}\bservices\s+(?:of|under)\b", view.after(verb, 40))))


_PRONOUN = Wording("cooperative/extension.pronoun")


def _extension_object(view: View, verb: RuleMatch, buyer: RuleMatch, *, is_passive: bool) -> RuleMatch | None:
    """The contract or prices that are extended: before a passive verb, after an active one, or "at" the prices."""
    own = own_objects(view)
    if is_passive:
        subjects = [m for m in own if m.span.end <= verb.span.start and _is_subject(view, m)]
        if (
            not subjects
            and re.match(r"\W*(?:it|they)\s+(?:\w+\s+){0,2}$", view.text[view.start : verb.span.start], re.IGNORECASE)
            and said_before(view)
        ):
            return verb
        if subjects and any(subjects[-1].span.end <= m.span.start < verb.span.start for m in view.found("foreign")):
            return None
        return subjects[-1] if subjects else next((m for m in own if _at_prices(view, verb, m)), None)
    return next((m for m in own if m.span.start >= verb.span.end and _extended(view, verb, m, buyer)), None)


_GOVERNED_OBJECT = Wording("cooperative/extension.governed-object")
_SHARE_OF = Wording("cooperative/extension.share-of")
_PRICED = Wording("cooperative/extension.priced")


def _is_subject(view: View, chunk: RuleMatch) -> bool:
    return (
        not _GOVERNED_OBJECT.search(view.before(chunk, 12))
        or bool(_SHARE_OF.search(view.before(chunk, 40)))
        or bool(re.match(r"\s*,?\s*(?:which|that)\s+(?:is|are|shall|will|may)\b", view.after(chunk, 20), re.IGNORECASE))
    )


def _at_prices(view: View, verb: RuleMatch, chunk: RuleMatch) -> bool:
    gap = view.between(verb, chunk)
    return chunk.span.start >= verb.span.end and bool(PRICED.search(view.words(chunk)) and re.search(r"\b(?:at|on|under)\b", gap))


def _extended(view: View, verb: RuleMatch, chunk: RuleMatch, buyer: RuleMatch) -> bool:
    """True where the contract is what the verb extends, or the prices at which it sells."""
    words, gap = view.words(verb), view.between(verb, chunk)
    if PRICED.search(view.words(chunk)) and re.search(r"\b(?:at|on)\s*$", gap, re.IGNORECASE):
        return True
    if _DIRECT.match(words):
        onward = chunk.span.start < buyer.span.start and re.search(r"\bto\b", gap[:-3])
        return len(gap) < REACH_USING and not _UNDER.search(gap) and not onward
    if PRICED.search(view.words(chunk)) and _PRICED.search(gap):
        return True
    if not _SUPPLIES_ALL.match(words) or not _UNDER_TERMS.search(gap) or NEW_CLAUSE.search(gap):
        return False
    return words.lower().startswith(("sell", "sold")) or bool(_THE_GOODS.search(gap))


_THE_GOODS = Wording("cooperative/extension.the-goods")
_SUPPLIES_ALL = Wording("cooperative/extension.supplies-all")
_UNDER_TERMS = Wording("cooperative/extension.under-terms")
_RECIPIENT = Wording("cooperative/extension.recipient")
_UNDER = Wording("cooperative/extension.under")
