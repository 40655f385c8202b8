-- What the vault asked of this device because it misses it (docs/decisions/0028). Work, not evidence: what comes of it is journaled.

CREATE TABLE recall (                        -- taken recalls; the newest stays, so that none is taken twice
    number  INTEGER PRIMARY KEY,             -- the vault's
    digest  BLOB NOT NULL,                   -- SHA-256 of the sealed text: the same number again has to be the same
    expires INTEGER NOT NULL                 -- by the gateway's clock
) STRICT;

CREATE TABLE recall_want (                   -- what is still to be done; goes when it was done
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    number   INTEGER NOT NULL REFERENCES recall (number),
    expires  INTEGER NOT NULL,
    first    INTEGER,                        -- objects of this journal, both included
    last     INTEGER,
    room_id  TEXT,                           -- or an event
    event_id TEXT,
    CHECK ((first IS NULL) = (last IS NULL) AND (room_id IS NULL) = (event_id IS NULL) AND (first IS NULL) <> (room_id IS NULL))
) STRICT;
