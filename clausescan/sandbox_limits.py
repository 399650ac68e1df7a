"""What the reading child may take and touch, set by the child itself before it sees a PDF. All that differs between systems stands here.

Nothing here fails: what a system does not offer is left out, and `confine` tells what is in force, so that `clausescan doctor` can say it.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import signal
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

MEGABYTE = 1024 * 1024
OWN_MEMORY = 0.45  # of the address space: what the child may fill. Libraries, stacks and reserved room take the rest
FILE_MEGABYTES = 64  # the largest file that the child may write: what it keeps of a scan is a hundredth of that
_FILES, _FILES_A_CORE = 128, 12  # open at once: a page read from its picture takes about eight
_LINUX = sys.platform.startswith("linux")

# Variables that the child keeps. Others may hold keys and passwords, or bend how programs are loaded.
_KEPT = {
    *("PATH", "PATHEXT", "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "LANG", "LANGUAGE", "LC_ALL", "LC_CTYPE", "TESSDATA_PREFIX", "OMP_THREAD_LIMIT"),
    *("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH"),
    *("PYTHONHOME", "PYTHONUTF8", "PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX"),
}

# linux/prctl.h, linux/seccomp.h, linux/sched.h
_DEATH_SIGNAL, _DUMPABLE, _SECCOMP, _NO_NEW_PRIVILEGES = 1, 4, 22, 38
_FILTER = 2
_NEW_USER, _NEW_NET = 0x10000000, 0x40000000
# System calls that open a socket (io_uring_setup can, too), or look into another process. Numbers by machine: linux/audit.h, asm/unistd.h
_ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_FORBIDDEN = {"x86_64": (41, 425, 101, 310, 311), "aarch64": (198, 425, 117, 270, 271)}


def environment(folder: Path) -> dict[str, str]:
    """The variables of the child: few of ours, its own private folder as home and for temporary files, and our own places of modules.

    The places are absolute and in our order: the child would otherwise look for modules in the folder that clausescan is run in, which may
    hold files of strangers.
    """
    kept = {name: value for name, value in os.environ.items() if name.upper() in _KEPT}
    places = [str(Path(place).absolute()) for place in sys.path if os.pathsep not in place]
    own = {"HOME": str(folder), "USERPROFILE": str(folder), "TMPDIR": str(folder), "TMP": str(folder), "TEMP": str(folder)}
    return {**kept, **own, "PYTHONPATH": os.pathsep.join(places), "PYTHONSAFEPATH": "1", "OPENBLAS_NUM_THREADS": "1"}


def confine(megabytes: int, parent: int, folder: Path) -> dict[str, str]:
    """Limit this process, for good. `parent` is the process to end with, `folder` is removed then.

    Returns:
        What is in force, one sentence for each of `memory`, `processor`, `files`, `network`, `privileges`, `parent`; a limit that this
        system does not offer is said to be missing.
    """
    resource = _resource()
    said = {
        "memory": _limit_memory(resource, megabytes),
        "processor": "limited for each file (RLIMIT_CPU)" if resource else "not limited; time is",
        "files": _limit_files(resource),
        "network": _without_network(),
        "privileges": _without_privileges(),
    }
    return {**said, "parent": _end_with(parent, folder)}


def _resource() -> Any:
    try:
        import resource  # noqa: PLC0415  POSIX only
    except ImportError:
        return None
    return resource


def _lower(resource: Any, name: str, wanted: int, hard: int | None = None) -> bool:
    """Lower a limit to `wanted`, never above what holds already; False where the system has no such limit or refuses."""
    kind = getattr(resource, name, None)
    if kind is None:
        return False
    with contextlib.suppress(ValueError, OSError):
        top = resource.getrlimit(kind)[1]
        most = wanted if hard is None else hard
        most = most if top == resource.RLIM_INFINITY else min(most, top)
        resource.setrlimit(kind, (min(wanted, most), most))
        return True
    return False


def _limit_memory(resource: Any, megabytes: int) -> str:
    size, own = megabytes * MEGABYTE, int(megabytes * OWN_MEMORY)
    _lower(resource, "RLIMIT_CORE", 0)
    # macOS takes the number and does not keep to it
    if _LINUX and _lower(resource, "RLIMIT_AS", size) and _lower(resource, "RLIMIT_DATA", own * MEGABYTE, size):
        return f"{megabytes:,} MB of address space, {own:,} MB of its own (RLIMIT_AS, RLIMIT_DATA), watched as well"
    return f"{own:,} MB, watched by the parent; no limit of the system"


def allow_memory(megabytes: int) -> None:
    """Raise what this process and those that it starts may fill to `megabytes`: an engine with models of its own needs more."""
    resource = _resource()
    if resource and _LINUX:
        _lower(resource, "RLIMIT_DATA", megabytes * MEGABYTE)


def allow_processor(seconds: float) -> None:
    """From now on, so many seconds of processor time on each core; then the system ends this process. Nothing where it cannot."""
    resource = _resource()
    if resource is None:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime + seconds * (os.cpu_count() or 1)) + 1
    with contextlib.suppress(ValueError, OSError):
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))


def _limit_files(resource: Any) -> str:
    """Processes are not counted: that limit is for all that a user runs, and would stop the engine that reads scans on a busy machine."""
    count = _FILES + _FILES_A_CORE * (os.cpu_count() or 1)
    size = _lower(resource, "RLIMIT_FSIZE", FILE_MEGABYTES * MEGABYTE)
    if _lower(resource, "RLIMIT_NOFILE", count) and size:
        return f"{count} open, {FILE_MEGABYTES} MB each (RLIMIT_NOFILE, RLIMIT_FSIZE), a private folder for temporary ones"
    return "a private folder for temporary ones; no limit of the system"


def _libc() -> Any:
    return ctypes.CDLL(None, use_errno=True)


def _prctl(option: int, *arguments: Any) -> bool:
    rest = [a if not isinstance(a, int) else ctypes.c_ulong(a) for a in (*arguments, 0, 0, 0, 0)[:4]]
    return bool(_libc().prctl(option, *rest) == 0)


def _without_network() -> str:
    """Leave the network: a namespace without any, and a filter that refuses sockets (those of the same machine, too)."""
    if not _LINUX:
        return "not cut off on this system; nothing in clausescan opens a connection"
    ways = (("own namespace", _own_namespace), ("system-call filter", _refuse_sockets))
    held = [name for name, leave in ways if _tried(leave)]
    return f"none ({', '.join(held)})" if held else "not cut off: this system allows neither namespaces nor filters"


def _tried(leave: Any) -> bool:
    with contextlib.suppress(OSError, AttributeError):  # a C library without that function, /proc not mounted
        return bool(leave())
    return False


def _own_namespace() -> bool:
    """A network namespace without interfaces; made inside a new user namespace, which an ordinary user may make on most systems."""
    user, group = os.getuid(), os.getgid()
    libc = _libc()
    if libc.unshare(_NEW_USER | _NEW_NET) != 0:
        return bool(libc.unshare(_NEW_NET) == 0)  # root without user namespaces
    with contextlib.suppress(OSError):  # the same numbers inside as outside; without that, files belong to "nobody" in there
        Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1", encoding="ascii")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1", encoding="ascii")
    # The new namespace gives all capabilities inside it: they are given up. Header: version 3, this process (linux/capability.h)
    libc.capset(struct.pack("Ii", 0x20080522, 0), bytes(24))
    return True


def _refuse_sockets() -> bool:
    """A filter under which those system calls fail with EPERM, for this process and all that it starts; other architectures' calls, too."""
    machine = os.uname().machine
    if machine not in _ARCHITECTURES or struct.calcsize("P") != 8:
        return False
    program = b"".join(_filter_steps(machine))
    buffer = ctypes.create_string_buffer(program, len(program))
    # struct sock_fprog: the number of steps, then a pointer to them
    header = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(buffer)))
    return _prctl(_NO_NEW_PRIVILEGES, 1) and _prctl(_SECCOMP, _FILTER, header)


