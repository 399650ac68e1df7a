"""The memo for counsel: the report's words as a document for a word processor (WordprocessingML, a zip file of XML)."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

from clausescan.report.html import environment
from clausescan.report.view import ReportView
from clausescan.report.zipped import zipped

_PARTS = (
    ("[Content_Types].xml", "content-types.xml"),
    ("_rels/.rels", "package.xml"),
    ("word/document.xml", "document.xml"),
    ("word/_rels/document.xml.rels", "relations.xml"),
    ("word/styles.xml", "styles.xml"),
    ("word/numbering.xml", "numbering.xml"),
    ("word/settings.xml", "settings.xml"),
    ("word/footer1.xml", "footer.xml"),
    ("docProps/core.xml", "core.xml"),
)
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def memo(view: ReportView, templates: Path, made: dt.date) -> bytes:
    """The memo as a DOCX file; the same view and day give the same bytes. `templates` holds the folder `memo/`.

    Raises:
        jinja2.TemplateError: a template is missing or names what the view does not have.
    """
    jinja = environment(templates)
    jinja.finalize = _legal
    words = {"view": view, "made": made.isoformat()}
    return zipped((name, jinja.get_template(f"memo/{template}").render(words).encode()) for name, template in _PARTS)


def _legal(value: Any) -> Any:
    """A text without signs that XML cannot hold; anything else as it is."""
    if type(value) is not str:  # what a macro made is text of another kind, and is right already
        return value
    return _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", value)
