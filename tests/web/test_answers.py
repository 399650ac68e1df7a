"""The page of a contract file: the answer with dates, what it hangs on, and what may be amiss; and the archive where it has nothing to show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from clausescan.scan import load_toolkit, scan_text
from clausescan.web.answers import several
from tests.web.client import Client
from tests.web.conftest import CONTRACT, contract_pdf, opened, plan_in, read
from tests.web.test_drops import files_of

OTHER = (
    "CONTRACT NO. PX-2201",
    "This contract is made between Wexcombe County, Virginia and Pelham Fire Supply, Inc.",
    "1. Term",
    "The contract runs from May 1, 2026 to April 30, 2028.",
)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """A desk of its own: other tests count what theirs holds."""
    with opened(plan_in(tmp_path_factory.mktemp("answers"))) as (client, _):
        yield client


def test_the_page_shows_the_dates_and_leads_into_the_report(client: Client) -> None:
    place = client.drop([("salt.pdf", contract_pdf())], grouping="one").place
    read(client, place)
    file = files_of(client, place)[0]
    page = client.get(file).text
    assert "<dt>End in force</dt><dd>June 30, 2029</dd>" in page
    assert "Whether you may buy also depends on you" in page
    (link, *_) = re.findall(rf'href="({file}/report#check-[\w]+)"', page)
    assert f'id="{link.split("#")[1]}"' in client.get(f"{file}/report").text
    assert "bear the numbers of" not in page
    assert "<h1>Read: 1 file</h1>" in client.get(place).text


def test_pdfs_of_two_contracts_in_one_file_are_told_on_page_and_report(client: Client) -> None:
    place = client.drop([("salt.pdf", contract_pdf()), ("hose.pdf", contract_pdf(*OTHER))], grouping="one").place
    read(client, place)
    file = files_of(client, place)[0]
    for shown in (file, f"{file}/report"):
        page = client.get(shown).text
        assert "These PDFs bear the numbers of 2 contracts" in page
        assert "PX-2201" in page


@pytest.mark.parametrize(("count", "said"), [(0, ""), (1, ""), (2, "the numbers of 2 contracts"), (6, "and 2 more")])
def test_several_contracts_are_counted(count: int, said: str) -> None:
    texts = ["\n".join(CONTRACT).replace("24-118", f"24-{n}18").replace("Fenwick Salt", f"Fenwick{n} Salt") for n in range(count)]
    toolkit = load_toolkit()
    found = several([scan_text(text, str(n), toolkit) for n, text in enumerate(texts)])
    assert bool(found) == bool(said)
    assert said in "".join(found)


def test_an_archive_with_nothing_to_show_says_what_to_do(tmp_path: Path) -> None:
    with opened(plan_in(tmp_path)) as (client, _):
        assert "Nothing has been read yet" in client.get("/archive").text
        assert "No PDF of the archive fits" in client.get("/archive?words=zebra").text
