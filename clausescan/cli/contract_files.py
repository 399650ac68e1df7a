"""Which contract files the PDFs of a command belong to, and where the report of each goes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from clausescan.core.finding import Role
from clausescan.core.group import Group
from clausescan.core.result import Scanned
from clausescan.errors import UsageError

if TYPE_CHECKING:
    from clausescan.assess.arrangement import Arranged

_NO_FILE = frozenset({Role.OTHER, Role.FORM, Role.INSTRUCTIONS})
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Gathered:
    """One contract file and its PDFs; `group` None where nobody had to look which documents belong together."""

    group: Group | None
    scans: tuple[Scanned, ...]

    @property
    def title(self) -> str:
        """What it is called, "" where it is the only one."""
        return self.group.title if self.group is not None else ""


def gathered(scans: Sequence[Scanned], arrangement: Sequence[Arranged], paths: Mapping[str, Path], *, together: bool) -> list[Gathered]:
    """The contract files of the scans, those with a contract first; all scans as one with `together`.

    `paths` give each PDF's place by its sha256.
    """
    from clausescan.assess.arrangement import put_into
    from clausescan.assess.grouping import group_identities, scans_of
    from clausescan.assess.identity import identities

    if together:
        return [Gathered(None, tuple(scans))]
    folder = {sha: str(path.parent) for sha, path in paths.items()}
    known = [i for s in scans for i in identities(s, folder.get(s.document.source.sha256, ""), put_into(s, arrangement))]
    found = [Gathered(g, tuple(scans_of(g, scans))) for g in group_identities(known)]
    return sorted(found, key=lambda g: not (g.group and g.group.contract_number))


def chosen(found: Sequence[Gathered], only: str | None) -> list[Gathered]:
    """Those whose title has these words; all without them.

    Raises:
        UsageError: none has.
    """
    if only is None:
        return list(found)
    kept = [g for g in found if only.casefold() in f"{g.title} {g.group.solicitation_number if g.group else ''}".casefold()]
    if not kept:
        raise UsageError(f"No contract file here has “{only}” in its number or vendor.", f"There are: {'; '.join(g.title for g in found)}.")
    return kept


def has_report(one: Gathered) -> bool:
    """False for a paper that tells nothing of a contract, such as a tax form that belongs to no contract file here."""
    roles = {p.facts.role.value.role if p.facts.role else Role.OTHER for s in one.scans for p in s.parts}
    return one.group is None or not roles <= _NO_FILE


def targets(found: Sequence[Gathered], target: Path | None) -> list[Path | None]:
    """Where each report goes: the place asked for, with the number of the contract file in its name where there are several."""
    if len(found) == 1 or target is None:
        return [target] * len(found)
    names: list[Path | None] = []
    for one in found:
        words = (one.group.contract_number or one.group.solicitation_number if one.group else "") or one.title
        slug = re.sub(r"[^a-z0-9]+", "-", words.casefold()).strip("-")[:_LONGEST] or "contract-file"
        path = target.with_name(f"{target.stem}-{slug}{target.suffix}")
        number = 2
        while path in names:
            path = target.with_name(f"{target.stem}-{slug}-{number}{target.suffix}")
            number += 1
        names.append(path)
    return names


def beside(one: Gathered, found: Sequence[Gathered]) -> tuple[str, ...]:
    """What the report of one says of the other documents that were given with it; empty if there are none."""
    others = [g for g in found if g is not one]
    said = [f"{g.title} ({_count(len(g.scans))})" for g in others]
    left = [m for m in one.group.members if m not in one.group.read] if one.group else []
    told = [f"These documents belong to other contract files and are not part of this report: {'; '.join(said)}."] if said else []
    if left:
        told.append(f"{_count(len({m.source for m in left}))} of other bidders for the same solicitation: kept out of this report.")
    return tuple(told)


def _count(number: int) -> str:
    return f"{number} PDF{'' if number == 1 else 's'}"
