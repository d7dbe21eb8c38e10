/** What the tables below are; counts up with every change of them. */
export const SCHEMA_VERSION = 4;

/** Tables of version 4, beside those of version 3. */
export const TREES = `
  -- The Merkle tree of a log: 1 to 256 hashes of 32 bytes side by side, as schema/merkle/tiles.ts has them.
  CREATE TABLE tiles (
    log TEXT NOT NULL,
    level INTEGER NOT NULL,
    number INTEGER NOT NULL,
    hashes BLOB NOT NULL,
    PRIMARY KEY (log, level, number)
  ) STRICT;
  CREATE INDEX entries_id ON entries (id, version);
`;

export const SCHEMA = `
  -- The digest is that of the live records, as schema/live-digest.ts makes it.
  CREATE TABLE logs (
    authority TEXT PRIMARY KEY,
    head INTEGER NOT NULL,
    live INTEGER NOT NULL,
    leaf_hash TEXT NOT NULL,
    digest TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE entries (
    authority TEXT NOT NULL,
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    version INTEGER NOT NULL,
    op TEXT NOT NULL,
    at TEXT NOT NULL,
    record_hash TEXT NOT NULL,
    leaf_hash TEXT NOT NULL,
    author TEXT,
    PRIMARY KEY (authority, seq)
  ) STRICT, WITHOUT ROWID;

  -- The projection: each id as its last entry, number seq, left it.
  CREATE TABLE records (
    id TEXT PRIMARY KEY,
    authority TEXT NOT NULL,
    kind TEXT NOT NULL,
    version INTEGER NOT NULL,
    live INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    at TEXT NOT NULL,
    content_hash TEXT,
    number_base TEXT,
    number_year INTEGER,
    uscc TEXT,
    document TEXT NOT NULL
  ) STRICT;
  CREATE INDEX records_live ON records (authority, id, version) WHERE live = 1;
  CREATE INDEX records_number ON records (number_base, number_year) WHERE number_base IS NOT NULL;
  CREATE INDEX records_uscc ON records (uscc) WHERE uscc IS NOT NULL;

  CREATE TABLE sources (
    authority TEXT NOT NULL,
    system TEXT NOT NULL,
    identifier TEXT NOT NULL,
    id TEXT NOT NULL,
    PRIMARY KEY (authority, system, identifier)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX sources_id ON sources (id);

  CREATE TABLE serials (
    authority TEXT NOT NULL,
    kind TEXT NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (authority, kind)
  ) STRICT, WITHOUT ROWID;
`;
