"""The help pages are true: every name of the code is in them, every link and example works, and what is made from the code is up to date."""

from __future__ import annotations

import ast
import inspect
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import click
import pytest

from clausescan import errors
from clausescan.assess import check_competition, check_scope, check_term, check_use
from clausescan.assess.packs import packs
from clausescan.assess.rows import ROW_IDS
from clausescan.cli.main import COMMANDS, cli
from clausescan.cli.schema import SCHEMAS
from clausescan.core.finding import AgencyType, ClauseClass, Polarity, Role
from clausescan.core.readiness import Verdict
from clausescan.core.words import CLASS_WORDS, POLARITY_WORDS
from clausescan.export import Format
from clausescan.report.words import BADGES
from clausescan.scan import Toolkit, load_toolkit, scan_text
from clausescan.settings import Settings
from tests import docs
from tests.draw import pdf, prose

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "clausescan"
PAGES = sorted((PACKAGE / "help").glob("*.md"))
ALL_PAGES = [*PAGES, *(ROOT / f"{name}.md" for name in ("README", "CONTRIBUTING", "CHANGELOG", "SECURITY"))]
_BLOCK = re.compile(r"^[ ]{0,3}```(?P<language>\w+)\n(?P<code>.*?)^[ ]{0,3}```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]+))?\)")
_MACHINE = re.compile(r"(?<![\w.])(?:/(?:home|root|work|tmp|Users|opt|usr)/|[A-Z]:\\)")
_EXAMPLE = re.compile(r"^- “(?P<text>[^”]+)” → (?:`(?P<kind>[A-Z]+)`, `(?P<polarity>\w+)`|nothing)$", re.MULTILINE)


def words_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def page(name: str) -> str:
    return words_of(PACKAGE / "help" / f"{name}.md")


