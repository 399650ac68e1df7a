"""A worker as it must not be: files of certain names make it die, hang or stumble. Run as a module, like the real one."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from clausescan.archive.worker import Scan, Tell, main
from clausescan.core.result import Outcome


def badly(scan: Scan) -> Scan:
    def changed(data: bytes, name: str, tell: Tell) -> Outcome:
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
        return scan(data, name, tell)

    return changed


if __name__ == "__main__":
    main(badly)
