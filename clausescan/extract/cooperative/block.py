"""One clause: the sentences that were judged, in order, the sentences around them, and the lines behind in which a form is answered."""

from __future__ import annotations

from dataclasses import dataclass

from clausescan.core.document import Document
from clausescan.core.finding import Role
from clausescan.core.span import Span
from clausescan.extract.cooperative.judge import Judgement, Says
from clausescan.extract.cooperative.view import View


@dataclass(frozen=True, slots=True)
class Block:
    """One clause: the sentences judged, in order, and the other sentences around them."""

    document: Document
    role: Role
    judged: tuple[Judgement, ...]
    around: tuple[View, ...]

    @property
    def grants(self) -> tuple[Judgement, ...]:
        """The sentences that grant."""
        return tuple(j for j in self.judged if j.says in (Says.GRANT, Says.LIMIT, Says.ASSIGN))

    @property
    def text(self) -> str:
        """The words of all judged sentences."""
        return self.document.text[self.judged[0].span.start : self.judged[-1].span.end]

    @property
    def span(self) -> Span:
        """The place of the judged sentences and those around."""
        starts = [j.span.start for j in self.judged] + [v.start for v in self.around]
        ends = [j.span.end for j in self.judged] + [v.end for v in self.around]
        return Span(min(starts), max(ends))


_FORM = 350


def form_of(block: Block) -> Span:
    """The judged sentences and a few lines behind them."""
    last = block.judged[-1].span.end
    return Span(block.judged[0].span.start, max(last, min(block.span.end, last + _FORM)))
