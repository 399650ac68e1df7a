"""The help pages, shown in the app: a small part of Markdown, without any HTML of its own."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from markdown_it import MarkdownIt
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from clausescan.web.pages import show, sorry

HELP = Path(__file__).resolve().parents[1] / "help"
_FIRST = ("index", "desk", "reading-a-report", "checks", "decision")
_COMMENT = re.compile(r"<!--.*?-->\n?", re.DOTALL)
_LINK = re.compile(r'href="(?:\./)?([a-z-]+)\.md(#[^"]*)?"')
_HEADING = re.compile(r"<(h[1-4])>(.*?)</\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


def names() -> tuple[str, ...]:
    """Names of all help pages, those that a new reader wants first."""
    found = {p.stem for p in HELP.glob("*.md")}
    return (*(n for n in _FIRST if n in found), *sorted(found - set(_FIRST)))


@lru_cache(maxsize=64)
def rendered(name: str) -> tuple[str, Markup]:
    """Title and body of a help page, its links leading to pages of the app."""
    text = _COMMENT.sub("", (HELP / f"{name}.md").read_text(encoding="utf-8"))
    html = MarkdownIt("commonmark", {"html": False}).enable("table").render(text)
    html = _LINK.sub(lambda m: f'href="/help/{m[1]}{m[2] or ""}"', html)
    html = _HEADING.sub(lambda m: f'<{m[1]} id="{_anchor(m[2])}">{m[2]}</{m[1]}>', html)
    html = html.replace("<table>", '<div class="scroll" tabindex="0" role="group" aria-label="Table"><table>').replace("</table>", "</table></div>")
    html = html.replace("<pre>", '<pre tabindex="0">')
    title = _HEADING.search(html) or re.search(r'<h1 id="[^"]*">(.*?)()</h1>', html)
    # the project's own pages, rendered without HTML of their own
    return (_TAG.sub("", title[1]) if title else name, Markup(html))  # noqa: S704


def _anchor(heading: str) -> str:
    """As GitHub makes it: lower case, hyphens for spaces, nothing else."""
    return re.sub(r"[^\w\- ]", "", _TAG.sub("", heading).lower()).strip().replace(" ", "-")


def manual(request: Request) -> Response:
    """One page of the help."""
    name = request.path_params.get("name", "index")
    if name not in names():
        return sorry(request, 404, "No such help page", "There is no help page of that name.", "See the list at Help.")
    title, body = rendered(name)
    return show(request, "help", title=title, body=body, name=name, pages=[(n, rendered(n)[0]) for n in names()])
