"""Rows on the file itself: advertisement, vendor, insurance, preferences, terms, completeness, copies (READINESS R07, R24 to R34)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from clausescan.assess.asked import Asked
from clausescan.assess.coverage import is_readable, page_count, read_words, unread_count
from clausescan.assess.names import same_name
from clausescan.assess.rows import answer, depends, rows
from clausescan.core.contract_file import Completeness, FilePart, Proof
from clausescan.core.finding import Answer, Polarity, Role
from clausescan.core.readiness import CheckResult, Verdict
from clausescan.core.states import STATE_NAMES

_RECORDS = (Role.AWARD, Role.BOARD_ITEM)
_VENDOR_ROLES = (Role.CONTRACT, Role.PARTICIPATING_ADDENDUM, Role.AMENDMENT, Role.AWARD, Role.PRICE_LIST)


def advertised(asked: Asked) -> CheckResult:
    """R07: an affidavit or award record shows it; other documents only claim it."""
    affidavits = [p for p in asked.file.parts if p.subrole == "advertisement" and p.facts.role is not None]
    told = [s for s in asked.file.facts.competition if "advertised" in dict(s.value.details)]
    shown = [s for s in told if asked.file.part(s.part).role in _RECORDS]
    if affidavits or shown:
        proof = shown[0].proof if shown else _role_proof(affidavits[:1])
        return answer("R07", Verdict.MET, "A record of the advertisement is in the file.", proof)
    if told:
        where = dict(told[0].value.details)["advertised"]
        return answer(
            "R07", Verdict.NEEDS_REVIEW, f"A document says that the solicitation was advertised ({where}); no proof is in the file.", told[0].proof
        )
    return answer("R07", Verdict.NOT_IN_FILE, "No proof of an advertisement is in the file.")


def same_vendor(asked: Asked) -> CheckResult:
    """R24: one name in every document that names the vendor; debarment is always the buyer's to look up."""
    named = [p for p in asked.file.having(*_VENDOR_ROLES) if p.facts.vendor is not None]
    changes = [(p, t) for p in asked.file.parts for t in p.topics if t.kind == "vendor_change"]
    look = "Whether the vendor is debarred or licensed is not in the file."
    proof = tuple(dict.fromkeys(q for p in named if p.facts.vendor for q in p.prove(p.facts.vendor.evidence[:1])))[:3]
    names = list(dict.fromkeys(p.facts.vendor.value.name for p in named if p.facts.vendor))
    if changes:
        part, topic = changes[0]
        return answer("R24", Verdict.NEEDS_REVIEW, f"A document speaks of a change of the vendor. {look}", (*part.prove(topic.evidence), *proof))
    if not names:
        return answer("R24", Verdict.NOT_FOUND, f"No vendor was found, {read_words(asked.file.parts)}. {look}")
    if any(not same_name(names[0], other) for other in names[1:]):
        return answer("R24", Verdict.NEEDS_REVIEW, f"The documents name different vendors: {'; '.join(names[:3])}. {look}", proof)
    if len(named) > 1:
        return answer("R24", Verdict.MET, f"{names[0]} is the vendor in {len(named)} documents. {look}", proof, step=rows()["R24"].step)
    return answer("R24", Verdict.NEEDS_REVIEW, f"Only one document names the vendor ({names[0]}). {look}", proof)


def insured(asked: Asked) -> CheckResult:
    """R25: a certificate in the file is to be looked at; it is never taken as current."""
    found = _topics(asked.file.parts, "insurance")
    if found:
        return answer("R25", Verdict.NEEDS_REVIEW, "A certificate of insurance is in the file; see its dates and its holder.", found)
    return answer("R25", Verdict.NOT_IN_FILE, "No certificate of insurance is in the file.")


def preferences(asked: Asked) -> CheckResult:
    """R26: words on a preference or a set-aside in what was competed."""
    parts = asked.file.having(Role.SOLICITATION, Role.ADDENDUM)
    if not parts:
        return answer("R26", Verdict.NOT_IN_FILE, "The solicitation, which would state a preference, is not in the file.")
    names = list(dict.fromkeys(t.name for p in parts for t in p.topics if t.kind == "preference"))
    if names:
        return answer("R26", Verdict.NEEDS_REVIEW, f"The solicitation speaks of {' and '.join(names)}.", _topics(parts, "preference"))
    if not is_readable(parts):
        return answer("R26", Verdict.NOT_IN_FILE, "Too much of the solicitation is unread to say that it has no preference.")
    return answer("R26", Verdict.NOT_APPLICABLE, f"No preference was found, {read_words(parts)}.")


