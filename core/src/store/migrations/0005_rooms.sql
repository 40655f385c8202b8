CREATE TABLE room (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    room_id        TEXT NOT NULL UNIQUE,
    membership     TEXT NOT NULL DEFAULT '',      -- ours: join, invite, leave, ban; '' before anything is known
    inviter        TEXT,
    unread         INTEGER NOT NULL DEFAULT 0,
    highlights     INTEGER NOT NULL DEFAULT 0,
    typing         TEXT NOT NULL DEFAULT '[]',    -- JSON list of user ids
    read_up_to     TEXT,                          -- event id of our own read receipt
    segment        INTEGER NOT NULL DEFAULT 1,    -- timeline segment that grows now
    members_digest BLOB,                          -- of the last Members record
    members_dirty  INTEGER NOT NULL DEFAULT 0     -- joined, invited or their power changed since that record
) STRICT;

CREATE TABLE direct_room (
    -- Rooms that are conversations of two, known here or not: by the user's account data, or by the invitation.
    room_id        TEXT NOT NULL,
    source         TEXT NOT NULL CHECK (source IN ('account', 'invite')),
    PRIMARY KEY (room_id, source)
) STRICT, WITHOUT ROWID;

CREATE TABLE room_state (
    -- Current state, one row per type and key, except memberships. A projection.
    room         INTEGER NOT NULL REFERENCES room (id),
    event_type   TEXT NOT NULL,
    state_key    TEXT NOT NULL,
    sender       TEXT NOT NULL,
    content      TEXT NOT NULL,                   -- JSON, as it came
    seq          INTEGER,                         -- journal number it comes from; NULL for an invitation's stripped state
    PRIMARY KEY (room, event_type, state_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE member (
    -- Current memberships. A projection.
    room         INTEGER NOT NULL REFERENCES room (id),
    user_id      TEXT NOT NULL,
    membership   TEXT NOT NULL,
    display_name TEXT,
    avatar_url   TEXT,
    seq          INTEGER,
    PRIMARY KEY (room, user_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE timeline (
    -- What the screen shows, one row per event (also those that only change another: hidden ones), gap, or own message on its way.
    -- Order is (segment, position): a limited sync begins a segment, its gap is filled at the segment's beginning with falling positions.
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    room         INTEGER NOT NULL REFERENCES room (id),
    segment      INTEGER NOT NULL,
    position     INTEGER NOT NULL,
    event_id     TEXT UNIQUE,
    txn_id       TEXT,                            -- own messages
    seq          INTEGER,                         -- journal number of the record it was folded from; NULL for gaps and messages on their way
    kind         TEXT NOT NULL,
    hidden       INTEGER NOT NULL,                -- 1: not a line of its own
    sender       TEXT NOT NULL,
    at           INTEGER NOT NULL,                -- origin_server_ts
    body         TEXT NOT NULL,                   -- text of a message, key of a reaction, reason of a redaction
    formatted    TEXT,                            -- HTML as it came, not sanitised
    target       TEXT,                            -- event an edit, reaction or redaction is about; for membership lines the user
    reply_to     TEXT,
    thread       TEXT,
    detail       TEXT,                            -- JSON: file, membership change, location, code
    verification TEXT,                            -- code, for encrypted events
    send_state   TEXT,                            -- queued, sending, sent, failed; own messages on their way
    redacted     INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX timeline_order ON timeline (room, segment, position);
CREATE INDEX timeline_target ON timeline (target, kind) WHERE hidden = 1 AND target IS NOT NULL;
CREATE INDEX timeline_txn ON timeline (txn_id) WHERE send_state IS NOT NULL;

CREATE TABLE receipt (
    -- Up to where others have read. From ephemeral data: never journaled, not rebuilt.
    room         INTEGER NOT NULL REFERENCES room (id),
    user_id      TEXT NOT NULL,
    event_id     TEXT NOT NULL,
    at           INTEGER NOT NULL,
    PRIMARY KEY (room, user_id)
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE search USING fts5 (
    body,
    content = 'timeline', content_rowid = 'id',
    tokenize = "unicode61 remove_diacritics 2"
);
