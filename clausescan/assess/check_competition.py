"""Checks 3 and 4: is the lead agency public, and was there formal competition? (READINESS R05, R06, R34; COMPETITION)."""

from __future__ import annotations

from clausescan.assess.coverage import is_readable, read_words
from clausescan.assess.missing import has_award_record
from clausescan.assess.names import same_name
from clausescan.core.contract_file import ContractFile, EdgeKind, FilePart, Proof, Settled, WhoActs
from clausescan.core.finding import AgencyType, Answer, Competition, LeadAgency, Role
from clausescan.core.readiness import CheckResult, Severity, Verdict
from clausescan.core.words import AGENCY_WORDS, METHOD_WORDS

_NAMES_LEAD = (Role.CONTRACT, Role.SOLICITATION, Role.ADDENDUM, Role.AWARD, Role.AMENDMENT, Role.RESPONSE, Role.PARTICIPATING_ADDENDUM)
_SHOWS_METHOD = (*_NAMES_LEAD, Role.BOARD_ITEM)
_OWN_ACT = (Role.CONTRACT, Role.AWARD, Role.BOARD_ITEM, Role.AMENDMENT, Role.SOLICITATION)
_BETWEEN_COMPANIES = (Role.CONTRACT, Role.AMENDMENT)
"""Papers that two companies make, too; whoever issues, awards or answers a solicitation names the body that buys."""
_SURE_OF_LEAD = 0.7
"""Below it, two of the four public bodies found in contracts between companies were named there for another reason."""
_OPENING_DETAILS = ("opened", "bidders", "award_record")


def check_lead(file: ContractFile) -> CheckResult:
    """R05: met where a document names a public body as the one that issues, awards or signs as buyer."""
    found = file.facts.lead_agency
    if found is None:
        parts = file.having(*_NAMES_LEAD)
        if not parts or not is_readable(parts):
            reason = "No document in which the awarding body would be named is in the file, or it cannot be read."
            return _lead_result(Verdict.NOT_IN_FILE, reason, (), "Find out which public body awarded the contract.")
        return _lead_result(
            Verdict.NOT_FOUND, f"No lead agency was found, {read_words(parts)}.", (), "Find out which public body awarded the contract."
        )
    lead = found.value
    kind = AGENCY_WORDS[lead.type]
    if lead.public is Answer.YES:
        if doubt := _lead_doubt(file, found):
            return _lead_result(Verdict.NEEDS_REVIEW, f"{lead.name} is named, but {doubt}.", found.proof, "Ask who awarded.")
        return _lead_result(Verdict.MET, f"{lead.name} is a public body ({kind}{f', {lead.state}' if lead.state else ''}).", found.proof, "")
    if lead.public is Answer.NO and lead.type is AgencyType.PRIVATE:
        reason = f"The buyer named in the documents is {lead.name}, which is private."
        return _lead_result(Verdict.NOT_MET, reason, found.proof, "Find out whether a public body awarded.")
    reason = f"{lead.name} is named, but it is not shown to be a public body ({kind}). A public lead agency may stand behind it."
    return _lead_result(Verdict.NEEDS_REVIEW, reason, found.proof, "Find out which public body awarded the contract.")


def _lead_doubt(file: ContractFile, found: Settled[LeadAgency]) -> str:
    """Why a public body that is named may not be the one that buys; "" where nothing speaks against it."""
    if any(c.subject == "Lead agency" for c in file.conflicts):
        return "the documents do not agree on the lead agency"
    naming = [(p, p.facts.lead_agency) for p in file.parts if p.facts.lead_agency is not None]
    sure = any(
        p.role not in _BETWEEN_COMPANIES or fact.confidence >= _SURE_OF_LEAD for p, fact in naming if same_name(fact.value.name, found.value.name)
    )
    return "" if sure else "the words around the name do not show for certain that it is the one that buys"


def _lead_result(verdict: Verdict, reason: str, proof: tuple[Proof, ...], step: str) -> CheckResult:
    return CheckResult("R05", "3", "Is the lead agency a public body?", verdict, Severity.GATE, reason, proof, step, WhoActs.BUYER)


