"""What is bought: a summary in the document's own words, the items, and what is left out (COMPETITION 4)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from clausescan.core.document import Document
from clausescan.core.finding import Evidence, Finding, PriceTable, Role, Scope, ScopeItem, cite, finding
from clausescan.core.result import Part
from clausescan.core.span import Span
from clausescan.extract import scope_cues as cue
from clausescan.extract.agency_types import bodies_in
from clausescan.extract.anchored import matches_from
from clausescan.extract.pattern_rules import lowered
from clausescan.extract.prices import find_price_tables
from clausescan.extract.scope_items import excluded, listed, priced
from clausescan.extract.table_sections import PRICE_WORDS, words_of

SUMMARY_LIMIT = 240
ITEM_LIMIT = 200
MAX_ITEMS = 200
# A title stands in the first lines of a document; a sentence that invites may come a little later.
TITLE_LINES = 160
INVITING_CHARACTERS = 40_000
NAMING_CHARACTERS = 6_000
# Below this worth, lines of a price table tell more.
WEAK = 58
# No title is longer than this, and patterns that look for one need not try.
LONGEST_LINE = 300
LONGEST_TITLE = 160
# Blank forms, agendas and instructions speak of much that is not bought: only a plain statement counts there.
_UNSURE_ROLES = frozenset({Role.FORM, Role.BOARD_ITEM, Role.INSTRUCTIONS})
_BY_OPENING = frozenset({Role.OTHER, Role.INTERLOCAL})
"""Their first lines tell what they are about, where they hold no price tables."""
# They speak of a procurement or contract that another document makes.
_ABOUT_ANOTHER = frozenset({Role.AWARD, Role.AMENDMENT, Role.CONTRACT, Role.PARTICIPATING_ADDENDUM, Role.RESPONSE, Role.PRICE_LIST})
_DEAL = re.compile(
    r"\b(?:purchas\w+|contracts?|agreements?|award\w*|bids?|lease|procure\w*|services|equipment|suppl\w+|amendments?|change order)\b", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"(?<!\b[A-Z])(?<!\bNo)(?<!\bInc)(?<!\bSt)(?<!\bCo)[.;!?](?=\s|$)|\n\n(?=\W*(?:[A-Z0-9•]))|$")
# After a label: other columns of a table, another label, or a sentence that is read as one.
_NO_LABEL = re.compile(
    r"^\W*(?:qty|quantity|unit|price|cost)\b|:\s*$|\b(?:manager|director|president|officer|supervisor|clerk|mayor|agent|superintendent"
    r"|secretary|treasurer|administrator|coordinator)\W*$|\b(?:soliciting|solicited|seeking|requesting|accepting|invites?)\b",
    re.IGNORECASE,
)
# "Title: Vice President, Sales" stands under a signature.
_OFFICE = re.compile(
    r"^\W*(?:chief\s+(?:\w+\s+)?offic(?:er|ial)|(?:(?:vice|deputy|assistant|senior|executive|regional|general|managing|acting)[\s-]+){0,2}"
    r"(?:president|manager|director|officer|official|member|partner|principal|buyer|analyst|specialist|superintendent|secretary|treasurer|chair(?:man|woman|person)?|mayor"
    r"|clerk|agent|administrator|owner|counsel|attorney))\b(?!.*\b(?:services?|software|systems?|supplies|equipment|training|recruitment|search)\b)",
    re.IGNORECASE,
)
_CONTACT = re.compile(r"\b[A-Z][a-z.]+\s\d{5}(?:-\d{4})?\b|@|\b(?:telephone|phone|fax|tel)\b|\(\d{3}\)\s?\d{3}-\d{4}", re.IGNORECASE)
_LETTERHEAD = 200
"""Code points that a paragraph with an address has at most."""
_INITIALS = 5
"""Letters that the initials of a body, set above its name, have at most."""
_COLUMNS = frozenset({"description", "unit", "qty", "quantity", "uom", "item"})
_PROSE = 120
"""From so many code points on a paragraph is no heading."""
_CELLS = re.compile(r"\S\s{3,20}\S")
"""Words of one row set apart: a label and its value, or cells of a table."""
_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_LETTERS = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class _Said:
    """Words that may tell what is bought: where they stand and how much they are worth."""

    span: Span
    worth: int
    origin: str


@dataclass(frozen=True, slots=True)
class _TextLine:
    """One line of the part's text, with the white space around it left out."""

    text: str
    span: Span


