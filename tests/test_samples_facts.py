"""The sample contract files, read and judged: every expected fact and every expected verdict, save the known failures.

A known failure is listed in `corpus/known_failures/*.toml` with what is wrong and why it is hard. The list is strict: an answer that
has become right fails here until it is taken off the list.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
import tomllib
from functools import cache
from typing import Any

import pytest

from clausescan.assess.buyer_file import load_buyer
from clausescan.assess.verdict import assess
from clausescan.core.contract_file import ContractFile
from clausescan.core.plain import scanned_plain
from clausescan.core.readiness import Readiness
from clausescan.core.result import Scanned
from clausescan.scan import Toolkit, load_toolkit, scan_file
from corpus.contracts.render import HERE, slugs
from tests.test_samples import CHECKS, documents, expected, folded

KNOWN_FAILURES = HERE.parent / "known_failures"
ROWS = {
    "1": "active",
    "2": "scope",
    "3": "public_lead",
    "4": "formal_competition",
    "5a": "cooperative_solicitation",
    "5b": "cooperative_contract",
}
NAMES = {"lead_agency.name", "vendor", "program"}
NUMBERS = {"solicitation_number", "contract_number"}
JUDGING = {"permits", "restricts", "prohibits", "reverse"}
FILLER = re.compile(r"\b(the|of|and|inc|llc|llp|ltd|corp|corporation|company|co|a|an|state|commonwealth)\b|[^a-z0-9 ]")


@cache
def known_failures() -> dict[str, dict[str, str]]:
    """The listed failures, keyed by id."""
    entries = [e for path in sorted(KNOWN_FAILURES.glob("*.toml")) for e in tomllib.loads(path.read_text(encoding="utf-8"))["failure"]]
    assert len({e["id"] for e in entries}) == len(entries)
    return {e["id"]: e for e in entries}


def case(*names: str) -> Any:
    """A case whose id is the names joined; expected to fail, strictly, where it is listed."""
    name = "/".join(names)
    known = known_failures().get(name)
    marks = [pytest.mark.xfail(reason=known["what"], strict=True)] if known else []
    return pytest.param(*names, id=name, marks=marks)


@cache
def toolkit() -> Toolkit:
    return load_toolkit()


@cache
def scanned(slug: str, name: str) -> Scanned:
    found = scan_file(HERE / slug / name, toolkit())
    assert isinstance(found, Scanned)
    return found


@cache
def facts(slug: str, name: str) -> dict[str, Any]:
    return scanned_plain(scanned(slug, name), text=True)


@cache
def judged(slug: str) -> tuple[ContractFile, Readiness]:
    answers = expected(slug)
    scans = [scanned(slug, name) for name in answers["documents"]]
    return assess(scans, dt.date.fromisoformat(answers["as_of"]), [answers["need"]], "test")


def get(value: Any, path: str) -> Any:
    for key in path.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    return value


def leaves(value: dict[str, Any], path: str = "") -> list[str]:
    """Paths of all values that are not objects."""
    found = []
    for key, one in value.items():
        found += leaves(one, f"{path}{key}.") if isinstance(one, dict) else [f"{path}{key}"]
    return found


def same_name(one: str, other: str) -> bool:
    """Alike but for filler words, or one holds the other and is at most twice as long."""
    short, long = sorted((" ".join(FILLER.sub(" ", x.lower().replace("&", " and ")).split()) for x in (one, other)), key=len)
    return (
        short == long
        or (len(short) > 5 and short in long and len(long) <= 2 * len(short))
        or difflib.SequenceMatcher(None, short, long).ratio() > 0.88
    )


def same_number(one: str, other: str) -> bool:
    """The same letters and digits, or one is part of the other."""
    short, long = sorted((re.sub(r"[^a-z0-9]", "", x.lower()) for x in (one, other)), key=len)
    return short == long or (len(short) > 3 and short in long and len(long) <= 2 * len(short))


def same(key: str, want: Any, have: Any) -> bool:
    if want is None or have is None:
        return want is have
    if key in NAMES:
        return same_name(want, have)
    if key in NUMBERS:
        return same_number(want, have)
    return bool(want == have)


def value_cases() -> list[Any]:
    found = []
    for slug, name in documents():
        answers = {k: v for k, v in expected(slug)["documents"][name].items() if k not in ("accept", "scope", "cooperative_use")}
        found += [case(slug, name, key) for key in leaves(answers)]
    return found


@pytest.mark.parametrize(("slug", "name", "key"), value_cases())
def test_a_value(slug: str, name: str, key: str) -> None:
    answers, got = expected(slug)["documents"][name], facts(slug, name)
    have = get(got, "vendor.name" if key == "vendor" else key)
    wanted = [get(answers, key), *answers.get("accept", {}).get(key, [])]
    assert any(same(key, want, have) for want in wanted), f"expected {wanted}, got {have!r}"


def clause_cases() -> list[Any]:
    return [
        case(slug, name, f"{clause['class']} {clause['pages'][0]}")
        for slug, name in documents()
        for clause in expected(slug)["documents"][name].get("cooperative_use", [])
    ]


def is_shown(slug: str, name: str, clause: dict[str, Any]) -> bool:
    """A clause of that class and polarity whose quote holds the first words, or which begins soon after them on the same page."""
    text = folded(facts(slug, name)["text"])
    begins = text.find(folded(clause["begins"]))
    classes = {clause["class"], *expected(slug)["documents"][name].get("accept", {}).get("cooperative_use.class", [])}
    for use in facts(slug, name)["cooperative_use"]:
        quote = folded(use["quote"])
        soon = use["page"] in clause["pages"] and 0 <= text.find(quote) - begins <= 700
        if use["class"] in classes and use["polarity"] == clause["polarity"] and (soon or folded(clause["begins"]) in quote):
            return True
    return False


@pytest.mark.parametrize(("slug", "name", "which"), clause_cases())
def test_a_clause_is_shown(slug: str, name: str, which: str) -> None:
    clauses = [c for c in expected(slug)["documents"][name]["cooperative_use"] if f"{c['class']} {c['pages'][0]}" == which]
    shown = [(u["class"], u["polarity"], u["page"], u["quote"][:60]) for u in facts(slug, name)["cooperative_use"]]
    assert all(is_shown(slug, name, c) for c in clauses), shown


@pytest.mark.parametrize(("slug", "name", "_key"), [case(slug, name, "no other clause") for slug, name in documents()])
def test_no_other_clause_decides(slug: str, name: str, _key: str) -> None:
    """Nothing is called a grant, a gate, a refusal or the issuer's own use that is not expected."""
    answers = expected(slug)["documents"][name]
    pages = {(c["polarity"], page) for c in answers.get("cooperative_use", []) for page in c["pages"]}
    stray = [u for u in facts(slug, name)["cooperative_use"] if u["polarity"] in JUDGING and (u["polarity"], u["page"]) not in pages]
    if "cooperative_use" in answers or answers.get("cooperative_polarity") == "silent":
        assert [(u["class"], u["polarity"], u["page"], u["quote"][:80]) for u in stray] == []


