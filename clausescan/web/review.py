"""The review desk: a page of the document with its marks, the finding beside it, and what a reviewer does with it."""

from __future__ import annotations

import base64
import binascii
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from clausescan.assess.review_file import append
from clausescan.core.document import Document, Page
from clausescan.core.finding import Finding
from clausescan.core.readiness import Verdict
from clausescan.core.review import JUDGMENTS, Act, Anchor, Correction, Judged, Pairs, ReviewState, agreements, anchored, find_anchor, live, standing
from clausescan.core.review_values import FIELDS, changed, fields_said, made
from clausescan.core.span import Span
from clausescan.core.value_words import KIND_WORDS, value_words
from clausescan.errors import UsageError
from clausescan.report.view_review import STATES
from clausescan.web.answers import Answer, trail_path
from clausescan.web.desk import now
from clausescan.web.files import answered
from clausescan.web.guard import ForbiddenError
from clausescan.web.pages import go, office_of, show
from clausescan.web.queue import Place, queue_of
from clausescan.web.upload import Form, form_of
from clausescan.web.words import page_view

_NAME = "clausescan_reviewer"
_LONGEST = 2_000
_MOST_QUOTES = 5
ACT_WORDS = {
    Act.ACCEPT: "accepted it",
    Act.CORRECT: "corrected it",
    Act.REJECT: "rejected it",
    Act.ADD: "added it",
    Act.COMMENT: "commented",
    Act.OVERRIDE: "set another verdict",
    Act.UNDO: "took it back",
}


@dataclass(frozen=True, slots=True)
class ItemView:
    """One finding as the list shows it."""

    id: str
    kind: str
    value: str
    document: str
    page: int
    icon: str
    word: str
    style: str
    checks: tuple[str, ...]
    mine: bool


def reviewer_of(request: Request) -> str:
    """The name that this browser reviews under, "" where none was given."""
    try:
        return base64.urlsafe_b64decode(request.cookies.get(_NAME, "").encode()).decode("utf-8")[:80]
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return ""


async def sign_in(request: Request) -> Response:
    """The name under which this browser reviews; a name, not proof of who sits there."""
    form = await form_of(request)
    name = "".join(c for c in " ".join(form.one("who").split()) if c.isprintable())[:80]
    answer = go(f"/file/{request.path_params['file']}/review")
    answer.set_cookie(_NAME, base64.urlsafe_b64encode(name.encode()).decode(), max_age=90 * 86_400, httponly=True, samesite="strict")
    return answer


def desk(request: Request, problem: str = "", filled: Form | None = None) -> Response:
    """The page of one finding, or of one page of a document where something is to be added."""
    answer = answered(request)
    if isinstance(answer, Response):
        return answer
    who = reviewer_of(request)
    queue = queue_of(answer.reviewed.judged, answer.readiness.checks)
    wanted = (filled.one("finding") if filled else "") or request.query_params.get("finding", "")
    at = next((n for n, p in enumerate(queue) if p.judged.id == wanted), _first_open(queue, who))
    place = queue[at] if queue else None
    document, number, marks = _where(answer, place, request)
    corrections = place.judged.corrections if place else ()
    return show(
        request,
        "review",
        400 if problem else 200,
        file=request.path_params["file"],
        title=answer.view.title,
        who=who,
        items=[_item(answer, p, who) for p in queue],
        at=at,
        place=place,
        item=_item(answer, place, who) if place else None,
        before=_before(place),
        fields=_fields(place, filled),
        quote=_quote(place),
        quotes=_quotes(place),
        history=[_said(c) for c in corrections],
        page=page_view(document, number, marks),
        document=document.source.name,
        documents=[(s.document.source.sha256, s.document.source.name, len(s.document.pages)) for s in answer.found],
        addable={k: KIND_WORDS[k] for k in FIELDS},
        forms=FIELDS,
        done=sum(p.judged.state is not ReviewState.OPEN for p in queue),
        mine=sum(who in standing(p.judged.corrections) for p in queue),
        can_undo=_last_of(answer.trail, who) is not None,
        agreements=agreements([standing(p.judged.corrections) for p in queue]),
        problem=problem,
        filled=filled,
    )


def _first_open(queue: Sequence[Place], who: str) -> int:
    """The first that this reviewer has not judged."""
    return next((n for n, p in enumerate(queue) if who not in standing(p.judged.corrections)), 0)


def _where(answer: Answer, place: Place | None, request: Request) -> tuple[Document, int, tuple[Span, ...]]:
    """Document, page and spans to mark; the address may ask for another document and page, to add what was missed there."""
    by_hash = {s.document.source.sha256: s.document for s in answer.found}
    document, number = answer.found[0].document, 1
    marks: tuple[Span, ...] = ()
    shown = (place.judged.now or place.judged.found) if place else None
    if shown is not None:
        first = shown.evidence[0]
        document, number = by_hash[first.source], first.page
        marks = tuple(e.span for e in shown.evidence if e.source == first.source)
    asked = request.query_params
    document = by_hash.get(asked.get("pdf", ""), document)
    chosen = asked.get("page", "")
    if chosen.isdecimal() and len(chosen) < 7:
        number = int(chosen)
    number = min(max(1, number), len(document.pages))
    return document, number, marks if shown is not None and shown.evidence[0].source == document.source.sha256 else ()


