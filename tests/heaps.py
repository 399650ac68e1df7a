"""Heaps of synthetic contract files: invented agencies and vendors, seeded and varied, as PDFs on disk or as rows of an archive."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from clausescan.archive.store import Store
from tests.draw import pdf, prose

PLACES = """Larkmoor Harrow Ostrava Quillbrook Thornbury Marrow Pellan Fenwick Alder Bramble Cinder Dunmore Eastry Foxley Garnet Hollis Ivel
  Juniper"""
KINDS = (("City of {}", "municipality"), ("{} County", "county"), ("Town of {}", "municipality"), ("{} School District", "school_district"))
STATES = (("Oregon", "OR"), ("Colorado", "CO"), ("Ohio", "OH"), ("Texas", "TX"), ("Maine", "ME"), ("Idaho", "ID"))
FIRMS = """Wrenfield Tallow Norbeck Alcott Ocotillo Brindle Pelham Kestrel Vantage Umber Sable Rowan Quarry Pinion Osprey Nettle Marl
  Lodge"""
SORTS = ("Supply, Inc.", "Services LLC", "Industries, Inc.", "Partners LLC", "Equipment Corp.")
THINGS = (
    ("mobile parking payment services", "parking session fee", "citation kiosk", "permit portal"),
    ("asphalt paving and patching", "hot mix per ton", "crack seal per mile", "cold planing"),
    ("fire hose and nozzles", "attack hose, 50 ft", "fog nozzle", "hydrant adapter"),
    ("classroom furniture", "student desk", "stacking chair", "mobile cabinet"),
    ("janitorial supplies", "floor finish, gallon", "paper towel, case", "disinfectant wipes"),
    ("network switches and cabling", "48-port switch", "patch panel", "fiber per foot"),
    ("traffic signs and posts", "stop sign, 30 in.", "square post, 12 ft", "sign bracket"),
    ("fleet vehicles and parts", "half-ton pickup", "brake pad set", "snow plow blade"),
    ("water meters and fittings", "five-eighths meter", "brass coupling", "meter lid"),
    ("temporary staffing", "clerk, per hour", "laborer, per hour", "engineer, per hour"),
)
USES = (
    ("permits", "Any other public agency may buy the same goods and services under this contract at the prices and on the terms stated here."),
    ("restricts", "Other public agencies of {state} may buy under this contract if they first sign a joinder with the vendor."),
    ("prohibits", "No other agency may purchase under this contract, and its prices are offered to the buyer named above alone."),
    ("silent", "The vendor keeps records of all orders for six years and shows them to the buyer upon request."),
)
FILLER = (
    "The vendor insures itself against claims that arise from its work and names the buyer as an additional insured.",
    "Invoices are sent once a month and are paid within thirty days after they were received and approved.",
    "Goods that do not conform are taken back at the cost of the vendor and replaced without delay.",
    "Notices are given in writing to the persons named on the first page and count from the day of receipt.",
    "The vendor keeps to all laws that apply to its work, and pays its people at least the wages these ask for.",
    "Either side may end this contract for cause after a written notice and ten days in which to cure.",
)


@dataclass(frozen=True, slots=True)
class Sketch:
    """What a synthetic contract file says."""

    number: int
    lead: str
    lead_type: str
    state: tuple[str, str]
    vendor: str
    things: tuple[str, ...]
    start: dt.date
    end: dt.date
    polarity: str
    use: str

    @property
    def contract(self) -> str:
        return f"K-{2_020_000 + self.number}"

    @property
    def call(self) -> str:
        return f"RFP-{7_100_000 + self.number}"


def sketches(count: int, seed: int = 1) -> Iterator[Sketch]:
    """So many, the same for the same seed."""
    dice = random.Random(seed)
    for number in range(count):
        name, kind = dice.choice(KINDS)
        state = dice.choice(STATES)
        polarity, use = dice.choice(USES)
        start = dt.date(2021, 1, 1) + dt.timedelta(days=dice.randrange(2200))
        end = start.replace(year=start.year + dice.choice((1, 2, 3, 5)), day=min(start.day, 28)) - dt.timedelta(days=1)
        place = f"{dice.choice(PLACES.split())} {dice.choice(('', 'Falls', 'Ridge', 'Springs'))}".strip()
        vendor = f"{dice.choice(FIRMS.split())} {dice.choice(FIRMS.split())} {dice.choice(SORTS)}"
        yield Sketch(number, name.format(place), kind, state, vendor, dice.choice(THINGS), start, end, polarity, use.format(state=state[0]))


def documents(one: Sketch, pages: int = 4) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of its PDFs: solicitation, contract of so many pages, amendment."""
    dice = random.Random(one.number)
    body = itertools.cycle(dice.sample(FILLER, len(FILLER)))
    what = one.things[0]
    yield "1-solicitation.pdf", pdf(_lines("REQUEST FOR PROPOSALS", f"No. {one.call}", f"{one.lead}, {one.state[0]}", f"Subject: {what}",
        f"{one.lead} asks for sealed proposals for {what}. Proposals are due at 2:00 p.m. and are opened in public.",
        "The award goes to the proposer whose proposal is best by the criteria of section 4.", next(body), one.use))  # fmt: skip
    first = _lines(f"AGREEMENT NO. {one.contract}", f"This Agreement is made between {one.lead}, {one.state[0]} and {one.vendor} for {what}.",
        f"It follows from {one.call}, a competitive solicitation by sealed proposals.",
        f"1. Term. This Agreement begins on {_long(one.start)} and ends on {_long(one.end)}.", f"2. Other agencies. {one.use}",
        *(f"3.{n} {thing}: ${dice.randrange(5, 900)}.00" for n, thing in enumerate(one.things[1:], 1)), next(body))  # fmt: skip
    rest = [_lines(f"Agreement No. {one.contract}, page {n}", *(next(body) for _ in range(9))) for n in range(2, pages + 1)]
    yield "2-agreement.pdf", pdf(first, *rest)
    yield "3-amendment-1.pdf", pdf(_lines("AMENDMENT NO. 1", f"to Agreement No. {one.contract} between {one.lead} and {one.vendor}",
        f"1. The fees of section 3 rise by {dice.randrange(1, 5)} percent.", "2. All other terms stay as they are.", next(body)))  # fmt: skip


