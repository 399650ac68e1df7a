"""Which document takes in, keeps out, changes or names another (BUNDLES 3.4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from clausescan.assess.numbers import count_up, naming, same_number
from clausescan.assess.pattern_file import load_patterns
from clausescan.core.contract_file import Edge, EdgeKind, FilePart
from clausescan.core.document import Document
from clausescan.core.finding import Role, cite
from clausescan.core.result import ScannedPart
from clausescan.core.span import Span


def _numbered(group: str) -> str:
    """An optional number after the name of a kind of document."""
    label = r"(?:\s{0,2}\(\"?(?:RFP|IFB|ITB)\"?\))?\s{0,3}(?:documents?\s)?(?:\s?(?:nos?\b\.?|number|\#))?\s{0,3}"
    return label + rf"(?P<{group}>(?-i:[A-Z]{{0,6}}[-\s]?\d[\w./-]{{1,20}}\w))?"


_TARGET = re.compile(
    rf"""
    \b(?P<solicitation>(?:request\s+for\s+(?:competitive\s+)?(?:sealed\s+)?(?:proposals?|bids?)|invitation\s+(?:to|for)\s+bids?
        |invitation\s+to\s+negotiate|(?:notice|advertisement|call)\s+(?:calling\s+for|inviting|to|for)\s+(?:sealed\s+)?(?:bids?|bidders|proposals?|proposers)
        |(?:instructions|information)\s+(?:to|for)\s+(?:bidders|proposers|offerors)|(?-i:RFP|RFB|IFB|ITB|ITN)|solicitation|bid\s+(?:documents?|package|invitation|specifications)
        |(?<=the\s)invitation)\b){_numbered("sol_no")}
    | \b(?P<addenda>addend(?:um|a)\b)(?:\s{{0,2}}(?:nos?\b\.?|number|\#))?(?P<which>[\s\d,and–-]{{0,30}})
    | \b(?P<response>(?:contractor|vendor|supplier|proposer|bidder|offeror)(?:['’]s)?\s+(?:proposal|bid|response|offer|submittal)
        |(?<=the\s)(?:proposal|bid)(?=\s+(?:of|dated|submitted|by)))\b
    | \b(?P<master>master\s+(?:price\s+)?agreement)\b{_numbered("mas_no")}
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PIECE = re.compile(
    r"\b((?:sections?|articles?|paragraphs?|parts?|scope\s+of\s+(?:work|services)|(?:technical\s+)?specifications?|pric(?:ing|es?)|attachments?|exhibits?"
    r"|appendi(?:x|ces))\b[^.;:\n]{0,60}?)\s+(?:of|in|from|to)\s+(?:the\s+|its\s+|said\s+)?$",
    re.IGNORECASE,
)
_OMITS = re.compile(
    r"""
    \b(?:sections?|articles?|paragraphs?|clauses?)\s+(?P<a>\d[\d.]{0,8})[^.;\n]{0,80}\b(?:omitted|excluded|deleted|not\s+(?:incorporated|apply|applicable|part))
    | \b(?:except(?:ing)?|excluding|other\s+than|save)\s+(?:for\s+|that\s+)?(?:sections?|articles?|paragraphs?|clauses?)\s+(?P<b>\d[\d.]{0,8})
    """,
    re.VERBOSE | re.IGNORECASE,
)
_STOP = re.compile(
    r"(?<!\bNo)(?<!\bNos)(?<!\bInc)[.;][\"”’)]{0,2}\s+(?=[A-Z(\"“]|\d{1,3}(?:\.\d{1,2})*[.)]?\s)|\n[ \t]*\n(?=\s{0,9}(?:\d+[.)]|[A-Z(]))"
)
_COLON = re.compile(r"[^.;:]{0,120}:\s")
_MAY_TAKE_IN = (Role.CONTRACT, Role.AMENDMENT, Role.PARTICIPATING_ADDENDUM, Role.AWARD, Role.INVOICE_PO)
_MOST_PLACES = 30  # per rule, and per sentence: more than any contract needs, few enough for a text made to be slow
_ROLE_OF = {"solicitation": Role.SOLICITATION, "addenda": Role.ADDENDUM, "response": Role.RESPONSE, "master": Role.CONTRACT}


@dataclass(frozen=True, slots=True)
class LinkRule:
    """One way in which a document speaks of another, with its reason and its own examples."""

    id: str
    effect: EdgeKind
    reach: str
    why: str
    pattern: re.Pattern[str]
    matches: tuple[str, ...]
    not_matches: tuple[str, ...]


@lru_cache(maxsize=1)
def link_rules() -> tuple[LinkRule, ...]:
    """The rules of `rules/links.toml`, in file order.

    Raises:
        RuleError: a rule lacks a key or its pattern is wrong.
    """
    return load_patterns(
        "links.toml",
        lambda raw, pattern: LinkRule(
            raw["id"], EdgeKind(raw["effect"]), raw["reach"], raw["why"], pattern, tuple(raw["matches"]), tuple(raw["not_matches"])
        ),
    )


def links(parts: tuple[FilePart, ...], sources: dict[str, tuple[Document, ScannedPart]]) -> tuple[Edge, ...]:
    """Every link between the parts, and every link to a document that is not in the file; `sources` gives a part's text by its id.

    Sorted by source, kind and target; one link per such triple, the first in the text.
    """
    found: dict[tuple[str, str, str], Edge] = {}
    for part in parts:
        document, scanned = sources[part.id]
        edges = [*_named(part, parts, document, scanned.part.span), *_changes(part, parts)]
        if part.role in _MAY_TAKE_IN:
            edges = [*_taken_in(part, parts, document, scanned), *edges]
        for edge in edges:
            found.setdefault((edge.source, edge.kind.value, edge.target or edge.words.lower()), edge)
    return tuple(sorted(found.values(), key=lambda e: (e.source, e.kind, e.target or "", e.words)))


def _taken_in(part: FilePart, parts: tuple[FilePart, ...], document: Document, scanned: ScannedPart) -> Iterator[Edge]:
    """Incorporations and exclusions that the part's words state."""
    for rule in link_rules():
        for match in islice(rule.pattern.finditer(document.text, scanned.part.span.start, scanned.part.span.end), _MOST_PLACES):
            window = _window(
                document.text, Span(*match.span()), scanned.part.span, long=rule.reach == "list" or _opens_list(document.text, match.end())
            )
            search = Span(match.end(), max(match.end(), min(window.end, match.end() + 200))) if rule.reach == "after" else window
            tail = Span(window.start, max(window.end, min(window.end + 400, scanned.part.span.end)))
            yield from _edges_in(rule, part, parts, document, search, window, tail)


def _opens_list(text: str, at: int) -> bool:
    return bool(_COLON.match(text, at))


def _edges_in(
    rule: LinkRule, part: FilePart, parts: tuple[FilePart, ...], document: Document, search: Span, window: Span, tail: Span
) -> Iterator[Edge]:
    """One edge per document named within `search`; `tail` is where a section may be left out again."""
    targets = [m for m in islice(_TARGET.finditer(document.text, search.start, search.end), _MOST_PLACES) if not _refused(rule, document, m, window)]
    if not targets:
        return
    last = _window(document.text, Span(*targets[-1].span()), window, long=False)
    proof = part.prove((cite(document, Span(window.start, max(last.end, targets[-1].end())), rule.id),))
    omits = tuple(m["a"] or m["b"] for m in _OMITS.finditer(document.text, tail.start, tail.end))
    for match in targets:
        kind = next(k for k in _ROLE_OF if match[k])
        if kind == "master" and part.role is not Role.PARTICIPATING_ADDENDUM:
            continue
        piece = _PIECE.search(document.text, max(window.start, match.start() - 90), match.start())
        only = (" ".join(piece[1].split()),) if piece else ()
        words = " ".join(match[0].split())
        for number in _absent_addenda(match["which"], part, parts) if kind == "addenda" else ():
            yield Edge(rule.effect, part.id, None, f"Addendum {number}", proof)
        for target in _resolve(kind, match["sol_no"] or match["mas_no"], part, parts) or (None,):
            yield Edge(rule.effect, part.id, target, words, proof, omits, only)


def _refused(rule: LinkRule, document: Document, match: re.Match[str], window: Span) -> bool:
    """True where an incorporation's own sentence says that this document is for reference only."""
    sentence = _window(document.text, Span(*match.span()), window, long=False)
    words = document.text[sentence.start : sentence.end]
    return rule.effect is EdgeKind.INCORPORATES and any(r.pattern.search(words) for r in link_rules() if r.id == "link.reference_only")


def _resolve(kind: str, number: str | None, part: FilePart, parts: tuple[FilePart, ...]) -> tuple[str, ...]:
    """Ids of the parts meant: by number where one is given, else all of that role, provided there is one procurement only."""
    candidates = [p for p in parts if p.role is _ROLE_OF[kind] and p.id != part.id]
    if not number:
        return tuple(p.id for p in candidates)
    known = [(p, f.value.number) for p in candidates for f in (p.facts.solicitation_number, p.facts.contract_number) if f is not None]
    same = tuple(dict.fromkeys(p.id for p, n in known if same_number(n, number)))
    without = tuple(p.id for p in candidates if p.facts.solicitation_number is None and p.facts.contract_number is None)
    return same or (without if len(candidates) == 1 else ())


def _absent_addenda(which: str | None, part: FilePart, parts: tuple[FilePart, ...]) -> tuple[int, ...]:
    """Numbers of addenda that are named beside one or more that are in the file."""
    have = {p.ordinal for p in parts if p.role is Role.ADDENDUM and p.id != part.id}
    return tuple(n for n in count_up(which or "") if n not in have) if have else ()


def _window(text: str, at: Span, within: Span, *, long: bool) -> Span:
    """The sentence around those words; for a list what follows too. At most 500 characters before and 500 (900) after."""
    low = max(within.start, at.start - 500)
    start = low
    for stop in _STOP.finditer(text, low, at.start):
        start = stop.end()
    # a list often stands in clauses of its own below the sentence that opens it, so its window does not end with the paragraph
    high = max(at.end, min(within.end, at.end + (900 if long else 500)))
    stop_after = None if long else _STOP.search(text, at.end, high)
    return Span(start, stop_after.start() + 1 if stop_after else high)


def _changes(part: FilePart, parts: tuple[FilePart, ...]) -> Iterator[Edge]:
    """An amendment changes the contract, an addendum the solicitation: by number, or because there is only one."""
    role = {Role.AMENDMENT: Role.CONTRACT, Role.ADDENDUM: Role.SOLICITATION}.get(part.role)
    candidates = [p for p in parts if p.role is role]
    numbers = [f.value.number for f in (part.facts.contract_number, part.facts.solicitation_number) if f is not None]
    for candidate in candidates:
        theirs = [f.value.number for f in (candidate.facts.contract_number, candidate.facts.solicitation_number) if f is not None]
        if any(same_number(a, b) for a in numbers for b in theirs) or (len(candidates) == 1 and not (numbers and theirs)):
            yield Edge(EdgeKind.AMENDS, part.id, candidate.id, part.title)


def _named(part: FilePart, parts: tuple[FilePart, ...], document: Document, span: Span) -> Iterator[Edge]:
    """Mentions of another part's number that is not its own."""
    mine = (part.facts.solicitation_number, part.facts.contract_number)
    for other in parts:
        if other.id == part.id:
            continue
        for number in (other.facts.solicitation_number, other.facts.contract_number):
            own = number is None or any(f is not None and same_number(f.value.number, number.value.number) for f in mine)
            pattern = naming(number.value.number) if number is not None and not own else None
            match = pattern.search(document.text, span.start, span.end) if pattern else None
            if match and match[0].strip():
                yield Edge(EdgeKind.REFERS, part.id, other.id, match[0].strip(), part.prove((cite(document, Span(*match.span()), "link.number"),)))
                break
