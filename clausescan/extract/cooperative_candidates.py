"""Where in a part cooperative-use language may stand: cheap tests over all text, so that the matcher sees only a few sentences."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from clausescan.core.document import Document
from clausescan.core.span import Span

LONGEST_SENTENCE = 2_000
"""Code points; longer runs without a full stop are cut (tables, price lists)."""

# Who: plain words found with str.find, which is many times faster than one long alternation.
_BUYERS = (
    "agenc", "public entit", "governmental entit", "government entit", "other entit", "eligible entit", "participating entit",
    "purchasing entit", "entities that", "entities in", "public bod", "other bod", "jurisdictions", "subdivisions", "municipalit",
    "other government", "governments", "governmental", "unit of gov", "units of", "public unit", "local unit", "districts", "counties", "cities",
    "towns", "townships", "villages", "boroughs", "colleges", "universit", "any town", "any county", "any city", "any other", "another",
    "any public", "schools", "libraries", "authorized user", "eligible", "participants", "participating", "members", "member of", "others",
    "third parties", "anyone else", "fire compan", "public operator", "transit operator", "procurement units", "entities other", "than the ci",
    "than the co", "purchasers", "non-host", "tax-supported", "public institution", "institutions of",
)  # fmt: skip
# What: words that speak of cooperative use by themselves, or that often stand in a limit or refusal of it.
_TOPICS = (
    "piggy", "pi_gg", "cooperative", "co-op", "co- op", "interlocal", "inter-local", "intergovernmental", "joint powers", "joint bid",
    "joint solicitation", "joinder", "exclusive use", "exclusively to", "solely to",
    "sole use", "gsa ", "state contract", "incorporated", "contract documents",
    "order of precedence", "set out in full", "made a part", "whole agreement", "entire agreement", "consortium", "no box", "option vehicles",
    "unexercised", "options ", "omnia", "sourcewell", "naspo", "hgac", "buyboard", "multiple award", "hold these", "issued subject",
    "forms the contract", "governs over", "part of the contract", "lead state", "take exception", "takes exception", "buying group", "miles",
    "price agreement", "mideal", "(circle", "(check",
)  # fmt: skip
_CONTRACT = re.compile(
    r"contract|agreement|award|\bbid|pric|propos|\boffer|solicitation|procure|purchas|\border|\bbuy|bought|piggy|\bco-?op"
    r"|\bterms\b|\brf[pqb]\b|\brates?\b|\bcosts?\b|program|option|extend|consortium|\bcollaborat|\bjoin|\bregist"
    r"|\bparticipa|\beligible|\bride|\bjurisdiction\b|\bvehicles|\bparagraph|\bopen\s+to\b|authorized\s+user|\bspend\b"
    r"|\brequests?\s+(?:from|to)\b|deliverables",
    re.IGNORECASE,
)
_ACTION = re.compile(
    r"\buse|utili|purchas|\border|\bbuy|bought|procur|piggy|cooperat|\bco-op|extend|offer|honou?r|avail|participat|\bjoin"
    r"|\bsell|\bsold|access|\bride|adopt|acquir|allow|permit|authori[sz]|eligible|assign|transfer|\bbehalf|\bfee|\breport"
    r"|liab|agent|incorporat|\bpart\b|member|\bonly|exclusive|requests?|\bopen\b|governs|subject|forms|consist|agree"
    r"|accept|declin|held|\bhold|deal|copy|cancel|preced|award|replaces|intergov|interloc|joint|obtain|enter|contracts? "
    r"|exceed|freight|tell|limited|request|added|marked",
    re.IGNORECASE,
)

# "any school district", "each county": a quantifier before one body.
_QUANTIFIERS = ("any ", "each ", "every ", "other ", "another ", "no ", "an eligible ", "a public ")
_ONE_BODY = re.compile(
    r"[a-z]+\s+(?:[a-z-]+[\s,/]+){0,5}?(?:district|school|college|university|count[iy]|cit[iy]|town|township|village"
    r"|borough|parish|municipalit|jurisdiction|subdivision|agenc|librar|institution|authority|commission|state|tribe|govern|public|unit|entit|bod[iy])"
)

_PARAGRAPH = re.compile(r"\n[ \t]{0,200}\n\s{0,400}")
_SENTENCE_END = re.compile(
    r"""(?<=[.!?]) [\"”’)]? (?= \s{1,80} [\"“‘(\[☐☒☑_A-Z0-9] )                                            # a full stop and a new beginning
      | (?<=[a-z.)]) \n (?= [ \t]{0,80} (?: \d{1,2} (?:\.\d{1,2}){0,3} [.)]? | [A-Za-z][.)] | \([a-z0-9]{1,3}\)
          | [•▪●] ) \s{1,20} [A-Z] )  # an item on a new line""",
    re.VERBOSE,
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:no|nos|inc|corp|co|u\.s|st|sec|art|ch|dr|mr|ms|vs|v|etc|e\.g|i\.e|stat|gov|pub|cont|d\.c|pa\.c\.s|c\.s|r\.s"
    r"|ex|max|min|approx|dept|govt|tel|ext)|\b[A-Z]|^\s*\(?\d{1,3}|^\s*\w)\.$",
    re.IGNORECASE,
)


