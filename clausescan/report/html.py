"""The report as one HTML file: no script, no network, nothing outside the file."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING

from clausescan.report.view import ReportView
from clausescan.report.view_archive import IndexView

if TYPE_CHECKING:
    import jinja2

_LIKE_CLOSE = re.compile(r"</\s*(?:style|script)", re.IGNORECASE)


def render_report(view: ReportView, templates: Path) -> str:
    """The whole report as text; `templates` is the folder that holds `report.html`, `macros/` and `assets/`.

    Raises:
        jinja2.TemplateError: a template is missing or names what the view does not have.
        ValueError: the style sheet would end its own element.
    """
    from markupsafe import Markup

    css = (templates / "assets" / "report.css").read_text(encoding="utf-8")
    if _LIKE_CLOSE.search(css):
        raise ValueError("the style sheet holds a closing style tag")
    # the style sheet is the project's own file; every word of a PDF goes through autoescape
    return environment(templates).get_template("report.html").render(view=view, css=Markup(css), policy=content_policy(css))  # noqa: S704


def render_archive(view: IndexView, templates: Path) -> str:
    """The index of an archive as text; the one script in it only filters, and the page says the same without it.

    Raises:
        jinja2.TemplateError, ValueError: as `render_report`.
    """
    from markupsafe import Markup

    css, script = ((templates / "assets" / name).read_text(encoding="utf-8") for name in ("report.css", "archive.js"))
    if _LIKE_CLOSE.search(css) or _LIKE_CLOSE.search(script):
        raise ValueError("a style sheet or script holds a closing tag of its own")
    template = environment(templates).get_template("archive.html")
    return template.render(view=view, css=Markup(css), script=Markup(script), policy=content_policy(css, script))  # noqa: S704  the project's own files


def environment(templates: Path) -> jinja2.Environment:
    """Templates of that folder: every value is escaped (for HTML and XML alike), and a name that is not there is an error."""
    import jinja2

    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(templates),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def content_policy(css: str, script: str = "") -> str:
    """The Content-Security-Policy that lets in this style sheet, this script if one is given, pictures in the file itself, and nothing else."""
    allowed = f"style-src 'sha256-{_digest(css)}'" + (f"; script-src 'sha256-{_digest(script)}'" if script else "")
    return f"default-src 'none'; img-src data:; {allowed}; base-uri 'none'; form-action 'none'"


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")
