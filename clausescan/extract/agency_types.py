"""What kind of body a name stands for: patterns from agency_names.toml (AGENCIES 2)."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from clausescan.core.finding import AgencyType, Answer
from clausescan.extract.caseless import lower, lowered_pattern
from clausescan.extract.known_bodies import known_body, known_in, last_words
from clausescan.extract.names import clean_name, kind_spelled_out
from clausescan.extract.places import city_place, load_states, state_code, state_of_name, state_pattern


@dataclass(frozen=True, slots=True)
class NameHit:
    """A body's name inside a phrase: offsets in the phrase, type, and the id of the pattern."""

    start: int
    end: int
    type: AgencyType
    rule: str


@dataclass(frozen=True, slots=True)
class _Rule:
    id: str
    type: AgencyType
    state_only: bool
    needs: tuple[str, ...]
    max_name: int


@dataclass(frozen=True, slots=True)
class _Patterns:
    """All of agency_names.toml; `of`, `tail` and `whole` read phrases in lower case.

    A phrase with no word of `last` names no body.
    """

    of: re.Pattern[str]
    tail: re.Pattern[str]
    whole: re.Pattern[str]
    rules: tuple[_Rule, ...]
    order: dict[str, int]
    stop: frozenset[str]
    lead_in: frozenset[str]
    generic: frozenset[str]
    joining: frozenset[str]
    office: frozenset[str]
    civic: frozenset[str]
    company_plain: frozenset[str]
    home: dict[str, str]
    keys: frozenset[str]
    last: frozenset[str]
    never: re.Pattern[str]
    private_universities: frozenset[str]


_NUMBER = r"(?:\ \([A-Z][A-Z-]{1,8}\))?(?:\ (?:No\.?\ ?|\#\ ?|Number\ |Region\ )?\d{1,5}[A-Z]?\b)?"
_WHOLE = ("whole", "tail-of", "state-tail", "state-ending", "of-state")
_WORD = re.compile(r"\S+")
KNOWN = "known-body"
"""The id of a hit by name rather than by pattern."""
# Consolidated governments name two places.
_JOINT = frozenset({"city-and-county"})
_PARENTS = frozenset(
    {"city", "town", "village", "county", "township", "borough", "university", "state", "port", "parish", "counties", "cities", "municipality"}
)


def _alternatives(words: list[str]) -> str:
    return "|".join(re.escape(w).replace("\\ ", "\\ {1,2}") for w in sorted(words, key=len, reverse=True))


def _plain_codes() -> str:
    """Codes of states that are no words of their own ("NC Department of ...", but not "IN Department")."""
    return "|".join(s.code for s in load_states() if s.code.lower() not in _WORDS_TOO)


_WORDS_TOO = frozenset({"in", "or", "me", "hi", "oh", "ok", "de", "la", "al", "as", "id", "ma", "pa", "mo", "co", "dc", "ai", "md", "pr", "vi"})


def _group(number: int, entry: dict[str, object]) -> str:
    words = entry.get("words")
    body = str(entry["regex"]) if words is None else _alternatives(list(words)) if isinstance(words, list) else ""
    if entry["shape"] == "tail-of":
        body = rf"(?:(?:State\ of\ )?(?:{state_pattern()})(?:\ State)?|{_plain_codes()}|NYS|WA\ State)\ (?:{body})\ (?:of|for|on)\ (?:the\ )?\S+"
    if entry["shape"] == "state-tail":
        place = r"county|city|town|township|village|parish|borough|university|college|school|port"
        body = rf"(?:{state_pattern()})(?:\ state)?\ (?!(?:{place})\b)(?:{body})(?![\w-])"
    if entry["shape"] == "state-ending":
        other = r"county|city|cities|town|towns|township|village|parish|borough|port|municipal|regional|metropolitan|metro|area|planning|police|fire"
        other += r"|beach|valley|heights|falls|springs|park|river|lake|street|avenue|central|house|school|schools|district"
        body = rf"(?:{state_pattern()})(?:\ state)?\ (?:(?!(?:{other}|of|in|at)\b)\S+\ ){{1,5}}?(?:{body})(?![\w’'-])"
    if entry["shape"] == "of-state":
        place = r"county|city|town|township|village|parish|borough"
        named = rf"(?:of|for)\ (?:(?!(?:{place})\b)\S+\ ){{1,5}}?of\ (?:the\ )?(?:state\ of\ )?(?:{state_pattern()})"
        body = rf"(?:{body})\ {named}(?!\ (?:{place})\b)(?![\w-])"
    return rf"(?P<g{number}>{body})"


