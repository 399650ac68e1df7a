from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausescan.learn.features import LONGEST, fingerprint, stems_only, terms, words_and_characters, words_only


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Vendor shall indemnify the Board.", "indemn"),
        ("Vendor shall indemnify the Board.", "#INDEMN"),
        ("any other agency may order from this award", "#OTHER BUYER"),
        ("other agencies may not buy from this contract", "#NOT USE"),
        ("other agencies may not buy from this contract", "!#USE"),
        ("we sell only if the owner agrees", "?#CONSENT"),
        ("paid within 45 days", "0"),
        ("the seller Ambrose Quill is bound", "@"),
        ("Agree [X]  Decline [ ]", "#MARKED"),
        ("Agree [X]  Decline [ ]", "#EMPTY"),
        ("☒ yes", "#MARKED"),
        ("initials ________", "#EMPTY"),
        ("_X_ we agree", "#MARKED"),
        ("( X ) yes", "#MARKED"),
        ("(  ) yes", "#EMPTY"),
        ('"Buyer" means the Town.', '"'),
        ("WARRANTY. Parts are good for a year.", "^warran"),
    ],
)
def test_a_text_has_the_term(text: str, term: str) -> None:
    assert term in terms(text)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Not today. Agencies buy.", "!#USE"),  # a denial ends with its sentence
        ("no one two three four five six seven agencies", "!#BUYER"),  # and does not reach far
        ("agencies may buy", "!#USE"),
        ("Other bodies may join if asked", "?#JOIN"),
        ("(see below) yes", "#EMPTY"),
    ],
)
def test_a_text_has_not_the_term(text: str, term: str) -> None:
    assert term not in terms(text)


def test_names_and_numbers_do_not_matter() -> None:
    one, other = "sold to Gray Harbor for $4,120.50 in all", "sold to Mount Ellery for $17 in all"
    assert terms(one) == terms(other)


def test_a_capital_that_begins_a_sentence_is_no_name() -> None:
    assert "@" not in terms("Plumbing is extra. Roofing is not.")


def test_typewriter_capitals_are_no_names() -> None:
    assert "@" not in terms("DELIVER COAL TO REAR OF BUILDING")


@given(st.text(max_size=300))
def test_any_text_gives_terms_and_the_same_again(text: str) -> None:
    for analyse in (terms, stems_only, words_only, words_and_characters):
        assert analyse(text) == analyse(text)


@pytest.mark.parametrize("piece", [" ", "_", "[ ", "☐", "1.", "A", "a'"])
def test_a_very_long_text_takes_no_time(piece: str) -> None:
    began = time.process_time()
    terms(piece * 1_000_000)
    assert time.process_time() - began < 1


def test_only_the_beginning_of_a_long_text_is_seen() -> None:
    start = "so it goes on " * LONGEST
    assert terms(start) == terms(start + "indemnify")


def test_the_fingerprint_is_a_hash() -> None:
    assert len(fingerprint()) == 64
    assert fingerprint() == fingerprint()
