"""What the words of an explanation are: where they stand, what they decided, and what spoke the other way."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from clausescan.core.explanation import Explanation, by_rule, explanation_plain, label_sentences
from clausescan.core.finding import Role
from clausescan.explain import explain, explain_uses, listed, matching
from clausescan.learn.classifier import Classifier, load_classifier
from clausescan.scan import Toolkit, load_toolkit, scan_text


@pytest.fixture(scope="module")
def toolkit() -> Toolkit:
    return load_toolkit()


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    return load_classifier(Path(__file__).resolve().parents[2] / "models" / "clause-kind")


def explained(text: str, wanted: str, toolkit: Toolkit, classifier: Classifier, role: Role = Role.CONTRACT) -> Explanation:
    scanned = scan_text(text, "a", toolkit, role)
    (one,) = matching(listed(scanned), wanted)
    return explain(scanned, one, toolkit, classifier)


GRANT = "Any other public agency may order from this contract at the same prices."


def test_the_deciding_words_come_first(toolkit: Toolkit, classifier: Classifier) -> None:
    one = explained(GRANT, "cooperative_use", toolkit, classifier)
    assert one.words[0].words == "order"
    assert one.reasons[0].rule == one.words[0].rule == "verb-use"
    assert {"who-other", "which-contract"} <= {w.rule for w in one.words}
    assert one.steps == ("“Any other public agency” · “order” · “this contract”",)


@pytest.mark.parametrize(
    ("text", "rule", "reason"),
    [
        ("Any other village may order under this contract after obtaining a number from the clerk.", "restraints.leave", "Somebody decides"),
        ("The supplier will not honor orders from other towns under this bid.", "shut-orders", "not honored"),
        ("Orders from other towns shall not be honored under this bid.", "denied.not-taken", "No order of others"),
        ("Nothing in this award lets other towns buy from this contract.", "overruled.not-given", "permission is said not to be there"),
        ("Any other village within the Hill Zone may buy under this contract.", "class-place", "certain place"),
        ("Towns that hold a salt permit may order from this contract.", "preconditions.of-the-buyer", "kind described"),
    ],
)
def test_the_rule_that_decided_is_named_with_its_reason(text: str, rule: str, reason: str, toolkit: Toolkit, classifier: Classifier) -> None:
    told = {r.rule: r.sentence for r in explained(text, "cooperative_use", toolkit, classifier).reasons}
    assert reason in told[rule]


def test_a_limiting_word_is_shown_and_said_not_to_refuse(toolkit: Toolkit, classifier: Classifier) -> None:
    one = explained(f"{GRANT[:-1]}, but is not obligated to.", "cooperative_use", toolkit, classifier)
    assert any("not" in a.words and "not taken to refuse" in a.sentence for a in one.against or ())


def test_a_sentence_near_by_that_says_otherwise_is_shown(toolkit: Toolkit, classifier: Classifier) -> None:
    text = f"{GRANT}\n\n" + "The parties met twice. " * 2 + "The City may itself buy from the contracts of other cities."
    one = explained(text, "cooperative_use.0", toolkit, classifier)
    assert any("lead agency using others' contracts" in a.sentence for a in one.against or ())


def test_a_condition_is_shown_beside_a_limited_grant(toolkit: Toolkit, classifier: Classifier) -> None:
    text = "Other public agencies may order from this contract with the vendor's written consent and after the approval of the City."
    one = explained(text, "cooperative_use", toolkit, classifier)
    assert "with a condition" in one.value
    assert any(a.sentence.startswith("Also a condition") for a in one.against or ())


def test_other_bodies_that_were_named_are_told(toolkit: Toolkit, classifier: Classifier) -> None:
    text = "This Agreement is made by and between the City of Alder, Ohio and Fenn Salt, Inc. Venue lies in Birch County."
    text += " Quill Paper, LLC is a reference."
    lead = explained(text, "lead_agency", toolkit, classifier)
    assert any("names the parties" in w.meaning for w in lead.words)
    assert [a.words for a in lead.against or ()][:1] == ["Birch County"]
    vendor = explained(text, "vendor", toolkit, classifier)
    assert [a.words for a in vendor.against or ()] == ["Quill Paper, LLC"]


def test_another_length_that_was_not_followed(toolkit: Toolkit, classifier: Classifier) -> None:
    text = "The term of this Agreement is from July 1, 2024 through June 30, 2027.\n\nThe initial term is five years from the Effective Date."
    one = explained(text, "term", toolkit, classifier)
    assert any("was not followed" in a.sentence for a in one.against or ())


def test_another_number_is_told_the_same_with_a_word_before_it_is_not(toolkit: Toolkit, classifier: Classifier) -> None:
    text = "INVITATION FOR BIDS NO. 24-031\nIFB 24-031 replaces IFB No. 23-900.\nBids are due."
    one = explained(text, "solicitation_number", toolkit, classifier, Role.SOLICITATION)
    assert [a.words for a in one.against or ()] == ["23-900"]


def test_words_for_another_method_are_told(toolkit: Toolkit, classifier: Classifier) -> None:
    text = "REQUEST FOR PROPOSALS NO. 24-1\nProposals are scored by criteria. The award goes to the lowest responsive and responsible bidder."
    one = explained(text, "competition", toolkit, classifier, Role.SOLICITATION)
    assert one.against
    assert any("“ifb”" in a.sentence for a in one.against)


def test_finders_that_keep_nothing_say_so(toolkit: Toolkit, classifier: Classifier) -> None:
    one = explained("REQUEST FOR PROPOSALS\nfor Road Salt\nProposals are invited for road salt.", "scope", toolkit, classifier, Role.SOLICITATION)
    assert one.against is None
    assert explanation_plain(one)["against"] is None


def test_the_classifier_speaks_in_words_of_the_text(toolkit: Toolkit, classifier: Classifier) -> None:
    label = explained(GRANT, "cooperative_use", toolkit, classifier).label
    assert label is not None
    assert label.kind == "cooperative_permits"
    weights = [t.weight for t in label.terms]
    assert weights == sorted(weights, reverse=True)
    assert any(t.words == "public agency" for t in label.terms)
    assert "second opinion" in label_sentences(label)[-1]


def test_a_classifier_that_disagrees_argues_against(toolkit: Toolkit, classifier: Classifier) -> None:
    text = "Confidential records of either party are returned at the end. Other public agencies may order from this contract."
    said = explained(text, "cooperative_use", toolkit, classifier)
    disagrees = said.label is not None and said.label.kind not in (None, "cooperative_permits")
    assert any("The classifier takes" in a.sentence for a in said.against or ()) == disagrees


def test_words_of_one_rule_stand_together(toolkit: Toolkit, classifier: Classifier) -> None:
    text = "Cities, counties and other public agencies may order from this contract."
    groups = by_rule(explained(text, "cooperative_use", toolkit, classifier).words)
    assert all(len({w.rule for w in group}) == 1 for group in groups)
    assert len({group[0].rule for group in groups}) == len(groups)


def test_uses_are_explained_by_id(toolkit: Toolkit, classifier: Classifier) -> None:
    scans = [scan_text(GRANT, "a", toolkit), scan_text("Nothing of the kind.", "b", toolkit)]
    found = explain_uses(scans, toolkit, classifier)
    assert list(found) == [use.id for use in scans[0].main_part.facts.cooperative_use]


def test_matching_asks_for_four_signs(toolkit: Toolkit) -> None:
    every = listed(scan_text(GRANT, "a", toolkit))
    whole = every[-1].finding.id
    assert matching(every, whole[:4])
    assert not matching(every, whole[:3])


def test_findings_of_other_parts_are_named_by_part(toolkit: Toolkit) -> None:
    scanned = scan_text(GRANT, "a", toolkit)
    two = replace(scanned, parts=(*scanned.parts, *scanned.parts))
    paths = [one.path for one in listed(two)]
    assert len(paths) == len(set(paths)) == 2 * len(listed(scanned))
    assert "parts.1.cooperative_use.0" in paths
