"""What reviewers said of findings: an append-only row of corrections, each tied to words of the document so that it outlives a new reading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache
from typing import Any

from clausescan.core.document import Document
from clausescan.core.finding import Finding
from clausescan.core.result import Scanned
from clausescan.core.span import Span

_CONTEXT = 80  # code points of the text kept before and after a quote
_ENOUGH = 0.6  # how much of the context must be the same where a quote stands more than once, or has moved to another file
_SHORT = 24  # letters and digits of a quote below which its place must be shown by its context


class Act(StrEnum):
    """What a reviewer did."""

    ACCEPT = "accept"
    """The finding is right."""
    CORRECT = "correct"
    """Its value or its words are wrong; the right ones are given."""
    REJECT = "reject"
    """It is no such thing."""
    ADD = "add"
    """It was missed."""
    COMMENT = "comment"
    OVERRIDE = "override"
    """A person's verdict on a check in place of the one found; `kind` is the row."""
    UNDO = "undo"
    """An earlier act counts no more; its line stays."""


JUDGMENTS = frozenset({Act.ACCEPT, Act.CORRECT, Act.REJECT})
"""Acts of which the last one of each reviewer counts."""
Pairs = tuple[tuple[str, str], ...]
"""Names and values in words, in the order of the kind's fields."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words of a document and where they stood: page from 1, first code point, and the text before and after."""

    source: str
    page: int
    start: int
    quote: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """One line of the trail. `at` is UTC, ISO; `who` a name, not proof of who it was; `kind` a field of `Facts`, or the row of an override.

    `finding` is the id of what it speaks of, `undoes` the id of the line that counts no more.
    """

    id: str
    at: str
    who: str
    act: Act
    kind: str = ""
    finding: str = ""
    before: Pairs = ()
    after: Pairs = ()
    reason: str = ""
    anchor: Anchor | None = None
    undoes: str = ""


def anchored(document: Document, span: Span) -> Anchor:
    """The words at that span with what stands around them."""
    prefix = document.text[max(0, span.start - _CONTEXT) : span.start]
    suffix = document.text[span.end : span.end + _CONTEXT]
    return Anchor(document.source.sha256, document.page_of(span.start), span.start, document.quote(span), prefix, suffix)


def find_anchor(document: Document, anchor: Anchor) -> Span | None:
    """Where the words of an anchor stand now; None where they do not, or where it cannot be told which of several places is meant.

    Only letters and digits are compared, so that spaces, line ends, hyphens and quotation marks may have changed. Page numbers do not count.
    """
    at = Span(anchor.start, anchor.start + len(anchor.quote))
    if document.source.sha256 == anchor.source and document.quote(at) == anchor.quote:
        return at
    wanted, _ = _letters(anchor.quote)
    text, places = _letters(document.text)
    if not wanted:
        return None
    before, after = _letters(anchor.prefix)[0], _letters(anchor.suffix)[0]
    ranked = sorted(((_alike(text, start, len(wanted), before, after), -start) for start in _every(text, wanted)), reverse=True)
    if not ranked:
        return None
    best, start = ranked[0][0], -ranked[0][1]
    alone = len(ranked) == 1 and len(wanted) >= _SHORT
    if not alone and (best < _ENOUGH or (len(ranked) > 1 and ranked[1][0] == best)):
        return None
    return Span(places[start], places[start + len(wanted) - 1] + 1)


@lru_cache(maxsize=4)
def _letters(text: str) -> tuple[str, tuple[int, ...]]:
    """Letters and digits in lower case, and where each stands."""
    places = tuple(m.start() for m in re.finditer(r"[^\W_]", text))
    return "".join(text[p].lower()[:1] for p in places), places


def _every(text: str, wanted: str) -> Iterable[int]:
    at = text.find(wanted)
    while at >= 0:
        yield at
        at = text.find(wanted, at + 1)


def _alike(text: str, start: int, length: int, before: str, after: str) -> float:
    """How much of the context is the same there, 0 to 1; 1 where no context was kept."""
    if not before and not after:
        return 1.0
    near = text[max(0, start - len(before)) : start], text[start + length : start + length + len(after)]
    return SequenceMatcher(None, before + "\0" + after, near[0] + "\0" + near[1], autojunk=False).ratio()


def live(corrections: Iterable[Correction]) -> tuple[Correction, ...]:
    """Those that count: no line that was undone, and no undoing."""
    every = tuple(corrections)
    undone = {c.undoes for c in every if c.act is Act.UNDO}
    return tuple(c for c in every if c.act is not Act.UNDO and c.id not in undone)


