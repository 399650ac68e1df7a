"""`make licences` and `make sbom`: the licences of what clausescan needs at run time, and of the libraries inside those wheels.

Packages are those of requirements/run.txt that are installed here. It ends with 1 where a licence is of a kind that is not allowed, or where
a library or an extension module is not recorded in tests/licences.toml. With a file name it writes a bill of materials too (CycloneDX 1.6, JSON).
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import machinery, metadata
from pathlib import Path
from typing import Any

from clausescan import __version__

HERE = Path(__file__).resolve().parent
LOCK = HERE.parent / "requirements" / "run.txt"
_PIN = re.compile(r"^(?P<name>[A-Za-z0-9][A-Za-z0-9._-]*)==(?P<version>[^\s;\\]+)", re.MULTILINE)
_LIBRARY = re.compile(r"\.(?:so(?:\.[\d.]+)?|dylib|dll|pyd)$")
_BASE = re.compile(r"(?P<base>[A-Za-z_]+?(?:_openblas64_|_openblas|2|16|140)?)(?=[-.+]|$)")
_WORDS = {
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "BSD": "BSD-3-Clause",
    "ISC License (ISCL)": "ISC",
    "ISC License": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}


@dataclass(frozen=True, slots=True)
class Library:
    """A shared library inside a wheel: the file, its SHA-256, what it is, its licence ("" where nobody recorded it) and why it is accepted."""

    file: str
    sha256: str
    name: str
    licence: str
    why: str


@dataclass(frozen=True, slots=True)
class Package:
    """An installed package: licence as an SPDX expression ("" where none is known), its libraries, code compiled in (None where not recorded)."""

    name: str
    version: str
    licence: str
    libraries: tuple[Library, ...]
    compiled: tuple[str, ...] | None


@cache
def recorded() -> dict[str, Any]:
    """The table of tests/licences.toml."""
    return tomllib.loads((HERE / "licences.toml").read_text(encoding="utf-8"))


def packages() -> list[Package]:
    """The run-time packages that are installed here, by name."""
    names = sorted({_plain(m["name"]) for m in _PIN.finditer(LOCK.read_text(encoding="utf-8"))})
    return [found for name in names if (found := _package(name)) is not None]


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _package(name: str) -> Package | None:
    try:
        dist = metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return None  # of another system
    files = [f for f in dist.files or () if _LIBRARY.search(f.name)]
    shared = [f for f in files if not _is_extension(f.name)]
    compiled = recorded()["compiled"].get(name, None if len(shared) < len(files) else [])
    libraries = tuple(_library(str(f), Path(str(dist.locate_file(f)))) for f in shared)
    return Package(name, dist.version, _licence(name, dist.metadata), libraries, None if compiled is None else tuple(compiled))


def _is_extension(name: str) -> bool:
    """True for a module of Python itself; a library that modules load is none."""
    if name.endswith(".pyd"):
        return True
    return not name.startswith("lib") and any(name.endswith(suffix) for suffix in (*machinery.EXTENSION_SUFFIXES, ".abi3.so"))


def _library(file: str, path: Path) -> Library:
    known = recorded()["libraries"].get(base_name(path.name), {})
    digest = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
    return Library(file, digest, known.get("name", path.name), known.get("licence", ""), known.get("why", ""))


def base_name(file: str) -> str:
    """As in "libgfortran" for "libgfortran-040039e1-0352e75f.so.5.0.0"."""
    found = _BASE.match(file)
    return found["base"] if found else file


def _licence(name: str, said: Any) -> str:
    """What the table says, else what the package's metadata say."""
    if name in recorded()["packages"]:
        return str(recorded()["packages"][name])
    if said.get("License-Expression"):
        return str(said["License-Expression"])
    words = [c.split(" :: ")[-1] for c in said.get_all("Classifier") or () if c.startswith("License ::")] or [said.get("License") or ""]
    return " OR ".join(dict.fromkeys(_WORDS.get(w, w) for w in words if w and w != "OSI Approved"))


