"""Scans made of the sample contract files, and how many facts survive: `python -m tests.scans [--kind K] [--every N --start I] [--slug S]`.

Not a test: it prints. Each PDF is read as it is and as a picture of itself at 200 dots an inch, in four kinds: clean, noisy (grain, specks and
a soft lens), skewed (by two degrees, one way or the other), and fax (black and white, ink lost, specks). A key counts where the original
has a value; a key that has none there must stay without one.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter

from clausescan.core.plain import scanned_plain
from clausescan.core.result import Scanned
from clausescan.read.ocr import OcrOptions
from clausescan.sandbox import Limits, Reader
from clausescan.scan import Toolkit, load_toolkit, scan_bytes

LEAST = {"clean": 0.9, "noisy": 0.8, "skew": 0.8, "fax": 0.6}
"""Kinds, with the share of keys that has to be equal."""
KINDS = tuple(LEAST)
DPI = 200
DAY = time.gmtime(0)
CONTRACTS = Path(__file__).resolve().parents[1] / "corpus" / "contracts"
KEYS = (
    "role",
    "lead_agency.name",
    "lead_agency.type",
    "lead_agency.state",
    "lead_agency.public",
    "vendor.name",
    "program",
    "solicitation_number",
    "contract_number",
    "term.start",
    "term.initial_end",
    "term.length_months",
    "term.renewals.count",
    "term.renewals.months_each",
    "term.renewals.actor",
    "term.current_end",
    "term.max_end",
    "term.anticipated",
    "cooperative_polarity",
    "competition.method",
    "competition.formal",
)
NOTHING = (None, "silent", "unknown", "other", "unclear")


def pictures(data: bytes, pages: Sequence[int] | None = None, dpi: int = DPI) -> list[Image.Image]:
    """Grey pictures of the pages (numbers from 1; all if None) of a PDF."""
    with pypdfium2.PdfDocument(data) as pdf:
        numbers = pages or range(1, len(pdf) + 1)
        return [pdf[n - 1].render(scale=dpi / 72, grayscale=True).to_pil().convert("L") for n in numbers]


def worn(image: Image.Image, kind: str, seed: int) -> Image.Image:
    """The picture as a scanner of that kind would give it; the same seed gives the same wear."""
    chance = np.random.default_rng(seed)
    if kind == "clean":
        return image
    if kind == "skew":
        return image.rotate(random.Random(seed).choice((2.0, -2.0)), Image.Resampling.BICUBIC, fillcolor=255)
    if kind == "noisy":
        soft = np.asarray(image.filter(ImageFilter.GaussianBlur(0.6)), dtype=np.float64)
        grain = soft * 0.85 + 20 + chance.normal(0, 28, soft.shape)
        specks = chance.random(soft.shape)
        grain[specks < 0.006] = 0
        grain[specks > 0.994] = 255
        return Image.fromarray(np.clip(grain, 0, 255).astype(np.uint8))
    black = np.asarray(image.filter(ImageFilter.GaussianBlur(0.5))) < 150
    lost, dirt = chance.random(black.shape) < 0.12, chance.random(black.shape) < 0.004
    return Image.fromarray(np.where((black & ~lost) | dirt, 0, 255).astype(np.uint8)).convert("1")


def scan_pdf(data: bytes, kind: str, pages: Sequence[int] | None = None) -> bytes:
    """A PDF that holds nothing but worn pictures of those pages of a PDF."""
    images = [worn(image, kind, number) for number, image in enumerate(pictures(data, pages), 1)]
    out = io.BytesIO()
    quality = {} if kind == "fax" else {"quality": 85}
    dates: dict[str, Any] = {"creationDate": DAY, "modDate": DAY}  # the same bytes each time: what was read on them is found again
    images[0].save(out, "PDF", save_all=True, append_images=images[1:], resolution=DPI, **quality, **dates)
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class Score:
    """Keys with a value in the original: how many, how many equal; values made of nothing; the misses as text."""

    wanted: int
    equal: int
    invented: tuple[str, ...]
    missed: tuple[str, ...]


def get(value: Any, path: str) -> Any:
    """The value at a dotted path, None where it is not there."""
    for key in path.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    return value


def compare(original: dict[str, Any], scan: dict[str, Any]) -> Score:
    """The facts of a scan against those of its original."""
    wanted = equal = 0
    invented, missed = [], []
    for key in KEYS:
        want, have = get(original, key), get(scan, key)
        if want in NOTHING:
            if have not in NOTHING:
                invented.append(f"{key}={have!r}")
            continue
        wanted += 1
        equal += same(want, have)
        if not same(want, have):
            missed.append(f"{key}: {want!r} -> {have!r}")
    return Score(wanted, equal, tuple(invented), tuple(missed))


def same(want: Any, have: Any) -> bool:
    """Equal; letters in any case and spaces apart for texts."""
    if isinstance(want, str) and isinstance(have, str):
        return "".join(want.lower().split()) == "".join(have.lower().split())
    return bool(want == have)


def facts(data: bytes, name: str, toolkit: Toolkit, reader: Reader) -> dict[str, Any]:
    """The facts of a PDF as `clausescan facts` prints them.

    Raises:
        SystemExit: it cannot be read.
    """
    found = scan_bytes(data, name, toolkit, None, reader.read)
    if not isinstance(found, Scanned):
        raise SystemExit(f"{name}: {found.message}")
    return scanned_plain(found, text=True)


def samples(every: int, slug: str, start: int = 0) -> Iterator[Path]:
    """The sample PDFs, each n-th of them from one on, in an order that has nothing to do with their names."""
    paths = sorted((p for p in CONTRACTS.glob("*/*.pdf") if slug in p.parent.name), key=lambda p: hashlib.sha256(p.name.encode()).hexdigest())
    yield from paths[start::every]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print one line a kind, and each miss. Exit status 1 where a kind gives too few keys, or a value where there is none."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kind", choices=KINDS, action="append")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--slug", default="")
    parser.add_argument("--engine", default="")
    parser.add_argument("--cache", default="", help="folder that keeps what was read, so that a second run takes a minute")
    asked = parser.parse_args(arguments)
    toolkit = load_toolkit()
    paths = list(samples(asked.every, asked.slug, asked.start))
    bad = False
    options = OcrOptions(engine=asked.engine, cache=asked.cache, seconds=300)
    with Reader(Limits(seconds=3_600), ocr=options) as reader:
        originals = {path: facts(path.read_bytes(), path.name, toolkit, reader) for path in paths}
        for kind in asked.kind or KINDS:
            start, wanted, equal, pages, invented = time.monotonic(), 0, 0, 0, 0
            for path in paths:
                got = facts(scan_pdf(path.read_bytes(), kind), path.name, toolkit, reader)
                score = compare(originals[path], got)
                wanted, equal, invented = wanted + score.wanted, equal + score.equal, invented + len(score.invented)
                pages += got["source"]["pages"]
                for said in (*score.missed, *(f"INVENTED {x}" for x in score.invented)):
                    print(f"  {kind} {path.parent.name}/{path.name} {said}")
            seconds = (time.monotonic() - start) / max(1, pages)
            print(f"{kind}: {equal}/{wanted} keys equal = {equal / max(1, wanted):.3f}; {invented} invented; {pages} pages, {seconds:.2f} s a page")
            sys.stdout.flush()
            bad |= bool(invented) or equal < LEAST[kind] * wanted
    return int(bad)


if __name__ == "__main__":
    sys.exit(main())
