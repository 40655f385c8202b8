CREATE TABLE setting (
    -- What init and seal-config wrote: name, gateway_socket, root, tenant, log.
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE device (
    -- A device as it was at first sight. The key never changes here; another key at the gateway is an alarm.
    device     BLOB    NOT NULL PRIMARY KEY,
    tenant     BLOB    NOT NULL,
    user_id    TEXT    NOT NULL,
    public_key BLOB    NOT NULL,
    revoked    INTEGER NOT NULL DEFAULT 0,
    first_seen INTEGER NOT NULL
) STRICT;

CREATE TABLE chain (
    -- The objects of one device in one epoch, as far as they are kept without a hole.
    id                  INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    device              BLOB    NOT NULL REFERENCES device (device),
    epoch               BLOB    NOT NULL,
    head_seq            INTEGER NOT NULL DEFAULT 0,
    head_object         BLOB    NOT NULL,              -- zeros before the first
    last_entry          INTEGER NOT NULL DEFAULT 0,
    last_commitment     BLOB    NOT NULL,              -- zeros before the first
    seal_config_version INTEGER NOT NULL DEFAULT 0,
    policy_version      INTEGER NOT NULL DEFAULT 0,
    broken_at           INTEGER,                       -- seq that was rejected; nothing behind it is opened
    UNIQUE (device, epoch)
) STRICT;

CREATE TABLE object (
    -- Everything the log listed, in its order. The bytes are in a file; they never move and never change.
    log_index  INTEGER NOT NULL PRIMARY KEY,
    object_id  BLOB    NOT NULL,
    device     BLOB    NOT NULL,
    epoch      BLOB    NOT NULL,
    seq        INTEGER NOT NULL,
    size       INTEGER NOT NULL,
    received   INTEGER NOT NULL,                       -- by the gateway's clock
    fetched    INTEGER NOT NULL,                       -- by ours
    digest     BLOB    NOT NULL,                       -- SHA-256 of the bytes we were given, whatever they are
    claims     INTEGER NOT NULL DEFAULT 0,             -- signed by the pinned key: the place in the chain is taken
    state      TEXT    NOT NULL CHECK (state IN ('held', 'accepted', 'rejected')),
    reason     TEXT    NOT NULL DEFAULT '',            -- why held, or the code of the fault
    chain      INTEGER REFERENCES chain (id),          -- set when its entries are kept
    first_entry INTEGER NOT NULL DEFAULT 0,
    last_entry  INTEGER NOT NULL DEFAULT 0,
    created    INTEGER NOT NULL DEFAULT 0              -- by the device's clock
) STRICT;

CREATE UNIQUE INDEX object_place ON object (device, epoch, seq) WHERE claims = 1;
CREATE INDEX object_id ON object (object_id);
CREATE INDEX object_held ON object (state, reason) WHERE state = 'held';

CREATE TABLE record (
    -- Exactly once by (chain, entry); the body is the canonical record, byte for byte.
    id          INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    log_index   INTEGER NOT NULL REFERENCES object (log_index),
    chain       INTEGER NOT NULL REFERENCES chain (id),
    entry       INTEGER NOT NULL,
    kind        TEXT    NOT NULL,
    room_id     TEXT,
    captured_at INTEGER NOT NULL,
    salt        BLOB    NOT NULL,
    commitment  BLOB    NOT NULL,
    body        BLOB    NOT NULL,
    UNIQUE (chain, entry)
) STRICT;

CREATE INDEX record_object ON record (log_index);
CREATE INDEX record_room ON record (room_id, id) WHERE room_id IS NOT NULL;

CREATE TABLE event (
    -- The first record of an event in a chain; the same event of another custodian is another row.
    record           INTEGER NOT NULL PRIMARY KEY REFERENCES record (id),
    chain            INTEGER NOT NULL REFERENCES chain (id),
    event_id         TEXT    NOT NULL,
    origin_server_ts INTEGER NOT NULL,
    UNIQUE (chain, event_id)
) STRICT;

CREATE INDEX event_id ON event (event_id);

CREATE TABLE session_key (
    -- Megolm session keys as the devices recorded them. A session is of one room: its id is the sender's to choose, also twice.
    chain       INTEGER NOT NULL REFERENCES chain (id),
    room_id     TEXT    NOT NULL,
    session_id  TEXT    NOT NULL,
    first_index INTEGER NOT NULL,
    record      INTEGER NOT NULL REFERENCES record (id),
    PRIMARY KEY (chain, room_id, session_id, first_index)
) STRICT, WITHOUT ROWID;

CREATE TABLE message (
    -- One Megolm message is one event: a second event with the same index is a replay.
    chain         INTEGER NOT NULL REFERENCES chain (id),
    room_id       TEXT    NOT NULL,
    session_id    TEXT    NOT NULL,
    message_index INTEGER NOT NULL,
    event_id      TEXT    NOT NULL,
    PRIMARY KEY (chain, room_id, session_id, message_index)
) STRICT, WITHOUT ROWID;

CREATE TABLE attachment (
    -- A file that a record says travels to us.
    record        INTEGER NOT NULL PRIMARY KEY REFERENCES record (id),
    log_index     INTEGER NOT NULL REFERENCES object (log_index),
    chain         INTEGER NOT NULL REFERENCES chain (id),
    event_id      TEXT    NOT NULL,
    sha256_stored BLOB    NOT NULL,
    state         TEXT    NOT NULL CHECK (state IN ('wanted', 'verified', 'failed'))
) STRICT;

CREATE INDEX attachment_wanted ON attachment (state) WHERE state = 'wanted';
CREATE INDEX attachment_event ON attachment (event_id);
CREATE INDEX attachment_object ON attachment (log_index);

CREATE TABLE fault (
    -- Whatever was not as it must be; one row for one thing, however often it is seen.
    id        INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    first_at  INTEGER NOT NULL,
    last_at   INTEGER NOT NULL,
    times     INTEGER NOT NULL DEFAULT 1,
    code      TEXT    NOT NULL,
    log_index INTEGER NOT NULL DEFAULT -1,             -- -1: no object
    entry     INTEGER NOT NULL DEFAULT -1,             -- -1: no entry
    device    BLOB    NOT NULL DEFAULT x'',
    UNIQUE (code, log_index, entry, device)
) STRICT;

CREATE TABLE tree (
    -- Our own copy of the log's hash tree, in the order of tlog's stored hashes.
    position INTEGER NOT NULL PRIMARY KEY,
    hash     BLOB    NOT NULL
) STRICT;

CREATE TABLE cosigned (
    -- Every checkpoint we put our name under, before anyone else saw that signature.
    size        INTEGER NOT NULL PRIMARY KEY,
    root        BLOB    NOT NULL,
    note        TEXT    NOT NULL,
    cosignature TEXT    NOT NULL,
    at          INTEGER NOT NULL
) STRICT;

CREATE TABLE verdict (
    -- What we tell the gateway about an object; posted is the size of the checkpoint it was told under.
    log_index INTEGER NOT NULL PRIMARY KEY REFERENCES object (log_index),
    code      TEXT    NOT NULL DEFAULT '',             -- empty: accepted
    posted    INTEGER,
    receipt   TEXT                                     -- the final receipt, as the device gets it
) STRICT;

CREATE INDEX verdict_open ON verdict (log_index) WHERE posted IS NULL;

-- Evidence is written once.
CREATE TRIGGER record_is_written_once BEFORE UPDATE ON record
BEGIN SELECT RAISE(ABORT, 'a record is never changed'); END;
CREATE TRIGGER record_stays BEFORE DELETE ON record
BEGIN SELECT RAISE(ABORT, 'a record is never deleted'); END;
CREATE TRIGGER object_stays BEFORE DELETE ON object
BEGIN SELECT RAISE(ABORT, 'an object is never deleted'); END;
CREATE TRIGGER object_keeps_its_identity BEFORE UPDATE OF log_index, object_id, device, epoch, seq, size ON object
BEGIN SELECT RAISE(ABORT, 'an object never changes'); END;
CREATE TRIGGER object_keeps_its_bytes BEFORE UPDATE OF digest ON object WHEN OLD.reason <> 'missing'
BEGIN SELECT RAISE(ABORT, 'an object never changes'); END;
CREATE TRIGGER object_decided_once BEFORE UPDATE OF state ON object WHEN OLD.state <> 'held' AND NEW.state <> OLD.state
BEGIN SELECT RAISE(ABORT, 'a verdict is final'); END;
CREATE TRIGGER device_key_is_pinned BEFORE UPDATE OF public_key, tenant, user_id ON device
BEGIN SELECT RAISE(ABORT, 'a device is pinned at first sight'); END;
CREATE TRIGGER tree_only_grows BEFORE UPDATE ON tree
BEGIN SELECT RAISE(ABORT, 'the log only grows'); END;
CREATE TRIGGER fault_stays BEFORE DELETE ON fault
BEGIN SELECT RAISE(ABORT, 'a fault is never deleted'); END;
