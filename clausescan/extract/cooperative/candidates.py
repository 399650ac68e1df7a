"""Where in a part cooperative-use language may stand: cheap tests over all text, so that the matcher sees only a few sentences."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Any

from clausescan.core.document import Document
from clausescan.core.span import Span
from clausescan.extract.caseless import lower
from clausescan.extract.cooperative.questions import with_answer

LONGEST_SENTENCE = 2_000
"""Code points; longer runs without a full stop are cut (tables, price lists)."""

# Who: beginnings of words, found by one expression for all.
_BUYERS = (
    "agenc", "public entit", "governmental entit", "government entit", "other entit", "eligible entit", "participating entit",
    "purchasing entit", "entities that", "entities in", "public bod", "other bod", "jurisdictions", "subdivisions", "municipalit",
    "other government", "governments", "governmental", "unit of gov", "units of", "public unit", "local unit", "districts", "counties", "cities",
    "towns", "townships", "villages", "boroughs", "colleges", "universit", "any town", "any county", "any city", "another",
    "any public", "schools", "libraries", "authorized user", "eligible", "participants", "participating", "member", "others",
    "rider", "your agency", "your organization", "your school", "your town", "to use this", "to use our", "to use the contract", "to use the award",
    "recipients may", "transit provider", "additional agenc", "third parties", "anyone else", "fire compan", "public operator", "transit operator",
    "procurement units", "entities other", "than the ci",
    "than the co", "purchasers", "assignee", "transferee", "grantee", "second recipient", "non-host", "tax-supported", "public institution",
    "institutions of", "public owner", "public employer", "institutions", "unit of local", "local government", "be assigned to",
    "other than the one", "outside the", "conducted jointly", "buying together", "included in this bid", "joint account",
)  # fmt: skip
# Public bodies that are rarely named so.
_PROVIDERS = (
    "transit s", "transportation p", "police dep", "fire dep", "highway dep",
    "public works dep", "sheriff", "law enforcement", "boards of ed", "hospitals", "public owner", "communities",
    "nonprofit", "subrecipient", "utilities",
)  # fmt: skip
# What: words that speak of cooperative use by themselves, or that often stand in a limit or refusal of it.
_TOPICS = (
    "piggy", "pi_gg", "cooperative", "co-op", "co- op", "interlocal", "inter-local", "intergovernmental", "joint powers", "joint bid",
    "joint solicitation", "joinder", "exclusive use", "exclusively to", "solely to",
    "sole use", "gsa ", "state contract", "incorporate", "contract documents",
    "order of precedence", "set out in full", "made a part", "whole agreement", "entire agreement", "consortium", "no box", "option vehicles",
    "unexercised", "options ", "omnia", "sourcewell", "naspo", "hgac", "buyboard", "multiple award", "option vessel", "option bus", "option coach",
    "option quant", "option vehicle", "assignab", "assignment of op", "surplus", "hold these", "issued subject",
    "forms the contract", "governs over", "part of the contract", "lead state", "take exception", "takes exception", "buying group", "miles",
    "price agreement", "mideal", "(circle", "(check", "no one else", "nobody", "anyone but", "anybody but",
    "y or n", "who may ", "who can ", "jurisdictional", "(y =", "(x =", "x = yes", "y = yes",
    "none but", "alone may", "only we ", "only the c", "only the t", "only the d", "use only",
)  # fmt: skip
# A contract and something done with it: the sentence must speak of both. The words are sought first, the expression where none stands there.
_CONTRACT = (
    "contract", "agreement", "award", "pric", "propos", "solicitation", "procure", "purchas", "bought", "piggy", "program", "option", "extend",
    "consortium", "authorized user",
)  # fmt: skip
_CONTRACT_BEGINS = re.compile(
    r"\b(?:bid|offer|order|buy|co-?op|terms\b|rf[pqb]\b|rates?\b|costs?\b|collaborat|join|regist|participa|eligible|ride|jurisdiction\b|vehicles"
    r"|(?:agencies|agency|entities|jurisdictions|subdivisions|municipalities|governments|bodies|districts|cities|counties|towns|others)\s{0,4}[:?]"
    r"|y\s+or\s+n\b|\(?\b[xy]\s*=|available\s+to\s*:|(?:government|subdivision|municipal|agency|cooperative|local)\s+use\b|use\s+by\b"
    r"|paragraph|deal\b|(?:use|under|from|off|against)\s+it\b|open\s+to\b|spend\b|requests?\s+(?:from|to)\b|assigned\s+(?:by\s+the\s+\w+\s+)?to\s+(?:such|other|another|neighb))|authorized\s+user|deliverables"
)
_ACTION = (
    "purchas", "agree", "procur", "utili", "extend", "avail", "participat", "allow", "permit", "authoriz", "authoris", "offer", "award", "request",
    "acquir", "agent", "incorporat", "subject", "transfer", "assign", "limited", "obtain", "access", "eligible", "accept", "enter", "consist",
    "bought", "cooperat", "piggy", "honor", "honour", "adopt", "liab", "member", "exclusive", "governs", "forms", "declin", "held", "deal", "copy",
    "cancel", "preced", "replaces", "intergov", "interloc", "joint", "contract ", "contracts ", "exceed", "freight", "tell", "added", "marked",
    "furnish", "entitl", "welcome", "good for", "apply", "applies", "sales to", "filled", "refuse", "treat", "may have", "come in", "attach",
    "requisition", "fill", "objection", "shall have", "tie on", "tag on",
)  # fmt: skip
_ACTION_BEGINS = re.compile(
    r"\b(?:use|order|buy|co-op|join|sell|sold|ride|behalf|fee|report|part\b|only|open\b|hold|serve|suppl|draw|give[ns]?\b|good\b|clos|refus|reject|return"
    r"|void|invalid|ask\s+the|conducted|breach|delete|str[iu]|omit|remov|exclud)"
)

# "any school district", "each county": a quantifier before one body.
_QUANTIFIERS = ("any ", "each ", "every ", "other ", "another ", "no ", "an eligible ", "a public ", "those ")
_ONE_BODY = re.compile(
    r"[a-z]+\s+(?:[a-z-]+[\s,/]+){0,5}?(?:district|school|college|university|count[iy]|cit[iy]|town|township|village"
    r"|borough|parish|municipalit|jurisdiction|subdivision|agenc|librar|institution|authority|commission|state|tribe|govern|public|unit|entit|"
    r"bod[iy]|ports?\b|owners?\b)"
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


def _anywhere(words: Iterable[str]) -> re.Pattern[str]:
    """An expression that finds where any of the words stands. Words that begin alike share their beginning, so that one place is tried once."""
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}

    def written(node: dict[str, Any]) -> str:
        ways = [] if "" in node else [re.escape(letter) + written(rest) for letter, rest in node.items()]
        return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})" if ways else ""

    return re.compile(written(tree))


_SIGNS = _anywhere((*_BUYERS, *_PROVIDERS, *_TOPICS))


def _bodies(lowered: str) -> Iterator[int]:
    """Where a quantifier stands before one body."""
    for word in _QUANTIFIERS:
        at = lowered.find(word)
        while at >= 0:
            if _ONE_BODY.match(lowered, at):
                yield at
            at = lowered.find(word, at + len(word))


_BRANDS = ("omnia", "sourcewell", "naspo", "hgac", "buyboard")
ITSELF = ("the cooperative", *_BRANDS)
"""How a cooperative names itself."""
_NAME_OFITSELF = re.compile(rf"(?:cooperative(?!\s+(?:purchas|procur|contract|agree|use\b|bid|member|program|entit))|{'|'.join(_BRANDS)})")
_OFTEN = 12
"""So often does a cooperative name itself in a document of its own, and few others name one."""


def _signs(lowered: str) -> Iterator[int]:
    """Where a word stands that speaks of buyers or of cooperative use; not a cooperative's own name in a document of its own."""
    own = any(lowered.count(name) > _OFTEN for name in ITSELF)
    for match in _SIGNS.finditer(lowered):
        if not (own and _NAME_OFITSELF.match(lowered, match.start())):
            yield match.start()


