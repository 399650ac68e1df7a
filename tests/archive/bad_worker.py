"""A worker as it must not be: files of certain names make it die, hang or stumble. Run as a module, like the real one."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from clausescan.archive.worker import Tell, Tools, main
from clausescan.core.document import Document
from clausescan.core.result import Scanned


def badly(tools: Tools) -> Tools:
    def read(data: bytes, name: str, tell: Tell) -> Document:
        if name.startswith("die"):
            os.kill(os.getpid(), signal.SIGSEGV)
        if name.startswith("hang"):
            time.sleep(60)
        if name.startswith("stumble"):
            raise KeyError(name)
        if name.startswith("once"):  # dies the first time only
            flag = Path(os.environ["CLAUSESCAN_TEST_FLAG"])
            if not flag.exists():
                flag.touch()
                os.kill(os.getpid(), signal.SIGKILL)
        return tools.read(data, name, tell)

    def find(document: Document) -> Scanned:
        if document.source.name.startswith("brood"):
            time.sleep(60)
        if document.source.name.startswith("swell"):
            bytearray(10**10)
        return tools.find(document)

    return Tools(read, find)


if __name__ == "__main__":
    main(badly)
