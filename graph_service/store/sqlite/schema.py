"""The tables of the SQLite store. Everything that one would ask for is a column; nothing is JSON but the reports of runs."""

APPLICATION_ID = 0x4D47_5248
"""Says in the file's header that it is a Mandate Graph store ("MGRH")."""

VERSION = 1
"""The version of the tables, kept in the header as ``user_version``; raised with each change of them."""

_EVIDENCE = """
CREATE TABLE {table} (              -- one place that says it, as one reading name has it, for one stretch of record time
  id INTEGER PRIMARY KEY,
  said INTEGER NOT NULL REFERENCES {said} ON DELETE CASCADE,
  name INTEGER NOT NULL REFERENCES name,
  place BLOB NOT NULL,              -- hash of Evidence.place: what makes two of them the same
  paragraph TEXT NOT NULL,
  language TEXT,
  start INTEGER,
  end INTEGER,
  quote TEXT,
  text INTEGER REFERENCES text,
  method INTEGER NOT NULL REFERENCES method,
  wording INTEGER REFERENCES wording,
  confidence REAL NOT NULL,
  known_from TEXT NOT NULL,
  known_to TEXT NOT NULL,           -- '~': no end yet
  CHECK (known_from < known_to)
);
CREATE INDEX {table}_said ON {table} (said);
CREATE UNIQUE INDEX {table}_name ON {table} (name, said, place, known_from);
"""

