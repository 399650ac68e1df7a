"""`python -m tests.accuracy [FOLDER]`: scans the labelled documents, scores the answers and rewrites the figures of help/accuracy.md.

The labelled documents are looked for as the tests do (`CLAUSESCAN_SHARED`, or `../shared` beside the checkout). With FOLDER the answers are
kept there and used again where they are. Not a test, and slow: minutes of scanning. The scorers run as they are, as programs of their own;
gold values are given to them in two halves, tuning and check, so no answer of the check half is ever printed.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from clausescan import __version__
from tests.docs import HELP, with_block

ROOT = Path(__file__).resolve().parents[1]
TEXTS = ("clauses", "passages", "terms", "agencies", "competition")
CHECK = frozenset("0123")
ENOUGH = 15
"""From so many gold values on a figure is shown as a percentage."""
MOST_MISSES = 12
"""Keys told under "Where it is wrong most"."""
Halves = tuple["Figures", "Figures"]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: answers right, given, and to be found."""

    key: str
    right: int
    given: int
    gold: int


@dataclass(frozen=True, slots=True)
class Figures:
    """What one scorer says of one half: rows, and counts without a gold number such as "dangerous"."""

    cases: int
    rows: tuple[Row, ...] = ()
    counts: tuple[tuple[str, int], ...] = ()


def main(arguments: Sequence[str]) -> int:
    """Scan, score, write; 2 where the labelled documents are absent."""
    shared = Path(os.environ.get("CLAUSESCAN_SHARED") or ROOT.parent / "shared")
    if not (shared / "facts" / "dev").is_dir():
        print(f"no labelled documents at {shared}: set CLAUSESCAN_SHARED")
        return 2
    with tempfile.TemporaryDirectory() as temporary:
        answers = Path(arguments[0]) if arguments else Path(temporary) / "answers"
        answers.mkdir(parents=True, exist_ok=True)
        scan(shared / "facts" / "dev", answers)
        tables = score(shared / "facts", answers, Path(temporary))
    page = HELP / "accuracy.md"
    page.write_text(
        with_block(page.read_text(encoding="utf-8"), "figures", figures_page(tables, dt.datetime.now(tz=dt.UTC).date())),
        encoding="utf-8",
        newline="\n",
    )
    print(f"wrote {page.name}")
    return 0


def is_check(sha256: str) -> bool:
    """True for the part of the labelled set that is for checking only: its SHA-256 begins with 0 to 3."""
    return sha256[:1] in CHECK


def text_sha256(text: str) -> str:
    """The SHA-256 that puts a wording into one half or the other."""
    return hashlib.sha256(text.encode()).hexdigest()


def scan(dev: Path, answers: Path) -> None:
    """Write the answers that are not there yet: one file of JSON Lines for each set."""
    for name, folder in (("labels", dev / "pdf"), ("cuad", dev / "cuad" / "pdf")):
        _answer(answers / f"{name}.jsonl", ["-q", "facts", "--text", str(folder)])
    for name in TEXTS:
        _answer(answers / f"{name}.jsonl", ["-q", "text"], dev / f"{name}.jsonl")


