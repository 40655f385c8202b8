CREATE TABLE log (
    -- The logs that this witness follows, by their origin line.
    origin TEXT NOT NULL PRIMARY KEY,
    vkey   TEXT NOT NULL
) STRICT;

CREATE TABLE signed (
    -- Every checkpoint that this witness co-signed, before anybody saw the signature.
    origin      TEXT    NOT NULL REFERENCES log (origin),
    size        INTEGER NOT NULL,
    root        BLOB    NOT NULL,
    note        TEXT    NOT NULL,
    cosignature TEXT    NOT NULL,
    at          INTEGER NOT NULL,
    PRIMARY KEY (origin, size)
) STRICT;

CREATE TABLE evidence (
    -- What a log signed and can not have signed honestly beside what stands above; one row for one thing.
    id       INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    first_at INTEGER NOT NULL,
    times    INTEGER NOT NULL DEFAULT 1,
    code     TEXT    NOT NULL,                -- forked, unproven
    origin   TEXT    NOT NULL,
    size     INTEGER NOT NULL,
    root     BLOB    NOT NULL,
    request  TEXT    NOT NULL,                -- as it was sent, with the signatures of the log
    UNIQUE (code, origin, size, root)
) STRICT;

CREATE TRIGGER signed_once BEFORE UPDATE ON signed
BEGIN SELECT RAISE(ABORT, 'what was signed never changes'); END;
CREATE TRIGGER signed_stays BEFORE DELETE ON signed
BEGIN SELECT RAISE(ABORT, 'what was signed stays'); END;
CREATE TRIGGER signed_only_grows BEFORE INSERT ON signed
WHEN EXISTS (SELECT 1 FROM signed WHERE origin = NEW.origin AND size >= NEW.size)
BEGIN SELECT RAISE(ABORT, 'a witness never goes back'); END;
CREATE TRIGGER evidence_stays BEFORE DELETE ON evidence
BEGIN SELECT RAISE(ABORT, 'evidence is never deleted'); END;
CREATE TRIGGER log_key_is_pinned BEFORE UPDATE ON log
BEGIN SELECT RAISE(ABORT, 'the key of a log never changes'); END;

CREATE TABLE setting (
    -- What init wrote: name.
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
