"""Letters ready to copy: to the lead agency and to the vendor, asking for what the open rows need (READINESS 7)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from clausescan.assess.calendar import long_date
from clausescan.core.buyer import Buyer
from clausescan.core.contract_file import ContractFile, DocumentToObtain, WhoActs
from clausescan.core.forms import Letter
from clausescan.core.readiness import CheckResult, Readiness, Verdict

_CLEAR = (Verdict.MET, Verdict.NOT_APPLICABLE, Verdict.USER_ATTESTED)
_LEAD_ASKS = {
    "R01": "the latest signed renewal or amendment, or the date on which the contract ended",
    "R03": "your confirmation that the items named below were within the competed scope",
    "R06": "the solicitation with all addenda, the record of the opening, and the award",
    "R07": "proof of the advertisement, or the address at which the solicitation was posted",
    "R09": "your confirmation, with the page, of where the contract lets other agencies buy",
    "R10": "whether our agency is among those that may order, and what we must sign, join or pay first",
    "R12": "your written consent to our orders",
    "R17": "how much of the contract's quantity is left",
}
"""What a lead agency can send for a row that is open."""
_SMALL = ("A", "An", "The", "Award")
_VENDOR_ASKS = {
    "R04": "a quote that names the contract and holds nothing that the contract does not price",
    "R11": "your written agreement to sell to us at the contract's prices and terms",
    "R25": "a certificate of insurance that names our agency",
}


def letters(file: ContractFile, readiness: Readiness, buyer: Buyer | None) -> tuple[Letter, ...]:
    """One letter to the lead agency and one to the vendor; a letter with nothing to ask is left out."""
    return tuple(letter for letter in (_to_lead(file, readiness, buyer), _to_vendor(file, readiness, buyer)) if letter is not None)


def _to_lead(file: ContractFile, readiness: Readiness, buyer: Buyer | None) -> Letter | None:
    asks = [*_asks(readiness.rows, _LEAD_ASKS), *_documents(file.to_obtain, WhoActs.HOST)]
    if not asks:
        return None
    lead = file.facts.lead_agency
    return Letter(
        lead.value.name if lead else "the lead agency",
        f"Request for documents: {_contract(file)}",
        (
            "To whom it may concern:",
            f"{_us(buyer)} is looking into the use of {_contract(file)}{_with_vendor(file)}. For our file we ask you for:",
            *_points(asks),
            *_items(readiness),
            "A copy by e-mail is enough. We have not placed an order, and this letter is none.",
            *_closing(buyer),
        ),
    )


def _to_vendor(file: ContractFile, readiness: Readiness, buyer: Buyer | None) -> Letter | None:
    refused = any(r.id == "R11" and r.verdict is Verdict.NOT_MET for r in readiness.rows)
    asks = [*_asks(readiness.rows, _VENDOR_ASKS), *_documents(file.to_obtain, WhoActs.VENDOR)]
    if not asks:
        return None
    vendor = file.facts.vendor
    declined = ("The file holds your answer that other agencies may not use this contract. If that has changed, please say so in writing.",)
    return Letter(
        vendor.value if vendor else "the vendor",
        f"Use of {_contract(file)}",
        (
            "To whom it may concern:",
            f"{_us(buyer)} is looking into the use of {_contract(file)}{_of_lead(file)}. We ask you for:",
            *_points(asks),
            *_items(readiness),
            *(declined if refused else ()),
            "Please sign for your company and name the contract, our agency, the items and the prices. This letter is no order.",
            *_closing(buyer),
        ),
    )


def _asks(results: Sequence[CheckResult], texts: dict[str, str]) -> Iterator[str]:
    """Each text once, for rows that are open, in the order of the rows."""
    yield from dict.fromkeys(texts[r.id] for r in results if r.id in texts and r.verdict not in _CLEAR)


def _documents(lacking: Sequence[DocumentToObtain], who: WhoActs) -> Iterator[str]:
    """Each document once, with the place that names it where it may be hard to know which is meant."""
    for document in dict.fromkeys(d for d in lacking if d.who is who):
        first, _, rest = document.what.partition(" ")
        what = f"{first.lower()} {rest}" if first in _SMALL else document.what
        place = f" (named in {document.proof[0].document}, page {document.proof[0].evidence.page})" if document.role and document.proof else ""
        yield f"{what}{place}"


def _points(asks: Sequence[str]) -> tuple[str, ...]:
    """The points of a list; the last ends the sentence."""
    return tuple(f"- {ask}{'.' if ask is asks[-1] else ';'}" for ask in asks)


def _closing(buyer: Buyer | None) -> tuple[str, ...]:
    """Where the writer signs."""
    return ("Thank you.", "[your name and title]", _us(buyer) if buyer is not None and buyer.name else "[your agency]")


def _items(readiness: Readiness) -> tuple[str, ...]:
    return (f"We need: {'; '.join(readiness.needs)}.",) if readiness.needs else ()


def _us(buyer: Buyer | None) -> str:
    return buyer.name if buyer is not None and buyer.name else "Our agency"


def _contract(file: ContractFile) -> str:
    facts = file.facts
    if facts.contract_number is not None:
        return f"contract {facts.contract_number.value}"
    return f"the contract under solicitation {facts.solicitation_number.value}" if facts.solicitation_number is not None else "the contract"


def _with_vendor(file: ContractFile) -> str:
    vendor, term = file.facts.vendor, file.facts.term
    end = ""
    if term is not None and term.current_end is not None and not term.anticipated:
        end = f", whose last day we read as {long_date(term.current_end)}"
    return (f" with {vendor.value}" if vendor is not None else "") + end


def _of_lead(file: ContractFile) -> str:
    lead = file.facts.lead_agency
    return f" of {lead.value.name}" if lead is not None else ""