def _long(day: dt.date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def _lines(*paragraphs: str) -> list[tuple[float, float, str]]:
    lines: list[str] = []
    for paragraph in paragraphs:
        line = ""
        for word in paragraph.split():
            if len(line) + len(word) > 82:
                lines.append(line)
                line = ""
            line = f"{line} {word}".strip()
        lines += [line, ""]
    return prose(*lines)


def drawn(folder: Path, count: int, seed: int = 1, pages: int = 4) -> int:
    """Write the PDFs of so many contract files, a folder each, a hundred folders a folder; how many PDFs."""
    made = 0
    for one in sketches(count, seed):
        place = folder / f"{one.number // 100:03}" / f"{one.number:05}"
        place.mkdir(parents=True, exist_ok=True)
        for name, data in documents(one, pages):
            (place / name).write_bytes(data)
            made += 1
    return made


def stocked(store: Store, count: int, seed: int = 1) -> None:
    """Put so many contract files into an archive as rows, as if their PDFs had been read; nothing is read."""
    with store.transaction():
        for one in sketches(count, seed):
            _stock(store, one)


def _stock(store: Store, one: Sketch) -> None:
    sha256, at = f"{one.number:064x}", "2026-11-22T00:00:00+00:00"
    name, what = f"{one.contract}.pdf", one.things[0]
    head = {"sha256": sha256, "fingerprint": "f", "name": name, "size": 9000, "pages": 6, "unread_pages": 0, "seconds": 0.1, "read_at": at}
    file_id = store.insert("files", head)
    path = {"path": f"/c/{one.number // 1000:03}/{name}", "sha256": sha256, "size": 9000, "mtime_ns": 1, "seen_at": at}
    store.insert("paths", path)
    said: dict[str, Any] = {
        "role": "contract", "lead_name": one.lead, "lead_type": one.lead_type, "lead_state": one.state[1], "vendor": one.vendor, "program": None,
        "solicitation_number": one.call, "contract_number": one.contract, "start": one.start.isoformat(), "current_end": one.end.isoformat(),
        "max_end": one.end.isoformat(), "anticipated": 0, "polarity": one.polarity, "method": "rfp", "formal": "yes", "scope": what,
        "completeness": "B",
    }  # fmt: skip
    title = f"{one.contract}, {one.vendor}"
    store.insert("facts", {"file_id": file_id, "title": title, **said, "json": "{}"})
    counts = {"documents": 1, "pages": 6, "unread_pages": 0}
    verdict = {"permits": "met", "restricts": "needs_review", "prohibits": "not_met"}.get(one.polarity, "not_found")
    more = {"check_contract": verdict, "use_quote": one.use, "use_page": 1, "use_document": name}
    store.insert(
        "contract_files", {"id": file_id, "uid": f"{one.number:012x}", "members": "", "updated_at": at, "title": title, **counts, **said, **more}
    )
    store.insert("contract_documents", {"contract_id": file_id, "ordinal": 0, "file_id": file_id, "parts": json.dumps([1]), "why": ""})
    lines = {
        "title": [title],
        "scope": [what],
        "item": list(one.things[1:]),
        "price": [f"{t} each" for t in one.things[1:]],
        "party": [one.lead, one.vendor],
    }
    for kind, texts in lines.items():
        for line, text in enumerate(texts):
            store.insert("passages", {"file_id": file_id, "kind": kind, "line": line, "page": 1, "text": text})
    store.insert("words", {"rowid": file_id, **{kind: "\n".join(texts) for kind, texts in lines.items()}})
    clause = {"file_id": file_id, "part": 1, "finding": f"{one.number:012x}", "class": "OPEN", "polarity": one.polarity, "page": 1, "confidence": 1.0}
    number = store.insert("clauses", {**clause, "quote": one.use})
    store.insert("clause_words", {"rowid": number, "quote": one.use})
