"""Quotes with their address, and with a picture the first time they are shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from clausescan.core.contract_file import Proof
from clausescan.core.finding import Evidence
from clausescan.report.pictures import Picture

_SHORT = 600  # characters of a quote that stands beside a claim; clauses are shown in full


@dataclass(frozen=True, slots=True)
class QuoteView:
    """A quote as paragraphs, where it stands, its picture, or the anchor of the place that already shows it ("" for none)."""

    anchor: str
    paragraphs: tuple[str, ...]
    cut: bool
    document: str
    title: str
    page: int
    picture: Picture | None
    seen_at: str
    alternative: str


class Quoter:
    """Makes quotes for one report and remembers which pictures it has shown: a picture is in the file once."""

    def __init__(self, pictures: Mapping[Evidence, Picture]) -> None:
        self._pictures = pictures
        self._shown: dict[str, str] = {}
        self._count = 0

    def quote(self, proof: Proof, *, full: bool = False) -> QuoteView:
        """One quote; `full` shows it to the last word."""
        self._count += 1
        anchor = f"quote-{self._count}"
        evidence = proof.evidence
        cut = not full and len(evidence.quote) > _SHORT
        words = evidence.quote[: evidence.quote.rfind(" ", 0, _SHORT)] if cut else evidence.quote
        picture = self._pictures.get(evidence)
        seen_at = self._shown.get(picture.uri, "") if picture is not None else ""
        if picture is not None and not seen_at:
            self._shown[picture.uri] = anchor
        return QuoteView(
            anchor=anchor,
            paragraphs=tuple(" ".join(p.split()) for p in words.split("\n\n") if p.strip()),
            cut=cut,
            document=proof.document,
            title=proof.title,
            page=evidence.page,
            picture=picture if not seen_at else None,
            seen_at=seen_at,
            alternative=f"Page {evidence.page} of {proof.document}. The words marked: {' '.join(words.split())}",
        )

    def quotes(self, proofs: Sequence[Proof], most: int = 4) -> tuple[QuoteView, ...]:
        """The first quotes, each address once."""
        unique = {(p.document, p.evidence.page, p.evidence.span): p for p in proofs}
        return tuple(self.quote(p) for p in list(unique.values())[:most])