@pytest.mark.parametrize(("slug", "name", "_key"), [case(slug, name, "scope") for slug, name in documents()])
def test_the_scope_says_what_is_bought(slug: str, name: str, _key: str) -> None:
    words = expected(slug)["documents"][name].get("scope", {}).get("must_mention", [])
    scope = facts(slug, name)["scope"]
    said = " ".join([scope["summary"] or "", *(i["text"] for i in scope["items"])]).lower()
    assert 2 * sum(w.lower() in said for w in words) >= len(words), said[:300]


@pytest.mark.parametrize(("slug", "name"), documents())
def test_every_quote_stands_in_the_text(slug: str, name: str) -> None:
    got = facts(slug, name)
    uses = got["cooperative_use"]
    assert [u["quote"] for u in uses] == [got["text"][u["start"] : u["end"]] for u in uses]


@pytest.mark.parametrize(("slug", "row"), [case(slug, row) for slug in slugs() for row in sorted(CHECKS)])
def test_a_check(slug: str, row: str) -> None:
    """The verdict without a buyer: that of `checks_without_buyer` where the buyer decides, else that of `checks`."""
    answers = expected(slug)
    wanted = answers.get("checks_without_buyer", {}).get(row, {}).get("verdict", answers["checks"][row])
    found = {ROWS[c.number]: c for c in judged(slug)[1].checks if c.number in ROWS}
    assert found[row].verdict == wanted, found[row].reason


@cache
def for_buyer(slug: str) -> tuple[ContractFile, Readiness]:
    """The file judged for the buyer of its `buyer.toml`."""
    answers = expected(slug)
    scans = [scanned(slug, name) for name in answers["documents"]]
    return assess(scans, dt.date.fromisoformat(answers["as_of"]), [], "test", load_buyer(HERE / slug / "buyer.toml"))


def with_buyer() -> list[str]:
    return [slug for slug in slugs() if "rows" in expected(slug)]


@pytest.mark.parametrize(("slug", "row"), [case(slug, row) for slug in with_buyer() for row in expected(slug)["rows"]])
def test_a_row_for_the_buyer(slug: str, row: str) -> None:
    found = {r.id: r for r in for_buyer(slug)[1].rows}
    assert found[row].verdict == expected(slug)["rows"][row], found[row].reason


@pytest.mark.parametrize(("slug", "_key"), [case(slug, "decision") for slug in with_buyer()])
def test_the_decision_for_the_buyer(slug: str, _key: str) -> None:
    readiness = for_buyer(slug)[1]
    assert readiness.decision == expected(slug)["decision"], readiness.why


@pytest.mark.parametrize(("slug", "_key"), [case(slug, "completeness") for slug in with_buyer()])
def test_what_the_file_lacks(slug: str, _key: str) -> None:
    file = for_buyer(slug)[0]
    what = [d.what for d in file.to_obtain]
    assert [w for w in expected(slug)["to_obtain"] if not any(w in one for one in what)] == [], what
    assert file.completeness == expected(slug)["completeness"], what


def test_known_failures_are_cases_and_say_why() -> None:
    ids = {p.id for p in (*value_cases(), *clause_cases())}
    ids |= {f"{s}/{key}" for s in with_buyer() for key in (*expected(s)["rows"], "decision", "completeness")}
    ids |= {"/".join((*d, key)) for d in documents() for key in ("scope", "no other clause")} | {f"{s}/{r}" for s in slugs() for r in CHECKS}
    for name, entry in known_failures().items():
        assert name in ids, name
        assert entry["what"], name
        assert entry["why"], name
