"""Packets: PDFs joined into one, and how well they are taken apart again. Run by hand; it prints, and asserts nothing.

    python -m tests.packets LABELLED_FOLDER [--redrawn] [--half tuning|check|all] [--packets 30] [--seed 1]
    python -m tests.packets LABELLED_FOLDER --papers     packets of papers of one page in plain type
    python -m tests.packets LABELLED_FOLDER --fit        prints the weights of clausescan/read/split_weights.toml

A packet is five to ten PDFs of the labelled folder (`pdf/`, `labels/`) and of corpus/contracts, joined by pypdf. For `--redrawn` each PDF is first
drawn anew by poppler's pdftocairo to letter size: one producer, one page size, no bookmarks, no labels. A file belongs to the check half
where its sha256 begins with 0, 1, 2, 3 or f; weights are fitted to the others alone (and to the commercial contracts beside them, as documents that
hold no second one).
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import logging
import random
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from textwrap import wrap

from pypdf import PdfReader, PdfWriter

from clausescan.core.finding import Role
from clausescan.core.result import Scanned
from clausescan.read.clean import looks_of
from clausescan.read.looks import Look, look
from clausescan.read.pages import Opening, read_pdf
from clausescan.read.raw import RawPage
from clausescan.read.source import identify
from clausescan.read.split import Boundary, continues, is_exhibit, layout_signals, load_weights, marked_pages, name_signals
from clausescan.scan import Toolkit, load_toolkit, read_document, scan_document
from tests.draw import pdf, prose

PAPERS = Path(__file__).parent / "extract" / "role_pages.toml"
SAMPLES = Path(__file__).parent.parent / "corpus" / "contracts"
CHECK = "0123f"
MARGIN = 1.7  # asked for beyond even odds: a document cut in two is worse than two left together
PAIRS = 6  # neighbours tried before each document when weights are fitted
DRAWN_PAIRS, DRAWN, GO_ON = 8, 0.7, 1.5  # neighbours of a drawn paper, how much each counts, and how much a page that begins nothing counts
STRENGTH = 0.3  # scikit-learn's C


@dataclass(frozen=True, slots=True)
class Source:
    """A PDF that is one document: the roles that are right for it, and its family (files of one contract file)."""

    path: Path
    roles: frozenset[str]
    family: str

    @property
    def check(self) -> bool:
        return hashlib.sha256(self.path.read_bytes()).hexdigest()[0] in CHECK


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--half", choices=("tuning", "check", "all"), default="all")
    parser.add_argument("--packets", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--redrawn", action="store_true")
    parser.add_argument("--papers", action="store_true")
    parser.add_argument("--fit", action="store_true")
    given = parser.parse_args()
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    sources = list(labelled(given.folder))
    if given.fit:
        with tempfile.TemporaryDirectory() as drawn:
            more = [*papers(Path(drawn)), *unnumbered(Path(drawn))]
            _say(fit(*([s for s in ones if not s.check] for ones in (sources, more, commercial(given.folder)))))
        return
    if given.papers:
        with tempfile.TemporaryDirectory() as drawn:
            _report(
                [s for s in papers(Path(drawn)) if given.half == "all" or s.check == (given.half == "check")],
                given.packets,
                given.seed,
                redrawn=False,
            )
        return
    chosen = [s for s in sources if given.half == "all" or s.check == (given.half == "check")]
    _report(chosen, given.packets, given.seed, redrawn=given.redrawn)


def labelled(folder: Path) -> Iterator[Source]:
    """Labelled PDFs, then the samples."""
    for path in sorted((folder / "pdf").glob("*.pdf")):
        label = json.loads((folder / "labels" / f"{path.stem}.json").read_text(encoding="utf-8"))
        accepted = label.get("accept", {}).get("role", [])
        yield Source(path, frozenset({label["role"], *([accepted] if isinstance(accepted, str) else accepted)}), "")
    yield from samples()


def samples() -> Iterator[Source]:
    """The PDFs of corpus/contracts."""
    for expected in sorted(SAMPLES.glob("*/expected.json")):
        for name, facts in json.loads(expected.read_text(encoding="utf-8"))["documents"].items():
            yield Source(expected.parent / name, frozenset({facts["role"]} if facts.get("role") else ()), expected.parent.name)


def papers(folder: Path) -> Iterator[Source]:
    """Every third of the pages of tests/extract/role_pages.toml, drawn into that folder, each a document of one page in a type of its own."""
    chance = random.Random(7)
    for page in tomllib.loads(PAPERS.read_text(encoding="utf-8"))["page"][::3]:
        path = folder / f"{page['name']}.pdf"
        path.write_bytes(plain(page["text"].split("\n"), chance))
        yield Source(path, frozenset(page["roles"]), "")


def unnumbered(folder: Path) -> Iterator[Source]:
    """The words of every sample, drawn into that folder in one plain type without page numbers or running lines."""
    chance = random.Random(8)
    for one in samples():
        path = folder / f"{one.family}-{one.path.name}"
        words = "\n".join(page.extract_text() for page in PdfReader(one.path).pages)
        path.write_bytes(plain(words.split("\n"), chance))
        yield Source(path, one.roles, one.family)


def plain(lines: Sequence[str], chance: random.Random) -> bytes:
    """Lines one below the other on as many pages as they need; size and type are chosen by chance."""
    size, font, top = chance.choice((10, 11, 12)), chance.choice(("Helvetica", "Times-Roman")), chance.choice((700, 720, 740))
    wrapped = [piece for line in lines for piece in (wrap(line, 90) or [""])]
    most = (top - 60) // (size + 3)
    pages = [wrapped[i : i + most] for i in range(0, len(wrapped), most)]
    return pdf(*(prose(*page, top=top, step=size + 3) for page in pages), font=font, size=size)


def commercial(folder: Path) -> Iterator[Source]:
    """Every third of the commercial contracts: each is one document."""
    for path in sorted((folder / "cuad" / "pdf").glob("*.[pP][dD][fF]"))[::3]:
        yield Source(path, frozenset({"contract"}), "")


def join(documents: Sequence[bytes]) -> bytes:
    """One PDF with the pages of all, in order, with their bookmarks."""
    writer = PdfWriter()
    for data in documents:
        writer.append(PdfReader(io.BytesIO(data)))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def redraw(data: bytes) -> bytes:
    """The same pages drawn anew to letter size by poppler; text is kept, bookmarks are not."""
    with tempfile.TemporaryDirectory() as folder:
        old, new = Path(folder) / "old.pdf", Path(folder) / "new.pdf"
        old.write_bytes(data)
        subprocess.run(["pdftocairo", "-pdf", "-paper", "letter", "-expand", str(old), str(new)], check=True, capture_output=True)
        return new.read_bytes()


@dataclass(slots=True)
class _Tally:
    right: int = 0
    given: int = 0
    gold: int = 0
    roles_right: int = 0
    roles: int = 0
    pages: int = 0


def _report(sources: Sequence[Source], packets: int, seed: int, *, redrawn: bool) -> None:
    toolkit, rng, tally = load_toolkit(), random.Random(seed), _Tally()
    for _ in range(packets):
        chosen = rng.sample(list(sources), rng.randint(5, min(10, len(sources))))
        documents = [_drawn(s.path, redrawn) for s in chosen]
        _count(tally, chosen, [len(PdfReader(io.BytesIO(d)).pages) for d in documents], scan(join(documents), toolkit))
    precision, recall = tally.right / max(1, tally.given), tally.right / max(1, tally.gold)
    _say(f"{packets} packets of {len(sources)} files, {tally.pages} pages, {'redrawn' if redrawn else 'as they are'}")
    _say(f"boundaries: precision {precision:.3f} recall {recall:.3f} F1 {2 * tally.right / max(1, tally.given + tally.gold):.3f} of {tally.gold}")
    _say(f"roles: {tally.roles_right} of {tally.roles}, {tally.roles_right / max(1, tally.roles):.3f}")
    whole = [s for s in sources if len(scan(_drawn(s.path, redrawn), toolkit).parts) > 1]
    _say(f"single files taken apart: {len(whole)} of {len(sources)}")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


@cache
def _drawn(path: Path, redrawn: bool) -> bytes:
    return redraw(path.read_bytes()) if redrawn else path.read_bytes()


def scan(data: bytes, toolkit: Toolkit) -> Scanned:
    """The facts of a PDF in memory."""
    return scan_document(read_document(data, identify("packet.pdf", data)), toolkit)


def _count(tally: _Tally, chosen: Sequence[Source], sizes: Sequence[int], scanned: Scanned) -> None:
    """Boundaries are right where the page is; the role of a document is that of the part that holds most of its pages."""
    firsts = [1 + sum(sizes[:i]) for i in range(len(sizes) + 1)]
    said, gold = {p.part.pages[0] for p in scanned.parts} - {1}, set(firsts[1:-1])
    tally.right, tally.given, tally.gold = tally.right + len(said & gold), tally.given + len(said), tally.gold + len(gold)
    tally.pages += sum(sizes)
    for source, (first, following) in zip(chosen, pairwise(firsts), strict=True):
        if source.roles:
            part = max(scanned.parts, key=lambda p: min(p.part.pages[1] + 1, following) - max(p.part.pages[0], first))
            role = part.facts.role.value.role if part.facts.role else Role.OTHER
            tally.roles += 1
            tally.roles_right += role.value in source.roles


# ------------------------------------------------------------------------------------------------------------------ weights


@cache
def _looks(path: Path, redrawn: bool) -> tuple[tuple[Look, ...], frozenset[int]]:
    pages = read_pdf(_drawn(path, redrawn))
    opening = next(pages)
    assert isinstance(opening, Opening)
    return looks_of(p for p in pages if isinstance(p, RawPage)), marked_pages(opening.bookmarks)


def _row(looks: Sequence[Look], page: int, marked: frozenset[int] = frozenset()) -> list[float] | None:
    """Signals in the order of the weights file; None where the decision does not rest on them."""
    boundary = Boundary.at(looks, page, 0)
    names = name_signals(boundary)
    if continues(boundary) or (names["shared_with_head"] and is_exhibit(boundary.page)):
        return None
    found = {**layout_signals(boundary), **names, "bookmark": float(page + 1 in marked)}
    return [found[name] for name in load_weights().of]


def _junction(before: Source, after: Source, *, redrawn: bool, bookmarks: bool = False) -> list[float] | None:
    """The boundary between two documents; of the first only its head and its end matter."""
    old, _ = _looks(before.path, redrawn)
    old = old[:2] + old[-3:] if len(old) > 5 else old
    new, marked = _looks(after.path, redrawn)
    return _row([*old, *new[:3]], len(old), frozenset(p + len(old) for p in marked) if bookmarks else frozenset())


def _within(source: Source, *, redrawn: bool) -> Iterator[list[float] | None]:
    looks, marked = _looks(source.path, redrawn)
    return (_row(looks, page, marked) for page in range(1, len(looks)))


def _with_scan(source: Source, rng: random.Random) -> Iterator[list[float] | None]:
    """A document of which one page, often the last, is a picture."""
    looks = list(_looks(source.path, redrawn=False)[0])
    if len(looks) >= 4:
        at = rng.choice([len(looks) - 1, rng.randrange(2, len(looks)), rng.randrange(2, len(looks))])
        looks[at] = look(looks[at].width, looks[at].height, ())
        yield from (_row(looks, page) for page in (at, at + 1) if page < len(looks))


def _starts(sources: Sequence[Source], rng: random.Random) -> Iterator[list[float] | None]:
    """Where a document begins: after others taken at random, and after all of its own contract file."""
    for redrawn in (False, True):
        for after in sources:
            others = [s for s in sources if s is not after]
            for before in rng.sample(others, PAIRS):
                yield _junction(before, after, redrawn=redrawn)
                if not redrawn:
                    yield _junction(before, after, redrawn=False, bookmarks=True)
            for before in others:
                if after.family and before.family == after.family and before.path < after.path:
                    yield from [_junction(before, after, redrawn=redrawn)] * 4


def fit(sources: Sequence[Source], drawn: Sequence[Source], single: Sequence[Source]) -> str:
    """Weights by logistic regression, as TOML. `drawn` are papers in plain type, which count less: their type and places were chosen by chance."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    rng = random.Random(1)
    yes = list(_starts(sources, rng)) + [_junction(rng.choice(list(single)), s, redrawn=False) for s in single]
    papers = [_junction(b, a, redrawn=False) for a in drawn for b in rng.sample([s for s in [*drawn, *sources] if s is not a], DRAWN_PAIRS)]
    no = [row for redrawn in (False, True) for s in sources for row in _within(s, redrawn=redrawn)]
    no += [row for s in [*drawn, *single] for row in _within(s, redrawn=False)]
    no += [row for s in [*sources[::2], *single[::2]] for row in _with_scan(s, rng)]
    kinds = ((yes, True, 1.0), (papers, True, DRAWN), (no, False, GO_ON))
    rows = [(row, is_start, weight) for found, is_start, weight in kinds for row in found if row]
    model = LogisticRegression(C=STRENGTH, max_iter=5_000)
    model.fit(np.array([r for r, _, _ in rows]), np.array([y for _, y, _ in rows]), sample_weight=np.array([w for _, _, w in rows]))
    told = [f"{name} = {weight:.2f}" for name, weight in zip(load_weights().of, model.coef_[0], strict=True)]
    return "\n".join([f"bias = {model.intercept_[0] - MARGIN:.2f}", "", "[weights]", *told])


if __name__ == "__main__":
    main()
