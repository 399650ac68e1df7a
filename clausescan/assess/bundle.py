"""The documents of one contract file, whichever PDFs they lie in, and how they hang together (BUNDLES)."""

from __future__ import annotations

from collections.abc import Sequence

from clausescan.assess.exhibits import missing_exhibits
from clausescan.assess.links import links
from clausescan.assess.missing import completeness, to_obtain
from clausescan.assess.numbers import ordinal
from clausescan.assess.signing import signing_of
from clausescan.assess.topics import topics_in
from clausescan.core.contract_file import ContractFile, FilePart, Signing
from clausescan.core.document import Document
from clausescan.core.finding import Role
from clausescan.core.result import Part, Scanned, ScannedPart

_NUMBERED = (Role.ADDENDUM, Role.AMENDMENT)
_SIGNED = (Role.CONTRACT, Role.PARTICIPATING_ADDENDUM, Role.AMENDMENT, Role.AWARD)


def bundle(scans: Sequence[Scanned]) -> ContractFile:
    """One contract file from all PDFs given for it, before its facts are read as one.

    The order of the PDFs does not matter; the same PDF given twice counts once. Ids of parts are "1.1", "1.2", "2.1", by name.
    """
    unique = {scan.document.source.sha256: scan for scan in scans}
    ordered = sorted(unique.values(), key=lambda s: (s.document.source.name, s.document.source.sha256))
    sources: dict[str, tuple[Document, ScannedPart]] = {}
    for number, scan in enumerate(ordered, 1):
        for index, scanned in enumerate(scan.parts, 1):
            sources[f"{number}.{index}"] = scan.document, scanned
    parts = tuple(_file_part(part_id, document, scanned) for part_id, (document, scanned) in sources.items())
    edges = (*links(parts, sources), *missing_exhibits(parts, sources))
    lacking = to_obtain(parts, edges)
    return ContractFile(parts, edges, lacking, completeness(parts, lacking))


def _file_part(part_id: str, document: Document, scanned: ScannedPart) -> FilePart:
    part, facts = scanned.part, scanned.facts
    role = facts.role.value.role if facts.role is not None else Role.OTHER
    first, last = part.pages
    return FilePart(
        id=part_id,
        source=document.source,
        role=role,
        subrole=facts.role.value.subrole if facts.role is not None else None,
        title=part.title,
        pages=part.pages,
        facts=facts,
        ordinal=_ordinal(document, scanned) if role in _NUMBERED else None,
        unread_pages=tuple(p for p in document.unread_pages if first <= p <= last),
        signing=signing_of(document, part.span) if role in _SIGNED else Signing(),
        use_sections=tuple(_section_path(part, found.evidence[0].span.start) for found in facts.cooperative_use),
        topics=topics_in(document, part.span),
    )


def _section_path(part: Part, offset: int) -> tuple[str, ...]:
    """Headings from the outermost section to the one in which that code point stands; empty if none."""
    for clause in part.outline.clauses:
        if clause.span.start <= offset < clause.span.end:
            return part.outline.path_of(clause)
    return ()


def _ordinal(document: Document, scanned: ScannedPart) -> int | None:
    """From the title, else from the first lines."""
    start = scanned.part.span.start
    return ordinal(scanned.part.title) or ordinal(document.text[start : min(start + 600, scanned.part.span.end)])
