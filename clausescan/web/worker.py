"""A worker of the archive that also keeps each reading whole, for reports and review; and refuses PDFs of more pages than the desk takes."""

from __future__ import annotations

import sys
from pathlib import Path

from clausescan.archive import worker
from clausescan.archive.worker import Message, Scan, Tell
from clausescan.core.result import Outcome, Scanned
from clausescan.errors import SourceError
from clausescan.web.readings import keep


def keeping(scan: Scan, folder: Path, fingerprint: str, max_pages: int) -> Scan:
    """The same scan, which writes what it read into the folder."""

    def kept(data: bytes, name: str, tell: Tell) -> Outcome:
        def counting(message: Message) -> None:
            if message["say"] == "open" and message["pages"] > max_pages:
                said = f"The PDF has {message['pages']:,} pages; this desk takes {max_pages:,}."
                raise SourceError(said, "Split it into parts, or read it with `clausescan scan`.", "too_large")
            tell(message)

        outcome = scan(data, name, counting)
        if isinstance(outcome, Scanned):
            keep(folder, fingerprint, outcome)
        return outcome

    return kept


if __name__ == "__main__":
    folder, fingerprint, max_pages = sys.argv[1:4]
    worker.main(lambda scan: keeping(scan, Path(folder), fingerprint, int(max_pages)))
