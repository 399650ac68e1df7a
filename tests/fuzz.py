"""Mutates the sample PDFs and reads each: facts or one clear error, inside the limits, or it is a finding.

    python -m tests.fuzz --count 10000 --seed 1 --keep fuzz

A mutant is made from a seed and its number alone, so that every finding can be made again. Findings are sorted by signature (what went
wrong, and the frames nearest to it), each signature keeps its first files in a folder of its own. Exit status 1 where there is a finding.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import time
import traceback
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from clausescan.core.plain import outcome_plain
from clausescan.core.result import Failed
from clausescan.read.ocr import OcrOptions
from clausescan.read.ocr_need import OcrMode
from clausescan.sandbox import Limits, Reader
from clausescan.sandbox_limits import MEGABYTE, memory_of
from clausescan.scan import Toolkit, load_toolkit, scan_bytes

CONTRACTS = Path(__file__).parents[1] / "corpus" / "contracts"
CODES = {"not_pdf", "empty", "damaged", "encrypted", "too_large", "timeout", "memory", "no_pages", "unsupported", "unreadable"}
SECONDS = 60.0  # for one file, all in all
MEGABYTES = 1_500  # that the child may ever have filled
LARGE = 500_000  # bytes of a sample
_LATE = ("hang in the child", "too slow")
KEPT = 3  # files kept of one signature

Mutation = Callable[[random.Random, bytearray], None]
_OBJECT = re.compile(rb"\b(\d{1,6}) (\d{1,5}) obj\b")
_REFERENCE = re.compile(rb"\b(\d{1,6}) (\d{1,5}) R\b")
_NUMBER = re.compile(rb"(?<![\w.])-?\d{1,10}(?![\w.])")
_KEY = re.compile(rb"/[A-Z][A-Za-z0-9]{1,20}")
_LENGTH = re.compile(rb"/Length \d{1,8}")
_STREAM = re.compile(rb"stream\r?\n(.{0,2000000}?)\r?\nendstream", re.DOTALL)
_KIDS = re.compile(rb"/Kids \[[^\]]{0,5000}\]")
_XREF = re.compile(rb"\bxref\b.{0,200000}?trailer", re.DOTALL)
_STRANGE = (b"-1", b"0", b"2147483647", b"-2147483648", b"4294967296", b"99999999999999999999", b"1e308", b"nan", b"()", b"null", b"0.0000001")
_WORDS = (
    b"endobj",
    b"endstream",
    b"stream\n",
    b"xref\n",
    b"trailer",
    b"startxref",
    b"%%EOF",
    b"<<",
    b">>",
    b"[" * 3000,
    b"<<" * 3000,
    b"(" * 500,
    b"q " * 2000,
)


def flip_bytes(chance: random.Random, data: bytearray) -> None:
    """Some bytes anywhere become others."""
    for _ in range(chance.choice((1, 3, 10, 60, 400))):
        data[chance.randrange(len(data))] = chance.randrange(256)


def cut(chance: random.Random, data: bytearray) -> None:
    """The end, or a stretch in the middle, is missing."""
    start = chance.randrange(len(data))
    del data[start : len(data) if chance.random() < 0.5 else start + chance.randrange(1, 4000)]


def move(chance: random.Random, data: bytearray) -> None:
    """A stretch stands elsewhere, or twice."""
    start = chance.randrange(len(data))
    piece = data[start : start + chance.randrange(1, 6000)]
    if chance.random() < 0.5:
        del data[start : start + len(piece)]
    at = chance.randrange(len(data) + 1)
    data[at:at] = piece


def swap_objects(chance: random.Random, data: bytearray) -> None:
    """Two objects change numbers, or a reference names another object."""
    pattern = chance.choice((_OBJECT, _REFERENCE))
    found = list(pattern.finditer(data))
    if len(found) > 1:
        one, other = sorted(chance.sample(found, 2), key=lambda m: m.start())
        _put(data, other.span(1), one[1])
        _put(data, one.span(1), other[1])


def swap_keys(chance: random.Random, data: bytearray) -> None:
    """Names of a dictionary change places."""
    found = list(_KEY.finditer(data))
    for _ in range(chance.choice((1, 2, 8))):
        if found:
            hit = chance.choice(found)
            if data[hit.start() : hit.end()] == hit[0]:
                _put(data, hit.span(), chance.choice(found)[0].ljust(hit.end() - hit.start())[: hit.end() - hit.start()])


def strange_numbers(chance: random.Random, data: bytearray) -> None:
    """Numbers become negative, huge, or no numbers."""
    found = list(_NUMBER.finditer(data))
    for hit in sorted(chance.sample(found, min(len(found), chance.choice((1, 2, 10)))), key=lambda m: -m.start()):
        _put(data, hit.span(), chance.choice(_STRANGE))


def lie_of_length(chance: random.Random, data: bytearray) -> None:
    """A stream says that it is longer or shorter than it is."""
    found = list(_LENGTH.finditer(data))
    if found:
        _put(data, chance.choice(found).span(), b"/Length " + chance.choice((b"0", b"1", b"-5", b"99999999", b"4294967295", b"12 0 R")))


def damage_table(chance: random.Random, data: bytearray) -> None:
    """The table of objects is missing, shifted or wrong."""
    found = _XREF.search(data)
    if found is None:
        flip_bytes(chance, data)
    elif chance.random() < 0.3:
        del data[found.start() : found.end()]
    else:
        for _ in range(chance.choice((1, 20))):
            data[chance.randrange(found.start(), found.end())] = chance.choice(b"0123456789fn \n")


def tangle_pages(chance: random.Random, data: bytearray) -> None:
    """The tree of pages holds itself, or one page very often, or what is no page."""
    found = _KIDS.search(data)
    numbers = [m[1] for m in _OBJECT.finditer(data)]
    if found and numbers:
        kids = b" ".join(chance.choice(numbers) + b" 0 R" for _ in range(chance.choice((1, 5, 40))))
        _put(data, found.span(), b"/Kids [" + kids + b"]")


def refer_to_itself(chance: random.Random, data: bytearray) -> None:
    """A reference leads back to the object it stands in."""
    found = [m for m in _REFERENCE.finditer(data) if _OBJECT.search(data, 0, m.start())]
    if found:
        hit = chance.choice(found)
        *_, inside = _OBJECT.finditer(data, 0, hit.start())
        _put(data, hit.span(1), inside[1])


def spoil_stream(chance: random.Random, data: bytearray) -> None:
    """What a stream unpacks to is changed and packed again: the words and strokes of a page, fonts, tables of signs."""
    packed = [(m, plain) for m in _STREAM.finditer(data) if (plain := _unpacked(m[1])) is not None]
    if not packed:
        flip_bytes(chance, data)
        return
    hit, plain = chance.choice(packed)
    inner = bytearray(plain)
    for _ in range(chance.choice((1, 3))):
        if inner:
            chance.choice((flip_bytes, cut, move, strange_numbers, insert_words))(chance, inner)
    _put(data, hit.span(1), _packed(bytes(inner), hit[1]))


def insert_words(chance: random.Random, data: bytearray) -> None:
    """Words of the format where they do not belong, some nested deeply."""
    at = chance.randrange(len(data) + 1)
    data[at:at] = b" " + chance.choice(_WORDS) + b" "


MUTATIONS: tuple[Mutation, ...] = (
    *(flip_bytes, cut, move, swap_objects, swap_keys, strange_numbers, lie_of_length),
    *(damage_table, tangle_pages, refer_to_itself, spoil_stream, spoil_stream, insert_words),
)


def _put(data: bytearray, span: tuple[int, int], new: bytes) -> None:
    data[span[0] : span[1]] = new


def _unpacked(body: bytes) -> bytes | None:
    """What a stream holds that is packed as reportlab packs it (base 85, then flate) or with flate alone; None for others."""
    import base64

    try:
        whole = base64.a85decode(body.strip().removesuffix(b"~>")) if body.rstrip().endswith(b"~>") else body
        return zlib.decompress(whole)
    except (ValueError, zlib.error):
        return None


def _packed(plain: bytes, like: bytes) -> bytes:
    import base64

    whole = zlib.compress(plain, 1)
    return base64.a85encode(whole) + b"~>" if like.rstrip().endswith(b"~>") else whole


def mutant(samples: tuple[bytes, ...], seed: int, number: int) -> bytes:
    """Mutant `number` of that seed: a sample with one to four mutations."""
    chance = random.Random(f"{seed}-{number}")
    data = bytearray(chance.choice(samples))
    for _ in range(chance.choice((1, 1, 2, 4))):
        if data:
            chance.choice(MUTATIONS)(chance, data)
    return bytes(data)


def sample_files(folder: Path = CONTRACTS) -> tuple[bytes, ...]:
    """The PDFs of a folder and those below it, in the order of their paths; large ones are left out, they take long to change."""
    return tuple(p.read_bytes() for p in sorted(folder.rglob("*.pdf")) if 0 < p.stat().st_size < LARGE)


@dataclass(frozen=True, slots=True)
class Trial:
    """What became of a mutant: `scanned` or an error code, seconds, megabytes that the child fills; a signature where it is a finding."""

    number: int
    outcome: str
    seconds: float
    megabytes: float
    signature: str = ""
    report: str = ""


def trials(reader: Reader, toolkit: Toolkit, seed: int, numbers: range, samples: tuple[bytes, ...]) -> Iterator[tuple[Trial, bytes]]:
    """One trial a number, in order, with the bytes. What came late is tried twice: a busy machine is no finding."""
    for number in numbers:
        data = mutant(samples, seed, number)
        trial = tried(data, number, reader, toolkit)
        yield trial if trial.signature not in _LATE else tried(data, number, reader, toolkit), data


def tried(data: bytes, number: int, reader: Reader, toolkit: Toolkit) -> Trial:
    """Read it and judge what comes of it."""
    start, outcome, signature, report = time.monotonic(), "", "", ""
    try:
        result = scan_bytes(data, f"{number}.pdf", toolkit, read=reader.read)
        plain = outcome_plain(result, text=True)
        json.dumps(plain)
        outcome = result.code if isinstance(result, Failed) else "scanned"
        if isinstance(result, Failed) and (outcome not in CODES or not result.message or not result.advice):
            signature = f"unclear-error {outcome}"
        elif not isinstance(result, Failed) and not quotes_are_exact(plain, plain["text"]):
            signature = "quote-not-in-text"
    except Exception as error:  # noqa: BLE001  whatever comes out is the finding
        outcome, signature, report = "exception", signature_of(error), traceback.format_exc()
    seconds, filled = time.monotonic() - start, filled_by(reader)
    if not signature and outcome == "timeout":
        signature = _LATE[0]
    elif not signature and seconds > SECONDS:
        signature = _LATE[1]
    elif not signature and filled > MEGABYTES:
        signature = "too much memory"
    return Trial(number, outcome, seconds, filled, signature, report)


def signature_of(error: BaseException) -> str:
    """The kind of error and the three frames nearest to it, as module:function:line."""
    frames = traceback.extract_tb(error.__traceback__)[-3:]
    return " ".join([type(error).__name__, *(f"{Path(f.filename).stem}:{f.name}:{f.lineno}" for f in reversed(frames))])


def filled_by(reader: Reader) -> float:
    """Megabytes: the most that the child ever filled where the system tells it, else what it fills now. 0 where there is no child."""
    if reader._child is None:
        return 0.0
    status = Path(f"/proc/{reader._child._process.pid}/status")
    peak = re.search(r"VmHWM:\s+(\d+) kB", status.read_text()) if status.is_file() else None
    return int(peak[1]) / 1024 if peak else (memory_of(reader._child._process) or 0) / MEGABYTE


def quotes_are_exact(value: object, text: str) -> bool:
    """True where every quote of facts/1 is the stretch of the text that it names."""
    if isinstance(value, dict):
        exact = not {"quote", "start", "end"} <= value.keys() or text[value["start"] : value["end"]] == value["quote"]
        return exact and all(quotes_are_exact(inner, text) for inner in value.values())
    return not isinstance(value, list) or all(quotes_are_exact(inner, text) for inner in value)


def keep(folder: Path, trial: Trial, data: bytes, before: int) -> None:
    """The file and its report in the folder of its signature; only the first few."""
    if before < KEPT:
        place = folder / re.sub(r"[^\w.:-]+", "_", trial.signature)[:150]
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{trial.number}.pdf").write_bytes(data)
        (place / f"{trial.number}.txt").write_text(f"{trial.signature}\n{trial.seconds:.1f} s, {trial.megabytes:.0f} MB\n{trial.report}")


def main() -> int:
    parser = argparse.ArgumentParser(description="Read mutants of the sample PDFs.")
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=Path("fuzz"))
    parser.add_argument("--samples", type=Path, default=CONTRACTS, help="folder of PDFs to change")
    parser.add_argument("--ocr", action="store_true", help="read pages from their picture, too (slow)")
    asked = parser.parse_args()
    outcomes: Counter[str] = Counter()
    found: Counter[str] = Counter()
    slowest, heaviest, start = (0.0, 0), (0.0, 0), time.monotonic()
    with Reader(Limits(), OcrOptions(OcrMode.AUTO if asked.ocr else OcrMode.OFF)) as reader:
        numbers = range(asked.first, asked.first + asked.count)
        for trial, data in trials(reader, load_toolkit(), asked.seed, numbers, sample_files(asked.samples)):
            outcomes[trial.outcome] += 1
            slowest, heaviest = max(slowest, (trial.seconds, trial.number)), max(heaviest, (trial.megabytes, trial.number))
            if trial.signature:
                keep(asked.keep, trial, data, found[trial.signature])
                found[trial.signature] += 1
                print(f"{trial.number}: {trial.signature} ({trial.seconds:.1f} s, {trial.megabytes:.0f} MB)", flush=True)
            if sum(outcomes.values()) % 500 == 0:
                print(f"{sum(outcomes.values())} read, {time.monotonic() - start:.0f} s: {dict(outcomes.most_common())}", flush=True)
    print(f"{sum(outcomes.values())} mutants of seed {asked.seed}: {dict(outcomes.most_common())}")
    print(f"slowest {slowest[0]:.1f} s (number {slowest[1]}), most {heaviest[0]:.0f} MB (number {heaviest[1]})")
    for signature, count in found.most_common():
        print(f"{count:6} {signature}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
