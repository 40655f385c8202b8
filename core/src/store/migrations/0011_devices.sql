-- Several devices of one person: what brings a lost one back, and which history is from before this one.

CREATE TABLE recovery (
    id          INTEGER PRIMARY KEY CHECK (id = 1),
    key         TEXT NOT NULL,               -- the recovery key: base58 as in the Matrix specification; never leaves this device
    key_id      TEXT NOT NULL,               -- its name in the user's secret storage
    description TEXT NOT NULL,               -- JSON of m.secret_storage.key.<key_id>
    published   INTEGER NOT NULL DEFAULT 0 CHECK (published IN (0, 1)), -- 1: secret storage of the homeserver holds what it opens
    restore     INTEGER NOT NULL DEFAULT 0 CHECK (restore IN (0, 1))    -- 1: the backup is still to be fetched
) STRICT;

CREATE TABLE later_device (                  -- has a row: another device of this user was there before this one
    id INTEGER PRIMARY KEY CHECK (id = 1)
) STRICT;

CREATE TABLE earlier_hole (                  -- holes with history from before this device
    gap_id TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- What is not in the backup is asked for after every sync.
CREATE INDEX crypto_inbound_session_by_backup ON crypto_inbound_session (backed_up_to);
