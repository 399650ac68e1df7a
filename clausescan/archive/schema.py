"""The tables of an archive (`archive.db`), as a list of migrations. What stands here is in force for ever; a change is a new entry at the end."""

from __future__ import annotations

_FIRST = """
CREATE TABLE files (                    -- one row for each reading of a PDF; a PDF is its sha256
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL,
  fingerprint TEXT NOT NULL,            -- of code, rules, model and OCR settings that read it
  current INTEGER NOT NULL DEFAULT 1,   -- 1 for the last reading of that sha256, 0 for earlier ones
  name TEXT NOT NULL,                   -- the file's own name when it was read
  size INTEGER NOT NULL,                -- bytes
  pages INTEGER NOT NULL,
  unread_pages INTEGER NOT NULL,        -- pages without text that can be depended on
  seconds REAL NOT NULL,                -- that reading took
  read_at TEXT NOT NULL,                -- UTC
  UNIQUE (sha256, fingerprint)
);
CREATE TABLE paths (                    -- where PDFs lie; one PDF may lie in many places
  path TEXT NOT NULL,                   -- absolute; a PDF in a zip file is zip path, "/", name inside
  sha256 TEXT NOT NULL,
  size INTEGER NOT NULL,
  mtime_ns INTEGER NOT NULL,            -- of the file, or of the zip file that holds it
  current INTEGER NOT NULL DEFAULT 1,   -- 0 where the path has come to hold something else
  seen_at TEXT NOT NULL,
  PRIMARY KEY (path, sha256)
);
CREATE INDEX paths_sha256 ON paths (sha256);
CREATE TABLE facts (                    -- facts of the main part of a file; NULL where it does not say
  file_id INTEGER PRIMARY KEY REFERENCES files (id),
  title TEXT,
  role TEXT NOT NULL,
  lead_name TEXT,
  lead_type TEXT,
  lead_state TEXT,                      -- two letters
  vendor TEXT,
  program TEXT,
  solicitation_number TEXT,
  contract_number TEXT,
  start TEXT,                           -- dates are YYYY-MM-DD; ends are inclusive
  current_end TEXT,                     -- moved by executed renewals only
  max_end TEXT,                         -- with every stated option
  anticipated INTEGER NOT NULL,         -- 1 where the term is only foreseen, as in a solicitation
  polarity TEXT NOT NULL,               -- of use by others: permits, restricts, prohibits, silent, ...
  method TEXT NOT NULL,                 -- of competition
  formal TEXT NOT NULL,                 -- yes, no, unclear
  scope TEXT,                           -- summary
  completeness TEXT NOT NULL,           -- of the documents in this PDF, A (all) to D
  json TEXT NOT NULL                    -- all facts with their evidence, schema clausescan.facts/1
);
CREATE INDEX facts_current_end ON facts (current_end);
CREATE INDEX facts_contract_number ON facts (contract_number);
CREATE TABLE parts (                    -- documents inside a PDF
  file_id INTEGER NOT NULL REFERENCES files (id),
  number INTEGER NOT NULL,              -- from 1, in the order of pages
  role TEXT NOT NULL,
  title TEXT NOT NULL,
  first_page INTEGER NOT NULL,
  last_page INTEGER NOT NULL,
  main INTEGER NOT NULL,                -- 1 for the part that `facts` speaks of
  json TEXT,                            -- its facts; NULL for the main part, whose facts stand in `facts`
  PRIMARY KEY (file_id, number)
);
CREATE TABLE clauses (                  -- clauses of cooperative use, of all parts
  file_id INTEGER NOT NULL REFERENCES files (id),
  part INTEGER NOT NULL,
  finding TEXT NOT NULL,                -- id, the same in every reading
  class TEXT NOT NULL,
  polarity TEXT NOT NULL,
  page INTEGER NOT NULL,
  quote TEXT NOT NULL,
  confidence REAL NOT NULL
);
CREATE INDEX clauses_file ON clauses (file_id);
CREATE TABLE passages (                 -- what search looks through, line by line
  file_id INTEGER NOT NULL REFERENCES files (id),
  kind TEXT NOT NULL,                   -- title, scope, item, price, party
  line INTEGER NOT NULL,                -- from 0, within file and kind: the line of that column of `words`
  page INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (file_id, kind, line)
) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5(title, scope, item, price, party, tokenize = 'porter unicode61 remove_diacritics 2');
CREATE TABLE quarantine (               -- files that could not be read
  id INTEGER PRIMARY KEY,
  path TEXT NOT NULL,
  sha256 TEXT,                          -- NULL where not even the bytes could be read
  fingerprint TEXT NOT NULL,
  code TEXT NOT NULL,
  message TEXT NOT NULL,
  advice TEXT NOT NULL,
  tries INTEGER NOT NULL,
  at TEXT NOT NULL,
  solved_at TEXT                        -- when it was read after all
);
CREATE INDEX quarantine_sha256 ON quarantine (sha256);
CREATE INDEX quarantine_path ON quarantine (path);
"""

MIGRATIONS: tuple[str, ...] = (_FIRST,)
"""SQL scripts in order; table `version` holds the number (from 1) of each that was run."""
