CREATE TABLE setting (
    -- What init wrote: server_name, hs_token_sha256.
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE room (
    id        INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    room_id   TEXT    NOT NULL UNIQUE,
    walked_to INTEGER NOT NULL DEFAULT 0               -- position up to which the list was compared with the homeserver's
) STRICT;

CREATE TABLE event (
    -- An event as the homeserver lists it, ciphertext included. Only its position is ours to mend.
    id               INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    event_id         TEXT    NOT NULL UNIQUE,
    room             INTEGER NOT NULL REFERENCES room (id),
    position         INTEGER NOT NULL,                 -- 1, 2, 3 … in the homeserver's order of the room
    sender           TEXT    NOT NULL,
    kind             TEXT    NOT NULL,                 -- Matrix event type
    state_key        TEXT,                             -- null: no state event
    membership       TEXT    NOT NULL DEFAULT '',      -- of m.room.member
    origin_server_ts INTEGER NOT NULL,
    received_at      INTEGER NOT NULL,                 -- by our clock
    source           TEXT    NOT NULL CHECK (source IN ('pushed', 'walked')),
    digest           BLOB    NOT NULL,                 -- SHA-256 of the canonical JSON without `unsigned`
    body             TEXT    NOT NULL                  -- the JSON as it came
) STRICT;

CREATE INDEX event_in_room ON event (room, position);

CREATE TABLE odd (
    -- What the homeserver sent as an event and cannot be listed as one. Kept, counted, an alarm each.
    id          INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    received_at INTEGER NOT NULL,
    reason      TEXT    NOT NULL,
    digest      BLOB    NOT NULL UNIQUE,
    body        TEXT    NOT NULL
) STRICT;

CREATE TABLE pushed (
    -- Transactions that were acknowledged: the homeserver repeats one until it hears so.
    txn_id      TEXT    NOT NULL PRIMARY KEY,
    received_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE walk (
    -- Every comparison with the homeserver's own list that came to its end.
    id       INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    ended_at INTEGER NOT NULL,
    rooms    INTEGER NOT NULL,
    found    INTEGER NOT NULL                          -- events that nobody had pushed
) STRICT;

-- The witness does not forget and does not change its mind.
CREATE TRIGGER event_is_written_once BEFORE UPDATE OF id, event_id, room, sender, kind, state_key, membership,
    origin_server_ts, received_at, source, digest, body ON event
BEGIN SELECT RAISE(ABORT, 'a ledger event is never changed'); END;
CREATE TRIGGER event_stays BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'a ledger event is never deleted'); END;
CREATE TRIGGER odd_stays BEFORE DELETE ON odd
BEGIN SELECT RAISE(ABORT, 'what was odd stays'); END;
CREATE TRIGGER walk_stays BEFORE DELETE ON walk
BEGIN SELECT RAISE(ABORT, 'a walk stays'); END;
