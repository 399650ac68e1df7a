"""Quotes with their address, and with a picture the first time they are shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from clausescan.core.contract_file import Proof
from clausescan.core.document import Document
from clausescan.core.finding import Evidence
from clausescan.report.labels import Key
from clausescan.report.pictures import TALLEST, Crop, Picture, Render, crop_for, first_marks, take_picture
from clausescan.report.places import SHORT, WordsView, words_views
from clausescan.report.words import shortened

MOST_PICTURES = 40
_LEFT_FOR_CLAUSES = 10  # pictures that all but checks and clauses leave to them
_MOST_WORDS = 6  # quotes of one page that stand together


@dataclass(frozen=True, slots=True)
class QuoteView:
    """Quotes of one page with their address, and one picture that shows them all, or the anchor of the place that already shows it."""

    anchor: str
    number: int
    words: tuple[WordsView, ...]
    document: str
    title: str
    page: int
    picture: Picture | None
    seen_at: str
    seen_number: int
    alternative: str

    @property
    def place(self) -> str:
        """As in "contract.pdf, page 3"."""
        return f"{self.document}, page {self.page}"


class Quoter:
    """Makes the quotes of one report. Pictures are taken in the order in which quotes are asked for, each once, forty at most."""

    def __init__(self, documents: Mapping[str, Document], render: Render | None, labels: Mapping[Key, str] | None = None) -> None:
        self._documents = documents
        self._render = render
        self._labels = labels or {}
        self._taken: dict[Crop, tuple[int, Picture | None]] = {}
        self._shown: list[tuple[Evidence, int]] = []
        self._count = 0

    @property
    def draws(self) -> bool:
        """Whether pages can be drawn at all."""
        return self._render is not None

    @property
    def pictures(self) -> int:
        """How many pictures were taken so far."""
        return sum(picture is not None for _, picture in self._taken.values())

    def sparing(self, proofs: Sequence[Proof], most: int = 1, *, named: bool = False) -> tuple[QuoteView, ...]:
        """The same as `quotes`, sparing of pictures: a new one only where none shows the words yet, and enough are left for the clauses."""
        return self.quotes(proofs, most, pictures=self.pictures < MOST_PICTURES - _LEFT_FOR_CLAUSES, again=False, named=named)

    def number_of(self, proof: Proof) -> int | None:
        """The number of the first quote so far that shows these words; None where none does."""
        here = proof.evidence
        return next((number for shown, number in self._shown if shown.source == here.source and shown.span.contains(here.span)), None)

    def quotes(
        self, proofs: Sequence[Proof], most: int = 3, *, full: bool = False, pictures: bool = True, again: bool = True, named: bool = False
    ) -> tuple[QuoteView, ...]:
        """Quotes in the order given, those near each other on a page together, at most so many groups.

        `full` shows every word, as printed. Without `again` no new picture is taken where an earlier one already shows the words; without
        `pictures` none is taken at all. `named` says what each shows.
        """
        groups: list[list[Proof]] = []
        for proof in dict.fromkeys(proofs):
            home = next((g for g in groups if len(_widest([*g, proof])) <= _MOST_WORDS and _near(g, proof)), None)
            if home is None:
                groups.append([proof])
            else:
                home.append(proof)
        shown = [_widest(group) for group in groups[:most]]
        return tuple(self._view(group, self._words(group, full=full, named=named), pictures=pictures, again=again) for group in shown)

    def _words(self, group: list[Proof], *, full: bool, named: bool) -> tuple[WordsView, ...]:
        document = self._documents.get(group[0].evidence.source)
        return words_views([p.evidence for p in group], document, self._labels if named else {}, full=full)

    def _view(self, group: list[Proof], words: tuple[WordsView, ...], *, pictures: bool, again: bool) -> QuoteView:
        self._count += 1
        self._shown.extend((p.evidence, self._count) for p in group)
        first = group[0]
        seen, picture = self._picture(group, self._count, new=pictures and self.pictures < MOST_PICTURES, again=again)
        said = " … ".join(shortened(p.evidence.quote, SHORT) for p in group)
        alternative = f"Page {first.evidence.page} of {first.document}. The words marked: {said}"
        seen_at = f"quote-{seen}" if seen else ""
        page = first.evidence.page
        return QuoteView(f"quote-{self._count}", self._count, words, first.document, first.title, page, picture, seen_at, seen, alternative)

    def _picture(self, group: Iterable[Proof], number: int, *, new: bool, again: bool) -> tuple[int, Picture | None]:
        """The number of the quote where the picture already stands (0 for none), or the picture itself, or neither."""
        evidence = [p.evidence for p in group]
        document = self._documents.get(evidence[0].source)
        crop = crop_for(evidence, document) if document is not None else None
        if crop is None or self._render is None:
            return 0, None
        for taken, (seen_at, seen) in self._taken.items():
            if taken == crop or (not (again and new) and seen is not None and _shows(taken, crop)):
                return (seen_at if seen is not None else 0), None
        if not new:
            return 0, None
        picture = take_picture(crop, self._render)
        self._taken[crop] = number, picture
        return 0, picture


def _near(group: list[Proof], proof: Proof) -> bool:
    """True where the words stand on the same page and one picture can show them with the group."""
    if any(p.evidence.source != proof.evidence.source or p.evidence.page != proof.evidence.page for p in group):
        return False
    places = [first_marks(p.evidence) for p in (*group, proof)]
    boxes = [box for place in places if place is not None for box in place[1]]
    return not boxes or max(b.bottom for b in boxes) - min(b.top for b in boxes) <= TALLEST / 2


def _widest(group: list[Proof]) -> list[Proof]:
    """The group without quotes that stand within another of its quotes."""
    spans = [p.evidence.span for p in group]
    return [p for n, p in enumerate(group) if not any(s.contains(spans[n]) and (s != spans[n] or m < n) for m, s in enumerate(spans) if m != n)]


def _shows(taken: Crop, crop: Crop) -> bool:
    """True where the picture already taken holds all the words of the other."""
    return (taken.sha256, taken.page) == (crop.sha256, crop.page) and all(taken.box.cover(mark) == taken.box for mark in crop.marks)
