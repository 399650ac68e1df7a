"""All documents of one procurement, how they hang together, and what they say when read as one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from clausescan.core.document import SourceFile
from clausescan.core.finding import Competition, CooperativeUse, Evidence, Facts, Finding, LeadAgency, Polarity, Program, RenewalOptions, Role


@dataclass(frozen=True, slots=True)
class Proof:
    """Evidence with the name of the document it stands in; `title` is that of the part, "" where it has none."""

    document: str
    title: str
    evidence: Evidence


class Execution(StrEnum):
    """Whether a copy shows that it was signed (domain: TERMS, section 3)."""

    SIGNED = "signed"
    """Signatures of at least two sides can be read, and no line is blank."""
    PARTLY = "partly_signed"
    """Some lines are signed, others are blank."""
    UNSIGNED = "unsigned"
    """There are lines for signatures and none is filled, or the words only offer."""
    UNKNOWN = "unknown"
    """No signature block can be read."""


class SignatureKind(StrEnum):
    """What was seen on a place to sign. Nothing of it is verified: whose hand it was, no copy can show."""

    WORDS = "words"
    """A name typed on the line, "/s/", or what a program for signing prints."""
    INK = "ink"
    """A picture of a signature, or strokes drawn as on a tablet."""
    SCAN = "scan"
    """Ink on the line of a page that is itself a picture."""
    DIGITAL = "digital"
    """A digital signature, present and not checked."""


@dataclass(frozen=True, slots=True)
class Signing:
    """How a part was executed, with the lines that say so (empty for `UNKNOWN`), and which kinds of signature stand on them, each once."""

    state: Execution = Execution.UNKNOWN
    evidence: tuple[Evidence, ...] = ()
    kinds: tuple[SignatureKind, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """A matter that a part speaks of besides its facts: `kind` such as federal_clause, `name` in words, `value` where one is stated."""

    kind: str
    name: str
    value: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class FilePart:
    """One document of the contract file, wherever its pages lie.

    `id` is unique in the file ("1.2": second part of the first PDF). `ordinal` is the number of an addendum or amendment.
    `pages` are first and last, from 1, of the PDF; `unread_pages` those of them without dependable text.
    """

    id: str
    source: SourceFile
    role: Role
    subrole: str | None
    title: str
    pages: tuple[int, int]
    facts: Facts
    ordinal: int | None = None
    unread_pages: tuple[int, ...] = ()
    signing: Signing = Signing()
    use_sections: tuple[tuple[str, ...], ...] = ()
    """For each clause of `facts.cooperative_use`, headings from the outermost section to its own."""
    topics: tuple[Topic, ...] = ()
    joined: str = ""
    """Why it is in this contract file, a sentence; "" where nobody had to find out."""

    def prove(self, evidence: tuple[Evidence, ...]) -> tuple[Proof, ...]:
        """The same evidence with this document's name."""
        return tuple(Proof(self.source.name, self.title, e) for e in evidence)


class EdgeKind(StrEnum):
    """How one document speaks of another."""

    INCORPORATES = "incorporates"
    """Makes the other's words its own."""
    EXCLUDES = "excludes"
    """Says that the other is not part of it, or is replaced by it."""
    AMENDS = "amends"
    SUPERSEDES = "supersedes"
    REFERS = "refers"