def candidates(document: Document, span: Span) -> tuple[Span, ...]:
    """Sentences in which cooperative-use language may stand, in reading order. Empty if none."""
    lowered = lower(document.text)[span.start : span.end]
    hits = sorted(span.start + at for at in (*_signs(lowered), *_bodies(lowered)))
    if not hits:
        return ()
    found: list[Span] = []
    for block in paragraphs(document.text, span):
        if not _none_in(hits, block):
            sentence_spans = (s for s in sentences(document.text, block) if not _none_in(hits, s))
            found += [s for s in sentence_spans if _speaks_of_contracts(lowered[s.start - span.start : s.end - span.start])]
    return tuple(_answered(document.text, found, span.end))


def _answered(text: str, found: list[Span], limit: int) -> Iterator[Span]:
    """The sentences, each question with its answer; a sentence that became part of an answer is not given again."""
    reached = 0
    for one in found:
        if one.start >= reached:
            whole = with_answer(text, one, limit)
            reached = whole.end
            yield whole


def _speaks_of_contracts(lowered: str) -> bool:
    """True where a sentence names a contract, or what stands for one, and something done with it."""
    return (any(word in lowered for word in _CONTRACT) or _CONTRACT_BEGINS.search(lowered) is not None) and (
        any(word in lowered for word in _ACTION) or _ACTION_BEGINS.search(lowered) is not None
    )


def _none_in(hits: list[int], span: Span) -> bool:
    at = bisect_left(hits, span.start)
    return at >= len(hits) or hits[at] >= span.end
