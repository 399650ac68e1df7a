"""The sentence behind each origin: why a rule or finder takes its words as it does. Rules in TOML say it themselves; the rest is `reasons.toml`."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any

from clausescan.extract.pattern_rules import PatternRule, load_rules
from clausescan.extract.rules import Rule, load
from clausescan.extract.wordings import Wording, reasons, topics, wordings

_ROOM = "cooperative"
_REGULAR = ("award_units", "competition", "prices", "role")


def reason_of(origin: str) -> str | None:
    """A sentence for a person; None where the origin is not known."""
    return _sentences().get(origin)


def known_origins() -> frozenset[str]:
    """Every origin that has a sentence."""
    return frozenset(_sentences())


@cache
def word_rules() -> dict[str, Rule]:
    """The rules of `cooperative.toml` by id."""
    return {rule.id: rule for rule in load("cooperative.toml")}


@cache
def regular_rules() -> dict[str, PatternRule]:
    """The rules that are regular expressions on the text, by id."""
    return {rule.id: rule for name in _REGULAR for rule in load_rules(name)}


@cache
def cue_reasons() -> dict[str, str]:
    """What words beside a party's name tell, by the cue's id."""
    return {entry["id"]: _sentence(entry["why"]) for entry in _table("party_cues.toml")["cue"]}


@cache
def _sentences() -> dict[str, str]:
    names = {f"agency:{entry['id']}": f"By the shape of its name: {_unreferenced(entry['why'])}." for entry in _table("agency_names.toml")["pattern"]}
    words = {rule.id: rule.why for rule in word_rules().values()}
    regular = {rule.id: rule.why for rule in regular_rules().values()}
    own: dict[str, str] = _table("reasons.toml")["reasons"]
    told = {finds.replace(".", "-"): why for topic in topics(_ROOM) for finds, why in reasons(topic).items()}
    found = {one: w.why for w in _room_wordings() for one in (w.id, w.id.replace(".", "-"))}  # as a wording, and as the rule made of it
    return {**names, **words, **regular, **told, **found, **own}


@cache
def _room_wordings() -> tuple[Wording, ...]:
    return tuple(wording for topic in topics(_ROOM) for wording in wordings(topic))


@cache
def _rules_of_reasons() -> dict[str, str]:
    """For each sentence that a wording or a topic of cooperative use gives as reason, the id of the first that does."""
    told = [(why, finds.replace(".", "-")) for topic in topics(_ROOM) for finds, why in reasons(topic).items()]
    return dict(reversed([*told, *((w.why, w.id) for w in _room_wordings() if w.value)]))


def rule_of(why: str) -> str | None:
    """The id of the rule among the wordings of cooperative use that gives this sentence as its reason; None where none does."""
    return _rules_of_reasons().get(why)


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files("clausescan.extract").joinpath(name).read_text(encoding="utf-8"))


def _unreferenced(words: str) -> str:
    """Without a reference to the specification in brackets."""
    return re.sub(r"\s?\([A-Z]+ [\d.]+\)", "", words)


def _sentence(words: str) -> str:
    """With a capital letter first and a full stop last."""
    return words[:1].upper() + _unreferenced(words[1:]).rstrip(".") + "."
