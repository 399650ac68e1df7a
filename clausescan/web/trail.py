"""The history of a review: every line of the trail, how far reviewers agree, verdicts set by a person, and the exports."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from clausescan.core.readiness import Verdict
from clausescan.core.review import Act, agreements, live, standing
from clausescan.core.value_words import KIND_WORDS
from clausescan.learn.from_review import cases_of, cases_text
from clausescan.report.words import BADGES
from clausescan.web.answers import trail_path
from clausescan.web.files import answered
from clausescan.web.pages import office_of, show
from clausescan.web.review import ACT_WORDS, reviewer_of

_SET = (Verdict.MET, Verdict.NOT_MET, Verdict.NEEDS_REVIEW, Verdict.NOT_APPLICABLE)


def history(request: Request) -> Response:
    """The page."""
    answer = answered(request)
    if isinstance(answer, Response):
        return answer
    counting = {c.id for c in live(answer.trail)}
    lines = [
        {
            "at": c.at[:19].replace("T", " "),
            "who": c.who,
            "act": ACT_WORDS[c.act],
            "kind": KIND_WORDS.get(c.kind, c.kind),
            "before": _pairs(c.before),
            "after": _pairs(c.after),
            "reason": c.reason,
            "quote": c.anchor.quote[:300] if c.anchor else "",
            "undone": c.id not in counting and c.act is not Act.UNDO,
        }
        for c in reversed(answer.trail)
    ]
    return show(
        request,
        "history",
        file=request.path_params["file"],
        title=answer.view.title,
        lines=lines,
        who=reviewer_of(request),
        agreements=agreements([standing(j.corrections) for j in answer.reviewed.judged]),
        cases=len(cases_of(answer.trail)),
        rows=[(r.id, r.question, BADGES[r.verdict], BADGES[r.found] if r.found else None) for r in answer.readiness.rows] if answer.buyer else [],
        verdicts=[(v.value, BADGES[v].word) for v in _SET],
    )


def _pairs(pairs: tuple[tuple[str, str], ...]) -> str:
    return "; ".join(f"{name.replace('_', ' ')}: {value}" for name, value in pairs if value)


def as_lines(request: Request) -> Response:
    """The trail itself, as it lies on the disk: `review.jsonl`, which `clausescan report` reads beside the PDFs."""
    answer = answered(request)
    if isinstance(answer, Response):
        return answer
    path = trail_path(office_of(request), request.path_params["file"])
    data = path.read_bytes() if path.is_file() else b""
    return Response(data, media_type="application/jsonl", headers={"Content-Disposition": 'attachment; filename="review.jsonl"'})


def as_cases(request: Request) -> Response:
    """The corrections as labelled wording."""
    answer = answered(request)
    if isinstance(answer, Response):
        return answer
    text = cases_text(cases_of(answer.trail))
    return Response(text, media_type="text/plain; charset=utf-8", headers={"Content-Disposition": 'attachment; filename="corrections.toml"'})