def find_scope(document: Document, part: Part, role: Role, tables: Sequence[Finding[PriceTable]] | None = None) -> Finding[Scope] | None:
    """What the part buys or sells; None where it does not say, or speaks of many purchases (an agenda).

    `tables` are the part's price tables where the caller has them; they are looked for otherwise. Items are at most 200, in the order of the text.
    """
    tables = find_price_tables(document, part) if tables is None else tables
    by_opening = role in _BY_OPENING and not tables
    summary, evidence = _summary(document, _opening(document, part)) if by_opening else ("", ())
    if not summary:
        summary, evidence = _best_told(document, part, role, tables)
    if not summary:
        return None
    scope = Scope(summary, _unique(_items(document, part, tables))[:MAX_ITEMS], excluded(document, part))
    return finding("scope", scope, evidence, 1.0)


def _items(document: Document, part: Part, tables: Sequence[Finding[PriceTable]]) -> tuple[ScopeItem, ...]:
    return (*priced(tables), *listed(document, part))


def _best_told(document: Document, part: Part, role: Role, tables: Sequence[Finding[PriceTable]]) -> tuple[str, tuple[Evidence, ...]]:
    """A summary of what the part tells; of its price tables, then of its weaker words, where it tells nothing plainly."""
    said = [] if role is Role.BOARD_ITEM and part.pages[1] - part.pages[0] > 8 else _told(document, part, role)
    if role is Role.BOARD_ITEM:
        said = [s for s in said if s.origin == "scope.title" or _DEAL.search(document.quote(s.span))]
    by_opening = role in _BY_OPENING and not tables
    summary, evidence = _summary(document, said if by_opening else [s for s in said if s.worth >= WEAK])
    if not summary and tables and role is not Role.BOARD_ITEM:
        summary, evidence = _of_items(_items(document, part, tables), tables)
    if not summary and role not in _UNSURE_ROLES:
        summary, evidence = _summary(document, said or _opening(document, part))
    return summary, evidence


def _told(document: Document, part: Part, role: Role) -> list[_Said]:
    """Titles and sentences that tell what is bought, best first; the earlier first among equals."""
    lines = list(_lines(document, part.span, TITLE_LINES))
    said = [*_titles(lines), *_labels(lines), *_named(document, part, role), *_sentences(document, part), *_sections(document, part)]
    kept = [s for s in said if _LETTERS.search(document.quote(s.span))]
    return sorted(kept, key=lambda s: (-s.worth, s.span.start))


def _lines(document: Document, span: Span, most: int) -> Iterator[_TextLine]:
    found, behind = 0, span.start
    for drawn in document.text[span.start : min(span.end, span.start + 12_000)].split("\n"):
        start, behind, text = behind, behind + len(drawn) + 1, drawn.strip()
        if not text or len(text) > LONGEST_LINE:
            continue
        start += len(drawn) - len(drawn.lstrip())
        yield _TextLine(text, Span(start, start + len(text)))
        found += 1
        if found >= most:
            return