@dataclass(frozen=True, slots=True)
class Edge:
    """A link between two parts. `target` is None where the other document is not in the file; `words` are those that name it.

    `omits` are section numbers of the target that an incorporation leaves out; with `only`, the words for the pieces of the target that
    it takes in, nothing else is taken in.
    """

    kind: EdgeKind
    source: str
    target: str | None
    words: str
    proof: tuple[Proof, ...] = ()
    omits: tuple[str, ...] = ()
    only: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """One document's answer to a question, as a short text, and the words that give it."""

    value: str
    part: str
    proof: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Documents that do not agree. `chosen` is the value used, "" where none is, and `why` says by which rule."""

    subject: str
    said: tuple[Said, ...]
    chosen: str
    why: str


class WhoActs(StrEnum):
    """Who can take the next step."""

    BUYER = "buyer"
    HOST = "host"
    """The lead agency."""
    VENDOR = "vendor"
    COOPERATIVE = "co-op"
    LEGAL = "legal"


@dataclass(frozen=True, slots=True)
class DocumentToObtain:
    """A document that the file lacks: what it is, why it is wanted, who has it, and the words that name it, if any.

    `role` is what it would be where something in the file names it, or a number in the file is skipped; None where it is only missed.
    """

    what: str
    why: str
    who: WhoActs
    proof: tuple[Proof, ...] = ()
    role: Role | None = None


class Completeness(StrEnum):
    """How much of a decision file is there (domain: BUNDLES, section 4)."""

    A = "A"
    """Solicitation with addenda, executed contract, all amendments, prices and award record."""
    B = "B"
    """Contract and solicitation, with gaps."""
    C = "C"
    """Contract, solicitation or price list alone."""
    D = "D"
    """Only documents that point to a contract."""


class EventKind(StrEnum):
    """What a day of the term is, in the order in which events of one day are told."""

    START = "start"
    INITIAL_END = "initial_end"
    RENEWED = "renewed"
    """A signed amendment moved the end to this day."""
    SHORTENED = "shortened"
    """A signed amendment gives an earlier end."""
    OFFERED = "offered"
    """A renewal that is not shown as signed would move the end to this day."""
    NOTICE = "notice"
    """The last day for notice of the next renewal."""
    CURRENT_END = "current_end"
    WINDOW_END = "window_end"
    """The last day for orders by other agencies."""
    TAIL = "tail"
    """Orders placed by this day may be carried out after it."""
    UNUSED = "unused"
    """An option that nothing shows as used would end on this day."""
    MAX_END = "max_end"


@dataclass(frozen=True, slots=True)
class FileStep:
    """One step of a computation: a sentence, the date it leads to, and what proves it (empty where it is arithmetic).

    `event` tells what the step did to the term, None where it only states or computes.
    """

    text: str
    date: dt.date | None
    proof: tuple[Proof, ...] = ()
    event: EventKind | None = None


@dataclass(frozen=True, slots=True)
class FileTerm:
    """The term of the contract as moved by executed amendments. Ends are inclusive; None is not known.

    `open_ended`: it renews without a limit. `doubts` are sentences; with any, no date here is beyond question.
    `offered_end` is where a renewal that is not shown as executed would move the end.
    """

    start: dt.date | None = None
    initial_end: dt.date | None = None
    current_end: dt.date | None = None
    max_end: dt.date | None = None
    open_ended: bool = False
    anticipated: bool = False
    renewals: RenewalOptions | None = None
    ordering_window_end: dt.date | None = None
    offered_end: dt.date | None = None
    steps: tuple[FileStep, ...] = ()
    doubts: tuple[str, ...] = ()
    proof: tuple[Proof, ...] = ()


@dataclass(frozen=True, slots=True)
class FileClause:
    """A clause of cooperative-use language and the part it stands in.

    `section` is the way to its section, headings from the outermost to its own, "" where it has none; `incorporated_by` the id of the
    contract that took it in.
    """

    part: str
    role: Role
    clause: Finding[CooperativeUse]
    proof: tuple[Proof, ...]
    section: tuple[str, ...] = ()
    incorporated_by: str | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """What one side of the file (solicitation, or contract) says on use by others.

    `present`: a document of that side is in the file. `polarity` is that of the side read as one, after later documents and the
    vendor's answer. `deciding` are the clauses that make it so; `note` a sentence, "" where nothing needs saying. `through` are the
    words by which a contract takes the solicitation in, `against` those by which it keeps it out. `disputed`: documents disagree.
    """

    present: bool
    polarity: Polarity
    deciding: tuple[FileClause, ...] = ()
    note: str = ""
    declined: bool = False
    disputed: bool = False
    through: tuple[Proof, ...] = ()
    against: tuple[Proof, ...] = ()


V_co = TypeVar("V_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Settled(Generic[V_co]):
    """A value that the whole file supports, the part it was taken from, and its proof (never empty)."""

    value: V_co
    part: str
    proof: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What the documents say when read as one; None where no document says."""

    term: FileTerm | None = None
    lead_agency: Settled[LeadAgency] | None = None
    vendor: Settled[str] | None = None
    program: Settled[Program] | None = None
    solicitation_number: Settled[str] | None = None
    contract_number: Settled[str] | None = None
    competition: tuple[Settled[Competition], ...] = ()
    clauses: tuple[FileClause, ...] = ()
    solicitation_side: Side = Side(present=False, polarity=Polarity.SILENT)
    contract_side: Side = Side(present=False, polarity=Polarity.SILENT)
    election: FileClause | None = None
    """The vendor's own answer to a choice it was offered, if the file holds it."""


@dataclass(frozen=True, slots=True)
class ContractFile:
    """All documents of one procurement. `facts` is empty until `assess.reconcile` has read them as one."""

    parts: tuple[FilePart, ...]
    edges: tuple[Edge, ...] = ()
    to_obtain: tuple[DocumentToObtain, ...] = ()
    completeness: Completeness = Completeness.D
    conflicts: tuple[Conflict, ...] = ()
    facts: FileFacts = FileFacts()

    def part(self, part_id: str) -> FilePart:
        """The part with that id.

        Raises:
            KeyError: there is none.
        """
        for part in self.parts:
            if part.id == part_id:
                return part
        raise KeyError(part_id)

    def having(self, *roles: Role) -> tuple[FilePart, ...]:
        """Parts with one of these roles, in file order."""
        return tuple(p for p in self.parts if p.role in roles)