def standing(corrections: Iterable[Correction]) -> dict[str, Correction]:
    """The last judgment of each reviewer, by name, in the order of their first; of one finding's live corrections."""
    last: dict[str, Correction] = {}
    for correction in corrections:
        if correction.act in JUDGMENTS:
            last[correction.who] = correction
    return last


def outcome(correction: Correction) -> tuple[str, Pairs, str]:
    """What two reviewers must share to agree: the act, and what they put in its place."""
    moved = correction.anchor.quote if correction.act is Act.CORRECT and correction.anchor else ""
    return (correction.act.value, correction.after if correction.act is Act.CORRECT else (), moved)


class ReviewState(StrEnum):
    """Where a finding stands."""

    OPEN = "open"
    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    REJECTED = "rejected"
    ADDED = "added"
    DISPUTED = "disputed"
    """Reviewers differ."""
    LOST = "lost"
    """The words it was tied to are not in the files any more; it is not applied."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding and what reviewers said of it. `found` is None for one that was added, `now` for one that is rejected or lost.

    `scan` and `part` count from 0 (-1 for a lost one); `corrections` are the live ones, the oldest first.
    """

    kind: str
    scan: int
    part: int
    state: ReviewState
    found: Finding[Any] | None
    now: Finding[Any] | None
    corrections: tuple[Correction, ...] = ()

    @property
    def id(self) -> str:
        """The id under which it is corrected; for a lost one, that of its first correction."""
        shown = self.found or self.now
        return shown.id if shown else self.corrections[0].finding or self.corrections[0].id


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The scans as reviewers left them, and every finding with what was said of it, in the order of the scans, lost ones last."""

    scans: tuple[Scanned, ...]
    judged: tuple[Judged, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two reviewers agree on the findings that both judged. `kappa` is Cohen's, None where chance alone would make them agree."""

    reviewers: tuple[str, str]
    both: int
    same: int
    kappa: float | None

    @property
    def share(self) -> float:
        """The part of those on which they agree, 0 to 1."""
        return self.same / self.both if self.both else 0.0


def agreements(judged: Iterable[Mapping[str, Correction]]) -> tuple[Agreement, ...]:
    """For each two reviewers who judged some of the same findings; `judged` holds what `standing` gives, finding by finding."""
    pairs: dict[tuple[str, str], list[tuple[object, object]]] = {}
    for one in judged:
        names = sorted(one)
        for i, first in enumerate(names):
            for second in names[i + 1 :]:
                pairs.setdefault((first, second), []).append((outcome(one[first]), outcome(one[second])))
    return tuple(_agreement(names, answers) for names, answers in sorted(pairs.items()))


def _agreement(names: tuple[str, str], answers: Sequence[tuple[object, object]]) -> Agreement:
    both, same = len(answers), sum(a == b for a, b in answers)
    kinds = {x for pair in answers for x in pair}
    chance = sum(sum(a == k for a, _ in answers) * sum(b == k for _, b in answers) for k in kinds) / both**2
    kappa = round((same / both - chance) / (1 - chance), 3) if chance < 1 else None
    return Agreement(names, both, same, kappa)


def correction_plain(correction: Correction) -> dict[str, Any]:
    """A line of the trail as plain JSON."""
    anchor = correction.anchor
    return {
        "id": correction.id,
        "at": correction.at,
        "who": correction.who,
        "act": correction.act.value,
        "kind": correction.kind,
        "finding": correction.finding,
        "before": dict(correction.before),
        "after": dict(correction.after),
        "reason": correction.reason,
        "anchor": None if anchor is None else {name: getattr(anchor, name) for name in Anchor.__slots__},
        **({"undoes": correction.undoes} if correction.undoes else {}),
    }


def correction_of(plain: Mapping[str, Any]) -> Correction:
    """What `correction_plain` made.

    Raises:
        ValueError: it is no such line.
    """
    try:
        anchor = plain.get("anchor")
        return Correction(
            str(plain["id"]),
            str(plain["at"]),
            str(plain["who"]),
            Act(plain["act"]),
            str(plain.get("kind", "")),
            str(plain.get("finding", "")),
            tuple((str(k), str(v)) for k, v in (plain.get("before") or {}).items()),
            tuple((str(k), str(v)) for k, v in (plain.get("after") or {}).items()),
            str(plain.get("reason", "")),
            None if anchor is None else Anchor(str(anchor["source"]), int(anchor["page"]), int(anchor["start"]), *_quoted(anchor)),
            str(plain.get("undoes", "")),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not a correction: {error}") from error


def _quoted(anchor: Mapping[str, Any]) -> tuple[str, str, str]:
    return str(anchor["quote"]), str(anchor.get("prefix", "")), str(anchor.get("suffix", ""))
