"""Does a contract name what a buyer needs? Lines of price tables before scope items, those before the summary (COMPETITION 4)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from clausescan.core.finding import Finding, PriceTable, Scope

MAX_MATCHES = 3
_RANK = {"exact": 0, "category": 2, "title_only": 3}
_WORD = re.compile(r"[a-z0-9][a-z0-9/&'-]*|[.,;:()|]")
# A part number: letters then digits, perhaps with a hyphen or dot between, or a long run of digits; at least four signs.
_CODE = re.compile(
    r"\b(?:[A-Z]{1,3}\s\d{3,}[\w-]*|^[A-Za-z]{1,3}\s\d{3,}[\w-]*$|[A-Z]{2,4}\s(?=[A-Z]{1,4}\d)[A-Z\d]{3,}"
    r"|(?=[\w./-]{4})(?:[A-Za-z]{1,5}(?:[-./][A-Za-z]{1,4})?[-./]?\d[\w./-]*|\d(?:[\d-]{4,}|\d*[A-Za-z])[\w-]*))(?<=\w)"
)
# A measure: its unit is written out, so that "30 in." and "30-inch" are the same words.
_MEASURE = re.compile(
    r"(?<![\w.])(\d+(?:[./]\d+)?)(?:\s|-){0,2}(inch(?:es)?|in\b\.?|\"|”|feet|foot|ft\b\.?|lbs?\b\.?|pounds?|gal\b\.?|gallons?|oz\b\.?|ounces?)"
)
_UNITS = {"i": "inch", '"': "inch", "”": "inch", "f": "foot", "l": "pound", "p": "pound", "g": "gallon", "o": "ounce"}
_TOKEN = re.compile(r"[A-Za-z0-9]+(?:[./-][A-Za-z0-9]+)*")
_BETWEEN = re.compile(r"[\s./-]+")
_NOT_AWARDED = re.compile(r"^\W*(?:no\s*bid|n\.?\s?b\.?|not\s+awarded|no\s+award|rejected|cancell?ed|not\s+offered)\W*$", re.IGNORECASE)
_ALL_KINDS = re.compile(
    r"\b(?:full\s+(?:line|catalog)|balance\s+of\s+(?:the\s+)?(?:line|catalog)|(?:entire|complete)\s+(?:line|catalog)|(?:off|from)\s+(?:\w+\s+){0,3}(?:list|catalog|msrp))",
    re.IGNORECASE,
)
_OF_PRICES = "prices.table"
_TITLE_ORIGINS = ("scope.title", "scope.label")


@dataclass(frozen=True, slots=True)
class NeedMatch:
    """Words of a contract that speak of a need: as printed, the page (from 1), and what they are.

    `kind`: price_line, item, category (a discount on a whole line or catalog), summary, title or exclusion. `strength`: exact, category,
    title_only (never enough by itself) or excluded. `reason` goes on a sentence.
    """

    text: str
    page: int
    kind: str
    reason: str
    strength: str


@dataclass(frozen=True, slots=True)
class _Need:
    """What is looked for: words in their plain form, and part numbers without their blanks and hyphens.

    `thing` are the words that name it, the last of them the thing itself: for "bench with back" it is the bench.
    """

    words: tuple[str, ...]
    codes: tuple[str, ...]
    thing: tuple[str, ...]

    @property
    def head(self) -> str:
        """The thing itself: the last word that is no number and no unit."""
        return next((w for w in reversed(self.words) if not _measures(w)), self.words[-1])


def _measures(word: str) -> bool:
    return word[0].isdigit() or word in _UNITS.values()


def match_need(need: str, scope: Finding[Scope] | None, tables: Sequence[Finding[PriceTable]]) -> tuple[NeedMatch, ...]:
    """The best three matches: an exclusion first, then the strongest; empty if nothing speaks of the need.

    Exact takes all words of the need as the name of a thing ("mower", not "mower blades" or "blades for mowers"), or its part number.
    A need that stands in the summary alone is a category; in a title alone, title only (COMPETITION 4).
    """
    wanted = _need(need)
    if not wanted.words and not wanted.codes:
        return ()
    found = [*_lines(wanted, tables)]
    if scope is not None:
        found += [*_exclusions(wanted, scope), *_items(wanted, scope), *_summary(wanted, scope)]
    unique: dict[tuple[str, str], NeedMatch] = {}
    for match in found:
        unique.setdefault((match.text.lower(), match.strength), match)
    excluded = [m for m in unique.values() if m.strength == "excluded"]
    rest = sorted((m for m in unique.values() if m.strength != "excluded"), key=lambda m: _RANK[m.strength])
    return (*excluded[:1], *rest)[:MAX_MATCHES]


@cache
def _vocabulary() -> tuple[tuple[tuple[re.Pattern[str], str], ...], frozenset[str], frozenset[str]]:
    """Patterns with the words that stand for them, longest first; empty words; words before another thing."""
    data = tomllib.loads((Path(__file__).with_name("need_words.toml")).read_text(encoding="utf-8"))
    pairs = sorted(((other, group[0]) for group in data["same"] for other in group[1:]), key=lambda p: -len(p[0]))
    same = tuple(
        (re.compile(rf"(?<![\w-]){re.escape(other)}(?:e?s)?(?![\w-])(?!\s+{re.escape(first.split()[-1])})"), first) for other, first in pairs
    )
    return same, frozenset(data["empty"]), frozenset(data["before_other"])


def _need(text: str) -> _Need:
    codes = tuple(_squashed(m[0]) for m in _CODE.finditer(text))
    said = _words(_CODE.sub(" ", text))
    words = tuple(w for w in said if w[0].isalnum() and w not in _vocabulary()[1])
    words = words or (() if codes else tuple(w for w in _words(text) if w[0].isalnum()))
    cut = next((i for i, w in enumerate(said) if i and w in _vocabulary()[2]), len(said))
    return _Need(words, codes, tuple(w for w in words if w in said[:cut]) or words)


def _squashed(code: str) -> str:
    return _BETWEEN.sub("", code).lower()


def _codes_in(text: str) -> frozenset[str]:
    """What could be a part number: each word, and up to three words that stand together, without blanks and hyphens."""
    tokens = [_squashed(m[0]) for m in _TOKEN.finditer(text)]
    return frozenset("".join(tokens[i : i + n]) for i in range(len(tokens)) for n in (1, 2, 3))


@lru_cache(maxsize=8192)
def _words(text: str) -> tuple[str, ...]:
    """Words and marks in their plain form: lower case, one name for the same thing, no plural."""
    plain = _MEASURE.sub(lambda m: f"{m[1]} {_UNITS[m[2][0]]}", " ".join(text.lower().replace("’", "'").split()))
    for pattern, first in _vocabulary()[0]:
        plain = pattern.sub(first, plain)
    return tuple(_singular(w) for w in _WORD.findall(plain))


def _singular(word: str) -> str:
    if len(word) < 4 or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    return word.removesuffix("s")


def _agreement(need: _Need, text: str) -> str | None:
    """How far words speak of the need: exact, category, or None."""
    if need.codes and _codes_in(text).issuperset(need.codes):
        return "exact"
    if not need.words:
        return None
    words = _words(text)
    shared = [w for w in dict.fromkeys(need.words) if w in words]
    if len(shared) == len(set(need.words)):
        return "exact" if _is_named(need.thing, words) and not need.codes else "category"
    names = {w for w in need.words if not _measures(w)}
    named = names.intersection(words)
    return "category" if need.head in words and 2 * len(named) >= len(names) and len(named) > 1 else None


def _is_named(need: Sequence[str], words: Sequence[str]) -> bool:
    """True where the thing is named for itself: all its words before what it is for, and its last word not the first half of another name."""
    _, empty, before_other = _vocabulary()
    cut = next((i for i, w in enumerate(words) if w in before_other), len(words))
    own = words[:cut]
    if any(w not in own for w in need):
        return False
    last = next((w for w in reversed(need) if not _measures(w)), need[-1])
    return any(w == last and (i + 1 >= len(own) or _ends_name(own[i + 1], empty) or own[i + 1] in need) for i, w in enumerate(own))


def _ends_name(word: str, empty: frozenset[str]) -> bool:
    return not word[0].isalpha() or word in empty or any(c.isdigit() for c in word) or len(word) <= 2


def _lines(need: _Need, tables: Sequence[Finding[PriceTable]]) -> Iterator[NeedMatch]:
    for table in tables:
        for row in table.value.cells:
            line = " | ".join(" ".join(c.split()) for c in row if c.strip())
            agreement = max((_agreement(need, c) or "" for c in row), key=lambda a: (a == "exact", a), default="") or _agreement(
                need, line.replace("|", ",")
            )
            if not agreement:
                continue
            name = next((c for c in row if _agreement(need, c)), max(row, key=len))
            page = _page(table, name)
            reason = f"price line “{_shortened(line)}” on page {page}."
            if any(_NOT_AWARDED.match(c) for c in row):
                yield NeedMatch(name, page, "price_line", f"the price line “{_shortened(line)}” on page {page} is marked as not awarded.", "excluded")
            elif _ALL_KINDS.search(line):
                yield NeedMatch(name, page, "category", reason, "category")
            else:
                yield NeedMatch(name, page, "price_line", reason, agreement)


def _page(table: Finding[PriceTable], name: str) -> int:
    """The page of the quote that holds the words; the table's first page where none does."""
    key = " ".join(name.split())[:24].lower()
    return next((e.page for e in table.evidence if key and key in " ".join(e.quote.split()).lower()), table.value.pages[0])