def calls(*names: str) -> Iterator[ast.Call]:
    """Every call in the package of a function or class of one of these names."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(words_of(path))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
                yield node


def texts(*nodes: ast.expr) -> set[str]:
    """The texts among these nodes, those of a choice (`a if b else c`) too."""
    return {n.value for node in nodes for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str)}


def error_codes() -> set[str]:
    """Codes of the error classes, and those that a raise or a `Failed` names."""
    classes = {c.code for c in vars(errors).values() if inspect.isclass(c) and issubclass(c, errors.ClausescanError)}
    raised = {t for c in calls("SourceError") for t in texts(*c.args[2:], *(k.value for k in c.keywords if k.arg == "code"))}
    failed = {t for c in calls("Failed") for t in texts(*c.args[1:2])}
    return classes | raised | failed | child_codes()


def child_codes() -> set[str]:
    """Codes that the reading process sends to its parent: `["error", message, advice, code, ...]`."""
    lists = (n for n in ast.walk(ast.parse(words_of(PACKAGE / "sandbox.py"))) if isinstance(n, ast.List) and len(n.elts) > 3)
    return {t for n in lists if texts(n.elts[0]) == {"error"} for t in texts(n.elts[3])}


def notice_codes() -> set[str]:
    return {t for c in calls("Notice") for t in texts(*c.args[:1])}


def rows_of(text: str) -> set[str]:
    """The first cell of every row of every table, without its code marks."""
    return {m[1].strip().strip("`") for m in re.finditer(r"^\|([^|]+)\|", text, re.MULTILINE)}


def blocks(language: str, paths: list[Path]) -> list[tuple[str, str]]:
    """(page, code) of every code block of that language."""
    return [(p.name, m["code"]) for p in paths for m in _BLOCK.finditer(words_of(p)) if m["language"] == language]


def shell_lines(paths: list[Path]) -> list[tuple[str, str]]:
    """(page, command) for each use of clausescan in a shell block: a stage of a pipe, without where its output goes."""
    lines = [(name, line.strip()) for name, code in blocks("sh", paths) for line in code.replace("\\\n", " ").splitlines()]
    stages = [(name, stage.strip()) for name, line in lines for stage in line.split(" | ")]
    return [(name, stage.split(" > ")[0].strip()) for name, stage in stages if stage.startswith("clausescan ")]


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_is_named(name: str) -> None:
    assert f"## clausescan {name}" in page("commands")


@pytest.mark.parametrize("name", [f.name for f in fields(Settings)])
def test_every_setting_is_named(name: str) -> None:
    assert name in rows_of(page("settings"))


def test_no_page_names_a_setting_that_is_not_there() -> None:
    assert rows_of(page("settings")) - {"setting", "---"} == {f.name for f in fields(Settings)}


def test_every_error_notice_and_exit_status_is_named_and_no_other() -> None:
    rows = rows_of(page("errors")) - {"code", "notice", "status", "---"}
    statuses = {str(int(status)) for status in errors.Exit}
    assert {"not_pdf", "memory", "unsupported", "encrypted", "fault"} <= error_codes()
    assert {"no_text", "truncated"} <= notice_codes()
    assert rows == error_codes() | notice_codes() | statuses


def test_every_check_is_named() -> None:
    found: set[str] = set()
    for module in (check_term, check_scope, check_competition, check_use):
        found |= {t for t in texts(*_expressions(module.__file__)) if re.fullmatch(r"R\d\d", t)}
    assert found == rows_of_second_column(page("checks"))
    assert len(found) == 6


def _expressions(path: str | None) -> list[ast.expr]:
    assert path
    return [n for n in ast.walk(ast.parse(words_of(Path(path)))) if isinstance(n, ast.expr)]


def rows_of_second_column(text: str) -> set[str]:
    return set(re.findall(r"^\| \d[ab]? \| (R\d\d) \|", text, re.MULTILINE))


@pytest.mark.parametrize(
    ("functions", "headings"),
    [
        ((check_term,), ("## 1 ·",)),
        ((check_scope,), ("## 2 ·",)),
        ((check_competition,), ("## 3 ·", "## 4 ·")),
        ((check_use,), ("## 5a ·", "## 5b ·")),
    ],
)
def test_every_verdict_that_a_check_gives_is_told_and_no_other(functions: tuple[object, ...], headings: tuple[str, ...]) -> None:
    source = "".join(inspect.getsource(f) for f in functions)  # type: ignore[arg-type]
    given = {Verdict[name].value for name in re.findall(r"Verdict\.([A-Z_]+)", source)}
    for heading in headings:
        start = page("checks").index(heading)
        section = page("checks")[start:].split("\n## ")[0]
        told = set(re.findall(r"^\| [^|]+ \| `(\w+)` \|", section, re.MULTILINE))
        assert told == given, heading


def test_every_verdict_word_of_a_report_is_explained() -> None:
    shown = page("reading-a-report") + page("checks").lower()
    for verdict, badge in BADGES.items():
        assert badge.word in shown or badge.word.lower() in shown, verdict


@pytest.mark.parametrize("kinds", [Role, AgencyType, Verdict])
def test_closed_vocabularies_are_told(kinds: type[Role | AgencyType | Verdict]) -> None:
    told = page("facts") + page("checks")
    assert [k.value for k in kinds if f"`{k.value}`" not in told] == []


def test_every_key_of_the_facts_is_told() -> None:
    def keys(value: object) -> Iterator[str]:
        if isinstance(value, dict):
            for key, inner in value.items():
                yield str(key)
                yield from keys(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from keys(inner)

    text = page("facts")
    prose_only = text[: text.index("<!-- made: example -->")] + text[text.index("<!-- end: example -->") :]
    names = {k for k in keys(json.loads(docs.facts_example())) if k != "scope.summary"}
    assert [k for k in sorted(names) if f"`{k}`" not in prose_only] == []


def test_every_class_and_polarity_is_told_with_its_words() -> None:
    text = page("cooperative-use")
    assert [c.value for c in ClauseClass if f"**{c.value}**" not in text] == []
    assert [p.value for p in Polarity if p is not Polarity.UNRELATED and (f"`{p.value}`" not in text or POLARITY_WORDS[p] not in text)] == []
    assert set(CLASS_WORDS) == set(ClauseClass)


@pytest.fixture(scope="module")
def toolkit() -> Toolkit:
    return load_toolkit()


@pytest.mark.parametrize("example", list(_EXAMPLE.finditer(page("cooperative-use"))), ids=lambda m: m["text"][:40])
def test_every_example_of_wording_is_read_as_told(example: re.Match[str], toolkit: Toolkit) -> None:
    facts = scan_text(example["text"], "example", toolkit).main_part.facts
    found = [(u.value.clause_class.value, u.value.polarity.value) for u in facts.cooperative_use]
    assert found == ([(example["kind"], example["polarity"])] if example["kind"] else [])


def test_no_example_of_wording_is_passed_over() -> None:
    assert len(_EXAMPLE.findall(page("cooperative-use"))) == page("cooperative-use").count("\n- “")


@pytest.mark.parametrize("name", sorted(docs.pages()))
def test_made_parts_are_up_to_date(name: str) -> None:
    assert words_of(docs.HELP / name) == docs.pages()[name], "run `make docs`"


def test_marks_are_needed() -> None:
    with pytest.raises(ValueError, match="no marks"):
        docs.with_block("no marks here", "example", "x")


def test_laid_out_json_is_the_same_value() -> None:
    value = {"a": list(range(100)), "b": {"c": None, "d": ["x" * 90, "y" * 90]}, "e": [], "f": "“q”"}
    said = docs.laid_out(value)
    assert json.loads(said) == value
    assert max(map(len, said.splitlines())) > 90
    assert '"e": []' in said


@pytest.mark.parametrize("path", ALL_PAGES, ids=lambda p: p.name)
def test_links_lead_somewhere(path: Path) -> None:
    for target, anchor in _LINK.findall(words_of(path)):
        goal = (path.parent / target).resolve() if target else path
        assert goal.exists(), f"{path.name}: {target}"
        if anchor:
            assert anchor in _anchors(goal), f"{path.name}: {target}#{anchor}"


def _anchors(path: Path) -> set[str]:
    """Anchors of the headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", words_of(path), re.MULTILINE)
    return {re.sub(r"\s", "-", re.sub(r"[^\w\s-]", "", h.lower())) for h in headings}