_TABLES = """
CREATE TABLE record (version INTEGER NOT NULL);
INSERT INTO record VALUES (0);
CREATE TABLE run (
  id INTEGER PRIMARY KEY,
  sources TEXT NOT NULL,            -- hash of the names and contents of what is loaded
  known_at TEXT NOT NULL,
  finished INTEGER NOT NULL DEFAULT 0,
  report TEXT
);
CREATE INDEX run_sources ON run (sources);

CREATE TABLE name (                 -- (document, language, loader): what a newer reading takes the place of
  id INTEGER PRIMARY KEY,
  document TEXT NOT NULL,
  language TEXT NOT NULL,           -- '' for none
  loader TEXT NOT NULL,
  current INTEGER REFERENCES reading,
  UNIQUE (document, language, loader)
);
CREATE TABLE text (                 -- a text is kept once; content is NULL where only its hash is known
  id INTEGER PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,
  content TEXT
);
CREATE TABLE reading (              -- what one loader version read in one file
  id INTEGER PRIMARY KEY,
  name INTEGER NOT NULL REFERENCES name,
  source_hash TEXT NOT NULL,
  loader_version TEXT NOT NULL,
  title TEXT,
  date TEXT,
  text INTEGER REFERENCES text,
  UNIQUE (name, source_hash, loader_version)
);
CREATE TABLE alias (
  reading INTEGER NOT NULL REFERENCES reading ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  key TEXT NOT NULL,
  PRIMARY KEY (reading, ordinal)
) WITHOUT ROWID;
CREATE TABLE told (                 -- since when a reading holds for its name, until the next of these or a withdrawal
  name INTEGER NOT NULL REFERENCES name,
  at TEXT NOT NULL,
  reading INTEGER NOT NULL REFERENCES reading,
  PRIMARY KEY (name, at)
) WITHOUT ROWID;
CREATE INDEX told_at ON told (at);
CREATE TABLE withdrawal (
  document TEXT NOT NULL,
  language TEXT NOT NULL,           -- '' for all languages
  at TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (document, at, language)
) WITHOUT ROWID;

CREATE TABLE passage (              -- a stretch of a text; its id is the row of the full-text index
  id INTEGER PRIMARY KEY,
  text INTEGER NOT NULL REFERENCES text,
  start INTEGER NOT NULL,
  end INTEGER NOT NULL,
  UNIQUE (text, start, end)
);
CREATE VIRTUAL TABLE words USING fts5 (said, content = '', tokenize = 'unicode61 remove_diacritics 2');
CREATE TABLE paragraph (
  reading INTEGER NOT NULL REFERENCES reading ON DELETE CASCADE,
  passage INTEGER NOT NULL REFERENCES passage,
  label TEXT NOT NULL,
  section TEXT,
  PRIMARY KEY (reading, passage, label)
) WITHOUT ROWID;
CREATE INDEX paragraph_passage ON paragraph (passage);
CREATE TABLE section (
  reading INTEGER NOT NULL REFERENCES reading ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  label TEXT NOT NULL,
  title TEXT NOT NULL,
  parent TEXT,
  PRIMARY KEY (reading, ordinal)
) WITHOUT ROWID;
CREATE TABLE section_about (
  reading INTEGER NOT NULL,
  section INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  key TEXT NOT NULL,
  PRIMARY KEY (reading, section, ordinal),
  FOREIGN KEY (reading, section) REFERENCES section ON DELETE CASCADE
) WITHOUT ROWID;
CREATE TABLE mention (
  reading INTEGER NOT NULL REFERENCES reading ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  type TEXT NOT NULL,
  form TEXT NOT NULL,
  key TEXT NOT NULL,
  paragraph TEXT NOT NULL,
  start INTEGER NOT NULL,
  end INTEGER NOT NULL,
  quote TEXT NOT NULL,
  as_printed TEXT,
  likely TEXT,
  PRIMARY KEY (reading, ordinal)
) WITHOUT ROWID;
CREATE INDEX mention_key ON mention (key);

CREATE TABLE statement (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,         -- the id of MODEL section 4
  claim TEXT NOT NULL,
  document TEXT NOT NULL,
  subject TEXT NOT NULL,
  predicate TEXT NOT NULL,
  object TEXT,                      -- a key, or NULL where there is a value
  value TEXT,
  language TEXT,
  datatype TEXT,
  valid_from TEXT,
  valid_to TEXT,
  CHECK ((object IS NULL) <> (value IS NULL))
);
CREATE TABLE qualifier (
  statement INTEGER NOT NULL REFERENCES statement ON DELETE CASCADE,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (statement, name, value)
) WITHOUT ROWID;
CREATE TABLE figure (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  document TEXT NOT NULL,
  subject TEXT NOT NULL,
  measure TEXT NOT NULL,
  value TEXT NOT NULL,
  unit TEXT NOT NULL,
  period TEXT,
  status TEXT,
  exactness TEXT NOT NULL,
  because_of TEXT
);
CREATE TABLE dimension (
  figure INTEGER NOT NULL REFERENCES figure ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (figure, ordinal)
) WITHOUT ROWID;
CREATE TABLE method (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  version TEXT NOT NULL,
  UNIQUE (kind, name, version)
);
CREATE TABLE wording (              -- a set of qualifiers that say how it was said; kept once, shared by evidence
  id INTEGER PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE
);
CREATE TABLE wording_qualifier (
  wording INTEGER NOT NULL REFERENCES wording,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (wording, name, value)
) WITHOUT ROWID;
CREATE TABLE verdict (              -- kept apart from what loaders write: stays when its statement goes
  statement TEXT NOT NULL,
  at TEXT NOT NULL,
  by TEXT NOT NULL,
  verdict TEXT NOT NULL,
  reason TEXT NOT NULL,
  correction TEXT NOT NULL,         -- '' for none
  PRIMARY KEY (statement, at, by, verdict, reason, correction)
) WITHOUT ROWID;
"""


def statements() -> list[str]:
    """The statements that make the tables, one by one, so that they run inside a transaction."""
    evidence = (
        _EVIDENCE.format(table=table, said=said) for table, said in (("evidence", "statement"), ("figure_evidence", "figure"))
    )
    uncommented = "\n".join(line.split("--")[0] for line in "\n".join((_TABLES, *evidence)).splitlines())
    return [statement for statement in uncommented.split(";") if statement.strip()]
