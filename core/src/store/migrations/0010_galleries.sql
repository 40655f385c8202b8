-- A gallery (MSC4274) refers to several files: a file is named by its event, role and address. Only the constraint is new.
CREATE TABLE attachment_of_many (
    -- Files that events refer to: fetched or sent, checked, and on their way to the archive.
    id                INTEGER PRIMARY KEY AUTOINCREMENT,
    event_id          TEXT NOT NULL,
    role              TEXT NOT NULL CHECK (role IN ('file', 'thumbnail')),
    room_id           TEXT NOT NULL,
    mxc               TEXT NOT NULL,
    file_name         TEXT,
    mime              TEXT,
    key               TEXT,                                         -- JSON of the Matrix file encryption; NULL: the homeserver has clear text
    own               TEXT,                                         -- JSON as queue.file: the copy to seal from, for own files of clear rooms
    state             TEXT NOT NULL DEFAULT 'wanted'
                      CHECK (state IN ('wanted', 'stored', 'missing', 'forbidden', 'hash_mismatch', 'too_big')),
    attempts          INTEGER NOT NULL DEFAULT 0,
    next_try          INTEGER NOT NULL DEFAULT 0,                   -- UTC milliseconds by the device's clock
    sha256_plain      BLOB CHECK (length(sha256_plain) = 32),
    sha256_stored     BLOB CHECK (length(sha256_stored) = 32),      -- names the file in media/
    sealed            INTEGER NOT NULL DEFAULT 0 CHECK (sealed IN (0, 1)), -- 1: the stored form is a sealed object, which only the vault opens
    entry             INTEGER,                                      -- journal entry that tells what became of it
    UNIQUE (event_id, role, mxc),
    CHECK ((state = 'wanted') = (entry IS NULL))
) STRICT;

INSERT INTO attachment_of_many (id, event_id, role, room_id, mxc, file_name, mime, key, own, state, attempts, next_try,
    sha256_plain, sha256_stored, sealed, entry)
SELECT id, event_id, role, room_id, mxc, file_name, mime, key, own, state, attempts, next_try,
    sha256_plain, sha256_stored, sealed, entry
FROM attachment;

DROP TABLE attachment;
ALTER TABLE attachment_of_many RENAME TO attachment;

CREATE INDEX attachment_wanted ON attachment (next_try) WHERE state = 'wanted';
CREATE INDEX attachment_stored ON attachment (sha256_stored) WHERE sha256_stored IS NOT NULL;