def own_goals(_asked: Asked) -> CheckResult:
    """R27: the buyer's own goals; advisory."""
    return depends("R27", "Your own goals for small, minority, women-owned or local firms are not in the documents.")


def terms(asked: Asked) -> CheckResult:
    """R30: terms that public bodies often cannot accept; advisory."""
    flagged = [(p, t) for p in asked.file.parts for t in p.topics if t.kind == "terms"]
    names = list(dict.fromkeys(t.name for _, t in flagged))
    elsewhere = _other_law(asked)
    if elsewhere:
        names.append(f"the law of {elsewhere[0]}")
    if not names:
        return answer("R30", Verdict.NOT_FOUND, f"Nothing of the kind that often stands in the way was found, {read_words(asked.file.parts)}.")
    proof = (*(q for p, t in flagged for q in p.prove(t.evidence)), *(elsewhere[1] if elsewhere else ()))
    return answer("R30", Verdict.NEEDS_REVIEW, f"Worth a second look: {', '.join(names)}.", tuple(dict.fromkeys(proof))[:4])


def _other_law(asked: Asked) -> tuple[str, tuple[Proof, ...]] | None:
    """A governing law that is not that of the buyer's state, with its words."""
    home = STATE_NAMES.get(asked.buyer.state or "") if asked.buyer is not None else None
    for part in asked.file.having(Role.CONTRACT, Role.PARTICIPATING_ADDENDUM):
        for topic in part.topics:
            if topic.kind == "governing_law" and home and topic.value in STATE_NAMES.values() and topic.value != home:
                return topic.value, part.prove(topic.evidence)
    return None


def complete(asked: Asked) -> CheckResult:
    """R31: the level of the file (BUNDLES 4)."""
    level, lacking = asked.file.completeness, len(asked.file.to_obtain)
    proof = _role_proof(asked.file.having(Role.SOLICITATION, Role.CONTRACT, Role.PARTICIPATING_ADDENDUM)[:2])
    if level is Completeness.A:
        return answer("R31", Verdict.MET, "Solicitation, executed contract, award record and prices are in the file.", proof)
    what = "1 document is" if lacking == 1 else f"{lacking} documents are"
    unsigned = tuple(d for d in asked.file.to_obtain if "signed" in d.what.lower())
    if level is Completeness.B and not unsigned:
        return answer("R31", Verdict.MET, f"Contract and solicitation are in the file; {what} still to be obtained.", proof, step=rows()["R31"].step)
    return answer("R31", Verdict.NEEDS_REVIEW, f"{what} to be obtained.", (*proof, *(p for d in unsigned for p in d.proof[:1])))


def copies(asked: Asked) -> CheckResult:
    """R33: the share of pages that could be read."""
    parts = asked.file.parts
    total, unread = page_count(parts), unread_count(parts)
    if is_readable(parts):
        return answer("R33", Verdict.MET, f"{total - unread} of {total} pages could be read.", _role_proof(parts[:2]))
    return answer("R33", Verdict.NEEDS_REVIEW, f"{unread} of {total} pages could not be read; nothing is called absent on their account.")


def second_hand(asked: Asked) -> CheckResult:
    """R34: the lead agency's own words on using somebody else's contract; settled by words on its own competition."""
    facts = asked.file.facts
    riding = [s for s in facts.competition if s.value.method == "piggyback" and asked.file.part(s.part).role is not Role.SOLICITATION]
    if riding and not any(s.value.formal is Answer.YES for s in facts.competition):
        base = dict(riding[0].value.details).get("base_contract")
        return answer(
            "R34", Verdict.NOT_MET, f"The contract was made by using {base or 'another agency' + chr(8217) + 's contract'}.", riding[0].proof
        )
    reverse = [c for c in facts.clauses if c.clause.value.polarity is Polarity.REVERSE and c.role is Role.CONTRACT]
    own = [s for s in facts.competition if s.value.formal is Answer.YES]
    if riding or (reverse and not own):
        proof = riding[0].proof if riding else reverse[0].proof
        return answer("R34", Verdict.NEEDS_REVIEW, "Some words speak of using another agency's contract.", proof)
    if own:
        return answer("R34", Verdict.MET, "The documents show a competition of the lead agency's own.", own[0].proof)
    return answer("R34", Verdict.NEEDS_REVIEW, "Nothing in the file shows whose competition it was.")


def _topics(parts: Sequence[FilePart], kind: str) -> tuple[Proof, ...]:
    return tuple(dict.fromkeys(q for p in parts for t in p.topics if t.kind == kind for q in p.prove(t.evidence)))[:3]


def _role_proof(parts: Iterable[FilePart]) -> tuple[Proof, ...]:
    return tuple(q for p in parts if p.facts.role is not None for q in p.prove(p.facts.role.evidence[:1]))