def _item(answer: Answer, place: Place, who: str) -> ItemView:
    one = place.judged
    badge = STATES[one.state]
    shown = one.now or one.found
    value = value_words(shown.value) if shown else " ".join(v for _, v in one.corrections[-1].after) or "what was said of it"
    first = shown.evidence[0] if shown else None
    name = next((s.document.source.name for s in answer.found if first and s.document.source.sha256 == first.source), "")
    return ItemView(
        one.id,
        KIND_WORDS[one.kind],
        " ".join(value.split()),
        name,
        first.page if first else 0,
        badge.icon,
        badge.word,
        badge.style,
        place.checks,
        who in standing(one.corrections),
    )


def _before(place: Place | None) -> str:
    """What was found, where a reviewer's value stands in its place; "" where nothing does."""
    if place is None or place.judged.found is None or place.judged.now is place.judged.found:
        return ""
    return value_words(place.judged.found.value)


def _fields(place: Place | None, filled: Form | None) -> list[tuple[Any, str]]:
    """The fields of the finding with what stands in them now."""
    shown = (place.judged.now or place.judged.found) if place else None
    if place is None or shown is None:
        return []
    said = dict(fields_said(place.judged.kind, shown.value))
    return [(f, filled.one(f"v.{f.name}") if filled else said[f.name]) for f in FIELDS.get(place.judged.kind, ())]


def _quote(place: Place | None) -> str:
    shown = (place.judged.now or place.judged.found) if place else None
    return shown.evidence[0].quote if shown else place.judged.corrections[0].anchor.quote if place and place.judged.corrections[0].anchor else ""


def _quotes(place: Place | None) -> list[str]:
    """Words of the finding, those that stand in others left out, at most five."""
    shown = (place.judged.now or place.judged.found) if place else None
    if shown is None:
        return [_quote(place)] if _quote(place) else []
    spans = [e for n, e in enumerate(shown.evidence) if not any(o.span.contains(e.span) for o in shown.evidence[:n])]
    return list(dict.fromkeys(e.quote for e in spans))[:_MOST_QUOTES]


def _said(correction: Correction) -> dict[str, str]:
    after = "; ".join(f"{name.replace('_', ' ')}: {value or 'not stated'}" for name, value in correction.after)
    return {
        "who": correction.who,
        "at": correction.at[:16].replace("T", " "),
        "act": ACT_WORDS[correction.act],
        "after": after,
        "reason": correction.reason,
    }


async def judge(request: Request) -> Response:
    """One act of a reviewer: a line of the trail, then the next finding."""
    form = await form_of(request)
    return await run_in_threadpool(_judge, request, form)


def _judge(request: Request, form: Form) -> Response:
    answer = answered(request)
    if isinstance(answer, Response):
        return answer
    who = reviewer_of(request)
    file_id = request.path_params["file"]
    if not who:
        return desk(request, "Say who is reviewing, then judge.", form)
    try:
        correction = correction_from(form, answer, who)
    except UsageError as error:
        return desk(request, f"{error.message} {error.advice}".strip(), form)
    append(trail_path(office_of(request), file_id), correction)
    return go(_next(answer, correction, file_id))


def _next(answer: Answer, correction: Correction, file_id: str) -> str:
    """After a judgment the next finding of the queue that this reviewer has not judged; after anything else the same."""
    queue = queue_of(answer.reviewed.judged, answer.readiness.checks)
    ids = [p.judged.id for p in queue]
    here = correction.finding if correction.finding in ids else ""
    if correction.act in JUDGMENTS and here:
        at = ids.index(here)
        left = [p.judged.id for p in (*queue[at + 1 :], *queue[:at]) if correction.who not in standing(p.judged.corrections)]
        here = left[0] if left else here
    return f"/file/{file_id}/review" + (f"?finding={here}" if here else "")


def correction_from(form: Form, answer: Answer, who: str) -> Correction:
    """The line that a form asks for.

    Raises:
        UsageError: the act is not known, speaks of nothing that is there, or its values are wrong.
    """
    try:
        act = Act(form.one("act"))
    except ValueError:
        raise ForbiddenError("The form asks for nothing that is known.") from None
    reason = form.one("reason")[:_LONGEST]
    line = Correction(secrets.token_hex(8), now(), who, act, reason=reason)
    if act is Act.UNDO:
        return _undoing(line, answer)
    if act is Act.OVERRIDE:
        return _overriding(line, form, answer)
    return _adding(line, form, answer) if act is Act.ADD else _judging(line, form, answer)


