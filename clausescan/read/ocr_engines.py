"""Which engines are here, and in what order they are asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clausescan.read import ocr_rapid, ocr_tesseract

if TYPE_CHECKING:
    from clausescan.read.ocr_picture import Grey
    from clausescan.read.ocr_read import Engine
    from clausescan.read.ocr_words import SeenLine

TESSERACT, RAPIDOCR = "tesseract", "rapidocr"


@dataclass(frozen=True, slots=True)
class Engines:
    """Engines that are here, the first choice first; `asked` is whatever of them changes a reading: names, versions, language.

    `unspoken`: tesseract is here and wanted, and has no data for the language.
    """

    inside: tuple[tuple[str, Engine], ...] = ()
    asked: tuple[str, ...] = ()
    close: Callable[[], None] = lambda: None
    unspoken: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the engines, with versions."""
        return tuple(name for name, _ in self.inside)


def find_engines(wanted: str, language: str) -> Engines:
    """The engine of that name, or with "" all that are here. Empty where none is, or none has data for the language."""
    found: list[tuple[str, Engine]] = []
    path = ocr_tesseract.program() if wanted in {"", TESSERACT} else None
    unspoken = path is not None and not set(language.split("+")) <= set(ocr_tesseract.languages(path))
    if path is not None and not unspoken:

        def tesseract(picture: Grey, dots_an_inch: float, seconds: float) -> tuple[SeenLine, ...] | None:
            from clausescan.read.ocr_picture import portable  # noqa: PLC0415  numpy loads where a picture is read

            return ocr_tesseract.read(path, portable(picture), language, round(dots_an_inch), seconds)

        found.append((f"{TESSERACT} {ocr_tesseract.version(path)}".strip(), tesseract))
    number = rapidocr_version()
    if wanted not in {"", RAPIDOCR} or number is None:
        return Engines(tuple(found), (*(name for name, _ in found), language), unspoken=unspoken)
    rapid = ocr_rapid.Rapid()

    def rapidocr(picture: Grey, _: float, seconds: float) -> tuple[SeenLine, ...] | None:
        from clausescan.read.ocr_picture import portable  # noqa: PLC0415  as above

        return rapid.read(portable(picture), seconds)

    found.append((f"{RAPIDOCR} {number}", rapidocr))
    return Engines(tuple(found), (*(name for name, _ in found), language), rapid.close, unspoken)


def rapidocr_version() -> str | None:
    """The installed version of rapidocr, None where it is not installed. It reads English and Chinese; tesseract's languages do not bind it."""
    return ocr_rapid.version()