def _filter_steps(machine: str) -> Iterator[bytes]:
    """Steps of struct sock_filter: operation, steps to skip where it holds and where not, operand. The last but one allows, the last refuses."""
    load, equal, at_least, give = 0x20, 0x15, 0x35, 0x06
    forbidden = _FORBIDDEN[machine]
    left = len(forbidden) + 2  # steps between the check of the architecture and the refusal, the loading of the number aside
    step = struct.Struct("HBBI").pack
    yield step(load, 0, 0, 4)  # seccomp_data.arch
    yield step(equal, 0, left + 1, _ARCHITECTURES[machine])
    yield step(load, 0, 0, 0)  # seccomp_data.nr
    yield step(at_least, left - 1, 0, 0x40000000)  # the x32 calls of x86_64
    for i, number in enumerate(forbidden):
        yield step(equal, left - 2 - i, 0, number)
    yield step(give, 0, 0, 0x7FFF0000)  # SECCOMP_RET_ALLOW
    yield step(give, 0, 0, 0x00050001)  # SECCOMP_RET_ERRNO, EPERM


def _without_privileges() -> str:
    if not _LINUX:
        return "those of the user"
    dumps = _prctl(_DUMPABLE, 0)  # no core dump, and no other process of the user looks into this one
    return "none can be gained (no_new_privs)" + (", no core dumps" if dumps else "") if _prctl(_NO_NEW_PRIVILEGES, 1) else "those of the user"


