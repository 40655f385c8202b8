-- What was once named as missing, whom we asked for it, and when it came (docs/decisions/0028). Work beside the evidence, which it never changes.
CREATE TABLE missed (
    id        INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    user_id   TEXT    NOT NULL DEFAULT '',             -- an event: the person who should have it
    room_id   TEXT    NOT NULL DEFAULT '',
    event_id  TEXT    NOT NULL DEFAULT '',
    log_index INTEGER NOT NULL DEFAULT -1,             -- an object: its place in the log; -1: an event
    named     INTEGER NOT NULL,                        -- when it was first named
    healed    INTEGER,                                 -- when it was found here after all
    UNIQUE (user_id, event_id, log_index),
    CHECK ((log_index < 0) = (event_id <> ''))
) STRICT;

CREATE INDEX missed_open ON missed (id) WHERE healed IS NULL;

CREATE TABLE recall (
    -- As it goes to the device by way of the gateway: signed and sealed. What it wants is in `asked`.
    device  BLOB    NOT NULL REFERENCES device (device),
    number  INTEGER NOT NULL,
    made    INTEGER NOT NULL,
    expires INTEGER NOT NULL,
    sealed  TEXT    NOT NULL,
    posted  INTEGER,                                   -- when the gateway took it
    PRIMARY KEY (device, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE asked (
    missed INTEGER NOT NULL REFERENCES missed (id),
    device BLOB    NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (missed, device, number),
    FOREIGN KEY (device, number) REFERENCES recall (device, number)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER recall_changes_once BEFORE UPDATE ON recall
WHEN OLD.posted IS NOT NULL OR NEW.number <> OLD.number OR NEW.sealed <> OLD.sealed OR NEW.expires <> OLD.expires
BEGIN SELECT RAISE(ABORT, 'a recall is never changed'); END;
CREATE TRIGGER recall_stays BEFORE DELETE ON recall
BEGIN SELECT RAISE(ABORT, 'whom we asked is never forgotten'); END;
CREATE TRIGGER missed_stays BEFORE DELETE ON missed
BEGIN SELECT RAISE(ABORT, 'what was missing is never forgotten'); END;
