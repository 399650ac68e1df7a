"""Grants in which use by others is spoken of as a thing: "use by other agencies is welcome", "this is a cooperative procurement"."""

from __future__ import annotations

import re

from clausescan.extract.cooperative.objects import own_objects
from clausescan.extract.cooperative.sense import buyers_of
from clausescan.extract.cooperative.signs import DOUBLE, NEGATED_PERMISSION, PRIVATE, REFERENCES, SHORT, TENDERED, TOPIC, USE_BY_OTHERS, is_public
from clausescan.extract.cooperative.view import View
from clausescan.extract.matcher import RuleMatch
from clausescan.extract.wordings import Wording

_PERMITTED = Wording("cooperative/spoken.permitted")
_COMPETED = Wording("cooperative/spoken.competed")
_ISSUED = Wording("cooperative/spoken.issued")
_WIDE = Wording("cooperative/spoken.wide")
_BARE_NOT = Wording("cooperative/spoken.bare-not")


def _negated(view: View, match: RuleMatch) -> bool:
    """True where a denial stands in the phrase or shortly before it, and nothing turns it round."""
    reach = view.before(match, 5).rsplit(";", 1)[-1] + view.words(match)
    return bool(_BARE_NOT.search(reach)) and not DOUBLE.search(view.text[view.start : view.end])


_BOX = Wording("cooperative/spoken.box")


def _form(view: View, match: RuleMatch, _text: str) -> bool:
    """A question or heading about use by others with boxes or blanks behind it."""
    return bool(_BOX.search(view.text, match.span.end, min(len(view.text), match.span.end + 120)))


def _of_others(view: View, match: RuleMatch) -> bool:
    """True where the sentence speaks of somebody else's contract, save after a match that names the contract at hand itself."""
    names_own = any(match.span.contains(m.span) for m in view.found("object"))
    return any(m.span.start < match.span.end or not names_own for m in view.found("foreign"))


def nominal(view: View, match: RuleMatch, text: str) -> bool:
    """As in "Use of this contract by other agencies is welcome": a permission, of the contract at hand, not of data or premises."""
    words = view.words(match)
    offered = re.match(r"(?:will|would|do|does|can)\b|.*\b(?:extend|offer|honou?r|sell|provide|furnish)\b", words, re.IGNORECASE | re.DOTALL)
    if not (offered or _PERMITTED.search(text)) or _of_others(view, match) or (REFERENCES.search(text) and not TOPIC.search(text)):
        return False
    if NEGATED_PERMISSION.search(text) and not DOUBLE.search(text):
        return False
    if any(m.span.start < match.span.end for m in view.found("object")) and not own_objects(view) and not USE_BY_OTHERS.search(text):
        return False  # it speaks of contracts, of none at hand
    if re.search(r"\bfor\s+$", view.before(match, 6)) and not _offered_for_use(view, match):
        return False
    contract = bool(any(match.span.contains(m.span) for m in own_objects(view)) or USE_BY_OTHERS.search(text) or view.found("member"))
    public = any(is_public(view, b, text) for b in view.found("buyer") if b.span.overlaps(match.span))
    if view.found("others") and not contract:
        public = bool(offered) or bool(re.match(r"(?:purchas|order|participat|buying|request|piggy)", words, re.IGNORECASE))
    bound = view.found("bind.vendor") and re.search(r"\b(?:honou?r|accept|fill)\s+(?:all\s+|any\s+)?(?:orders|requests)\b", text, re.IGNORECASE)
    public = public or bool(bound and own_objects(view))
    contract = contract or bool(bound)
    asked = bool(offered) and bool(re.search(r"\(\s*(?:circle|check|mark)", words, re.IGNORECASE))
    return bool(contract or asked or (public and (TENDERED.search(text) or len(text) < SHORT))) and not (
        PRIVATE.search(text) and not TENDERED.search(text)
    )


_GOVERNED = Wording("cooperative/spoken.governed")


def _offered_for_use(view: View, match: RuleMatch) -> bool:
    """True where it is the contract, not a thing bought under it, that is "available for use by others"."""
    before = [m for m in own_objects(view) if m.span.end <= match.span.start]
    if not before:
        return not re.search(r"\bavailable\s+for\s+$", view.before(match, 16), re.IGNORECASE)
    return any(not _GOVERNED.search(view.before(m, 14)) for m in before)


_NOT_FOR = Wording("cooperative/spoken.not-for")


def _behalf(view: View, match: RuleMatch, text: str) -> bool:
    return (
        bool(_COMPETED.search(text) and _ISSUED.search(text) and _WIDE.search(view.words(match)))
        and any(is_public(view, b, text) for b in buyers_of(view))
        and not (PRIVATE.search(text) and not TENDERED.search(text))
        and not view.found("foreign")
        and not _NOT_FOR.search(view.before(match, 45))
        and not re.search(r"\bservices\s+(?:performed|provided)\s+on\s+behalf", text)
    )


def _piggyback(view: View, match: RuleMatch, _text: str) -> bool:
    if re.match(r"\s+(?:when|where|only\s+when|as|to\s+(?:situations|cases))\b", view.after(match, 20), re.IGNORECASE):
        return False  # what piggybacking is, not that it is open here
    if re.search(r"\b(?:not|never|no)\W+(?:\w+\W+){0,3}$", view.before(match, 30), re.IGNORECASE):
        return False
    return not view.found("reverse") or bool(re.match(r"piggy", view.words(match), re.IGNORECASE) and not view.found("issuer", "foreign"))


def _cooperative(view: View, _match: RuleMatch, text: str) -> bool:
    return not view.found("foreign") or "permissive" in text.lower()


def _eligible(view: View, match: RuleMatch, text: str) -> bool:
    words = view.words(match).lower()
    return (
        bool(re.search(r"eligible|authorized\s+(?:user|purchas|customer|participant|entit)", words))
        and not re.search(r"\b(?:which|what|whether)\s*$", view.before(match, 9), re.IGNORECASE)
        and not re.search(r"\beligible\s+(?:for|to\s+receive)\b|\bgrant\b|\bfunding\b|\bnot\s+eligible", text, re.IGNORECASE)
        and not view.found("foreign")
        and not (REFERENCES.search(text) and not TOPIC.search(text))
    )


def _master(_view: View, _match: RuleMatch, text: str) -> bool:
    return bool(
        re.search(
            r"\bmaster\s+agreement|participating|lead\s+(?:public\s+)?(?:agency|state)|non-lead|intergovernmental|participation", text, re.IGNORECASE
        )
    ) and bool(_VERB.search(text) and not re.search(r"\b(?:neither|nor|owes|not\s+liable|fee|failure|default|terminat\w+)\b", text, re.IGNORECASE))


_VERB = Wording("cooperative/spoken.verb")