def folded(text: str) -> str:
    """The text in lower case, of the same length."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def paragraphs(text: str, span: Span) -> Iterator[Span]:
    """Runs of text between empty lines, in order; a paragraph cut in mid-sentence by an empty line is one with the next."""
    start = span.start
    for gap in _PARAGRAPH.finditer(text, span.start, span.end):
        before, after = text[max(start, gap.start() - 2) : gap.start()].rstrip(), text[gap.end() : gap.end() + 1]
        runs_on = bool(before) and (before[-1] in ",;-" or before[-1].islower()) and after.islower()
        if runs_on and gap.end() - start < LONGEST_SENTENCE:
            continue
        if gap.start() > start:
            yield Span(start, gap.start())
        start = gap.end()
    if start < span.end:
        yield Span(start, span.end)


def sentences(text: str, block: Span) -> Iterator[Span]:
    """Sentences of a paragraph; a full stop after an abbreviation, an initial or a clause number ends none."""
    start = block.start
    for end in _SENTENCE_END.finditer(text, block.start, block.end):
        if end[0][:1] != "\n" and _ABBREVIATION.search(text[max(start, end.start() - 12) : end.start()]):
            continue
        yield from _cut(text, start, end.end())
        start = end.end()
    yield from _cut(text, start, block.end)


def _cut(text: str, start: int, stop: int) -> Iterator[Span]:
    while start < stop and text[start].isspace():
        start += 1
    while start < stop:
        end = min(stop, start + LONGEST_SENTENCE)
        yield Span(start, end)
        start = end


def _hits(lowered: str, words: tuple[str, ...]) -> list[int]:
    found = []
    for word in words:
        at = lowered.find(word)
        while at >= 0:
            found.append(at)
            at = lowered.find(word, at + len(word))
    return sorted(found)


def candidates(document: Document, span: Span) -> tuple[Span, ...]:
    """Sentences in which cooperative-use language may stand, in reading order. Empty if none."""
    lowered = folded(document.text[span.start : span.end])
    hits = _hits(lowered, (*_BUYERS, *_TOPICS)) + [at for at in _hits(lowered, _QUANTIFIERS) if _ONE_BODY.match(lowered, at)]
    hits = sorted(at + span.start for at in hits)
    if not hits:
        return ()
    found: list[Span] = []
    for block in paragraphs(document.text, span):
        if _none_in(hits, block):
            continue
        found += [
            s
            for s in sentences(document.text, block)
            if not _none_in(hits, s) and _CONTRACT.search(document.text, s.start, s.end) and _ACTION.search(document.text, s.start, s.end)
        ]
    return tuple(found)


def _none_in(hits: list[int], span: Span) -> bool:
    at = bisect_left(hits, span.start)
    return at >= len(hits) or hits[at] >= span.end
