CREATE TABLE sync_state (
    -- Where the homeserver's stream was read up to. One row; written last in the unit that took the response in.
    id           INTEGER PRIMARY KEY CHECK (id = 1),
    next_batch   TEXT NOT NULL
) STRICT;

CREATE TABLE seen_event (
    -- Every event that has a record, and its place in the timeline. Not a projection: it outlives pruning, so that nothing is recorded twice.
    event_id     TEXT PRIMARY KEY NOT NULL,
    room         INTEGER NOT NULL,                -- room.id
    seq          INTEGER NOT NULL,                -- journal number of its Event record
    segment      INTEGER,                         -- order key; NULL while it came as state only
    position     INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE gap (
    -- What should be here and is not. Closed rows stay: they say how it was healed.
    gap_id       TEXT PRIMARY KEY NOT NULL,       -- UUIDv7, as in the Gap record
    room_id      TEXT,
    cause        TEXT NOT NULL,                   -- GapCause
    event_id     TEXT,
    code         TEXT,                            -- why, as in the record
    token        TEXT,                            -- limited_sync: where the next page begins; NULL: at the newest event
    segment      INTEGER,                         -- limited_sync: segment whose beginning is filled
    until_join   INTEGER NOT NULL DEFAULT 0,      -- limited_sync: 1: we were not in the room before, so it ends at our own join
    opened_at    INTEGER NOT NULL,
    events       INTEGER NOT NULL DEFAULT 0,      -- filled so far
    closed_at    INTEGER
) STRICT;
CREATE INDEX gap_open ON gap (cause, opened_at) WHERE closed_at IS NULL;
CREATE INDEX gap_event ON gap (event_id) WHERE event_id IS NOT NULL;

CREATE TABLE pending_key (
    -- Events that wait for their Megolm key, with the ciphertext at hand: the journal row may be pruned by then.
    event_id     TEXT PRIMARY KEY NOT NULL,
    room_id      TEXT NOT NULL,
    session_id   TEXT NOT NULL,
    gap_id       TEXT NOT NULL,
    raw          TEXT NOT NULL,
    received_at  INTEGER NOT NULL,
    owed         INTEGER NOT NULL DEFAULT 1       -- 0: said before we joined, so nobody owes us the key
) STRICT;
CREATE INDEX pending_key_session ON pending_key (session_id);

CREATE TABLE megolm_session (
    -- Sessions whose key is in the journal, from which index on.
    id           INTEGER PRIMARY KEY,
    session_id   TEXT NOT NULL,
    room_id      TEXT NOT NULL,
    first_index  INTEGER NOT NULL,
    UNIQUE (session_id, room_id)
) STRICT;

CREATE TABLE megolm_index (
    -- Which event used which index of a session: a second one is a replay.
    session        INTEGER NOT NULL,              -- megolm_session.id
    message_index  INTEGER NOT NULL,
    event_id       TEXT NOT NULL,
    PRIMARY KEY (session, message_index)
) STRICT, WITHOUT ROWID;

CREATE TABLE unknown_type (
    -- Event types this version has no name for: kept raw, counted, shown in the health screen.
    event_type   TEXT PRIMARY KEY NOT NULL,
    events       INTEGER NOT NULL
) STRICT;
