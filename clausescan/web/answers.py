"""The answer for a contract file of the desk: readings off the disk, then the same way as `clausescan report`."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clausescan import __version__
from clausescan.assess.buyer_file import parse_buyer
from clausescan.assess.forms import fill, forms
from clausescan.assess.grouping import group
from clausescan.assess.letters import letters
from clausescan.assess.review import apply_review, with_overrides
from clausescan.assess.review_file import load_review
from clausescan.assess.verdict import assess
from clausescan.core.buyer import Buyer
from clausescan.core.contract_file import ContractFile
from clausescan.core.readiness import Readiness
from clausescan.core.result import Failed, Scanned
from clausescan.core.review import Correction, Reviewed
from clausescan.explain import explain_uses
from clausescan.export import Case, Copies, Exported, Format, exported, report_html
from clausescan.extract.cooperative.find import combine
from clausescan.report.view import ReportView, make_view
from clausescan.scan import Toolkit, label_clauses, load_toolkit
from clausescan.web.desk import Asked, Row, State
from clausescan.web.office import Office
from clausescan.web.readings import fetch

if TYPE_CHECKING:
    from clausescan.learn.classifier import Classifier

_KEPT = 6  # contract files whose readings are held in memory
_MOST_NAMED = 4
_REPORTS = threading.Lock()  # one report at a time: each needs a core


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known of a contract file, and how it stands. `key` changes with whatever the answer rests on.

    `found` are the scans as read, `reviewed` the same with what reviewers said, on which the answer rests; `trail` is all that they said.
    """

    key: str
    found: tuple[Scanned, ...]
    reviewed: Reviewed
    trail: tuple[Correction, ...]
    failed: tuple[Failed, ...]
    file: ContractFile
    readiness: Readiness
    buyer: Buyer | None
    view: ReportView


class _Shelf:
    """The last few answers, for all threads."""

    def __init__(self) -> None:
        self._lock, self._held = threading.Lock(), OrderedDict[str, Answer]()

    def get(self, key: str) -> Answer | None:
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
            return self._held.get(key)

    def put(self, answer: Answer) -> Answer:
        with self._lock:
            self._held[answer.key] = answer
            while len(self._held) > _KEPT:
                self._held.popitem(last=False)
        return answer


_SHELF = _Shelf()


def still_reading(members: Sequence[Row]) -> bool:
    """Is any of the PDFs on its way yet?"""
    return any(m["state"] in {State.WAITING, State.READING} for m in members)


def file_row(office: Office, file_id: str) -> Row | None:
    """What the desk keeps of a contract file; None where there is none."""
    return office.desk.row("SELECT * FROM files WHERE id = ?", (file_id,))


def asked_in(row: Row) -> Asked:
    """What is asked of the contract file of that row."""
    return Asked(tuple(json.loads(row["needs"])), row["as_of"], row["buyer"])


def profile(office: Office, buyer_id: str) -> Buyer | None:
    """The buyer of that id; None where there is none."""
    row = office.desk.row("SELECT profile FROM buyers WHERE id = ?", (buyer_id,)) if buyer_id else None
    return parse_buyer(row["profile"]) if row else None


def answer_of(office: Office, row: Row, members: Sequence[Row]) -> Answer | None:
    """The answer as of now; None where no PDF of the contract file could be read."""
    asked, buyer = asked_in(row), profile(office, row["buyer"])
    trail = load_review(trail_path(office, row["id"]))
    buyer = with_overrides(buyer, trail)
    day = asked.as_of or office.plan.today()
    mark = office.plan.crew.fingerprint
    read = [(m["sha256"], m["name"]) for m in members if m["state"] == State.READ]
    failed = [[m["name"], m["code"], m["message"], m["advice"], m["sha256"]] for m in members if m["state"] == State.FAILED]
    basis = json.dumps([str(office.plan.home), row["id"], mark, read, failed, asked.needs, day, repr(buyer), [c.id for c in trail]])
    key = hashlib.sha256(basis.encode()).hexdigest()
    held = _SHELF.get(key)
    if held is not None or not read:
        return held
    scans = tuple(fetch(office.plan.crew.readings, sha256, mark, name) for sha256, name in read)
    reviewed = apply_review(scans, trail, combine)
    file, readiness = assess(reviewed.scans, dt.date.fromisoformat(day), asked.needs, __version__, buyer)
    bad = tuple(Failed(*one) for one in failed)
    beside = several(reviewed.scans)
    view = make_view(file, readiness, reviewed.scans, bad, version=__version__, as_of=readiness.as_of, judged=reviewed.judged, beside=beside)
    answer = _SHELF.put(Answer(key, scans, reviewed, trail, bad, file, readiness, buyer, view))
    office.desk.summarize(row["id"], view.title, summary_of(answer))
    return answer


