"""Labelled wording to train and measure the clause classifier: loading, checking, comparing.

Policy: a wrong "permits" is worse than an "unclear". A case is labelled `cooperative_permits` only where its words alone let another
agency buy; where a gate, a limit or an unmarked box stands between, it is `cooperative_restricts`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from clausescan.errors import RuleError

PERMITS, RESTRICTS, PROHIBITS = "cooperative_permits", "cooperative_restricts", "cooperative_prohibits"
REVERSE, SUPPORTING = "cooperative_reverse", "cooperative_supporting"
COOPERATIVE_LABELS = (PERMITS, RESTRICTS, PROHIBITS, REVERSE, SUPPORTING)
OTHER_LABELS = (
    "term", "renewal", "termination", "scope", "price", "competition", "assignment", "most_favoured_customer", "third_party_beneficiary",
    "insurance", "indemnity", "confidentiality", "records", "dispute", "payment", "warranty", "precedence", "definitions", "signature", "other",
)  # fmt: skip
LABELS = COOPERATIVE_LABELS + OTHER_LABELS

CLASS_LABELS: dict[str, tuple[str, ...]] = {
    "OPEN": (PERMITS,),
    "VENDOR": (RESTRICTS, PERMITS),  # permits only where the vendor's "yes" is already written in
    "CONSENT": (RESTRICTS,),
    "MEMBER": (RESTRICTS,),
    "GEO": (RESTRICTS,),
    "LIST": (RESTRICTS, PERMITS),  # permits only where the list is an open one
    "MASTER": (PERMITS, RESTRICTS, SUPPORTING),
    "STATEEXT": (RESTRICTS,),
    "STATUTE": (PERMITS, RESTRICTS, SUPPORTING),
    "ASSIGN": (RESTRICTS,),
    "CAP": (RESTRICTS,),
    "SUPPORT": (SUPPORTING,),
    "INCORP": (SUPPORTING, "precedence"),
    "PROHIBIT": (PROHIBITS,),
    "DECLINE": (PROHIBITS,),
    "REVERSE": (REVERSE,),
    "SILENT": OTHER_LABELS,
    "UNRELATED": OTHER_LABELS,
    "": OTHER_LABELS,
}
"""Which labels a class of the taxonomy may carry (CLAUSES 1 to 3)."""

TWINS = ("permits", "restricts", "prohibits", "reverse")
"""The four members of every pattern of the contrast pack."""

_REQUIRED = ("id", "label", "family", "text", "comment")
_OPTIONAL = ("class", "pattern", "twin")
_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?|[0-9]+|[.!?:\n]")
_NAME = "@"
_NUMBER = "#"


@dataclass(frozen=True, slots=True)
class Case:
    """One labelled wording. `clause_class` is "" where the taxonomy has none; `pattern` and `twin` are "" outside the contrast pack."""

    id: str
    label: str
    family: str
    text: str
    comment: str
    clause_class: str = ""
    pattern: str = ""
    twin: str = ""


def load_cases(*places: Path) -> tuple[Case, ...]:
    """All cases of all TOML files below the folders, or of the files given, by file name, then in the order written; empty if there are none.

    Raises:
        RuleError: a file is not TOML, a key, label, class or twin is unknown, a text is empty, or an id stands twice.
    """
    paths = [path for place in places for path in (sorted(place.rglob("*.toml")) if place.is_dir() else [place])]
    cases = tuple(case for path in paths for case in _cases_of(path))
    seen: set[str] = set()
    for case in cases:
        if case.id in seen:
            raise RuleError(f"case {case.id}: this id stands twice below {', '.join(p.name for p in places)}")
        seen.add(case.id)
    return cases


def hold_out(cases: tuple[Case, ...], families: frozenset[str]) -> tuple[tuple[Case, ...], tuple[Case, ...]]:
    """Cases to learn from and cases to measure by: a family is wholly in one or in the other, so that no author's style is in both."""
    return tuple(x for x in cases if x.family not in families), tuple(x for x in cases if x.family in families)


def masked(text: str) -> tuple[str, ...]:
    """The words in lower case, with every number as "#" and every name as "@" (runs of either as one).

    A name is a capitalised word that does not begin a sentence or line; text that is mostly capitals is taken as having no names.
    """
    shouted = sum(map(str.isupper, text)) > 0.5 * max(1, sum(map(str.isalpha, text)))
    words: list[str] = []
    begins = True
    for match in _WORD.finditer(text):
        token = match.group()
        if not token[0].isalnum():
            begins = True
            continue
        word = _mask(token, begins=begins, shouted=shouted)
        if word not in (_NAME, _NUMBER) or words[-1:] != [word]:
            words.append(word)
        begins = False
    return tuple(words)


def trigrams(text: str) -> frozenset[tuple[str, ...]]:
    """Runs of three masked words; a text of fewer than three is one run."""
    words = masked(text)
    return frozenset(words[i : i + 3] for i in range(max(1, len(words) - 2)))


def likeness(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> float:
    """Jaccard index of two sets of trigrams: 0 nothing shared, 1 the same."""
    union = len(one | other)
    return len(one & other) / union if union else 1.0


def _mask(token: str, *, begins: bool, shouted: bool) -> str:
    if token.isdigit():
        return _NUMBER
    if token[0].isupper() and not begins and not shouted:
        return _NAME
    return token.lower()


def _cases_of(path: Path) -> Iterator[Case]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RuleError(f"{path.name}: not a TOML file: {error}") from error
    if unknown := set(content) - {"case"}:
        raise RuleError(f"{path.name}: unknown key {min(unknown)}", "A corpus file holds [[case]] tables only.")
    rows = content.get("case", [])
    if not isinstance(rows, list):
        raise RuleError(f"{path.name}: case must be written [[case]]")
    return (_case(row, f"{path.name}: case {number}") for number, row in enumerate(rows, 1))


def _case(row: dict[str, Any], where: str) -> Case:
    if unknown := set(row) - {*_REQUIRED, *_OPTIONAL}:
        raise RuleError(f"{where}: unknown key {min(unknown)}")
    for key in _REQUIRED:
        if key not in row:
            raise RuleError(f"{where}: {key} is missing")
    for key, value in row.items():
        if not isinstance(value, str) or not value.strip():
            raise RuleError(f"{where}: {key} must be words")
    case = Case(
        row["id"], row["label"], row["family"], row["text"].strip(), row["comment"], row.get("class", ""), row.get("pattern", ""), row.get("twin", "")
    )
    _check(case, where)
    return case


def _check(case: Case, where: str) -> None:
    if case.label not in LABELS:
        raise RuleError(f"{where}: unknown label {case.label}", f"Labels are: {', '.join(LABELS)}.")
    if case.clause_class not in CLASS_LABELS:
        raise RuleError(f"{where}: unknown class {case.clause_class}", f"Classes are: {', '.join(filter(None, CLASS_LABELS))}.")
    if case.label not in CLASS_LABELS[case.clause_class]:
        raise RuleError(f"{where}: class {case.clause_class or '(none)'} cannot be labelled {case.label}")
    if bool(case.pattern) != bool(case.twin) or (case.twin and case.twin not in TWINS):
        raise RuleError(f"{where}: a contrast case has a pattern and one of the twins {', '.join(TWINS)}")
    if case.twin and case.label != f"cooperative_{case.twin}":
        raise RuleError(f"{where}: the {case.twin} twin cannot be labelled {case.label}")
