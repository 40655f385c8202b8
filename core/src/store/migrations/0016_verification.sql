-- Vouching for each other: what screens show of it, and an identity that came from another device of the same user.

CREATE TABLE verification (                  -- one flow each; the Olm machine holds its secrets in memory alone, so none outlives a restart
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id       TEXT NOT NULL,             -- the other side
    flow_id       TEXT NOT NULL,             -- transaction id of its messages
    ended         INTEGER NOT NULL DEFAULT 0 CHECK (ended IN (0, 1)),
    untold        INTEGER NOT NULL DEFAULT 0 CHECK (untold IN (0, 1)), -- 1: it ended here and the other side was not told yet
    picture       TEXT NOT NULL,             -- JSON, as screens get it
    UNIQUE (user_id, flow_id)
) STRICT;

CREATE TABLE verification_unread (           -- requests of devices whose keys were not known yet: read once more after the next key query
    id  INTEGER PRIMARY KEY AUTOINCREMENT,
    raw TEXT NOT NULL
) STRICT;

CREATE TABLE identity_by_device (            -- has a row: identity and key of the backup came from a verified device, the recovery key did not
    id      INTEGER PRIMARY KEY CHECK (id = 1),
    restore INTEGER NOT NULL CHECK (restore IN (0, 1)) -- 1: the backup is still to be fetched
) STRICT;

CREATE TABLE user_trust (                    -- the badge of a member; made anew with every answer to a key query
    user_id TEXT PRIMARY KEY,
    trust   TEXT NOT NULL                    -- a word of crate::verify::Trust
) STRICT, WITHOUT ROWID;
