"""Licences of what is installed at run time are of the allowed kinds, every bundled library is recorded, and a new one is noticed."""

from __future__ import annotations

import json

import pytest

from tests.licences import Library, Package, base_name, bill, faults, is_allowed, lines, packages, recorded


def test_all_that_is_installed_is_allowed_or_told_of() -> None:
    found = packages()
    assert {"spacy", "scikit-learn", "pypdfium2", "openpyxl", "pypdf", "icalendar"} <= {p.name for p in found}
    assert faults(found) == []
    assert any("cannot do without" in line for line in lines(found)) == any(lib.licence.startswith("LGPL") for p in found for lib in p.libraries)


def test_the_bill_of_materials_names_all_of_it() -> None:
    found = packages()
    made = bill(found)
    assert (made["bomFormat"], made["specVersion"]) == ("CycloneDX", "1.6")
    assert [c["name"] for c in made["components"]] == [p.name for p in found]
    refs = [c["bom-ref"] for c in made["components"]]
    assert len(refs) == len(set(refs))
    assert made["dependencies"][0]["dependsOn"] == refs
    assert json.dumps(bill(packages())) == json.dumps(made)


@pytest.mark.parametrize(
    ("package", "said"),
    [
        (Package("new", "1", "AGPL-3.0-or-later", (), ()), "AGPL-3.0-or-later is of a kind"),
        (Package("new", "1", "", (), ()), "not told"),
        (Package("new", "1", "MIT AND LGPL-3.0-only", (), ()), "LGPL-3.0-only is of a kind"),
        (Package("new", "1", "MIT", (), None), "has extension modules"),
        (Package("new", "1", "MIT", (), ("part: GPL-2.0-only",)), "compiled in is part"),
        (Package("new", "1", "MIT", (Library("x/libnew-0123.so.1", "", "libnew", "", ""),), ()), "libnew-0123.so.1 is not recorded"),
        (Package("new", "1", "MIT", (Library("x/libnew.so", "", "libnew", "LGPL-2.1-only", ""),), ()), "no reason is recorded"),
    ],
)
def test_what_is_new_is_noticed(package: Package, said: str) -> None:
    (wrong,) = faults([package])
    assert said in wrong


@pytest.mark.parametrize(
    ("expression", "allowed"),
    [("MIT", True), ("GPL-2.0-only OR BSD-3-Clause", True), ("(MIT AND Zlib) AND GPL-2.0-only", False), ("MPL-2.0 AND MIT", True), ("", False)],
)
def test_expressions(expression: str, *, allowed: bool) -> None:
    assert is_allowed(expression) is allowed


@pytest.mark.parametrize(
    ("file", "base"),
    [
        ("libgfortran-040039e1-0352e75f.so.5.0.0", "libgfortran"),
        ("libscipy_openblas64_-32a4b2a6.so", "libscipy_openblas64_"),
        ("libscipy_openblas-6cdc3b4a.so", "libscipy_openblas"),
        ("liblcms2-88eaba2f.so.2.0.19", "liblcms2"),
        ("libpng16-1d1ba958.so.16.58.0", "libpng16"),
        ("libopenjp2-e530e1bf.so.2.5.4", "libopenjp2"),
        ("libgcc_s.1.1.dylib", "libgcc_s"),
        ("libstdc++.6.dylib", "libstdc"),
        ("msvcp140-1a2b.dll", "msvcp140"),
        ("libpdfium.so", "libpdfium"),
        ("libz.1.3.1.zlib-ng.dylib", "libz"),
    ],
)
def test_names_of_libraries(file: str, base: str) -> None:
    assert base_name(file) == base
    assert base in recorded()["libraries"]
