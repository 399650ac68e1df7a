from __future__ import annotations

from pathlib import Path

import pytest

from clausescan.assess.arrangement import Arranged, arranged, load_arrangement, parse_arrangement, put_into
from clausescan.core.document import Document
from clausescan.core.finding import Facts, Role, RoleFact, cite, finding
from clausescan.core.result import Part, Scanned, ScannedPart
from clausescan.core.span import Span
from clausescan.errors import UsageError
from tests.assess.build_facts import contract, solicitation
from tests.build import part


def rescan(document: Document, pages: tuple[int, int], title: str, role: Role | None) -> ScannedPart:
    first, last = (document.pages[n - 1] for n in pages)
    span = Span(first.span.start, last.span.end)
    facts = Facts(role=finding("role", RoleFact(role or Role.OTHER), (cite(document, span, "given"),)))
    return ScannedPart(Part(title, pages, span, part(document).outline), facts)


def roles(scans: list[Scanned]) -> list[tuple[str, tuple[int, int], str, str]]:
    return [
        (s.document.source.name, p.part.pages, p.facts.role.value.role.value if p.facts.role else "", p.part.title) for s in scans for p in s.parts
    ]


def test_every_key_is_read() -> None:
    text = '[[document]]\nfile = "a.pdf"\npages = "3-9"\nrole = "award"\ntitle = "Minutes"\n[[document]]\nfile = "b.pdf"\nleave_out = true\n'
    assert parse_arrangement(text) == (Arranged("a.pdf", (3, 9), Role.AWARD, "Minutes"), Arranged("b.pdf", leave_out=True))
    assert parse_arrangement("[[document]]\nfile='a.pdf'\npages = 4") == (Arranged("a.pdf", (4, 4)),)
    assert parse_arrangement("") == ()


@pytest.mark.parametrize(
    ("text", "said", "advice"),
    [
        ("[[documents]]\nfile='a'", "“documents” is not known", "[[document]]"),
        ("[[document]]\nrole='award'", "names no file", "01-rfp.pdf"),
        ("[[document]]\nfile='a'\nrol='award'", "“rol” is not known", "“role”"),
        ("[[document]]\nfile='a'\nrole='awrad'", "“awrad” is not known", "“award”"),
        ("[[document]]\nfile='a'\npages='9-3'", "are no range", "3-9"),
        ("[[document]]\nfile='a'\nleave_out='yes'", "true or false", ""),
        ("[[document]]\nfile='a'\ncontract_file=3", "a name in quotes", "Parking"),
        ("[[document]]\nfile='*'\nrole='award'", "stands for all other files", "Name the file"),
        ("x = [", "not valid TOML", "[[document]]"),
    ],
)
def test_a_slip_is_told(text: str, said: str, advice: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_arrangement(text)
    assert said in caught.value.message
    assert advice in caught.value.advice


def test_a_role_is_corrected_and_the_rest_stays() -> None:
    before = [solicitation(), contract()]
    after = arranged(before, [Arranged("1-itb.pdf", role=Role.RESPONSE)], rescan)
    assert roles(after)[0] == ("1-itb.pdf", (1, 2), "response", "INVITATION TO BID 24-031")
    assert after[1] is before[1]


def test_a_file_is_cut_into_parts_or_left_out() -> None:
    cut = [Arranged("1-itb.pdf", (1, 1), Role.SOLICITATION, "Invitation"), Arranged("1-itb.pdf", (2, 2), leave_out=True)]
    after = arranged([solicitation(), contract()], [*cut, Arranged("2-contract.pdf", leave_out=True)], rescan)
    assert roles(after) == [("1-itb.pdf", (1, 1), "solicitation", "Invitation")]


@pytest.mark.parametrize(("one", "said"), [(Arranged("nope.pdf"), "not among the files"), (Arranged("1-itb.pdf", (2, 7)), "has 2 pages")])
def test_what_does_not_fit_the_files_is_told(one: Arranged, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        arranged([solicitation()], [one], rescan)


def test_a_folder_without_the_file_has_no_arrangement(tmp_path: Path) -> None:
    assert load_arrangement(tmp_path) == ()
    (tmp_path / "contract-file.toml").write_text("[[document]]\nfil = 'a'", encoding="utf-8")
    with pytest.raises(UsageError, match=r"contract-file\.toml: “fil”"):
        load_arrangement(tmp_path)


def test_a_person_says_to_which_contract_file_a_document_belongs() -> None:
    text = "[[document]]\nfile='1-itb.pdf'\ncontract_file=['A', 'B']\n[[document]]\nfile='*'\ncontract_file='A'"
    arrangement = parse_arrangement(text)
    before = [solicitation(), contract()]
    assert arranged(before, arrangement, rescan) == before
    assert [put_into(s, arrangement) for s in before] == [{0: ("A", "B")}, {0: ("A",)}]


def test_parts_of_one_file_are_told_apart_by_their_pages() -> None:
    arrangement = parse_arrangement("".join(f"[[document]]\nfile='1-itb.pdf'\npages={n}\ncontract_file='{n}'\n" for n in (1, 2)))
    [cut] = arranged([solicitation()], arrangement, rescan)
    assert put_into(cut, arrangement) == {0: ("1",), 1: ("2",)}
    assert put_into(contract(), arrangement) == {}
