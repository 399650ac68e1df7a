"""Cooperative-use language as a spaCy component: `nlp.add_pipe("clausescan_clauses")` works on `spacy.blank("en")`, with nothing to download."""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from clausescan.scan import load_toolkit, scan_text

KEY = "clauses"


def make(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001  spaCy's signature
    """A component that puts the clauses of a text into `doc.spans["clauses"]`, in the order of the text, an empty group if there are none.

    A span's label is the class ("OPEN"), its `kb_id_` the polarity ("permits"), its `id_` the rule that found it. The text is read as that of a
    contract: a clause is as it is in `clausescan text`.
    """
    toolkit = load_toolkit()

    def component(doc: Doc) -> Doc:
        spans = []
        for part in scan_text(doc.text, "text", toolkit).parts:
            for found in part.facts.cooperative_use:
                first, value = found.evidence[0], found.value
                span = doc.char_span(
                    first.span.start,
                    first.span.end,
                    label=value.clause_class.value,
                    kb_id=value.polarity.value,
                    span_id=first.origin,
                    alignment_mode="expand",
                )
                spans += [span] if span is not None else []
        doc.spans[KEY] = sorted(spans, key=lambda s: (s.start, s.end))
        return doc

    return component


Language.factory("clausescan_clauses", func=make)
