from __future__ import annotations

import stat
from pathlib import Path

import pytest

from clausescan.errors import UsageError
from clausescan.web.app import ROUTES
from clausescan.web.blobs import Blobs
from clausescan.web.guard import COOKIE, Keys, keys_of
from clausescan.web.office import Office, hold
from clausescan.web.upload import labels
from tests.web.client import HOST, Client, multipart
from tests.web.conftest import contract_pdf, opened, plan_in, read

POSTS = [path for method, path, _ in ROUTES if method == "POST"]


def filled(path: str) -> str:
    return path.replace("{drop}", "0" * 16).replace("{file}", "0" * 16).replace("{buyer}", "0" * 16)


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8750", "127.0.0.1:9999", "127.0.0.1", ""])
def test_other_names_are_not_answered(client: Client, host: str) -> None:
    assert client.get("/", host=host).status == 421


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize(
    "headers", [{"origin": "http://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}]
)
def test_forms_of_other_sites_are_refused(client: Client, path: str, headers: dict[str, str]) -> None:
    answer = client.ask("POST", filled(path), f"token={client.token}".encode(), headers)
    assert answer.status == 403
    assert "Another site" in answer.text


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize("token", ["", "0" * 64])
def test_no_form_goes_without_its_token(client: Client, path: str, token: str) -> None:
    good = f"http://{HOST}"
    plain = client.ask("POST", filled(path), f"token={token}".encode(), {"origin": good, "content-type": "application/x-www-form-urlencoded"})
    body, kind = multipart({"token": token}, [("a.pdf", contract_pdf())])
    assert plain.status == 403
    assert client.ask("POST", filled(path), body, {"origin": good, "content-type": kind}).status == 403


def test_a_token_is_of_one_session(client: Client) -> None:
    stranger = Client(client.app)
    stranger.get("/")
    assert stranger.ask("POST", "/buyers/new", f"token={client.token}".encode()).status == 403


def test_files_before_the_token_are_not_kept(desk: tuple[Client, Office]) -> None:
    client, office = desk
    before = office.desk.rows("SELECT count(*) AS n FROM pdfs")
    body, kind = multipart({}, [("a.pdf", contract_pdf("unwanted"))])
    assert client.ask("POST", "/drop", body, {"content-type": kind}).status == 403
    assert office.desk.rows("SELECT count(*) AS n FROM pdfs") == before
    assert not list((office.plan.home / "pdf" / "incoming").iterdir())


@pytest.mark.parametrize(
    "path", ["/", "/files", "/archive", "/buyers", "/help", "/help/desk", "/nowhere", "/file/none", "/static/app.css", "/static/none"]
)
def test_every_answer_has_the_headers(client: Client, path: str) -> None:
    headers = client.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["referrer-policy"] == "same-origin"
    assert "access-control-allow-origin" not in headers


def test_the_cookie_is_for_this_site_and_no_script(client: Client) -> None:
    said = Client(client.app).get("/").headers["set-cookie"]
    assert said.startswith(f"{COOKIE}=")
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= {piece.strip() for piece in said.split(";")}


def test_pages_hold_no_script_or_style_of_their_own(client: Client) -> None:
    for path in ("/", "/files", "/archive", "/buyers/new", "/help/facts"):
        page = client.get(path).text
        assert "<script>" not in page
        assert "<style" not in page
        assert " style=" not in page
        assert "onclick" not in page


@pytest.mark.parametrize(
    "path",
    [
        "/pdf/../secret",
        "/pdf/%2e%2e%2fsecret",
        f"/pdf/{'0' * 64}",
        f"/pdf/{'0' * 64}/page/1",
        "/static/../secret",
        "/static/..%2fapp.css",
        "/help/../desk",
        "/help/..%2F..%2Ferrors",
    ],
)
def test_nothing_is_found_by_a_path(client: Client, path: str) -> None:
    assert client.get(path).status == 404


def test_pdfs_are_given_out_to_keep_only(client: Client, desk: tuple[Client, Office]) -> None:
    data = contract_pdf("to keep")
    read(client, client.drop([("keep.pdf", data)]).place)
    (row,) = desk[1].desk.rows("SELECT sha256 FROM dropped WHERE name = 'keep.pdf'")
    answer = client.get(f"/pdf/{row['sha256']}")
    assert answer.body == data
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["content-security-policy"].startswith("sandbox")
    assert client.get(f"/pdf/{row['sha256']}/page/1").headers["content-type"] == "image/jpeg"
    assert client.get(f"/pdf/{row['sha256']}/page/2").status == 404


def test_files_are_for_their_owner(desk: tuple[Client, Office]) -> None:
    home = desk[1].plan.home
    assert stat.S_IMODE((home / "secret").stat().st_mode) == 0o600
    assert stat.S_IMODE((home / "pdf").stat().st_mode) == 0o700


def test_login_where_it_is_asked(tmp_path: Path) -> None:
    with opened(plan_in(tmp_path, word="open sesame")) as (client, _):
        assert client.get("/").place == "/login"
        assert client.get(f"/pdf/{'0' * 64}").status == 303
        page = client.get("/login").text
        token = page.split('name="token" value="')[1].split('"')[0]
        assert client.ask("POST", "/files").status == 401
        assert client.ask("POST", "/login", f"token={token}&word=wrong".encode()).status == 403
        let_in = client.ask("POST", "/login", f"token={token}&word=open+sesame".encode())
        assert let_in.place == "/"
        assert client.get("/").status == 200
        body, _, _ = client.cookie.rpartition(".")
        assert Client(client.app, f"{body}.{'0' * 64}").get("/").status == 303, "a forged session"
        assert Client(client.app, client.cookie.replace(".in.", ".out.")).get("/").status == 303


def test_sessions_grow_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keys = keys_of(tmp_path, "word")
    cookie = keys.session(known=True)
    assert keys.knows(cookie)
    assert keys_of(tmp_path, "word").knows(cookie), "the same home has the same keys"
    assert not Keys(b"other", "word").knows(cookie)
    monkeypatch.setattr("time.time", lambda: 4e9)
    assert not keys.knows(cookie)


@pytest.mark.parametrize(
    ("given", "folder", "wanted"),
    [
        ("a.pdf", "", ("a.pdf", "")),
        ("../../a.pdf", "", ("a.pdf", "")),
        ("C:\\temp\\a.pdf", "", ("a.pdf", "C:/temp")),
        ("a\x00\u202eb.pdf", "x/../y", ("a\ufffd\ufffdb.pdf", "x/y")),
        ("", "", ("without a name.pdf", "")),
        ("n" * 500, "", ("n" * 150, "")),
    ],
)
def test_names_are_labels(given: str, folder: str, wanted: tuple[str, str]) -> None:
    assert labels(given, folder) == wanted


@pytest.mark.parametrize("sha256", ["", "..", "0" * 63, "0" * 64 + "/", "G" * 64, "../" * 21 + "x"])
def test_only_hashes_are_places(tmp_path: Path, sha256: str) -> None:
    with pytest.raises(KeyError):
        Blobs(tmp_path).path(sha256)


def test_one_home_is_for_one_desk(tmp_path: Path) -> None:
    with hold(tmp_path), pytest.raises(UsageError, match="Another desk"):
        hold(tmp_path)
    hold(tmp_path).close()
