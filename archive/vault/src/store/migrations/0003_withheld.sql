CREATE TABLE withheld (
    -- Records that stay on their device: for its review window, or because of a label. The record here is the commitment to each.
    chain     INTEGER NOT NULL REFERENCES chain (id),
    entry     INTEGER NOT NULL,
    digest    BLOB    NOT NULL,                        -- of the record that stays
    event     BLOB,                                    -- digest of the event id; only when the record is an event
    room      BLOB    NOT NULL,                        -- digest of the room id
    label     TEXT    NOT NULL CHECK (label IN ('business', 'private', 'party')), -- of the room then
    until     INTEGER NOT NULL,                        -- end of the review window, by the device's clock
    disclosed INTEGER,                                 -- entry that brought the record after all
    PRIMARY KEY (chain, entry)
) STRICT, WITHOUT ROWID;

CREATE INDEX withheld_room ON withheld (room);
CREATE INDEX withheld_disclosed ON withheld (chain, disclosed) WHERE disclosed IS NOT NULL;

CREATE TABLE label (
    -- What custodians said of events and rooms; the last of a person holds.
    chain  INTEGER NOT NULL REFERENCES chain (id),
    entry  INTEGER NOT NULL,
    target BLOB    NOT NULL,                           -- digest of the event id or room id
    label  TEXT    NOT NULL CHECK (label IN ('business', 'private', 'party')),
    inside INTEGER NOT NULL CHECK (inside IN (0, 1)),  -- inside the review window
    PRIMARY KEY (chain, entry)
) STRICT, WITHOUT ROWID;

CREATE INDEX label_target ON label (target);

CREATE TRIGGER withheld_changes_once BEFORE UPDATE ON withheld
WHEN OLD.disclosed IS NOT NULL OR NEW.chain <> OLD.chain OR NEW.entry <> OLD.entry OR NEW.digest <> OLD.digest
    OR NEW.event IS NOT OLD.event OR NEW.room <> OLD.room OR NEW.label <> OLD.label OR NEW.until <> OLD.until
BEGIN SELECT RAISE(ABORT, 'a withheld record changes once: when it is disclosed'); END;
CREATE TRIGGER withheld_stays BEFORE DELETE ON withheld
BEGIN SELECT RAISE(ABORT, 'a tombstone is never deleted'); END;
CREATE TRIGGER label_is_written_once BEFORE UPDATE ON label
BEGIN SELECT RAISE(ABORT, 'a label is never changed'); END;
CREATE TRIGGER label_stays BEFORE DELETE ON label
BEGIN SELECT RAISE(ABORT, 'a label is never deleted'); END;