def _tails(entries: Sequence[Mapping[str, Any]]) -> str:
    """The words that end names, as one expression, grouped by their first letter: a place in a phrase is tried against few of them only."""
    groups: dict[str, list[str]] = defaultdict(list)
    for number, entry in enumerate(entries):
        words: dict[str, list[str]] = defaultdict(list)
        for word in entry["words"] if entry["shape"] == "tail" else ():
            words[word[0].lower()].append(word[1:])
        for first, rest in words.items():
            groups[first].append(rf"(?P<g{number}_{ord(first)}>(?:{_alternatives(rest)}){_NUMBER if entry.get('numbered') else ''})")
    return "|".join(rf"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in groups.items())


@cache
def _load() -> _Patterns:
    data = tomllib.loads(resources.files("clausescan.extract").joinpath("agency_names.toml").read_text(encoding="utf-8"))
    entries = data["pattern"]
    rules = tuple(
        _Rule(e["id"], AgencyType(e["type"]), bool(e.get("state_only")), tuple(e.get("needs", ())), int(e.get("max_name", 7))) for e in entries
    )
    by_shape = {shape: "|".join(_group(n, e) for n, e in enumerate(entries) if e["shape"] in shape) for shape in (("of",), _WHOLE)}
    words = data["words"]
    keys = frozenset(w.lower() for e in entries for word in e.get("words", e.get("key_words", ())) for w in word.split()[-1:])
    return _Patterns(
        re.compile(lowered_pattern(rf"(?<![\w-])(?:{by_shape[('of',)]})\ (?:of|for)\ (?:the\ )?(?=[a-z0-9])")),
        re.compile(lowered_pattern(rf"(?<![\w-])(?:{_tails(entries)})(?![\w'’-])")),
        re.compile(lowered_pattern(rf"(?<![\w-])(?:{by_shape[_WHOLE]})")),
        rules,
        {rule.id: n for n, rule in enumerate(rules)},
        frozenset(w.lower() for w in words["stop"]),
        frozenset(w.lower() for w in words["lead_in"]),
        frozenset(w.lower() for w in words["generic"]),
        frozenset(w.lower() for w in words["joining"]),
        frozenset(w.lower() for w in words["office"]),
        frozenset(w.lower() for w in words["civic"]),
        frozenset(words["company_plain"]),
        {key.lower(): code for key, code in data["home"].items()},
        keys,
        keys | last_words(),
        re.compile(rf"(?:{_alternatives(words['never'])})\b", re.IGNORECASE),
        frozenset(w.lower() for w in data["universities"]["private"]),
    )


@lru_cache(maxsize=8192)
def bodies_in(phrase: str) -> tuple[NameHit, ...]:
    """Names of bodies in a phrase of capitalised words, in order; none lies inside another, and the longer of two that overlap is kept."""
    patterns = _load()
    small = lower(phrase)
    words = small.split()
    if patterns.last.isdisjoint(words) and (not any(sign in phrase for sign in ",.()") or patterns.last.isdisjoint(w.strip(",.()") for w in words)):
        return ()
    known = [NameHit(start, end, body.type, KNOWN) for start, end, body in known_in(phrase, small, words)]
    joined = " of " in small or " for " in small
    hits = [
        *known,
        *_tail_hits(phrase, small, patterns),
        *(_of_hits(phrase, small, patterns) if joined else ()),
        *_whole_hits(phrase, small, patterns),
    ]
    kept: list[NameHit] = []
    for hit in sorted(hits, key=lambda h: (h.start - h.end, patterns.order.get(h.rule, -1))):
        if all(hit.end <= k.start or k.end <= hit.start for k in kept) and not _never(phrase[hit.start : hit.end], patterns):
            kept.append(_typed_within(phrase, hit, hits))
    return tuple(sorted(kept, key=lambda h: h.start))


def _never(name: str, patterns: _Patterns) -> bool:
    """Whether a name holds one that is no public buyer's; "City of Hope Springs" is a city all the same."""
    found = patterns.never.search(name)
    return found is not None and (found.end() == len(name) or found[0].endswith(" of") or found[0].split()[0].lower() not in _PARENTS)


_VAGUE = re.compile(r"(?:District|Authority)(?: of .*)?$", re.IGNORECASE)
_PLACES = frozenset({AgencyType.COUNTY, AgencyType.MUNICIPALITY, AgencyType.STATE, AgencyType.SPECIAL_DISTRICT})


def _typed_within(phrase: str, hit: NameHit, hits: list[NameHit]) -> NameHit:
    """The hit with the type of the name that it goes on from: "Elm Regional Transit" tells what "Elm Regional Transit Authority" is for."""
    if hit.type is not AgencyType.SPECIAL_DISTRICT or not _VAGUE.search(phrase[hit.start : hit.end]):
        return hit
    inner = next((h for h in hits if h.start == hit.start and h.end < hit.end and h.type not in _PLACES), None)
    return hit if inner is None else NameHit(hit.start, hit.end, inner.type, inner.rule)


def _rule_of(found: re.Match[str], patterns: _Patterns) -> _Rule:
    return patterns.rules[int((found.lastgroup or "g0")[1:].partition("_")[0])]


def _of_hits(phrase: str, small: str, patterns: _Patterns) -> list[NameHit]:
    hits = []
    for found in patterns.of.finditer(small):
        rule = _rule_of(found, patterns)
        end = _name_end(phrase, found.end(), patterns, joint=rule.id in _JOINT)
        if rule.state_only:
            end = found.end() + _state_length(phrase[found.end() :])
        name = phrase[found.end() : end]
        if (
            end > found.end()
            and (not rule.needs or any(n.lower() in phrase[found.start() : end].lower() for n in rule.needs))
            and name.lower() not in patterns.generic
        ):
            hits.append(NameHit(_left_of_key(phrase, found, rule, patterns), end, rule.type, rule.id))
    return hits


def _left_of_key(phrase: str, found: re.Match[str], rule: _Rule, patterns: _Patterns) -> int:
    """A name may stand before the key too: "Red Elm Band of ...", "Public Service Commission of Wisconsin"."""
    if rule.type not in {AgencyType.TRIBAL, AgencyType.NONPROFIT_ADMIN} and rule.id != "commission-of-state":
        return found.start()
    return _name_start(phrase, found.start(), 4, patterns)


def _state_length(words: str) -> int:
    found = re.match(rf"(?:{state_pattern()})(?![\w-])", words, re.IGNORECASE)
    return found.end() if found else 0


def _name_end(phrase: str, start: int, patterns: _Patterns, *, office: bool = False, joint: bool = False) -> int:
    """Where the name after "City of" ends: before the first word that no place is called by; at most six words.

    `office` names go on over "Services" and "and", `joint` ones over "and".
    """
    end, count = start, 0
    for word in _WORD.finditer(phrase, start):
        bare = word[0].strip("(),.").lower()
        linked = word[0].islower() and bare in {"of", "the", "de", "del", "la", "las", "los", "du", "des", "y", "-"}
        if linked:
            continue
        if office and (bare in patterns.office or bare in {"and", "&"}):
            end = end if bare in {"and", "&"} else word.end()
            continue
        if joint and bare == "and" and end > start:
            continue
        ordinary = bare in patterns.stop or word[0] in {"&", "–"} or (word[0][0].isdigit() and count == 0)
        if ordinary or count == 6:
            break
        end, count = word.end(), count + 1
    return _without_code(phrase, start, _without_branch(phrase, start, end))


_BRANCHES = frozenset(
    {
        "highway",
        "water",
        "sewer",
        "wastewater",
        "stormwater",
        "electric",
        "transit",
        "library",
        "airport",
        "aviation",
        "housing",
        "health",
        "sanitation",
    }
    | {
        "street",
        "streets",
        "recreation",
        "utility",
        "engineering",
        "fleet",
        "information",
        "technology",
        "planning",
        "transportation",
        "solid",
        "waste",
    }
)
_OFFICE_NEXT = re.compile(r"\ (?:Department|Dept|Division|Bureau|Office)\b", re.IGNORECASE)


def _without_branch(phrase: str, start: int, end: int) -> int:
    """The end of a name without what the office behind it is for: "Town of Elmont Highway Department" is the town's."""
    if not _OFFICE_NEXT.match(phrase, end):
        return end
    while " " in phrase[start:end] and phrase[start:end].rsplit(" ", 1)[1].lower() in _BRANCHES:
        end = start + phrase[start:end].rindex(" ")
    return end


_CODE = re.compile(r"\S\ ([A-Z]{2})\Z")


def _without_code(phrase: str, start: int, end: int) -> int:
    """The end of a name without the postal code of its state ("City of Elmont MI"); a name all in capitals may end so by itself."""
    found = _CODE.search(phrase, start, end)
    if found is None or phrase[start:end].isupper() or state_code(found[1]) is None:
        return end
    return found.start(1) - 1


def _tail_hits(phrase: str, small: str, patterns: _Patterns) -> list[NameHit]:
    hits = []
    for found in patterns.tail.finditer(small):
        rule = _rule_of(found, patterns)
        start = _name_start(phrase, found.start(), rule.max_name, patterns)
        names = [w.lower() for w in phrase[start : found.start()].split()]
        end = _place_after(phrase, found.end(), patterns)
        plain = all(w in patterns.generic or w in {"of", "the", "and", "&"} or w.isdigit() for w in names)
        placed = end > found.end() and (names or " " in found[0])
        if placed or (names and not plain) or (" " in found[0] and found[0][-1].isdigit()):
            hits.append(NameHit(start, end, rule.type, rule.id))
    return hits


_OF = re.compile(r"\ (?:of|OF)\ (?:(?:the|THE)\ )?(?=[A-Z])")


def _place_after(phrase: str, end: int, patterns: _Patterns) -> int:
    """Where a name ends that goes on with a place: "Transportation District of Oregon"; `end` itself where it does not."""
    found = _OF.match(phrase, end)
    last = _name_end(phrase, found.end(), patterns) if found else end
    return last if found and last > found.end() else end


def _name_start(phrase: str, key: int, most: int, patterns: _Patterns) -> int:
    """Where the name before a key starts.

    Back over capitalised words, over "of" only after a city, county or the like, over "and" only between ordinary words.
    """
    words = list(_WORD.finditer(phrase, 0, key))
    at = len(words)
    while at > 0 and len(words) - at < most + 2:
        word = words[at - 1][0]
        low = word.strip(".,()").lower()
        if low in {"of", "the"}:
            before = next((w[0].lower() for w in reversed(words[: at - 1]) if w[0].lower() not in {"of", "the"}), "")
            if before not in _PARENTS:
                break
        elif low in {"and", "&"}:
            left, right = (words[at - 2][0].lower() if at > 1 else ""), (words[at][0].lower() if at < len(words) else "")
            plain = patterns.generic | patterns.joining
            if not (left in plain and (right in plain or at == len(words))):
                break
        elif low in patterns.lead_in and not (low == "local" and at < len(words)):
            break
        at -= 1
    while at < len(words) and words[at][0].lower() in {"of", "the", "and", "&", "-", "–"}:
        at += 1
    return words[at].start() if at < len(words) else key


def _whole_hits(phrase: str, small: str, patterns: _Patterns) -> list[NameHit]:
    hits = []
    for found in patterns.whole.finditer(small):
        rule = _rule_of(found, patterns)
        end = _name_end(phrase, found.end(), patterns, office=True) if rule.id == "state-department" else found.end()
        hits.append(NameHit(found.start(), max(end, found.end()), rule.type, rule.id))
    return hits


_PUBLIC_COLLEGE = re.compile(r"\b(?:community|technical|junior|county|city|state|vocational) ")


def is_public(name: str, kind: AgencyType) -> Answer:
    """Whether a body of that type is public by its name alone.

    "X University" without a state in it is unclear, a listed private university is not.
    """
    if kind in {AgencyType.UNKNOWN, AgencyType.COOPERATIVE}:
        return Answer.UNCLEAR
    if known_body(name) is not None:
        return Answer.YES
    if kind is AgencyType.PRIVATE:
        return Answer.NO
    if kind is AgencyType.NONPROFIT_ADMIN:
        return Answer.UNCLEAR
    low = clean_name(name).lower()
    plain = low.endswith(" university") or (low.endswith(" college") and not _PUBLIC_COLLEGE.search(low))
    if kind is AgencyType.HIGHER_ED_PUBLIC and plain and " state " not in low and state_of_name(name) is None:
        return Answer.UNCLEAR
    return Answer.YES


def is_private_university(name: str) -> bool:
    """True for a listed private university."""
    return clean_name(name).lower() in _load().private_universities


def is_civic(name: str) -> bool:
    """True where an association's name says that it is one of governments ("League of Cities")."""
    return not _load().civic.isdisjoint(w.strip(",.()").lower().replace("’", "'") for w in name.split())


def city_stands_alone(name: str) -> bool:
    """Whether a large city's name inside a body's is a name for itself: "Toledo School District", not "Toledo Bend School District"."""
    place = city_place(name)
    after = name[place[1] :].split() if place else []
    patterns = _load()
    word = after[0].strip(".,()").lower() if after else ""
    return not word or not word.isalpha() or word in patterns.generic or word in patterns.keys or word in _AFTER_CITY


_AFTER_CITY = frozenset({"and", "&", "of", "isd", "usd", "cisd", "department", "division", "unified", "independent", "metro", "metropolitan", "gas"})


def plain_words() -> frozenset[str]:
    """Words, in lower case, that make no company's name by themselves."""
    return _load().company_plain


def home_state(name: str) -> str | None:
    """The state that alone has bodies of that name ("Parish" is of Louisiana); None for other names."""
    low = kind_spelled_out(name).lower()
    return next((code for key, code in _load().home.items() if key in low), None)


def names_nobody(words: str) -> bool:
    """True for words of which one belongs to a heading, an office or a sentence, or of which none is a name ("Bid Opening", "Contract Manager")."""
    patterns = _load()
    bare = [w.strip(",.()").lower() for w in words.split()]
    bare = bare[1:] if bare[:1] == ["the"] else bare
    return any(w in patterns.stop and w not in _OFTEN_IN_NAMES for w in bare) or all(w in patterns.generic or w in patterns.lead_in for w in bare)


_OFTEN_IN_NAMES = frozenset(
    {"of", "the", "and", "for", "at", "in", "public", "community", "human", "utilities", "fire", "parks", "services", "works", "on", "by"}
)
_CLAUSE_WORDS = frozenset(
    {
        "adopt",
        "adopted",
        "resolution",
        "statewide",
        "interlocal",
        "intergovernmental",
        "multi-state",
        "such",
        "other",
        "of",
        "the",
        "and",
        "for",
        "-",
        "–",
    }
)


def only_generic(words: str) -> bool:
    """True for words of which none is a name ("National Cooperative")."""
    patterns = _load()
    return all(w in patterns.generic or w in patterns.lead_in or w in _CLAUSE_WORDS for w in words.lower().split())