def several(scans: Sequence[Scanned]) -> tuple[str, ...]:
    """A sentence where the PDFs bear the numbers of several contracts; empty where they do not.

    People say which PDFs are one contract file; that they may have dropped more than that is told, not mended.
    """
    titles = [found.title for found in group(scans) if found.contract_number or found.solicitation_number]
    if len(titles) < 2:
        return ()
    named = "; ".join(titles[:_MOST_NAMED]) + (f"; and {len(titles) - _MOST_NAMED} more" if len(titles) > _MOST_NAMED else "")
    said = f"These PDFs bear the numbers of {len(titles)} contracts ({named}) and are read here as one contract file."
    return (f"{said} If that is not meant, drop the PDFs of each contract by themselves.",)


def trail_path(office: Office, file_id: str) -> Path:
    """Where the review of a contract file is kept."""
    return office.plan.home / "reviews" / f"{file_id}.jsonl"


def summary_of(answer: Answer) -> dict[str, Any]:
    """The head of an answer, for lists."""
    view = answer.view.answer
    decision = view.decision.badge if view.decision else None
    return {
        "headline": view.headline,
        "decision": {"icon": decision.icon, "word": decision.word, "style": decision.style} if decision else None,
        "strip": [{"icon": s.badge.icon, "word": s.badge.word, "style": s.badge.style, "name": s.name} for s in view.strip],
        "as_of": answer.view.as_of,
    }


def report_of(office: Office, answer: Answer) -> str:
    """The whole report as HTML, made once and then kept on the disk."""
    path = office.plan.home / "reports" / f"{answer.key}.html"
    with _REPORTS:
        if path.is_file():
            return path.read_text(encoding="utf-8")
        page = report_html(_case(office, answer), office.plan.templates)
        path.parent.mkdir(mode=0o700, exist_ok=True)
        part = path.with_suffix(".part")
        part.write_text(page, encoding="utf-8")
        part.replace(path)
        return page


def export_of(office: Office, answer: Answer, kind: Format) -> Exported:
    """The contract file in one of the forms in which people carry it away, as `clausescan export` makes it."""
    drawer = office.drawer
    with _REPORTS:
        return exported(kind, _case(office, answer), office.plan.templates, Copies(drawer.data, drawer.marked, drawer.excerpt))


def _case(office: Office, answer: Answer) -> Case:
    """The answer with the whole view of its report: pictures, why each clause is read so, forms, letters."""
    toolkit, classifier = _tools(str(office.plan.models))
    scans = tuple(label_clauses(scan, classifier) for scan in answer.reviewed.scans)
    view = make_view(
        answer.file,
        answer.readiness,
        scans,
        answer.failed,
        office.drawer.draw,
        version=__version__,
        as_of=answer.readiness.as_of,
        explanations=explain_uses(scans, toolkit, classifier),
        forms=[fill(form, answer.readiness.rows) for form in forms()],
        letters=letters(answer.file, answer.readiness, answer.buyer),
        judged=answer.reviewed.judged,
        beside=answer.view.read.beside,
    )
    return Case(answer.file, answer.readiness, scans, answer.failed, view)


@lru_cache(maxsize=1)
def _tools(models: str) -> tuple[Toolkit, Classifier]:
    from clausescan.learn.classifier import load_classifier  # noqa: PLC0415  loads scikit-learn: only a report needs it

    return load_toolkit(), load_classifier(Path(models) / "clause-kind")
