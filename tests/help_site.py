"""`make docs`, second half: the help pages as a static site in `site/`, which needs no server, no script and no network."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from clausescan import __version__
from clausescan.report.html import environment
from clausescan.web.manual import names, rendered

ROOT = Path(__file__).resolve().parents[1]
TEMPLATES = ROOT / "templates"
_GROUP = re.compile(r"^(?P<name>To [a-z ]+)\n\n(?P<links>(?:- .*\n)+)", re.MULTILINE)
_ENTRY = re.compile(r"^- \[(?P<title>[^\]]+)\]\((?P<name>[a-z-]+)\.md\)", re.MULTILINE)
_IN_APP = re.compile(r'href="/help/([a-z-]+)')


@dataclass(frozen=True, slots=True)
class Link:
    """A page of the navigation."""

    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Group:
    """Pages that belong together, as the index puts them."""

    name: str
    links: tuple[Link, ...]


def groups(index: str) -> tuple[Group, ...]:
    """The groups of the index, in its order."""
    return tuple(Group(m["name"], tuple(Link(e["name"], e["title"]) for e in _ENTRY.finditer(m["links"]))) for m in _GROUP.finditer(index))


def build(folder: Path) -> list[Path]:
    """Write every help page and the style sheet into the folder; their paths."""
    from markupsafe import Markup

    folder.mkdir(parents=True, exist_ok=True)
    found = groups((ROOT / "clausescan" / "help" / "index.md").read_text(encoding="utf-8"))
    template, written = environment(TEMPLATES).get_template("site/page.html"), []
    for name in names():
        title, body = rendered(name)
        html = _IN_APP.sub(r'href="\1.html', str(body))
        page = template.render(title=title, body=Markup(html), name=name, groups=found, version=__version__)
        written.append(folder / f"{name}.html")
        written[-1].write_text(page, encoding="utf-8", newline="\n")
    written.append(folder / "site.css")
    written[-1].write_bytes((TEMPLATES / "site" / "site.css").read_bytes())
    return written


def main(arguments: Sequence[str]) -> int:
    """Build into the folder named, `site/` without one."""
    written = build(Path(arguments[0]) if arguments else ROOT / "site")
    print(f"{len(written)} files: {(written[0].parent / 'index.html').resolve()}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