def _titles(lines: Sequence[_TextLine]) -> Iterator[_Said]:
    """Titles in a line with the name of the document, or near a line that holds nothing else."""
    for i, line in enumerate(lines):
        if len(line.text) < LONGEST_TITLE and (match := cue.TITLE_IN_LINE.match(line.text)) and _is_title(match["what"]):
            yield _Said(_grown(lines, i, line.span.start + match.start("what")), 90 - i // 12, "scope.title")
        elif len(line.text) < LONGEST_TITLE and (match := cue.PURCHASE_LINE.match(line.text)) and _is_title(match["what"]):
            yield _Said(_grown(lines, i, line.span.start + match.start("what")), 86 - i // 8, "scope.title")
        elif len(line.text) < LONGEST_TITLE and (match := cue.NUMBERED_TITLE.match(line.text)) and _is_name(match["what"]):
            yield _Said(_grown(lines, i, line.span.start + match.start("what")), 85 - i // 12, "scope.title")
        elif cue.KIND_LINE.match(line.text):
            below = next((k for k in range(i + 1, min(i + 7, len(lines))) if _is_name(lines[k].text)), None)
            if below is not None:
                yield _Said(_grown(lines, below, lines[below].span.start), 84 - i // 8 - 3 * (below - i), "scope.title")
            if i and _is_title(lines[i - 1].text):
                yield _Said(lines[i - 1].span, 72 - i // 8, "scope.title")


def _is_name(text: str) -> bool:
    """True for a title that is no name or address of a body."""
    return _is_title(text) and not _is_letterhead(text)


def _is_title(text: str) -> bool:
    """Short words that begin with capitals and are no date, address, office or number."""
    words: list[str] = _LETTERS.findall(text)
    if (
        not words
        or len(text) > 130
        or _CELLS.search(text)
        or _is_generic(text)
        or cue.NOT_TITLE.search(text)
        or cue.KIND_LINE.match(text)
        or text.endswith((".", ":", ","))
    ):
        return False
    capitals = sum(w[0].isupper() for w in words if len(w) > 3)
    return 3 * capitals >= 2 * len([w for w in words if len(w) > 3])


def _grown(lines: Sequence[_TextLine], i: int, start: int) -> Span:
    """A title with the next line, where it plainly goes on there."""
    end = lines[i].span.end
    for following in lines[i + 1 : i + 3]:
        open_end = lines[i].text.rstrip("- ").rpartition(" ")[2].lower() in {"for", "of", "and", "the", "&", "with", "to", "in", "at", "on", "–", "-"}
        shouted = lines[i].text.isupper() and following.text.isupper() and following.span.start - end <= 1 and len(lines[i].text) > 30
        if not (open_end or shouted) or cue.NOT_TITLE.search(following.text) or cue.KIND_LINE.match(following.text):
            break
        end, i = following.span.end, i + 1
    return Span(start, end)


def _labels(lines: Sequence[_TextLine]) -> Iterator[_Said]:
    """What stands after "Subject:", "Project:" and the like, or on the next line."""
    for i, line in enumerate(lines):
        match = cue.LABEL.match(line.text)
        if not match and not cue.LABEL_ALONE.match(line.text):
            continue
        if match and _LETTERS.search(match["what"]):
            if (
                not _NO_LABEL.search(match["what"])
                and not _is_head(line.text, match["what"])
                and not _OFFICE.match(match["what"])
                and not _is_generic(match["what"])
            ):
                yield _Said(Span(line.span.start + match.start("what"), line.span.end), 88 - i // 8, "scope.label")
        else:
            below = next((k for k in range(i + 1, min(i + 4, len(lines))) if _is_title(lines[k].text) and not _OFFICE.match(lines[k].text)), None)
            if below is not None:
                yield _Said(lines[below].span, 82 - i // 8, "scope.label")


def _is_head(line: str, what: str) -> bool:
    """True for the heads of a table of prices, of which the first was taken for a label."""
    heads = words_of(what)
    return ":" not in line and bool(heads & PRICE_WORDS or len(heads & _COLUMNS) > 1)


def _named(document: Document, part: Part, role: Role) -> Iterator[_Said]:
    """What the agreement or solicitation is for that a later document, or a contract's recital, speaks of."""
    if role not in _ABOUT_ANOTHER:
        return
    small = lowered(document.text)
    end = min(part.span.end, part.span.start + NAMING_CHARACTERS)
    for n, match in enumerate(matches_from(cue.NAMED, cue.HEADS[cue.NAMED], document.text, small, part.span.start, end)):
        if n >= 5:
            break
        start = match.start("what")
        span = _to_sentence_end(document, start, part.span.end)
        tail = cue.NAMED_TAIL.search(document.text, start + 1, span.end)
        span = Span(start, tail.start() if tail else span.end)
        text = clean(document.quote(span))
        if 5 <= len(text) <= LONGEST_TITLE and not cue.NOT_BOUGHT.match(text) and not _is_generic(text):
            yield _Said(span, 74 - 2 * n, "scope.named")


def _sentences(document: Document, part: Part) -> Iterator[_Said]:
    """What is invited, sought or to be provided, from sentences."""
    end = min(part.span.end, part.span.start + INVITING_CHARACTERS)
    small = lowered(document.text)
    for pattern, worth, origin in (
        (cue.INVITES, 78, "scope.invites"),
        (cue.PURPOSE, 80, "scope.purpose"),
        (cue.RECEIVED, 76, "scope.received"),
        (cue.BIDS_FOR, 77, "scope.bids_for"),
        (cue.DESIRES, 66, "scope.desires"),
        (cue.SHALL_PROVIDE, 52, "scope.shall_provide"),
    ):
        for n, match in enumerate(matches_from(pattern, cue.HEADS[pattern], document.text, small, part.span.start, end)):
            if n >= 5:
                break
            span = _to_sentence_end(document, match.start("what"), part.span.end)
            text = clean(document.quote(span))
            if len(text) < 5 or cue.NOT_BOUGHT.match(text) or _is_generic(text):
                continue
            late = (match.start() - part.span.start) // 4_000
            yield _Said(span, worth - 2 * late - n, origin)


def _to_sentence_end(document: Document, start: int, limit: int) -> Span:
    stop = min(limit, start + 420)
    match = _SENTENCE_END.search(document.text, min(start + 4, stop), stop)
    end = match.start() if match else stop
    tail = cue.TAIL.search(document.text, start + 1, end)
    return Span(start, tail.start() if tail and tail.start() > start + 4 else end)


def _is_generic(text: str) -> bool:
    """True where the words name a part of a document rather than a thing."""
    return all(w.lower() in cue.GENERIC for w in _LETTERS.findall(text))


def _sections(document: Document, part: Part) -> Iterator[_Said]:
    """First sentences under headings such as Scope of Work, Purpose, Background."""
    for section in part.outline.sections:
        worth = 62 if cue.SCOPE_HEADING.match(section.heading) else 44 if cue.BACKGROUND_HEADING.match(section.heading) else 0
        start = min(section.heading_span.end, section.span.end)
        if not worth or section.span.end - start < 30:
            continue
        near = document.text[start : min(section.span.end, start + 400)]
        start += len(near) - len(near.lstrip(" \n.:–-"))
        if start + 20 >= section.span.end or cue.NOT_SCOPE.match(document.text[start : start + 80]):
            continue
        late = (section.span.start - part.span.start) // 20_000
        yield _Said(_to_sentence_end(document, start, section.span.end), worth - 3 * late, "scope.section")


def _summary(document: Document, said: Sequence[_Said]) -> tuple[str, tuple[Evidence, ...]]:
    """The best title and the best sentence that adds to it, and the words they come from; "" and nothing where there is neither."""
    title = next((s for s in said if s.origin in {"scope.title", "scope.label"}), None)
    sentence = next((s for s in said if s.origin not in {"scope.title", "scope.label"}), None)
    parts: list[str] = []
    proof: list[Evidence] = []
    for one in (title, sentence):
        if one is None:
            continue
        text = clean(document.quote(one.span))
        room = SUMMARY_LIMIT - len("; ".join([*parts, ""]))
        if parts and (room < 40 or _words(text) <= _words(parts[0])):
            continue
        parts.append(shortened(text, room))
        proof.append(cite(document, one.span, one.origin))
    return "; ".join(parts), tuple(proof)


def _opening(document: Document, part: Part) -> list[_Said]:
    """The first lines and the first sentence, for a document of which nothing better is known."""
    paragraphs = [
        Span(part.span.start + m.start(), part.span.start + m.end())
        for m in _PARAGRAPH.finditer(document.text[part.span.start : part.span.end][:4_000])
    ]
    worded = (s for s in paragraphs if _LETTERS.search(document.quote(s)) and not _is_letterhead(document.quote(s)))
    title = next(worded, None)
    if title is None:
        return []
    # Only the first paragraph of some length is quoted: the others are not looked into.
    longer = [s for s in paragraphs if s.start > title.start and len(s) >= _PROSE]
    prose = next((s for s in longer if _LETTERS.search(document.quote(s)) and not _is_letterhead(document.quote(s))), None)
    return [_Said(title, 20, "scope.title"), *([_Said(_to_sentence_end(document, prose.start, prose.end), 10, "scope.opening")] if prose else [])]


def _is_letterhead(words: str) -> bool:
    """True for the name of a body alone, and for a short paragraph with an address or a telephone number."""
    plain = " ".join(words.split()).strip(" ,.;:")
    named = any(hit.end - hit.start >= len(plain) - 4 for hit in bodies_in(plain)) or bool(cue.KIND_LINE.match(plain))
    return named or (len(plain) <= _INITIALS and plain.isupper()) or (len(plain) < _LETTERHEAD and bool(_CONTACT.search(plain)))


def _words(text: str) -> set[str]:
    return {w.lower() for w in _LETTERS.findall(text)}


def clean(text: str) -> str:
    """Words on one line, without what frames them: quotes, dashes, numbers of a list, lines to fill in."""
    one = re.sub(r"_{2,}", " ", text)
    one = cue.LEAD.sub("", " ".join(one.split()).lstrip(" -–—:;,.\"“”'*•"))
    return one.strip(" -–—:;,.\"“”'*•")


def shortened(text: str, limit: int) -> str:
    """At most so many characters, cut between words."""
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:(") + "…"


def _of_items(items: Sequence[ScopeItem], tables: Sequence[Finding[PriceTable]]) -> tuple[str, tuple[Evidence, ...]]:
    """A summary made of the first items of the price tables, for a list without a title."""
    text = "; ".join(item.text for item in items[:12])
    return shortened(text, SUMMARY_LIMIT) if text else "", tables[0].evidence[:1]


def _unique(items: Sequence[ScopeItem]) -> tuple[ScopeItem, ...]:
    seen: dict[str, ScopeItem] = {}
    for item in items:
        seen.setdefault(" ".join(item.text.lower().split()), item)
    return tuple(seen.values())
