ALTER TABLE activation ADD COLUMN homeservers TEXT NOT NULL DEFAULT '[]'; -- JSON list of base URLs that the grant may name; empty: any

CREATE TABLE leaving (
    -- A row: everything is in the archive, and the user signs out of this device. Nothing is journaled any more; what is here goes.
    id                INTEGER PRIMARY KEY CHECK (id = 1),
    since             INTEGER NOT NULL                              -- UTC milliseconds by the device's clock
) STRICT;

CREATE TRIGGER leaving_insert BEFORE INSERT ON leaving
WHEN EXISTS (SELECT 1 FROM journal WHERE object_seq IS NULL) OR EXISTS (SELECT 1 FROM outbox WHERE final IS NULL)
BEGIN SELECT RAISE(ABORT, 'a device is left only when the archive has everything'); END;

CREATE TRIGGER leaving_delete BEFORE DELETE ON leaving
BEGIN SELECT RAISE(ABORT, 'who left has left'); END;

CREATE TRIGGER journal_closed BEFORE INSERT ON journal WHEN EXISTS (SELECT 1 FROM leaving)
BEGIN SELECT RAISE(ABORT, 'the journal is closed'); END;

CREATE TRIGGER outbox_closed BEFORE INSERT ON outbox WHEN EXISTS (SELECT 1 FROM leaving)
BEGIN SELECT RAISE(ABORT, 'the journal is closed'); END;
