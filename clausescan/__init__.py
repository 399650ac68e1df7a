"""clausescan reads public contracts and says whether another agency may buy from them, and why.

The names below are the library; help/library.md shows the way from a file to an answer. Each is loaded when it is first asked for, so that
`import clausescan` costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from clausescan.assess.buyer_file import load_buyer
    from clausescan.assess.verdict import assess
    from clausescan.core.contract_file import ContractFile
    from clausescan.core.finding import Evidence, Finding
    from clausescan.core.plain import outcome_plain
    from clausescan.core.readiness import Readiness, Verdict
    from clausescan.core.readiness_plain import readiness_plain
    from clausescan.core.result import Failed, Scanned
    from clausescan.errors import ClausescanError
    from clausescan.learn.classifier import load_model
    from clausescan.sandbox import Reader
    from clausescan.scan import Toolkit, load_toolkit, scan_file, scan_text

__version__ = "0.1.0"

__all__ = [
    "ClausescanError",
    "ContractFile",
    "Evidence",
    "Failed",
    "Finding",
    "Reader",
    "Readiness",
    "Scanned",
    "Toolkit",
    "Verdict",
    "__version__",
    "assess",
    "load_buyer",
    "load_model",
    "load_toolkit",
    "outcome_plain",
    "readiness_plain",
    "scan_file",
    "scan_text",
]

_HOMES = {
    "ClausescanError": "errors",
    "ContractFile": "core.contract_file",
    "Evidence": "core.finding",
    "Failed": "core.result",
    "Finding": "core.finding",
    "Readiness": "core.readiness",
    "Reader": "sandbox",
    "Scanned": "core.result",
    "Toolkit": "scan",
    "Verdict": "core.readiness",
    "assess": "assess.verdict",
    "load_buyer": "assess.buyer_file",
    "load_model": "learn.classifier",
    "load_toolkit": "scan",
    "outcome_plain": "core.plain",
    "readiness_plain": "core.readiness_plain",
    "scan_file": "scan",
    "scan_text": "scan",
}
"""Where each public name is defined."""


def __getattr__(name: str) -> object:
    """A public name, from the module that defines it (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415  nothing is loaded before it is asked for

    found: object = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """Public names, for completion."""
    return sorted({*globals(), *__all__})