def _last_of(trail: Sequence[Correction], who: str) -> Correction | None:
    return next((c for c in reversed(live(trail)) if c.who == who), None)


def _undoing(line: Correction, answer: Answer) -> Correction:
    last = _last_of(answer.trail, line.who)
    if last is None:
        raise UsageError("There is nothing of yours to take back.")
    return replace(line, kind=last.kind, finding=last.finding, anchor=last.anchor, undoes=last.id)


def _overriding(line: Correction, form: Form, answer: Answer) -> Correction:
    row = next((r for r in answer.readiness.rows if r.id == form.one("row")), None)
    verdict = form.one("verdict")
    if row is None or answer.buyer is None:
        raise UsageError("Only rows that are judged for a buyer can be overridden.", "Choose a buyer for the contract file first.")
    if verdict not in (Verdict.MET, Verdict.NOT_MET, Verdict.NEEDS_REVIEW, Verdict.NOT_APPLICABLE):
        raise UsageError("That verdict is not known.", "Choose one of the list.")
    if not line.reason:
        raise UsageError("An override needs a reason.", "It stands in the report beside the verdict found.")
    return replace(line, kind=row.id, before=(("verdict", (row.found or row.verdict).value),), after=(("verdict", verdict),))


def _judging(line: Correction, form: Form, answer: Answer) -> Correction:
    one = next((j for j in answer.reviewed.judged if j.id == form.one("finding")), None)
    if one is None:
        raise UsageError("That finding is not there any more.", "Load the page again.")
    shown = one.found or one.now
    if shown is None:
        raise UsageError("Its words are not in the files any more.", "Add it anew where they stand now.")
    document = answer.found[one.scan].document
    line = replace(line, kind=one.kind, finding=one.id, before=fields_said(one.kind, shown.value), anchor=anchored(document, shown.evidence[0].span))
    if line.act is Act.COMMENT and not line.reason:
        raise UsageError("The comment is empty.")
    return _correcting(line, form, document, one, shown) if line.act is Act.CORRECT else line


def _correcting(line: Correction, form: Form, document: Document, one: Judged, shown: Finding[Any]) -> Correction:
    after = _after(form, one.kind)
    try:
        value = changed(one.kind, shown.value, after)
    except ValueError as error:
        raise UsageError(f"{str(error)[:1].upper()}{str(error)[1:]}.") from None
    span = _chosen(form, document, shown.evidence[0].span)
    if value == shown.value and span is None and one.state is ReviewState.OPEN:
        raise UsageError("Nothing was changed.", "Change a value or the words, or accept the finding.")
    return replace(line, after=after, anchor=anchored(document, span) if span else line.anchor)


def _after(form: Form, kind: str) -> Pairs:
    return tuple((f.name, form.one(f"v.{f.name}")) for f in FIELDS.get(kind, ()))


def _chosen(form: Form, document: Document, old: Span | None) -> Span | None:
    """The words chosen on the page, or typed; None where they are those that stood there before.

    Raises:
        UsageError: the words are not in the document, or stand there more than once.
    """
    start, end = form.one("start"), form.one("end")
    if start.isdecimal() and end.isdecimal() and max(len(start), len(end)) < 10 and 0 <= int(start) < int(end) <= len(document.text):
        span = Span(int(start), int(end))
        if document.quote(span).strip() and len(span) <= 20_000:
            return None if span == old else span
    typed = form.one("quote")
    if not typed or (old is not None and " ".join(typed.split()) == " ".join(document.quote(old).split())):
        return None
    number = form.one("page")
    pages = [p for p in document.pages if number.isdecimal() and p.number == int(number)]
    found = _on_page(document, pages[0], typed) if pages else None
    found = found or find_anchor(document, Anchor("", 0, 0, typed))
    if found is None:
        raise UsageError("These words do not stand in the document, or stand there more than once.", "Copy them from the page, or mark them on it.")
    return found


def _on_page(document: Document, page: Page, words: str) -> Span | None:
    alone = Document(document.source, document.quote(page.span), (page,))
    found = find_anchor(alone, Anchor("", 0, 0, words))
    return found.shift(page.span.start) if found else None


def _adding(line: Correction, form: Form, answer: Answer) -> Correction:
    kind = form.one("kind")
    scan = next((s for s in answer.found if s.document.source.sha256 == form.one("pdf")), None)
    if scan is None or kind not in FIELDS:
        raise UsageError("Say what is missing, and where.")
    after = _after(form, kind)
    try:
        made(kind, after)
    except ValueError as error:
        raise UsageError(f"{str(error)[:1].upper()}{str(error)[1:]}.") from None
    span = _chosen(form, scan.document, None)
    if span is None:
        raise UsageError("A finding needs the words that show it.", "Mark them on the page, or type them.")
    return replace(line, kind=kind, after=after, anchor=anchored(scan.document, span))
