from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from clausescan.archive.places import bytes_at, taken_apart
from clausescan.archive.remote import is_remote, listed, remote_bytes
from clausescan.archive.walk import Found, walk
from clausescan.errors import MissingExtraError, SourceError, UsageError
from tests.archive.samples import CONTRACTS, dump
from tests.cli.inside import Run, runner

PRICES = CONTRACTS / "clean-mobile-parking" / "09-price-list.pdf"


@pytest.mark.parametrize(("path", "remote"), [("s3://b/c", True), ("memory://x", True), ("C:/x", False), ("a/b://c", False), ("-", False)])
def test_names_with_a_scheme(path: str, remote: bool) -> None:
    assert is_remote(path) is remote


def test_a_store_in_memory() -> None:
    fsspec = pytest.importorskip("fsspec")
    system = fsspec.filesystem("memory")
    system.pipe("/heap/in/a.pdf", b"%PDF-1")
    system.pipe("/heap/.hidden.pdf", b"%PDF-2")
    system.pipe("/heap/b.txt", b"words")
    (found,) = walk(["memory:///heap"])
    assert isinstance(found, Found)
    assert (found.size, found.label.endswith("/heap/in/a.pdf"), found.mtime_ns > 0) == (6, True, True)
    assert remote_bytes(found.path, 100) == b"%PDF-1"
    with pytest.raises(SourceError) as error:
        remote_bytes(found.path, 3)
    assert error.value.code == "too_large"
    with pytest.raises(SourceError) as error:
        remote_bytes("memory:///heap/gone.pdf", 3)
    assert error.value.code == "unreadable"
    with pytest.raises(UsageError, match="nothing at"):
        list(listed("memory:///nowhere"))
    with pytest.raises(UsageError, match="names no store"):
        list(listed("nosuchscheme://x"))


def test_without_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    with pytest.raises(MissingExtraError, match="package is missing"):
        list(walk(["s3://bucket/x"]))


def test_places_are_taken_apart(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"")
    (tmp_path / "b.pdf").write_bytes(PRICES.read_bytes())
    assert taken_apart(f"{tmp_path}/a.zip/in/b.pdf") == (f"{tmp_path}/a.zip", (), "in/b.pdf")
    assert taken_apart(f"{tmp_path}/a.zip/in/c.zip/d/b.pdf") == (f"{tmp_path}/a.zip", ("in/c.zip",), "d/b.pdf")
    assert taken_apart("s3://x/a.zip/b.pdf") == ("s3://x/a.zip/b.pdf", (), None)
    with pytest.raises(SourceError, match="no longer lies"):
        bytes_at([f"{tmp_path}/gone.pdf", f"{tmp_path}/b.pdf"], "00", 10_000_000)


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A bucket on a server in this process, with two PDFs in it."""
    server_module, boto3 = pytest.importorskip("moto.server"), pytest.importorskip("boto3")
    pytest.importorskip("s3fs")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    server = server_module.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
        client = boto3.client("s3", endpoint_url=f"http://{host}:{port}")
        client.create_bucket(Bucket="heap")
        for name in ("09-price-list.pdf", "07-amendment-1.pdf"):
            client.put_object(Bucket="heap", Key=f"in/{name}", Body=PRICES.with_name(name).read_bytes())
        yield "s3://heap/in"
    finally:
        server.stop()


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
def test_a_bucket_is_read_like_a_folder(
    bucket: str, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLAUSESCAN_ISOLATE", "off")
    run: Run = runner(capfdbinary)
    done = run("scan", bucket, "--archive", str(tmp_path / "bucket"))
    assert done.status == 0, done.err
    end = json.loads(next(line for line in done.err.splitlines() if line.startswith('{"event": "end"')))
    assert (end["read"], end["contract_files"]) == (2, 1)
    again = run("scan", bucket, "--archive", str(tmp_path / "bucket"))
    assert '"known": 2' in again.err
    run("scan", str(PRICES), str(PRICES.with_name("07-amendment-1.pdf")), "--archive", str(tmp_path / "local"))
    local, there = dump(tmp_path / "local"), dump(tmp_path / "bucket")
    assert {t: v for t, v in there.items() if t != "paths"} == {t: v for t, v in local.items() if t != "paths"}
