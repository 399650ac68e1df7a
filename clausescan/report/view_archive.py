"""What the index of an archive shows: a row for each contract file, in words. The template loops and decides nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from clausescan.core.finding import Polarity
from clausescan.core.readiness import Verdict
from clausescan.core.words import METHOD_WORDS
from clausescan.report.words import BADGES, Badge, count_of, long_date, shortened

_USE = {
    Polarity.PERMITS: Badge("✓", "Permits", "met"),
    Polarity.RESTRICTS: Badge("?", "With limits", "review"),
    Polarity.PROHIBITS: Badge("✕", "Prohibits", "not-met"),
}
_DECLINED = Badge("✕", "Vendor declined", "not-met")
_NOTHING = Badge("○", "No grant", "absent")
_LONGEST = 220


@dataclass(frozen=True, slots=True)
class IndexRow:
    """A contract file as one line. `link` is the way to its report, "" for none; `end_key` sorts by end; `quote` are the words on use by others."""

    title: str
    link: str
    lead: str
    vendor: str
    scope: str
    end: str
    end_key: str
    more_end: str
    use: Badge
    checks: tuple[tuple[str, Badge], ...]
    quote: str
    address: str
    documents: str
    standing: str
    state: str


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that could not be read, and why."""

    path: str
    message: str
    advice: str


@dataclass(frozen=True, slots=True)
class IndexView:
    """The whole page: rows in order, what may be chosen in each filter, and what could not be read."""

    as_of: str
    version: str
    counts: str
    rows: tuple[IndexRow, ...]
    states: tuple[str, ...]
    standings: tuple[str, ...]
    uses: tuple[str, ...]
    left_out: str
    unread: tuple[Unread, ...]


def index_view(
    rows: Sequence[Mapping[str, Any]], links: Mapping[str, str], unread: Iterable[Unread], *, as_of: dt.date, version: str, total: int
) -> IndexView:
    """The index of these rows (columns of `contract_files`, with `standing`), in their order; `links` give each report by uid."""
    shown = tuple(_row(row, links.get(row["uid"], "")) for row in rows)
    pages = sum(row["pages"] for row in rows)
    documents = sum(row["documents"] for row in rows)
    return IndexView(
        as_of=long_date(as_of),
        version=version,
        counts=f"{count_of(total, 'contract file')}, {count_of(documents, 'document')}, {count_of(pages, 'page')}",
        rows=shown,
        states=tuple(sorted({r.state for r in shown if r.state})),
        standings=tuple(dict.fromkeys(r.standing for r in shown)),
        uses=tuple(dict.fromkeys(r.use.word for r in shown)),
        left_out=f"The first {len(shown):,} of {total:,} are shown; ask the archive for the others." if total > len(shown) else "",
        unread=tuple(unread),
    )


def _row(row: Mapping[str, Any], link: str) -> IndexRow:
    lead = row["lead_name"] or "not stated"
    more = row["max_end"] if row["max_end"] and row["max_end"] != row["current_end"] else ""
    end = _day(row["current_end"]) if row["current_end"] else "renews without a limit" if row["open_ended"] else "not stated"
    checks = (
        ("Lead agency", "check_lead"),
        ("Competition", "check_competition"),
        ("Solicitation", "check_solicitation"),
        ("Contract", "check_contract"),
    )
    return IndexRow(
        title=row["title"],
        link=link,
        lead=f"{lead} ({row['lead_state']})" if row["lead_state"] else lead,
        vendor=row["vendor"] or "not stated",
        scope=shortened(row["scope"] or "", _LONGEST),
        end=f"{end} (foreseen)" if row["anticipated"] else end,
        end_key=row["current_end"] or "9999",
        more_end=f"{_day(more)} with options" if more else "",
        use=_DECLINED if row["declined"] else _USE.get(Polarity(row["polarity"]), _NOTHING),
        checks=tuple((name, BADGES[Verdict(row[column])]) for name, column in checks if row[column]),
        quote=shortened(row["use_quote"] or "", _LONGEST),
        address=f"{row['use_document']}, page {row['use_page']}" if row["use_quote"] else "",
        documents=f"{count_of(row['documents'], 'document')}, {count_of(row['pages'], 'page')}; {METHOD_WORDS.get(row['method'], row['method'])}",
        standing=row["standing"],
        state=row["lead_state"] or "",
    )


def _day(value: str) -> str:
    return long_date(dt.date.fromisoformat(value))
