"""Where text rules fire."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from clausescan.core.span import Span
from clausescan.extract.pattern_rules import PatternRule, anchor_hits, lowered, parse_rules
from clausescan.extract.rule_hits import RuleSet, first_hits
from clausescan.extract.sentences import split_sentences

RULES = """
[[rule]]
id = "hen"
why = "Because."
value = "a"
pattern = '\\b(?:red|old) hens?\\b'
unless = '\\bno\\b'
anchors = ["hen", "red of", "old"]
weight = 1
matches = ["red hen"]
not_matches = ["no red hen"]

[[rule]]
id = "form"
why = "Because."
value = "a"
pattern = '\\bform of\\b'
anchors = ["form of"]
weight = 1
matches = ["form of"]
not_matches = ["form"]
"""


def rules() -> tuple[PatternRule, ...]:
    return parse_rules(RULES, "x.toml")


def plainly(text: str, most: int) -> list[tuple[str, Span, Span]]:
    """The same looked for anchor by anchor, without any short cut."""
    span, small = Span(0, len(text)), lowered(text)
    sentences, found = split_sentences(text, span), dict[str, tuple[str, Span, Span]]()
    for at, anchor in anchor_hits(rules(), small, 0, len(text), most):
        sentence = sentences.around(at)
        for rule in rules():
            if anchor in rule.anchors and rule.id not in found and (m := rule.search(text, sentence.start, sentence.end)):
                found[rule.id] = (rule.id, Span(*m.span()), sentence)
    return list(found.values())


WORDS = ("Red", "old", "hen", "hens", "henhouse", "no", "form", "of", "form\nof", "reform", "Office", ".", ". A", "\n\n", "\n", "x" * 90)


@given(st.lists(st.sampled_from(WORDS), max_size=30), st.integers(1, 4))
def test_finds_what_a_plain_search_finds(words: list[str], most: int) -> None:
    text = " ".join(words)
    found = [(hit.rule.id, hit.span, hit.sentence) for hit in first_hits(RuleSet(rules()), text, split_sentences(text, Span(0, len(text))), most)]
    assert found == plainly(text, most)


def test_the_first_anchor_of_the_list_comes_first() -> None:
    text = "An old hen sat. A red hen sat."
    (hit,) = first_hits(RuleSet(rules()[:1]), text, split_sentences(text, Span(0, len(text))), 9)
    assert text[hit.span.start : hit.span.end] == "old hen"


def test_a_rule_silenced_in_one_sentence_may_fire_in_the_next() -> None:
    text = "No red hen sat. A red hen ran."
    (hit,) = first_hits(RuleSet(rules()[:1]), text, split_sentences(text, Span(0, len(text))), 9)
    assert hit.sentence.start == text.index(" A red")


def test_only_the_span_is_read() -> None:
    text = "A red hen sat. A form of hay."
    assert [hit.rule.id for hit in first_hits(RuleSet(rules()), text, split_sentences(text, Span(14, len(text))), 9)] == ["form"]
