CREATE TABLE queue (
    -- What the user sent. A row that the homeserver took or refused stays, without what would travel, to say what became of it.
    position          INTEGER PRIMARY KEY AUTOINCREMENT,            -- order in which the user pressed send
    txn_id            TEXT NOT NULL UNIQUE,                         -- Matrix transaction id, the same in every try
    room_id           TEXT NOT NULL,
    event_type        TEXT NOT NULL,                                -- of the clear text
    content           TEXT NOT NULL,                                -- JSON of the clear text; its file has no address yet
    redacts           TEXT,                                         -- event to be redacted; only for m.room.redaction
    file              TEXT,                                         -- JSON: the own copy in media/ and the key that opens it
    mxc               TEXT,                                         -- where the homeserver put the file
    encrypted         INTEGER NOT NULL DEFAULT 0 CHECK (encrypted IN (0, 1)), -- the file was given to the homeserver encrypted
    wire_type         TEXT,                                         -- what travels, fixed before the first try: a repeat is the same bytes
    wire_content      TEXT,
    event_id          TEXT,                                         -- when the homeserver took it
    refused           TEXT,                                         -- error code, when the homeserver refused for good
    attempts          INTEGER NOT NULL DEFAULT 0,
    next_try          INTEGER NOT NULL DEFAULT 0,                   -- UTC milliseconds by the device's clock
    waiting           INTEGER NOT NULL DEFAULT 1 CHECK (waiting IN (0, 1)), -- neither taken nor refused
    CHECK ((wire_type IS NULL) = (wire_content IS NULL)),
    CHECK (waiting = (event_id IS NULL AND refused IS NULL))
) STRICT;

CREATE INDEX queue_waiting ON queue (room_id, position) WHERE waiting = 1;
CREATE INDEX queue_mxc ON queue (mxc) WHERE waiting = 1 AND mxc IS NOT NULL;

CREATE TABLE attachment (
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
    UNIQUE (event_id, role),
    CHECK ((state = 'wanted') = (entry IS NULL))
) STRICT;

CREATE INDEX attachment_wanted ON attachment (next_try) WHERE state = 'wanted';
CREATE INDEX attachment_stored ON attachment (sha256_stored) WHERE sha256_stored IS NOT NULL;

CREATE TABLE attachment_upload (
    -- Files for the archive; each goes before the sealed object that speaks of it.
    sha256            BLOB NOT NULL PRIMARY KEY CHECK (length(sha256) = 32),
    path              TEXT NOT NULL,                                -- inside the data directory
    size              INTEGER NOT NULL,
    uploaded_at       INTEGER,                                      -- UTC milliseconds; NULL: the gateway has not all of it
    pruned            INTEGER NOT NULL DEFAULT 0 CHECK (pruned IN (0, 1)) -- 1: the vault has it, the file is gone from here
) STRICT;

CREATE INDEX attachment_upload_due ON attachment_upload (sha256) WHERE uploaded_at IS NULL;
