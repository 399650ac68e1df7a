"""A wording read as the whole of a short document, as the tests of this folder do."""

from __future__ import annotations

from clausescan.core.finding import CooperativeUse, Finding, Polarity, Role
from clausescan.extract import matcher, rules
from clausescan.extract.cooperative import find
from tests import build

MATCHER = matcher.compile_rules(rules.load("cooperative.toml"))


def found(text: str, role: Role = Role.CONTRACT) -> tuple[Finding[CooperativeUse], ...]:
    """The findings of a text."""
    document = build.document(text)
    return find.find_cooperative_use(document, build.part(document), role, MATCHER)


def uses(text: str, role: Role = Role.CONTRACT) -> tuple[CooperativeUse, ...]:
    """What the findings of a text say."""
    return tuple(one.value for one in found(text, role))


def polarity(text: str, role: Role = Role.CONTRACT) -> Polarity:
    """What they come to."""
    return find.combine(uses(text, role), role)
