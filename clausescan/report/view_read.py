"""What was read and what was not, and the headings of each document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from clausescan.core.contract_file import ContractFile, Execution, FilePart, SignatureKind, Signing
from clausescan.core.document import Document, TextLayer
from clausescan.core.finding import Role
from clausescan.core.result import Failed, Scanned, ScannedPart
from clausescan.core.words import ROLE_WORDS
from clausescan.report.words import count_of, page_list, page_range, sentence_case, shortened

_MOST_HEADINGS = 400
_LAYERS = {
    TextLayer.NATIVE: "text of the PDF",
    TextLayer.OCR: "read from pictures",
    TextLayer.MIXED: "text and pictures",
    TextLayer.NONE: "not readable",
}
_SIGNINGS = {
    Execution.SIGNED: "signatures are seen",
    Execution.PARTLY: "signed in part, as far as can be seen",
    Execution.UNSIGNED: "no signature is seen",
    Execution.UNKNOWN: "no signature block was found",
}
_KINDS = {
    SignatureKind.WORDS: "names in words",
    SignatureKind.INK: "ink, not verified",
    SignatureKind.SCAN: "ink on a scan, to be looked at",
    SignatureKind.DIGITAL: "digital, not verified",
}
_SIGNED_ROLES = (Role.CONTRACT, Role.AMENDMENT, Role.PARTICIPATING_ADDENDUM)


@dataclass(frozen=True, slots=True)
class FilePartView:
    """One document inside a PDF."""

    role: str
    title: str
    pages: str
    signing: str
    joined: str = ""


@dataclass(frozen=True, slots=True)
class FileView:
    """One PDF that was read."""

    name: str
    pages: str
    layers: str
    unread: str
    notices: tuple[str, ...]
    parts: tuple[FilePartView, ...]
    sha256: str
    size: str


@dataclass(frozen=True, slots=True)
class FailedView:
    """One file that could not be read."""

    name: str
    code: str
    message: str
    advice: str


@dataclass(frozen=True, slots=True)
class SectionView:
    """One heading with its page; `level` from 0 to 3; `about` is what the classifier takes its text to be about, "" where it abstains."""

    heading: str
    page: int
    level: int
    about: str


@dataclass(frozen=True, slots=True)
class OutlineView:
    """The headings of one part; `more` says how many were left out, "" for none."""

    name: str
    count: str
    sections: tuple[SectionView, ...]
    more: str


@dataclass(frozen=True, slots=True)
class CoverageView:
    """How much could be read: pages in all, pages read, and `rows` of what, pages, and what it means."""

    pages: int
    read: int
    rows: tuple[tuple[str, int, str], ...]


_MEANS = {
    TextLayer.NATIVE: ("Text of the PDF", "Taken as it stands in the file."),
    TextLayer.OCR: ("Read from pictures", "Read by a program; slips of single letters are possible, so compare the picture."),
    TextLayer.MIXED: ("Text and pictures", "Part text, part read from pictures."),
    TextLayer.NONE: ("Not read", "Nothing on these pages was considered."),
}


def coverage_view(scans: Sequence[Scanned], failed: Sequence[Failed]) -> CoverageView:
    """Pages of all PDFs by how they were read; files that could not be read are counted apart, their pages are not known."""
    documents = {scan.document.source.sha256: scan.document for scan in scans}.values()
    unread = sum(len(d.unread_pages) for d in documents)
    counts = {layer: sum(p.text_layer is layer and p.number not in d.unread_pages for d in documents for p in d.pages) for layer in TextLayer}
    counts[TextLayer.NONE] = unread
    pages = sum(len(d.pages) for d in documents)
    rows = [(_MEANS[layer][0], n, _MEANS[layer][1]) for layer, n in counts.items() if n]
    if failed:
        rows.append(("Files that could not be opened", len(failed), "How many pages they have is not known."))
    return CoverageView(pages, pages - unread, tuple(rows))


def file_views(file: ContractFile, scans: Sequence[Scanned]) -> tuple[FileView, ...]:
    """Every PDF that was read, by name."""
    documents = {scan.document.source.sha256: scan.document for scan in scans}
    ordered = sorted(documents.values(), key=lambda d: (d.source.name, d.source.sha256))
    return tuple(_file(d, [p for p in file.parts if p.source.sha256 == d.source.sha256]) for d in ordered)


def _file(document: Document, parts: Sequence[FilePart]) -> FileView:
    counts = {layer: sum(p.text_layer is layer for p in document.pages) for layer in TextLayer}
    layers = "; ".join(f"{count_of(n, 'page')}: {_LAYERS[layer]}" for layer, n in counts.items() if n)
    notices = tuple(f"{sentence_case(n.message)}{f' (page {n.page})' if n.page else ''}" for n in document.notices)
    return FileView(
        name=document.source.name,
        pages=count_of(len(document.pages), "page"),
        layers=layers,
        unread=page_list(document.unread_pages),
        notices=tuple(dict.fromkeys(notices)),
        parts=tuple(_part(p) for p in parts),
        sha256=document.source.sha256,
        size=f"{document.source.size:,} bytes",
    )


def _part(part: FilePart) -> FilePartView:
    number = f" {part.ordinal}" if part.ordinal is not None else ""
    signing = _signing(part.signing) if part.role in _SIGNED_ROLES else "not looked for"
    return FilePartView(sentence_case(ROLE_WORDS[part.role]) + number, shortened(part.title, 120), page_range(*part.pages), signing, part.joined)


def _signing(signing: Signing) -> str:
    """Whether signatures are seen, and as what; of ink and certificates also that nobody verified them."""
    kinds = ", ".join(_KINDS[kind] for kind in signing.kinds)
    return f"{_SIGNINGS[signing.state]} ({kinds})" if kinds else _SIGNINGS[signing.state]


def failed_views(failed: Sequence[Failed]) -> tuple[FailedView, ...]:
    """Every file that could not be read, with advice."""
    return tuple(FailedView(f.name, f.code, f.message, f.advice) for f in failed)


def unread_words(scans: Sequence[Scanned], failed: Sequence[Failed]) -> tuple[str, ...]:
    """What could not be read, as sentences for the top of the report; empty if everything was."""
    said = [f"{f.name} could not be read." for f in failed]
    for scan in sorted(scans, key=lambda s: (s.document.source.name, s.document.source.sha256)):
        pages = scan.document.unread_pages
        if pages:
            name = scan.document.source.name
            every = len(pages) == len(scan.document.pages)
            said.append(f"No page of {name} could be read." if every else f"{sentence_case(_page_words(pages))} of {name} could not be read.")
    return tuple(said)


def _page_words(pages: Sequence[int]) -> str:
    return f"page {pages[0]}" if len(pages) == 1 else f"pages {page_list(pages)}"


def _about(scanned: ScannedPart) -> dict[int, str]:
    """What the first labelled clause of each section is about, by the section's index."""
    sections = {c.index: c.section for c in scanned.part.outline.clauses}
    found: dict[int, str] = {}
    for label in scanned.labels:
        section = sections[label.clause]
        if section is not None and label.kind not in (None, "other"):
            found.setdefault(section, str(label.kind).replace("_", " "))
    return found


def outline_views(scans: Sequence[Scanned]) -> tuple[OutlineView, ...]:
    """Headings with pages, one list per part that has any."""
    views = []
    for scan in sorted(scans, key=lambda s: (s.document.source.name, s.document.source.sha256)):
        for scanned in scan.parts:
            sections = scanned.part.outline.sections
            about = _about(scanned)
            if sections:
                shown = tuple(
                    SectionView(
                        shortened(" ".join(x for x in (s.number, s.heading) if x), 140) or "(no heading)",
                        scan.document.page_of(s.heading_span.start),
                        min(s.level, 3),
                        about.get(s.index, ""),
                    )
                    for s in sections[:_MOST_HEADINGS]
                )
                left = len(sections) - _MOST_HEADINGS
                name = f"{scan.document.source.name}: {shortened(scanned.part.title, 90)}" if scanned.part.title else scan.document.source.name
                views.append(OutlineView(name, count_of(len(sections), "heading"), shown, f"{count_of(left, 'more heading')}." if left > 0 else ""))
    return tuple(views)
