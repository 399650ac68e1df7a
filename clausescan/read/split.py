"""One PDF may hold several documents: where each begins (domain: BUNDLES, sections 1 and 2).

A page begins a document where the weights of `split_weights.toml` times what is seen at its boundary come out above 0. A page that goes on
with the numbering of the page before it never does, nor does an exhibit that shares a name or a number with what it hangs on.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from clausescan.core.document import Bookmark
from clausescan.read.looks import Look, masked

# Titles of documents that stand on their own.
_KIND = re.compile(
    r"""\b(?:request\ for\ (?:sealed\ |competitive\ )?(?:proposals?|qualifications?|quot\w{1,10}|information|bids?)
      | (?:invitation|notice|call|calling)\ (?:to|for|of)\ (?:sealed\ )?(?:bid|negotiat|proposal|intent|award|public|meeting)\w{0,8}
      | agreement|contract|memorandum|amendment|addendum|resolution|ordinance|minutes|agenda|staff\ report
      | (?:council|board|agenda|action)\ (?:item|report|memo\w{0,6}|communication)
      | (?:regular|special|joint|emergency|committee|board|council)\ meeting
      | award|price\ (?:list|schedule|file|agreement)|catalog|quot(?:e|ation)|proposal|certificate\ of|purchase\ order|invoice|tabulation
      | lease|permit|renewal|interlocal|affidavit\ of\ publication)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_KIND_WORDS = frozenset(
    """request invitation notice call calling agreement contract memorandum amendment addendum resolution ordinance minutes agenda staff council
    board action regular special joint emergency committee award price catalog quote quotation proposal certificate purchase invoice tabulation
    lease permit renewal interlocal affidavit""".split()  # noqa: SIM905  twenty words a line read better than forty lines
)
# Titles of pieces: forms to fill in, sections, terms.
_PIECE = re.compile(
    r"""\b(?:affidavit(?!\ of\ publication)|certifications?|acknowledg\w{1,8}|disclosures?|questionnaire|checklist|references
      | (?:bid|proposal|pricing|price|response|signature|cover|quotation|cost|fee)\ (?:form|sheet|page|bond|proposal|submission|submittal|schedule)
      | submittal|declaration|statement\ of|exceptions?|bond|w-9|taxpayer|specifications?|scope\ of
      | (?:general|special|standard|supplement\w{1,8})\ (?:terms|conditions|provisions|requirements|information)
      | terms\ (?:and|&)\ conditions|instructions|requirements|sample|draft|form\ of|contents|index|definitions|evaluation|background
      | introduction|insurance|vendor\ information)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_PIECE_WORDS = frozenset(
    """affi cert ackn disc ques chec refe bid prop pric resp sign cove quot cost fee subm decl stat exce bond w-9 taxp spec scop gene stan supp term
    inst requ samp draf form cont inde defi eval back intr insu vend""".split()  # noqa: SIM905  thirty beginnings a line read better
)
_EXHIBIT = re.compile(
    r"^\W{0,3}(?:exhibit|attachment|appendix|schedule|annex|enclosure|form)\b[ \-–—:#]{0,3}(?:no\.? ?)?(?:[A-Z]{1,3}\b|\d|[ivx]{1,5}\b)",
    re.IGNORECASE,
)
_SECTION = re.compile(
    r"""^\W{0,3}(?:section|part|article|chapter|tab|division|volume)\b[ \-–—:\#]{0,3}(?:no\.?\ ?)?(?:[A-Z]{1,2}\b|\d|[ivx]{1,5}\b)
      | ^\W{0,2}(?:[2-9]|1\d)(?:\.\d{1,2}){0,2}[.)]?[ ]{1,6}[A-Z]        # 4. INSURANCE, but not 1.
      | ^[B-HII-X]{1,5}\.[ ]                                              # C. Scope""",
    re.IGNORECASE | re.VERBOSE,
)
_FILE_NAME = re.compile(r"\.(?:pdf|docx?|xlsx?)$", re.IGNORECASE)
_WORDS = re.compile(r"[a-z]+")
_STEMS = re.compile(r"\b[a-z][a-z0-9-]{1,3}")


@dataclass(frozen=True, slots=True)
class Weights:
    """What each signal counts, by its name, and the sum without any signal."""

    bias: float
    of: Mapping[str, float]


@cache
def load_weights() -> Weights:
    """The weights of `split_weights.toml`.

    Raises:
        OSError, tomllib.TOMLDecodeError, KeyError: the file has gone or is not what it should be.
    """
    raw = tomllib.loads((Path(__file__).parent / "split_weights.toml").read_text(encoding="utf-8"))
    return Weights(float(raw["bias"]), {str(k): float(v) for k, v in raw["weights"].items()})