def _answer(target: Path, arguments: list[str], given: Path | None = None) -> None:
    if target.is_file():
        return
    print(f"scanning {target.stem}")
    done = subprocess.run(
        [sys.executable, "-m", "clausescan", *arguments],
        input=given.read_bytes() if given else None,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    target.write_bytes(done.stdout)


def score(facts: Path, answers: Path, work: Path) -> dict[str, Halves]:
    """For each set the figures of the tuning half and of the check half."""
    dev = facts / "dev"
    labels = {p.stem: str(json.loads(p.read_text(encoding="utf-8"))["sha256"]) for p in (dev / "labels").glob("*.json")}
    found: dict[str, list[Figures]] = {}
    for half, wanted in (("tuning", False), ("check", True)):
        home = work / half

        def keep(sha256: str, wanted: bool = wanted) -> bool:
            return is_check(sha256) is wanted

        mine = {stem for stem, sha256 in labels.items() if keep(sha256)}
        _copy(dev / "labels", home / "labels", lambda p, mine=mine: p.stem in mine)  # type: ignore[misc]
        _copy(dev / "tables", home / "tables", lambda p, mine=mine: p.stem[:7] in mine)  # type: ignore[misc]
        kept = _filter_csv(dev / "cuad" / "gold.csv", home / "cuad.csv", keep)
        document = answers / "labels.jsonl"
        found.setdefault("documents", []).append(read_score(_json(facts / "score.py", home / "labels", document)))
        found.setdefault("price tables", []).append(read_tables(_json(facts / "score_tables.py", home / "tables", document)))
        found.setdefault("contracts", []).append(read_lines(_run(facts / "score_cuad.py", home / "cuad.csv", answers / "cuad.jsonl"), kept))
        for name in TEXTS:
            cases = _filter_lines(dev / f"{name}.jsonl", home / f"{name}.jsonl", keep)
            found.setdefault(name, []).append(
                read_lines(_run(facts / "score_text.py", name, home / f"{name}.jsonl", answers / f"{name}.jsonl"), cases)
            )
    return {name: (tuning, check) for name, (tuning, check) in found.items()}


def _copy(source: Path, target: Path, wanted: Callable[[Path], bool]) -> None:
    target.mkdir(parents=True)
    for path in sorted(source.iterdir()):
        if wanted(path):
            shutil.copy(path, target)


def _filter_csv(source: Path, target: Path, keep: Callable[[str], bool]) -> int:
    with source.open(newline="", encoding="utf-8") as given, target.open("w", newline="", encoding="utf-8") as out:
        reader = csv.DictReader(given)
        writer = csv.DictWriter(out, reader.fieldnames or ())
        writer.writeheader()
        rows = [row for row in reader if keep(row["sha256"])]
        writer.writerows(rows)
    return len(rows)


def _filter_lines(source: Path, target: Path, keep: Callable[[str], bool]) -> int:
    lines = [line for line in source.read_text(encoding="utf-8").splitlines() if line.strip() and keep(text_sha256(json.loads(line)["text"]))]
    target.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return len(lines)


def _run(scorer: Path, *arguments: object) -> str:
    done = subprocess.run([sys.executable, "-B", str(scorer), *map(str, arguments)], capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        print(f"{scorer.name} failed: {done.stderr.strip()[-300:]}")
    return done.stdout


def _json(scorer: Path, *arguments: object) -> dict[str, Any]:
    said = _run(scorer, *arguments, "--json")
    value = json.loads(said) if said.strip() else {}
    assert isinstance(value, dict)
    return value


def read_score(said: Mapping[str, Any]) -> Figures:
    """The JSON of the scorer of whole documents."""
    rows = tuple(Row(r["key"], r["right"], r["given"], r["gold"]) for r in said.get("rows", ()))
    quotes = said.get("quotes") or {}
    counts = (
        ("dangerous", len(said.get("dangerous", ()))),
        ("overstated", len(said.get("overstated", ()))),
        ("without an answer", len(said.get("absent", ()))),
        ("quotes exact", quotes.get("exact", 0)),
        ("quotes not exact", quotes.get("not exact", 0)),
        ("values without evidence", sum((said.get("without_evidence") or {}).values())),
    )
    return Figures(int(said.get("documents", 0)), rows, counts)


def read_tables(said: Mapping[str, Any]) -> Figures:
    """The JSON of the scorer of price tables."""
    total = said.get("total") or {}
    if not total:
        return Figures(0)
    rows = (
        Row("rows", total["right"], total["right"] + total["near"] + total["invented"], total["rows"]),
        Row("cells", total["cells_hit"], total["cells_predicted"], total["cells"]),
        Row("columns of heads", total["head"], total["columns"], total["columns"]),
    )
    counts = (("tables found", total["found"]), ("tables perfect", total["perfect"]), ("stray tables", total["stray"]))
    return Figures(total["golds"], rows, counts)


_LINE = re.compile(r"^(?P<key>\S.*?)\s+gold\s+(?P<gold>\d+) given\s+(?P<given>\d+) right\s+(?P<right>\d+)\b", re.MULTILINE)
_SHARE = re.compile(r"^(?P<key>polarity exact|whole case right) (?P<share>[\d.]+)$", re.MULTILINE)
_COUNT = re.compile(r"^(?P<key>dangerous|overstated) (?P<count>\d+):", re.MULTILINE)
_ABSENT = re.compile(r"^.*?(?P<count>\d+) without an answer", re.MULTILINE)


def read_lines(said: str, cases: int) -> Figures:
    """What the scorers that print text say of so many cases."""
    rows = [Row(m["key"], round(float(m["share"]) * cases), cases, cases) for m in _SHARE.finditer(said)]
    rows += [Row(m["key"].removeprefix("attr "), int(m["right"]), int(m["given"]), int(m["gold"])) for m in _LINE.finditer(said)]
    counts = [(m["key"], int(m["count"])) for m in _COUNT.finditer(said)]
    counts += [("without an answer", int(m["count"])) for m in [_ABSENT.search(said)] if m]
    return Figures(cases, tuple(rows), tuple(counts))


_TITLES = {
    "documents": "Whole documents: real solicitations and contracts of public bodies",
    "contracts": "Terms of commercial contracts",
    "clauses": "Wording: example clauses",
    "passages": "Wording: passages of real documents",
    "terms": "Wording: terms",
    "agencies": "Wording: parties",
    "competition": "Wording: competition",
    "price tables": "Price tables of real documents",
}


def figures_page(tables: Mapping[str, Halves], day: dt.date) -> str:
    """The made part of the page: what is wrong most often, then one table a scorer."""
    said = [f"Measured on {day.isoformat()} with clausescan {__version__}.", worst(tables)]
    for name, title in _TITLES.items():
        if name in tables:
            said.append(section(title, *tables[name]))
    return "\n\n".join(said)


def worst(tables: Mapping[str, Halves]) -> str:
    """The keys with most answers wrong or missing among the tuning cases, most first, with both halves."""
    missed = [(_missed(row), name, row) for name, (tuning, _) in tables.items() for row in tuning.rows if _missed(row)]
    missed.sort(key=lambda found: (-found[0], found[1], found[2].key))
    lines = ["## Where it is wrong most", "", "| measured on | key | tuning: wrong, not found | check: wrong, not found |", "|---|---|---|---|"]
    for _, name, row in missed[:MOST_MISSES]:
        lines.append(f"| {name} | `{row.key}` | {_misses(row)} | {_misses(_row(tables[name][1].rows, row.key))} |")
    return "\n".join(lines)


def _missed(row: Row) -> int:
    return (row.given - row.right) + max(0, row.gold - row.right)


def _misses(row: Row | None) -> str:
    """As in "2 of 51 given, 9 of 54"."""
    return f"{row.given - row.right} of {row.given} given, {max(0, row.gold - row.right)} of {row.gold}" if row is not None else "–"


def section(title: str, tuning: Figures, check: Figures) -> str:
    """Heading, counts, and a table with both halves side by side."""
    keys = list(dict.fromkeys(row.key for row in (*tuning.rows, *check.rows)))
    lines = [f"## {title}", "", f"{tuning.cases} for tuning, {check.cases} for checking.", ""]
    counts = list(dict.fromkeys(name for name, _ in (*tuning.counts, *check.counts)))
    if counts:
        lines += ["| count | tuning | check |", "|---|---|---|"]
        lines += [f"| {name} | {count(tuning, name)} | {count(check, name)} |" for name in counts]
        lines.append("")
    lines += ["| key | tuning | check |", "|---|---|---|"]
    lines += [f"| `{key}` | {figure(_row(tuning.rows, key))} | {figure(_row(check.rows, key))} |" for key in keys]
    return "\n".join(lines)


def count(figures: Figures, name: str) -> str:
    """The count; of dangerous and overstated answers also the share that could hide behind it, at 95 %."""
    number = dict(figures.counts).get(name, 0)
    if name not in {"dangerous", "overstated"} or not figures.cases:
        return str(number)
    return f"{number} of {figures.cases} (at most {100 * wilson(number, figures.cases)[1]:.1f} %)"


def wilson(right: int, of: int) -> tuple[float, float]:
    """The interval, at 95 %, of the share that so many right answers of so many speak for (Wilson 1927); 0 to 1 for no answers."""
    if of <= 0:
        return 0.0, 1.0
    share, z = min(1.0, right / of), 1.959964
    middle, half = share + z * z / (2 * of), z * ((share * (1 - share) + z * z / (4 * of)) / of) ** 0.5
    return max(0.0, (middle - half) / (1 + z * z / of)), min(1.0, (middle + half) / (1 + z * z / of))


def _row(rows: Iterable[Row], key: str) -> Row | None:
    return next((row for row in rows if row.key == key), None)


def figure(row: Row | None) -> str:
    """As in "P 92.3 (83–97) R 88.2 (78–94) (60 / 65 / 68)", shares in percent with their interval at 95 %.

    Only right / given / gold with fewer than fifteen gold values; a dash for no row.
    """
    if row is None:
        return "–"
    counts = f"{row.right} / {row.given} / {row.gold}"
    if row.gold < ENOUGH:
        return counts
    return f"P {_share(row.right, row.given)} R {_share(row.right, row.gold)} ({counts})"


def _share(right: int, of: int) -> str:
    if not of:
        return "–"
    low, high = wilson(right, of)
    return f"{100 * right / of:.1f} ({100 * low:.0f}–{100 * high:.0f})"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
