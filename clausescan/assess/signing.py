"""Was this copy signed? From its words alone: ink that is only a picture is not seen (TERMS 3, "Signature blocks")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from clausescan.core.contract_file import Execution, Signing
from clausescan.core.document import Document, MarkKind
from clausescan.core.finding import Evidence, cite
from clausescan.core.span import Span

_LABEL = r"(?:By|Signature|Signed(?:\s+by)?|Authorized\s+(?:Signature|Signatory|Representative|Official)|Sign(?:ature)?\s+of\s+[A-Z][a-z]+)"
_LINE = re.compile(rf"(?<![A-Za-z]){_LABEL}\s?:[ \t]{{0,4}}(?=(?P<fill>[^\n]{{0,90}}))")
_NEXT_LABEL = re.compile(rf"(?:{_LABEL}|Name|Print(?:ed)?(?:\s+Name)?|Title|Date|Its)\s?:", re.IGNORECASE)
_RULE_LINE = re.compile(
    r"^[ \t]{0,60}_{8,}[^\n]{0,80}\n[^\n]{0,40}(?:signature|mayor|director|president|manager|chair|officer|clerk|authorized)\b",
    re.MULTILINE | re.IGNORECASE,
)
_NAME = r"[A-Z][\w.'’-]{0,30}(?:[ ][\w.'’-]{1,30}){0,3}"
_STAMP = re.compile(rf"/s/\s{{0,3}}{_NAME}|\b(?:digitally|electronically|docu|e-?)[ -]?signed\s+by:?\s{{0,3}}{_NAME}", re.IGNORECASE)
_BESIDE_PARTIES = re.compile(
    r"\b(?:as\s+to\s+form|attest(?:ed)?|witness(?:ed)?|notary|reviewed|recommended)\b[^\n]{0,40}\n?[^\n]{0,20}$", re.IGNORECASE
)
_OFFER = re.compile(
    r"""
    \b(?:please|kindly)\s+(?:sign|execute|countersign|indicate)\b[^.]{0,90}\breturn
    | \bif\s+(?:you|your\s+(?:firm|company)|the\s+contractor|the\s+vendor)\s+(?:agrees?|accepts?|concurs?|wish(?:es)?)\b
    | \b(?:offers?|proposes?|would\s+like|intends?|is\s+considering)\s+(?:to\s+)?(?:renew|extend)
    | \b(?:requests?|asks?)\s+(?:that\s+)?you(?:r)?\b[^.]{0,60}\b(?:renew|extend|extension)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_MOST_LINES = 200  # more places to sign than any contract has: a text made to be slow


def signing_of(document: Document, span: Span) -> Signing:
    """What the words of that span show: signed by two sides, in part, not at all, or no block to judge by.

    Evidence is every line that was judged, in order. One signature alone counts as `PARTLY`; a letter that only offers, without two
    signatures, as `UNSIGNED`, and so does a paper that is stamped a draft where it is signed.
    """
    lines = [*islice(_lines(document, span), _MOST_LINES)]
    drafts = {m.page for m in document.marks if m.kind is MarkKind.DRAFT}
    if any(e.page in drafts for e, _ in lines):
        return Signing(Execution.UNSIGNED, tuple(e for e, _ in lines))
    filled = [e for e, has_name in lines if has_name]
    blank = [e for e, has_name in lines if not has_name]
    offer = _OFFER.search(document.text, span.start, span.end)
    if len(filled) >= 2 and not blank:
        return Signing(Execution.SIGNED, tuple(filled))
    if offer:
        return Signing(Execution.UNSIGNED, (cite(document, Span(*offer.span()), "signing.offer"), *blank))
    if filled:
        return Signing(Execution.PARTLY, tuple(filled + blank))
    return Signing(Execution.UNSIGNED, tuple(blank)) if blank else Signing()


def _lines(document: Document, span: Span) -> Iterator[tuple[Evidence, bool]]:
    """Every place for a party's signature, and whether something stands on it."""
    taken: list[Span] = []
    for match in _STAMP.finditer(document.text, span.start, span.end):
        taken.append(Span(*match.span()))
        yield cite(document, taken[-1], "signing.stamp"), True
    fields = [m.span for m in document.marks if m.kind is MarkKind.FIELD and m.value.strip() and m.span is not None]
    for match in _LINE.finditer(document.text, span.start, span.end):
        fill = _NEXT_LABEL.split(match["fill"])[0]
        place = Span(match.start(), match.end() + len(fill))
        if any(place.overlaps(t) for t in taken) or _BESIDE_PARTIES.search(document.text, max(span.start, match.start() - 120), match.start()):
            continue
        taken.append(place)
        yield cite(document, place, "signing.line"), bool(re.search(r"[A-Za-z]{2}", fill)) or any(f.overlaps(place) for f in fields)
    for match in _RULE_LINE.finditer(document.text, span.start, span.end):
        place = Span(*match.span())
        if not any(place.overlaps(t) for t in taken):
            yield cite(document, place, "signing.rule"), False