def kinds(expression: str) -> Iterator[tuple[str, ...]]:
    """The parts of an SPDX expression that all hold; of each part the kinds one may choose from."""
    plain = expression.replace("(", "").replace(")", "")
    for part in re.split(r"\s+AND\s+", plain):
        yield tuple(re.split(r"\s+OR\s+", part))


def is_allowed(expression: str) -> bool:
    """Every part offers a kind that is allowed."""
    fine = {*recorded()["allowed"], *recorded()["unmodified"], *recorded()["accepted"]}
    return bool(expression) and all(any(kind in fine for kind in choice) for choice in kinds(expression))


def faults(found: Iterable[Package]) -> list[str]:
    """What must be looked at, a sentence each; empty if nothing."""
    wrong = []
    for package in found:
        if not is_allowed(package.licence):
            wrong.append(f"{package.name} {package.version}: licence {package.licence or 'not told'} is of a kind that is not allowed.")
        if package.compiled is None:
            wrong.append(f"{package.name} {package.version}: has extension modules; record what is compiled into them.")
        strange = [words for words in package.compiled or () if not is_allowed(words.rsplit(": ", 1)[-1])]
        wrong += [f"{package.name} {package.version}: compiled in is {words}, of a kind that is not allowed." for words in strange]
        for library in package.libraries:
            if not library.licence:
                wrong.append(f"{package.name} {package.version}: {library.file} is not recorded.")
            elif not is_allowed(library.licence) and not library.why:
                wrong.append(f"{package.name} {package.version}: {library.file} is {library.licence}, and no reason is recorded.")
    return wrong


def lines(found: Iterable[Package]) -> Iterator[str]:
    """The table for people, then what cannot be avoided."""
    kept: dict[str, tuple[Library, set[str]]] = {}
    for package in found:
        yield f"{package.name:22} {package.version:14} {package.licence}"
        for words in package.compiled or ():
            yield f"{'':22} compiled in    {words}"
        for library in package.libraries:
            yield f"{'':22} {Path(library.file).name:55} {library.licence or 'NOT RECORDED'} ({library.name})"
            if library.why:
                kept.setdefault(library.name, (library, set()))[1].add(package.name)
    if kept:
        yield "\nNot of the allowed kinds, and why they are there:"
    for library, holders in kept.values():
        yield f"- {library.name}, {library.licence}, in {', '.join(sorted(holders))}: {library.why}"


def bill(found: Iterable[Package]) -> dict[str, Any]:
    """The bill of materials, CycloneDX 1.6; the same packages give the same text."""
    components = [_component(p) for p in found]
    root = {
        "type": "application",
        "name": "clausescan",
        "version": __version__,
        "bom-ref": "clausescan",
        "licenses": [{"license": {"id": "Apache-2.0"}}],
    }
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": root},
        "components": components,
        "dependencies": [{"ref": "clausescan", "dependsOn": [c["bom-ref"] for c in components]}],
    }


def _component(package: Package) -> dict[str, Any]:
    purl = f"pkg:pypi/{package.name}@{package.version}"
    one: dict[str, Any] = {
        "type": "library",
        "bom-ref": purl,
        "name": package.name,
        "version": package.version,
        "purl": purl,
        "licenses": [{"expression": package.licence}],
    }
    if package.libraries:
        one["components"] = [
            {
                "type": "library",
                "bom-ref": f"{purl}#{library.file}",
                "name": library.name,
                "licenses": [{"expression": library.licence}],
                "hashes": [{"alg": "SHA-256", "content": library.sha256}],
            }
            for library in package.libraries
        ]
    return one


def main(arguments: Sequence[str]) -> int:
    """Print, write the bill of materials if a file is named, and say what is wrong."""
    found = packages()
    for line in lines(found):
        print(line)
    if arguments:
        Path(arguments[0]).write_text(json.dumps(bill(found), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        print(f"\nwrote {arguments[0]}")
    wrong = faults(found)
    for one in wrong:
        print(f"WRONG {one}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