def test_every_page_is_reached_from_the_index() -> None:
    linked = {target for target, _ in _LINK.findall(page("index"))}
    assert {p.name for p in PAGES} - linked == {"index.md"}


@pytest.mark.parametrize("path", ALL_PAGES, ids=lambda p: p.name)
def test_no_page_names_a_place_of_one_machine(path: Path) -> None:
    assert _MACHINE.findall(words_of(path)) == []


@pytest.mark.parametrize(("name", "line"), shell_lines(ALL_PAGES))
def test_commands_of_the_pages_are_understood(name: str, line: str) -> None:
    _, command, *rest = shlex.split(line)
    found = cli.get_command(click.Context(cli), command)
    assert found is not None, f"{name}: {line}"
    with found.make_context(f"clausescan {command}", rest, obj={"verbose": 0, "quiet": 0}):
        pass


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The names that examples use, as small PDFs and facts of them."""
    words = pdf(
        prose("AGREEMENT NO. C-24-7", "between City of Larkmoor, Colorado and Wrenfield Mobility, Inc.", "Other cities may buy from this contract.")
    )
    for name in ("contract.pdf", "amendment-1.pdf", "solicitation.pdf", "rfp.pdf"):
        (tmp_path / name).write_bytes(words)
    (tmp_path / "contract-folder").mkdir()
    shutil.copy(tmp_path / "contract.pdf", tmp_path / "contract-folder")
    example = json.loads(docs.facts_example())
    (tmp_path / "facts.jsonl").write_text(json.dumps(example) + "\n", encoding="utf-8")
    return tmp_path


def run(arguments: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Python in a process of its own, in that folder."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run([sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, encoding="utf-8", timeout=120, check=False)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "line"), [(n, x) for n, x in shell_lines([ROOT / "README.md"]) if "serve" not in x])
def test_commands_of_the_readme_run(name: str, line: str, folder: Path) -> None:
    if "search" in line:  # and reads the archive
        assert run(["-m", "clausescan", "scan", "contract-folder", "--archive", "archive"], folder).returncode == 0
    if "--buyer" in line:  # the README makes the profile in the line before
        assert run(["-m", "clausescan", "buyer", "init"], folder).returncode == 0
    done = run(["-m", "clausescan", *shlex.split(line)[1:]], folder)
    assert done.returncode == 0, f"{name}: {line}\n{done.stderr}"


@pytest.mark.parametrize(("name", "code"), blocks("python", ALL_PAGES))
def test_python_of_the_pages_runs(name: str, code: str, folder: Path) -> None:
    done = run(["-c", code], folder)
    assert done.returncode == 0, f"{name}\n{done.stderr}"
    assert done.stdout


@pytest.mark.parametrize("name", ROW_IDS)
def test_every_row_is_named(name: str) -> None:
    assert f"| {name} |" in page("decision")


def test_every_pack_is_named_and_no_other() -> None:
    held = page("states").split("<!-- made: packs -->")[1].split("<!-- end: packs -->")[0]
    assert rows_of(held) - {"pack", "---"} == set(packs())


@pytest.mark.parametrize("kind", list(Format))
def test_every_form_of_export_is_named(kind: Format) -> None:
    assert kind.value in rows_of(page("exports"))


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_every_schema_is_named(name: str) -> None:
    assert f"## clausescan.{name}/1" in page("schemas")
    assert f"clausescan.{name}/1" in page("exports")