def check_competition(file: ContractFile) -> CheckResult:
    """R06 with R34: met for a formal solicitation and a record of opening or award; not met for words that say otherwise."""
    found = [s for s in file.facts.competition if s.value.formal is not Answer.UNCLEAR]
    against = [s for s in found if s.value.formal is Answer.NO and _is_own_act(file, s)]
    formal = [s for s in found if s.value.formal is Answer.YES]
    if against and formal:
        proof = (*against[0].proof, *formal[0].proof)
        reason = f"The documents do not agree: one shows {_method(formal[0])}, another {_method(against[0])}."
        return _result(Verdict.NEEDS_REVIEW, reason, proof, "Ask how this vendor was selected.")
    if against:
        return _not_formal(file, against[0])
    if formal:
        return _formal(file, formal)
    parts = file.having(*_SHOWS_METHOD)
    if file.facts.competition:
        proof = tuple(p for s in file.facts.competition for p in s.proof)
        reason = (
            f"How the vendor was selected is mentioned ({_method(file.facts.competition[0])}), but it is not clear that the competition was formal."
        )
        return _result(Verdict.NEEDS_REVIEW, reason, proof, "Ask for the solicitation and the award record.")
    if not parts or not is_readable(parts):
        return _result(
            Verdict.NOT_IN_FILE, "No document that would show the competition can be read in the file.", (), "Ask for solicitation and award record."
        )
    reason = f"No statement about how the vendor was selected was found, {read_words(parts)}."
    return _result(Verdict.NOT_FOUND, reason, (), "Ask for solicitation and award record.")


def _is_own_act(file: ContractFile, found: Settled[Competition]) -> bool:
    """A board item on somebody's use of another contract is evidence about that buyer, not about the host (BUNDLES 1)."""
    part = file.part(found.part)
    if part.role is Role.BOARD_ITEM and found.value.method == "piggyback":
        return not file.having(Role.SOLICITATION)
    return part.role in _OWN_ACT


def _not_formal(file: ContractFile, found: Settled[Competition]) -> CheckResult:
    where = file.part(found.part).source.name
    if found.value.method == "piggyback":
        reason = f"{where} records a purchase made by using another agency's contract. That is not the product of this lead agency's own competition."
        return _result(Verdict.NOT_MET, reason, found.proof, "Go to the base contract: is it open to you, in term, and for your item?")
    return _result(
        Verdict.NOT_MET,
        f"{where} states that the vendor was selected without formal competition: {_method(found)}.",
        found.proof,
        "Do not rely on it.",
    )


def _formal(file: ContractFile, formal: list[Settled[Competition]]) -> CheckResult:
    solicited = [s for s in formal if file.part(s.part).role in (Role.SOLICITATION, Role.ADDENDUM)]
    awarded = [s for s in formal if _shows_award(file.part(s.part), s.value)]
    if solicited and (awarded or has_award_record(file.parts)):
        proof = (*solicited[0].proof, *(awarded[0].proof if awarded else _award_proof(file)))
        return _result(
            Verdict.MET, f"A formal solicitation ({_method(solicited[0])}) and a record of its opening or award are in the file.", proof, ""
        )
    if solicited:
        linked = " The contract names that solicitation." if _linked(file) else ""
        reason = f"The solicitation is formal ({_method(solicited[0])}).{linked} No record of opening or award is in the file."
        return _result(Verdict.NEEDS_REVIEW, reason, solicited[0].proof, "Ask for the bid tabulation, award notice or minutes.")
    if awarded and any(file.part(s.part).role in (Role.AWARD, Role.BOARD_ITEM) for s in awarded):
        reason = f"The award record shows {_method(awarded[0])}, but the solicitation is not in the file."
        return _result(Verdict.NEEDS_REVIEW, reason, awarded[0].proof, "Ask for the solicitation with its addenda.")
    reason = "A document says that there was a competition, but neither solicitation nor award record is in the file."
    return _result(Verdict.NEEDS_REVIEW, reason, formal[0].proof, "Ask for the solicitation, the tabulation and the award record.")


def _shows_award(part: FilePart, competition: Competition) -> bool:
    if part.role in (Role.SOLICITATION, Role.ADDENDUM):
        return False  # it plans an opening, it does not record one
    return part.role in (Role.AWARD, Role.BOARD_ITEM) or any(name in _OPENING_DETAILS for name, _ in competition.details)


def _award_proof(file: ContractFile) -> tuple[Proof, ...]:
    for part in file.having(Role.AWARD, Role.BOARD_ITEM):
        if part.facts.role is not None:
            return part.prove(part.facts.role.evidence)
    return ()


def _linked(file: ContractFile) -> bool:
    contracts = {p.id for p in file.having(Role.CONTRACT)}
    asked = {p.id for p in file.having(Role.SOLICITATION)}
    return any(e.source in contracts and e.target in asked and e.kind in (EdgeKind.INCORPORATES, EdgeKind.REFERS) for e in file.edges)


def _method(found: Settled[Competition]) -> str:
    return METHOD_WORDS.get(found.value.method, found.value.method.replace("_", " "))


def _result(verdict: Verdict, reason: str, proof: tuple[Proof, ...], step: str) -> CheckResult:
    return CheckResult("R06", "4", "Was the contract created through formal competition?", verdict, Severity.GATE, reason, proof, step, WhoActs.HOST)
