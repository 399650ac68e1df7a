from __future__ import annotations

import time
from dataclasses import replace

import pytest

from clausescan.assess.signing import signing_of
from clausescan.core.contract_file import Execution, Signing
from clausescan.core.document import Mark, MarkKind
from clausescan.core.span import Box, Span
from tests.build import document


def signing(text: str) -> Signing:
    doc = document(text)
    return signing_of(doc, Span(0, len(doc.text)))


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("TOWN\nBy: /s/ Ada Fern\n\nSUPPLIER\nBy: /s/ Bo Reed", Execution.SIGNED),
        ("Electronically signed by: Ada Fern\nDocuSigned by: Bo Reed", Execution.SIGNED),
        ("Approved as to form:\nBy: ______\n\nTOWN By: Ada Fern Date: 3/1/24\nSUPPLIER Signature: Bo Reed", Execution.SIGNED),
        ("By: Ada Fern      By: ____________", Execution.PARTLY),
        ("By: Ada Fern", Execution.PARTLY),
        ("By: ______ Name: Ada Fern\nBy: ______ Name: Bo Reed", Execution.UNSIGNED),
        ("_________________________\nAda Fern, Mayor", Execution.UNSIGNED),
        ("We would like to extend the contract. Please sign and return this letter.\nBy: Ada Fern", Execution.UNSIGNED),
        ("The contract lasts two years.", Execution.UNKNOWN),
    ],
)
def test_state(text: str, state: Execution) -> None:
    assert signing(text).state is state


def test_a_desire_recited_in_a_signed_amendment_is_no_offer() -> None:
    assert signing("The town proposes to extend the term.\nBy: /s/ Ada Fern\nBy: /s/ Bo Reed").state is Execution.SIGNED


@pytest.mark.parametrize(("kind", "state"), [(MarkKind.DRAFT, Execution.UNSIGNED), (MarkKind.WATERMARK, Execution.SIGNED)])
def test_a_paper_stamped_a_draft_where_it_is_signed_is_not_executed(kind: MarkKind, state: Execution) -> None:
    doc = document("TOWN\nBy: /s/ Ada Fern\n\nSUPPLIER\nBy: /s/ Bo Reed")
    stamped = replace(doc, marks=(Mark(kind, 1, Box(0, 0, 1, 1), None, "DRAFT"),))
    assert signing_of(stamped, Span(0, len(doc.text))).state is state


@pytest.mark.parametrize("text", [" " * 1_000_000, "_" * 1_000_000, "By: " * 200_000, "/s/ " * 200_000])
def test_time_grows_with_length_only(text: str) -> None:
    started = time.perf_counter()
    signing(text)
    assert time.perf_counter() - started < 5
