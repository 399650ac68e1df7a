"""Which documents of a heap belong to one contract file, and why each of them does."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from clausescan.core.finding import Role


class Link(StrEnum):
    """Why a document is in a contract file."""

    ANCHOR = "anchor"
    """The contract, or where none is there the document, around which the others were gathered."""
    NUMBER = "number"
    """It bears the number of the contract, or of its solicitation."""
    NAMED = "named"
    """One of the two names the other's number in its words."""
    INCORPORATED = "incorporated"
    """A document of the contract file makes it part of the contract."""
    PARTIES = "parties"
    """The same parties, or one of them, and the same subject; no number says otherwise."""
    BOUND = "bound"
    """It lies in the same PDF, and no number of its own says otherwise."""
    FOLDER = "folder"
    """It lies in the same folder, and nothing in it speaks of another procurement."""
    TOLD = "told"
    """A person says so."""
    OTHER_BIDDER = "other_bidder"
    """An offer of another bidder in the same competition: kept with the file, not read as the vendor's."""


@dataclass(frozen=True, slots=True)
class PartIdentity:
    """What tells which procurement a part belongs to; small and plain, so that it can be kept and grouped again without the PDF.

    `source` and `index` are the sha256 of the PDF and the place of the part in it, from 0; `pages` first and last, from 1. Numbers are as
    printed, "" where none is.
    `named` are the keys of all numbers that its words name, `taken_in` of those near words of incorporation. `subject` are the words that
    tell what is bought. `folder` is that of the file, `told` the contract files a person put it in; both may be empty.
    """

    source: str
    index: int
    role: Role
    title: str = ""
    contract_number: str = ""
    solicitation_number: str = ""
    lead: str = ""
    vendor: str = ""
    subject: frozenset[str] = frozenset()
    named: frozenset[str] = field(default=frozenset(), repr=False)
    taken_in: frozenset[str] = field(default=frozenset(), repr=False)
    folder: str = ""
    told: tuple[str, ...] = ()
    pages: tuple[int, int] = (1, 1)
    shared_record: bool = False
    """A record of the whole competition, whichever vendor it names: a tabulation, an evaluation."""


@dataclass(frozen=True, slots=True)
class Member:
    """A part in a group: the sha256 of its PDF, its index and pages there, and why it is in, as a word and as a sentence."""

    source: str
    index: int
    link: Link
    reason: str
    pages: tuple[int, int] = (1, 1)


@dataclass(frozen=True, slots=True)
class Group:
    """The documents of one contract file; a solicitation that led to several contracts is in the group of each.

    `key` stays the same when documents are added to it, as long as its contract keeps number and parties. `title` is what it is called;
    numbers and names are as printed, "" where not known. `members` are sorted by PDF and part.
    """

    key: str
    title: str
    contract_number: str
    solicitation_number: str
    lead: str
    vendor: str
    members: tuple[Member, ...]

    @property
    def read(self) -> tuple[Member, ...]:
        """The members that are read as one; offers of other bidders are left out."""
        return tuple(m for m in self.members if m.link is not Link.OTHER_BIDDER)
