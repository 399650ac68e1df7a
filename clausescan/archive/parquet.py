"""Tables of an archive as Parquet files, for programs that count over many contracts. pyarrow is loaded here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from clausescan.archive.store import Archive
from clausescan.errors import MissingExtraError, UsageError

_DOCUMENT = "files.sha256, files.name"
TABLES = {
    "contracts": (
        "SELECT uid, title, role, lead_name, lead_type, lead_state, vendor, program, solicitation_number, contract_number, start, current_end, "
        "max_end, offered_end, open_ended, anticipated, polarity, declined, method, formal, scope, completeness, use_quote, use_page, "
        "use_document, end_quote, end_page, end_document, conflicts, to_obtain, documents, pages, unread_pages, updated_at "
        "FROM contract_files WHERE current ORDER BY uid"
    ),
    "checks": (
        "SELECT uid, name AS 'check', verdict FROM (SELECT uid, 'lead' AS name, check_lead AS verdict FROM contract_files WHERE current "
        "UNION ALL SELECT uid, 'competition', check_competition FROM contract_files WHERE current "
        "UNION ALL SELECT uid, 'solicitation', check_solicitation FROM contract_files WHERE current "
        "UNION ALL SELECT uid, 'contract', check_contract FROM contract_files WHERE current) WHERE verdict IS NOT NULL ORDER BY uid, name"
    ),
    "documents": (
        f"SELECT c.uid, d.ordinal, {_DOCUMENT}, facts.role, files.pages, files.unread_pages, d.why FROM contract_files AS c "  # noqa: S608  our own
        "JOIN contract_documents AS d ON d.contract_id = c.id JOIN files ON files.id = d.file_id JOIN facts ON facts.file_id = files.id "
        "WHERE c.current ORDER BY c.uid, d.ordinal"
    ),
    "facts": (
        f"SELECT {_DOCUMENT}, files.pages, facts.title, role, lead_name, lead_type, lead_state, vendor, program, solicitation_number, "  # noqa: S608
        "contract_number, start, current_end, max_end, anticipated, polarity, method, formal, scope, facts.json "
        "FROM files JOIN facts ON facts.file_id = files.id WHERE files.current ORDER BY sha256"
    ),
    "clauses": (
        f"SELECT {_DOCUMENT}, part, finding, class, polarity, page, quote, confidence "  # noqa: S608
        "FROM clauses JOIN files ON files.id = clauses.file_id WHERE files.current ORDER BY sha256, clauses.rowid"
    ),
}
"""Name of each file, and what it holds: a row for each contract file, check, document, PDF, clause."""
_NUMBERS = {
    *("ordinal", "page", "pages", "unread_pages", "part", "use_page", "end_page", "conflicts", "to_obtain", "documents"),
    *("open_ended", "anticipated", "declined"),
}
_BATCH = 10_000


def write_parquet(archive: Archive, folder: Path) -> Iterator[tuple[Path, int]]:
    """Write each of `TABLES` into the folder; the path of each as it is done, and its rows.

    Raises:
        MissingExtraError: pyarrow is not installed.
        UsageError: the folder cannot be written to.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415
        import pyarrow.parquet as pq  # noqa: PLC0415
    except ImportError as error:
        raise MissingExtraError("To write Parquet a package is missing.", "Install it: pip install clausescan[parquet]") from error
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, sql in TABLES.items():
            columns = archive.columns(sql)
            schema = pa.schema([(c, pa.float64() if c == "confidence" else pa.int64() if c in _NUMBERS else pa.string()) for c in columns])
            path, count = folder / f"{name}.parquet", 0
            part = path.with_name(f".{path.name}.part")
            with pq.ParquetWriter(part, schema, compression="zstd") as writer:
                for rows in archive.batches(sql, _BATCH):
                    writer.write_table(pa.table({c: pa.array(v, schema.field(c).type) for c, v in _by_column(columns, rows)}, schema=schema))
                    count += len(rows)
            part.replace(path)
            yield path, count
    except OSError as error:
        raise UsageError(f"{folder} cannot be written: {error}.", "Give another place with -o.") from error


def _by_column(columns: list[str], rows: list[tuple[Any, ...]]) -> Iterator[tuple[str, list[Any]]]:
    for number, name in enumerate(columns):
        yield name, [row[number] for row in rows]