def _exclusions(need: _Need, scope: Finding[Scope]) -> Iterator[NeedMatch]:
    for item in scope.value.exclusions:
        words = _words(item.text)
        if (need.words and all(w in words for w in need.words)) or (need.codes and _codes_in(item.text).issuperset(need.codes)):
            yield NeedMatch(item.text, item.page, "exclusion", f"“{_shortened(item.text)}” on page {item.page}.", "excluded")


def _items(need: _Need, scope: Finding[Scope]) -> Iterator[NeedMatch]:
    """Entries of the scope. A list says what is wanted, not what was awarded: never better than a category."""
    for item in scope.value.items:
        if _agreement(need, item.text):
            yield NeedMatch(item.text, item.page, "item", f"the scope names “{_shortened(item.text)}” on page {item.page}.", "category")


def _summary(need: _Need, scope: Finding[Scope]) -> Iterator[NeedMatch]:
    """The summary's own words: a sentence of the document is a category, its title is title only."""
    for evidence in scope.evidence:
        agreement = None if evidence.origin == _OF_PRICES else _agreement(need, evidence.quote)
        if not agreement:
            continue  # the lines of a price table are looked at one by one
        text = " ".join(evidence.quote.split())
        title = evidence.origin in _TITLE_ORIGINS
        kind, strength = ("title", "title_only") if title else ("summary", "category")
        said = "only the title says" if title else "the scope is described as"
        yield NeedMatch(text, evidence.page, kind, f"{said} “{_shortened(text)}” on page {evidence.page}.", strength)


def _shortened(text: str, limit: int = 120) -> str:
    return text if len(text) <= limit else text[: limit - 1].rsplit(" ", 1)[0] + "…"