def find_starts(looks: Sequence[Look], bookmarks: Sequence[Bookmark] = (), weights: Weights | None = None) -> tuple[int, ...]:
    """Pages, from 1, on which a document begins: always page 1, in order. Empty for no pages."""
    if not looks:
        return ()
    weights = weights or load_weights()
    marked = marked_pages(bookmarks)
    starts = [0]
    for page in range(1, len(looks)):
        if not _counts_on(looks[page - 1], looks[page]) and _is_start(Boundary.at(looks, page, starts[-1]), weights, bookmarked=page + 1 in marked):
            starts.append(page)
    return tuple(page + 1 for page in starts)


def marked_pages(bookmarks: Sequence[Bookmark]) -> frozenset[int]:
    """Pages to which a top-level bookmark leads that names a kind of document or a file."""
    return frozenset(b.page for b in bookmarks if b.level == 0 and (names_kind(b.title) or _FILE_NAME.search(b.title)))


def _is_start(boundary: Boundary, weights: Weights, *, bookmarked: bool) -> bool:
    """The cheap signals first: names and numbers are read only where they can still decide."""
    if continues(boundary):
        return False
    score = weights.bias + _sum(layout_signals(boundary), weights) + weights.of["bookmark"] * bookmarked
    if score + weights.of["no_shared_name"] <= 0:
        return False
    names = name_signals(boundary)
    if names["shared_with_head"] and is_exhibit(boundary.page):
        return False
    return score + _sum(names, weights) > 0


def _sum(signals: Mapping[str, float], weights: Weights) -> float:
    return sum(weights.of[name] * value for name, value in signals.items())


_LOOK_BACK = 200  # pages without words in a row: where there are more, what stood before them is left alone


@dataclass(frozen=True, slots=True)
class Boundary:
    """A page and those around it.

    `before` is the last readable page before it, `earlier` the one before that, `after` the next one, None where they cannot be read.
    `head` are the first two pages of the document so far, `skipped` the number of pages without words between `before` and the page.
    """

    page: Look
    previous: Look
    before: Look
    earlier: Look | None
    after: Look | None
    head: tuple[Look, ...]
    skipped: int

    @classmethod
    def at(cls, looks: Sequence[Look], page: int, start: int) -> Boundary:
        """The boundary before looks[page], in a document that began at looks[start]."""
        last = page - 1
        while last > start and looks[last].empty and page - last < _LOOK_BACK:
            last -= 1
        return cls(
            looks[page],
            looks[page - 1],
            looks[last],
            looks[last - 1] if last > start and not looks[last - 1].empty else None,
            looks[page + 1] if page + 1 < len(looks) and not looks[page + 1].empty else None,
            tuple(looks[start : min(start + 2, page)]),
            page - 1 - last,
        )


def continues(boundary: Boundary) -> bool:
    """True where the page goes on with what was before it beyond doubt: its number is the next, or neither page has words."""
    if boundary.page.empty and boundary.previous.empty:
        return abs(boundary.page.width - boundary.previous.width) <= 3 and abs(boundary.page.height - boundary.previous.height) <= 3
    return _counts_on(boundary.before, boundary.page, boundary.skipped)


def _counts_on(before: Look, page: Look, skipped: int = 0) -> bool:
    """True where the page bears the next number, or the one that is next if pages without words were counted."""
    old, new = before.label, page.label
    if old is None or new is None or not (new[1] == old[1] or not new[1] or not old[1]):
        return False
    return new[0] in {old[0] + 1, old[0] + 1 + skipped}


def is_exhibit(page: Look) -> bool:
    """True where one of the first four lines calls the page an exhibit, attachment, appendix, schedule, annex or form with a number or letter."""
    return any(_EXHIBIT.match(line.text) for line in page.top[:4])


def layout_signals(boundary: Boundary) -> dict[str, float]:
    """What numbering, running lines, type and titles tell of the boundary, each from 0 to 1; names as in `split_weights.toml`."""
    page, previous, before = boundary.page, boundary.previous, boundary.before
    same_size = abs(before.width - page.width) <= 3 and abs(before.height - page.height) <= 3
    labels, titles = _label_signals(boundary), _title_signals(boundary)
    return {
        **labels,
        **_running_signals(boundary),
        **titles,
        "restart_with_title": labels["count_restarts"] * max(titles["title_of_kind"], titles["address_lines"]),
        "type_changes": min(1.0, abs(math.log(before.size / page.size)) / 0.2) if before.size > 0 and page.size > 0 else 0.0,
        "page_size_changes": float(not same_size),
        "ended_early": float(0 < before.fill < 0.7),
        "ended_half": float(0 < before.fill < 0.45),
        "ended_signed": float(before.signed_off),
        "into_scan": float(page.empty and not previous.empty),
        "out_of_scan": float(previous.empty and not page.empty),
        "items_go_on": float(bool(before.items and page.items) and page.items[0] == before.items[-1] + 1),
    }


