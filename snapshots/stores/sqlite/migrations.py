"""Statements that lead from each schema version to the next; the database counts them."""

MIGRATIONS = (
    """
    CREATE TABLE versions (
        number INTEGER PRIMARY KEY, digest TEXT NOT NULL, published_at TEXT NOT NULL,
        run TEXT NOT NULL, content BLOB NOT NULL) STRICT;
    CREATE TABLE pointer (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        version INTEGER NOT NULL REFERENCES versions (number)) STRICT;
    CREATE TABLE changes (
        version INTEGER NOT NULL REFERENCES versions (number), position INTEGER NOT NULL,
        kind TEXT NOT NULL, id TEXT NOT NULL, field TEXT NOT NULL, before TEXT, after TEXT,
        PRIMARY KEY (version, position)) STRICT;
    CREATE TABLE captures (
        digest TEXT PRIMARY KEY, url TEXT NOT NULL, media_type TEXT NOT NULL,
        retrieved_at TEXT, body BLOB NOT NULL) STRICT;
    CREATE TABLE runs (
        id TEXT PRIMARY KEY, started_at TEXT NOT NULL, finished_at TEXT NOT NULL,
        outcome TEXT NOT NULL, report BLOB NOT NULL, candidate BLOB) STRICT;
    """,
    """
    CREATE TABLE bodies (digest TEXT PRIMARY KEY, body BLOB NOT NULL) STRICT;
    INSERT INTO bodies SELECT digest, body FROM captures;
    CREATE TABLE captures_2 (
        id INTEGER PRIMARY KEY, url TEXT NOT NULL,
        digest TEXT NOT NULL REFERENCES bodies (digest),
        media_type TEXT NOT NULL, retrieved_at TEXT, whole INTEGER NOT NULL,
        status INTEGER, headers TEXT NOT NULL, final_url TEXT,
        UNIQUE (url, digest)) STRICT;
    INSERT INTO captures_2 (url, digest, media_type, retrieved_at, whole, headers)
        SELECT url, digest, media_type, retrieved_at, 1, '[]' FROM captures ORDER BY rowid;
    DROP TABLE captures;
    ALTER TABLE captures_2 RENAME TO captures;
    CREATE INDEX captures_by_digest ON captures (digest);
    CREATE TABLE candidates (digest TEXT PRIMARY KEY, content BLOB NOT NULL) STRICT;
    ALTER TABLE runs ADD COLUMN inputs TEXT;
    ALTER TABLE runs ADD COLUMN held TEXT REFERENCES candidates (digest);
    CREATE TABLE decisions (
        id INTEGER PRIMARY KEY, run TEXT NOT NULL REFERENCES runs (id),
        accepted INTEGER NOT NULL, pages TEXT NOT NULL, reason TEXT NOT NULL,
        at TEXT NOT NULL) STRICT;
    CREATE TABLE pages (
        url TEXT PRIMARY KEY, latest TEXT, etag TEXT, last_modified TEXT,
        checked_at TEXT, changed_at TEXT, moved_to TEXT, stale_since TEXT, stale_code TEXT,
        stale_reason TEXT, refused TEXT, refused_reason TEXT) STRICT;
    CREATE TABLE readings (
        capture TEXT NOT NULL, reader TEXT NOT NULL, content BLOB NOT NULL,
        PRIMARY KEY (capture, reader)) STRICT;
    CREATE TABLE served_readings (
        url TEXT PRIMARY KEY, capture TEXT NOT NULL, content BLOB NOT NULL) STRICT;
    CREATE TABLE robots (
        origin TEXT PRIMARY KEY, fetched_at TEXT NOT NULL, status INTEGER NOT NULL,
        body BLOB NOT NULL) STRICT;
    CREATE TABLE lease (
        one INTEGER PRIMARY KEY CHECK (one = 1), id TEXT NOT NULL, host TEXT NOT NULL,
        process INTEGER NOT NULL, born_at REAL NOT NULL, renewed_at TEXT NOT NULL) STRICT;
    """,
    """
    ALTER TABLE pages ADD COLUMN validators_of TEXT;
    UPDATE pages SET validators_of = (
        SELECT final_url FROM captures
        WHERE captures.url = pages.url AND captures.digest = pages.latest);
    ALTER TABLE pages ADD COLUMN asked_at TEXT;
    UPDATE pages SET asked_at = checked_at;
    """,
    """
    ALTER TABLE versions ADD COLUMN reader TEXT;
    ALTER TABLE versions ADD COLUMN catalogue TEXT;
    DROP TABLE changes;
    CREATE TABLE changes (
        version INTEGER NOT NULL REFERENCES versions (number), position INTEGER NOT NULL,
        kind TEXT NOT NULL, id TEXT NOT NULL, field TEXT NOT NULL, element TEXT,
        before TEXT, after TEXT, citation TEXT, reason TEXT,
        PRIMARY KEY (version, position)) STRICT;
    CREATE INDEX changes_by_record ON changes (kind, id);
    """,
    """
    CREATE TABLE changes_of_processes (
        process TEXT NOT NULL, version INTEGER NOT NULL, position INTEGER NOT NULL,
        kind TEXT NOT NULL, PRIMARY KEY (process, version, position)) STRICT, WITHOUT ROWID;
    DROP INDEX changes_by_record;
    CREATE INDEX changes_by_record ON changes (kind, id, version, position, field);
    CREATE INDEX changes_of_ids ON changes (version, position) WHERE field = 'id';
    """,
)
CHANGES_SINCE = 4
"""Since this schema changes are kept by element; those of older stores are worked out anew."""
PROCESSES_SINCE = 5
"""Since this schema it is kept to which processes changes belong."""
