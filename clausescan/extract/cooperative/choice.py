"""The vendor's choice, in words that no rule names: "it is left to the contractor", "leave blank if not", "where the bidder is agreeable"."""

from __future__ import annotations

from clausescan.extract.cooperative.extension import extend_frames
from clausescan.extract.cooperative.objects import PRICED, own_objects
from clausescan.extract.cooperative.sense import Judgement, Says, buyers_of, made
from clausescan.extract.cooperative.signs import FAVOURED, REFERENCES, TOPIC, foreign_ground, is_public
from clausescan.extract.cooperative.uses import use_frames
from clausescan.extract.cooperative.view import View
from clausescan.extract.wordings import Wording

LEFT_TO_VENDOR = Wording("cooperative/choice.left-to-vendor")
_FORM = Wording("cooperative/choice.asked-on-form")
_UNWILLING = Wording("cooperative/choice.unwilling")
_OTHER = Wording("cooperative/choice.other")


def left_to_vendor(text: str) -> bool:
    """True where the words leave it to the vendor whether others are served."""
    return bool(LEFT_TO_VENDOR.search(text))


def asked_on_form(text: str) -> bool:
    """True where a space, box or column is to be filled in by the vendor."""
    return bool(_FORM.search(text))


def _priced(view: View) -> bool:
    return any(PRICED.search(view.words(m)) for m in own_objects(view))


def choice(view: View, text: str) -> Judgement | None:
    """A vendor's choice whether others share the contract, in a sentence that is no grant by itself: a gate (CLAUSES 2, VENDOR)."""
    verbs, said = view.found("verb.extend", "verb.use"), buyers_of(view)
    if not verbs or not said or view.found("foreign"):  # what is cheap goes first
        return None
    if not view.found("gate.vendor", "gate.choice") and not LEFT_TO_VENDOR.search(text):
        return None
    if _UNWILLING.search(text) or foreign_ground(text) or FAVOURED.search(text) or (REFERENCES.search(text) and not TOPIC.search(text)):
        return None
    buyers = [b for b in said if _OTHER.search(view.words(b)) and is_public(view, b, text)]
    if not buyers or not (_priced(view) or any(f.buyer and f.object and not f.foreign for f in (*use_frames(view), *extend_frames(view)))):
        return None
    return made(Says.LIMIT, view, verbs[0], tuple(buyers), LEFT_TO_VENDOR)