def _label_signals(boundary: Boundary) -> dict[str, float]:
    """Page numbers: a new count, a count that was complete, a cover without a number before page 2."""
    old, new = boundary.before.label, boundary.page.label
    following = boundary.after.label if boundary.after else None
    return {
        "count_restarts": float(old is not None and new is not None and new[0] == 1),
        "count_begins": float(old is None and new is not None and new[0] == 1),
        "count_begins_after": float(new is None and following is not None and following[0] == 2),
        "total_changes": float(old is not None and new is not None and old[1] != new[1]),
        "count_complete": float(old is not None and old[1] > 0 and old[0] == old[1]),
        "count_incomplete": float(old is not None and old[1] > 0 and old[0] != old[1]),
    }


def _running_signals(boundary: Boundary) -> dict[str, float]:
    """Running lines that stop here, and running lines that begin here, as shares of those there were and will be."""
    old = boundary.before.running & boundary.earlier.running if boundary.earlier else frozenset()
    new = boundary.page.running & boundary.after.running if boundary.after else frozenset()
    now = boundary.page.running | (boundary.after.running if boundary.after else frozenset())
    was = boundary.before.running | (boundary.earlier.running if boundary.earlier else frozenset())
    return {
        "running_lines_stop": len(old - now) / len(old) if old else 0.0,
        "running_lines_begin": len(new - was) / len(new) if new else 0.0,
    }


def _title_signals(boundary: Boundary) -> dict[str, float]:
    """Whether the page looks like a title page, a letter, a form, or the middle of something."""
    page = boundary.page
    usual = page.size if len(page.body) >= 25 else min(page.size, boundary.after.size if boundary.after else page.size)
    headings = page.headings(usual)
    kinds = [i for i, text in enumerate(headings) if names_kind(text)]
    largest = max((line.size for line in page.top), default=0.0)
    return {
        "large_title": min(1.0, max(0.0, largest / max(usual, 1.0) - 1)),
        "title_of_kind": float(bool(kinds)),
        "title_of_kind_first": float(bool(kinds) and kinds[0] < 3),
        "title_of_piece": float(any(map(_names_piece, headings[:5]))),
        "section_number": float(any(_SECTION.match(line.text) for line in page.top[:3])),
        "letterhead_again": float(_letterhead_again(boundary)),
        "address_lines": min(1.0, page.places() / 2),
        "opens_letter": float(page.opens_letter),
        "blanks": min(1.0, page.blanks / 5),
        "sentence_goes_on": float(_runs_on(boundary)),
    }


def _letterhead_again(boundary: Boundary) -> bool:
    """True where the page opens with the two lines with which the document so far did, and the page before it does not."""
    opening = boundary.page.letterhead
    return len(opening) == 2 and boundary.before.letterhead != opening and opening == boundary.head[0].letterhead


def names_kind(text: str) -> bool:
    """True where the words name a kind of document that stands on its own, such as an agreement, a resolution or a price list."""
    return not _KIND_WORDS.isdisjoint(_WORDS.findall(text.lower())) and _KIND.search(text) is not None


def _names_piece(text: str) -> bool:
    return not _PIECE_WORDS.isdisjoint(_STEMS.findall(text.lower())) and _PIECE.search(text) is not None


def _runs_on(boundary: Boundary) -> bool:
    """True where the first line that is no running line begins in lower case."""
    first = next((line.text.lstrip() for line in boundary.page.body if masked(line.text) not in boundary.before.running), "")
    return first[:1].islower()


def name_signals(boundary: Boundary) -> dict[str, float]:
    """Names and numbers that stand on both sides: what is about another purchase of another agency shares none."""
    old = [look for look in (boundary.before, boundary.earlier) if look]
    new = [look for look in (boundary.page, boundary.after) if look]
    names = boundary.page.names
    was = frozenset[str]().union(*[look.names for look in old])
    now = names.union(*[look.names for look in new[1:]])
    known = was.union(*[look.names for look in boundary.head])
    return {
        "shared_words": _overlap(frozenset[str]().union(*[look.words for look in old]), frozenset[str]().union(*[look.words for look in new])),
        "shared_with_last_page": _overlap(boundary.before.words, boundary.page.words),
        "shared_names": _overlap(was, now),
        "shared_with_head": min(1.0, len(known & names) / 5),
        "no_shared_name": float(len(now) >= 5 and len(was) >= 5 and known.isdisjoint(now)),
    }


def _overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """Shared words as a share of the smaller set; 0 where one is empty."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0