def _end_with(parent: int, folder: Path) -> str:
    """Start the thread that ends this process, and programs that it started, where the parent ends."""
    if sys.platform == "win32":
        threading.Thread(target=_await_end, args=(parent, folder), daemon=True).start()
        return "the child ends with it"
    # The signal comes also where only the thread that started us ends: the loop looks again. It is blocked, so that it wakes the loop and no more.
    quick = _LINUX and _prctl(_DEATH_SIGNAL, int(signal.SIGTERM))
    if quick:
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
    threading.Thread(target=_watch_parent, args=(parent, folder, quick), daemon=True).start()
    return "the child and its programs end with it" + (" (PR_SET_PDEATHSIG)" if quick else "")


def _watch_parent(parent: int, folder: Path, quick: bool) -> None:
    if sys.platform == "win32":
        return
    while os.getppid() == parent:
        if quick and sys.platform != "darwin":
            signal.sigtimedwait({signal.SIGTERM}, 1.0)
        else:
            time.sleep(1.0)
    shutil.rmtree(folder, ignore_errors=True)
    if os.getpgrp() == os.getpid():
        os.killpg(os.getpid(), signal.SIGKILL)
    os._exit(1)


def _await_end(parent: int, folder: Path) -> None:
    if sys.platform == "win32":
        kernel = ctypes.WinDLL("kernel32")
        kernel.OpenProcess.restype = ctypes.c_void_p
        handle = kernel.OpenProcess(0x00100000, 0, parent)  # SYNCHRONIZE
        if handle:
            kernel.WaitForSingleObject(ctypes.c_void_p(handle), 0xFFFFFFFF)
            shutil.rmtree(folder, ignore_errors=True)
            os._exit(1)


def memory_of(process: subprocess.Popen[bytes]) -> int | None:
    """Bytes of memory that a child of ours fills now; None where that cannot be told."""
    if sys.platform == "win32":
        return _memory_on_windows(process)
    with contextlib.suppress(OSError, ValueError, IndexError):
        if _LINUX:
            return int(Path(f"/proc/{process.pid}/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
        return _memory_told_by_ps(process.pid)
    return None


def _memory_told_by_ps(number: int) -> int:
    """The same by the program `ps`, which macOS and the BSDs have.

    Raises:
        OSError, ValueError: it is not there or tells nothing.
    """
    command = ["/bin/ps", "-o", "rss=", "-p", str(number)]
    told = subprocess.run(command, capture_output=True, timeout=5, check=False)  # noqa: S603  a number of ours, no shell
    return int(told.stdout) * 1024


def _memory_on_windows(process: subprocess.Popen[bytes]) -> int | None:
    """WorkingSetSize of PROCESS_MEMORY_COUNTERS: its third field, after two numbers of four bytes and one of the size of a pointer."""
    if sys.platform == "win32":
        counters = ctypes.create_string_buffer(8 + 8 * struct.calcsize("P"))
        struct.pack_into("I", counters, 0, len(counters))
        handle = ctypes.c_void_p(int(process._handle))  # type: ignore[attr-defined]  # noqa: SLF001
        if ctypes.WinDLL("kernel32").K32GetProcessMemoryInfo(handle, counters, len(counters)):
            return int(struct.unpack_from("P", counters, 8 + struct.calcsize("P"))[0])
    return None
