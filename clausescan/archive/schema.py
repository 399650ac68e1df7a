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

_CONTRACT_FILES = """
DROP TABLE words;                       -- searched PDF by PDF; from now on a contract file is searched as one
CREATE TABLE contract_files (           -- all documents of one procurement, read as one; what searches ask of every row stands first
  id INTEGER PRIMARY KEY,
  current INTEGER NOT NULL DEFAULT 1,   -- 0 where its documents have gone to others
  polarity TEXT NOT NULL,               -- of use by others, of the contract's side; of the solicitation's where no contract is there
  declined INTEGER NOT NULL DEFAULT 0,  -- 1 where the vendor refused use by others
  start TEXT,                           -- dates are YYYY-MM-DD; ends are inclusive
  current_end TEXT,                     -- moved by executed amendments only
  anticipated INTEGER NOT NULL DEFAULT 0, -- 1 where the term is only foreseen, as in a solicitation
  open_ended INTEGER NOT NULL DEFAULT 0,
  lead_state TEXT,                      -- two letters
  lead_type TEXT,
  check_contract TEXT,                  -- verdict of check 5b; verdicts are NULL where not judged yet
  method TEXT NOT NULL,                 -- of competition
  program TEXT,
  uid TEXT NOT NULL UNIQUE,             -- stays the same while documents come and go
  members TEXT NOT NULL,                -- hash over its documents and what read them
  updated_at TEXT NOT NULL,             -- UTC
  title TEXT NOT NULL,
  documents INTEGER NOT NULL,           -- PDFs
  pages INTEGER NOT NULL,               -- of these
  unread_pages INTEGER NOT NULL,
  role TEXT NOT NULL,                   -- of the document that ranks first
  lead_name TEXT,
  vendor TEXT,
  solicitation_number TEXT,
  contract_number TEXT,
  max_end TEXT,                         -- with every stated option
  offered_end TEXT,                     -- of a renewal that is not shown as executed
  term_doubts INTEGER NOT NULL DEFAULT 0,
  formal TEXT NOT NULL,
  scope TEXT,
  completeness TEXT NOT NULL,           -- A (all documents) to D
  check_lead TEXT,                      -- verdicts that no day and no buyer changes
  check_competition TEXT,
  check_solicitation TEXT,
  use_quote TEXT,                       -- the words that decide on use by others, where they stand
  use_page INTEGER,
  use_document TEXT,
  end_quote TEXT,                       -- the words that the current end rests on
  end_page INTEGER,
  end_document TEXT,
  conflicts INTEGER NOT NULL DEFAULT 0,
  to_obtain INTEGER NOT NULL DEFAULT 0, -- documents that the file lacks
  packed BLOB                           -- the whole contract file, as compressed JSON
);
CREATE INDEX contract_files_current_end ON contract_files (current_end);
CREATE INDEX contract_files_contract_number ON contract_files (contract_number);
CREATE TABLE contract_documents (       -- which PDFs are in a contract file; one that led to several contracts is in each
  contract_id INTEGER NOT NULL REFERENCES contract_files (id),
  ordinal INTEGER NOT NULL,             -- from 0; the order of their lines in `words`
  file_id INTEGER NOT NULL REFERENCES files (id),
  parts TEXT NOT NULL,                  -- numbers of its parts that belong to it, from 1, as JSON
  why TEXT NOT NULL,                    -- the reason, a sentence
  PRIMARY KEY (contract_id, ordinal)
) WITHOUT ROWID;
CREATE INDEX contract_documents_file ON contract_documents (file_id);
CREATE TABLE identities (               -- what tells which contract file a PDF belongs to, as compressed JSON
  file_id INTEGER PRIMARY KEY REFERENCES files (id),
  data BLOB NOT NULL
);
CREATE TABLE changes (                  -- what came, went, or became different, a row for each column that did
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,                     -- UTC
  uid TEXT NOT NULL,                    -- of the contract file
  title TEXT NOT NULL,
  kind TEXT NOT NULL,                   -- new, changed, gone
  field TEXT,                           -- column of contract_files; NULL for new and gone
  before TEXT,
  after TEXT
);
CREATE INDEX changes_at ON changes (at);
CREATE TABLE state (                    -- what the archive must remember of its own work
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;
-- the rowid of `words` is contract_files.id, that of `clause_words` is that of `clauses`
CREATE VIRTUAL TABLE words USING fts5(title, scope, item, price, party, tokenize = 'porter unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE clause_words USING fts5(quote, content = 'clauses', tokenize = 'porter unicode61 remove_diacritics 2');
INSERT INTO clause_words (clause_words) VALUES ('rebuild');
INSERT INTO contract_files (id, uid, members, updated_at, title, documents, pages, unread_pages, role, lead_name, lead_type, lead_state, vendor,
    program, solicitation_number, contract_number, start, current_end, max_end, anticipated, polarity, method, formal, scope, completeness)
  SELECT files.id, sha256, sha256, read_at, coalesce(title, name), 1, pages, unread_pages, role, lead_name, lead_type, lead_state,
    vendor, program, solicitation_number, contract_number, start, current_end, max_end, anticipated, polarity, method, formal, scope, completeness
  FROM files JOIN facts ON file_id = files.id WHERE current;
INSERT INTO contract_documents SELECT id, 0, id, '[1]', 'It was read before PDFs were put together.' FROM contract_files;
INSERT INTO words (rowid, title, scope, item, price, party) SELECT id,
    (SELECT group_concat(text, char(10)) FROM (SELECT text FROM passages WHERE file_id = c.id AND kind = 'title' ORDER BY line)),
    (SELECT group_concat(text, char(10)) FROM (SELECT text FROM passages WHERE file_id = c.id AND kind = 'scope' ORDER BY line)),
    (SELECT group_concat(text, char(10)) FROM (SELECT text FROM passages WHERE file_id = c.id AND kind = 'item' ORDER BY line)),
    (SELECT group_concat(text, char(10)) FROM (SELECT text FROM passages WHERE file_id = c.id AND kind = 'price' ORDER BY line)),
    (SELECT group_concat(text, char(10)) FROM (SELECT text FROM passages WHERE file_id = c.id AND kind = 'party' ORDER BY line))
  FROM contract_files AS c;
CREATE VIEW contracts AS                -- for people: contract files that are in the archive now
  SELECT uid, title, lead_name, lead_state, lead_type, vendor, program, contract_number, solicitation_number, start, current_end, max_end,
    polarity, method, formal, check_lead, check_competition, check_solicitation, check_contract, completeness, documents, pages, unread_pages, scope,
    use_quote, use_page, use_document, end_quote, end_page, end_document
  FROM contract_files WHERE current;
CREATE VIEW documents AS                -- for people: the PDFs of each contract file, where they lie and why they are in it
  SELECT c.uid, c.title, files.name, facts.role, files.pages, files.sha256, d.why,
    (SELECT min(path) FROM paths WHERE paths.sha256 = files.sha256 AND paths.current) AS path
  FROM contract_files AS c JOIN contract_documents AS d ON d.contract_id = c.id JOIN files ON files.id = d.file_id
    JOIN facts ON facts.file_id = files.id
  WHERE c.current;
"""

MIGRATIONS: tuple[str, ...] = (_FIRST, _CONTRACT_FILES)
"""SQL scripts in order; table `version` holds the number (from 1) of each that was run."""
