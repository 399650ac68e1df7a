"""What holds back a clause that no rule has gated: a consent, the vendor's choice, a precondition (CLAUSES 4, precision first for permits)."""

from __future__ import annotations

import re

from clausescan.core.finding import ClauseClass
from clausescan.extract.cooperative.block import Block
from clausescan.extract.cooperative.choice import LEFT_TO_VENDOR, asked_on_form, left_to_vendor
from clausescan.extract.cooperative.preconditions import precondition, some_left_out
from clausescan.extract.cooperative.restraints import own_item, restraint, restraint_after
from clausescan.extract.cooperative.sense import decided
from clausescan.extract.wordings import Wording

_SOME_CONSENT = Wording("cooperative/consent.some-consent")
_NO_CONSENT = Wording("cooperative/consent.no-consent")
_GIVES_CONSENT = Wording("cooperative/consent.gives-consent")
_HAVE_CONSENT = Wording("cooperative/consent.have-consent")


def unnamed_gate(block: Block) -> tuple[ClauseClass, str] | None:
    """A consent or choice that no rule has named; a grant that depends on one is never free (precision first for permits, CLAUSES 4)."""
    for one in block.grants:
        text = one.view.text[one.span.start : one.span.end]
        if left_to_vendor(text) or asked_on_form(text):
            return decided(LEFT_TO_VENDOR)
        if any(not _consent_given(text, m) for m in _SOME_CONSENT.finditer(text)):
            return decided(_SOME_CONSENT)
        held = restraint(text)
        if held and held[0] is ClauseClass.CAP and not restraint(own_item(text, one.decided_by.span.start - one.span.start)):
            held = None  # a time or amount in another duty of the vendor's list
        if held := held or precondition(text):
            return held
    if held := held_after(block):
        return held
    return next((held for v in block.around if (held := some_left_out(v.text[v.start : v.end]))), None)


def held_after(block: Block) -> tuple[ClauseClass, str] | None:
    """What the sentences after the grant hold back: in the answer to a question, in "Such use requires ..."."""
    grants = block.grants
    if not grants:
        return None
    text = block.document.text
    answers = [text[j.span.start : j.span.end].rpartition("?")[2] for j in grants if "?" in text[j.span.start : j.span.end]]
    after = [text[v.start : v.end] for v in block.around if v.start >= grants[0].span.end]
    return next((held for sentence in (*answers, *after) if (held := restraint_after(sentence.strip()))), None)


def _consent_given(text: str, consent: re.Match[str]) -> bool:
    """True where the consent is not asked for but given, or said to be needless."""
    before = text[: consent.start()]
    performed = _GIVES_CONSENT.match(text, consent.end()) and not re.search(r"\b(?:if|when|once|after|upon|until|unless|where)\b[^,;.]*$", before)
    return bool(_NO_CONSENT.search(before) or _HAVE_CONSENT.search(before) or performed)
