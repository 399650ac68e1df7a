"""Nothing in a PDF is run or fetched: scripts, actions, links, outside files. A socket of ours would see it, a file would appear."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdfium2.version import PDFIUM_INFO

from clausescan.core.span import Box
from clausescan.read import pdfium
from clausescan.read.ocr import OcrOptions, with_ocr
from clausescan.read.ocr_need import OcrMode
from clausescan.read.pages import read_pdf
from clausescan.read.raw import RawPage
from clausescan.sandbox import Reader
from tests.plain_pdf import built, stream

SECRET = "words of another file"


def restless(url: bytes, outside: Path, made: Path) -> bytes:
    """A PDF that asks for all that a viewer might do: when it is opened, when a page or field is shown, and for what it consists of."""
    script = (
        b"app.launchURL('%s/js'); this.submitForm('%s/submit'); this.getURL('%s/get'); util.printd('x', new Date());"
        b" this.saveAs('%s'); SOAP.request({cURL:'%s/soap'});"
    ) % (url, url, url, bytes(made), url)
    script = script.replace(b"(", b"\\(").replace(b")", b"\\)")
    js = b"<</S/JavaScript/JS(%s)>>" % script
    uri, go = b"<</S/URI/URI(%s/uri)>>" % url, b"<</S/GoToR/F(%s)/D[0/Fit]/NewWindow true>>" % bytes(outside)
    launch = b"<</S/Launch/F(touch %s)/Unix(touch %s)/Win<</F(cmd.exe)/P(/c echo > %s)>>>>" % (bytes(made), bytes(made), bytes(made))
    submit = b"<</S/SubmitForm/F<</FS/URL/F(%s/form)>>/Flags 4>>" % url
    remote = b"<</FS/URL/F(%s/stream)>>" % url
    actions = b"/O %s/C %s/WC %s/WS %s/DS %s/WP %s/DP %s/E %s/Fo %s" % (js, uri, js, js, js, js, js, launch, submit)
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents[4 0 R 8 0 R 9 0 R]/AA<<%s>>/Annots[6 0 R 7 0 R]"
        b"/Resources<</Font<</F 5 0 R>>/XObject<</X 10 0 R/Y 11 0 R>>>>>>"
    ) % actions
    proxy = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Ref<</F %s/Page 0>>" % remote
    return built(
        [
            b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(%s)/Next[%s %s %s %s]>>/AA<<%s>>/URI<</Base(%s)>>"
            b"/Names<</JavaScript<</Names[(a) %s]>>>>/AcroForm<</Fields[6 0 R]/NeedAppearances true/CO[6 0 R]>>>>"
            % (script, uri, go, launch, submit, actions, url, js),
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            page,
            stream(b"", b"BT /F 12 Tf 72 700 Td (Plain words of this page) Tj ET /X Do /Y Do"),
            b"<</Type/Font/Subtype/TrueType/BaseFont/Odd/FontDescriptor<</Type/FontDescriptor/FontName/Odd/Flags 32/FontFile2 12 0 R>>>>",
            b"<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V(1)/Rect[72 600 300 620]/A %s/AA<<%s/K %s/F %s/V %s>>>>" % (js, actions, js, js, js),
            b"<</Type/Annot/Subtype/Link/Rect[0 0 612 792]/A %s>>" % uri,
            stream(b"/F(%s)" % bytes(outside), b""),
            stream(b"/F %s" % remote, b""),
            stream(b"/Type/XObject/Subtype/Image/Width 9/Height 9/BitsPerComponent 8/ColorSpace/DeviceGray/F %s" % remote, b"0" * 81),
            stream(proxy, b""),
            stream(b"/F %s" % remote, b""),
        ]
    )


@contextlib.contextmanager
def listening() -> Iterator[tuple[bytes, list[bytes]]]:
    """The address of a server of ours, and what it was asked."""
    asked: list[bytes] = []
    server = socket.create_server(("127.0.0.1", 0))
    server.settimeout(0.1)
    done = threading.Event()

    def serve() -> None:
        while not done.is_set():
            with contextlib.suppress(TimeoutError):
                connection, _ = server.accept()
                with connection:
                    asked.append(b"connection")

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield b"http://127.0.0.1:%d" % server.getsockname()[1], asked
    finally:
        done.set()
        thread.join()
        server.close()


def test_the_server_of_this_test_sees_connections() -> None:
    with listening() as (url, asked):
        socket.create_connection(("127.0.0.1", int(url.rsplit(b":", 1)[1]))).close()
        for _ in range(50):
            if asked:
                break
            threading.Event().wait(0.05)
    assert asked


def test_this_pdfium_holds_no_script_engine() -> None:
    assert not {"V8", "XFA"} & set(PDFIUM_INFO.flags)


@pytest.mark.parametrize("confined", [False, True], ids=["in this process", "in the child"])
def test_nothing_is_run_and_nothing_fetched(tmp_path: Path, confined: bool) -> None:
    outside, made = tmp_path / "outside.txt", tmp_path / "made"
    outside.write_text(f"BT /F 12 Tf 72 500 Td ({SECRET}) Tj ET")
    with listening() as (url, asked):
        data = restless(url, outside, made)
        if confined:
            with Reader() as reader:
                pages = [p for p in reader.read(data) if isinstance(p, RawPage)]
                reader.picture(data, 1, Box(0, 0, 612, 792), 1.0)
        else:
            options = OcrOptions(OcrMode.OFF)
            pages = [p for p in with_ocr(read_pdf(data), data, None, options) if isinstance(p, RawPage)]
            with pdfium.open_pdf(data) as pdf:
                pdfium.picture(pdf, 1, Box(0, 0, 612, 792), 1.0)
        threading.Event().wait(0.3)
    assert asked == []
    assert not made.exists()
    told = " ".join(line.text for page in pages for line in page.lines)
    assert "Plain words" in told
    assert SECRET not in told
