"""A worker of the archive that also keeps each reading whole, for reports and review; and refuses PDFs of more pages than the desk takes."""

from __future__ import annotations

import sys
from pathlib import Path

from clausescan.archive import worker
from clausescan.archive.worker import Message, Tell, Tools
from clausescan.core.document import Document
from clausescan.core.result import Scanned
from clausescan.errors import SourceError
from clausescan.web.readings import keep


def keeping(tools: Tools, folder: Path, fingerprint: str, max_pages: int) -> Tools:
    """The same stages; what was read is written into the folder."""

    def read(data: bytes, name: str, tell: Tell) -> Document:
        def counting(message: Message) -> None:
            if message["say"] == "open" and message["pages"] > max_pages:
                said = f"The PDF has {message['pages']:,} pages; this desk takes {max_pages:,}."
                raise SourceError(said, "Split it into parts, or read it with `clausescan scan`.", "too_large")
            tell(message)

        return tools.read(data, name, counting)

    def find(document: Document) -> Scanned:
        scanned = tools.find(document)
        keep(folder, fingerprint, scanned)
        return scanned

    return Tools(read, find)


if __name__ == "__main__":
    folder, fingerprint, max_pages = sys.argv[1:4]
    worker.main(lambda tools: keeping(tools, Path(folder), fingerprint, int(max_pages)))
