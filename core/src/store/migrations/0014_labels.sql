CREATE TABLE aside (
    -- Records of which the journal has the commitment only: for their review window, or for good when a label keeps them here.
    seq               INTEGER PRIMARY KEY,                          -- the journal entry that says that this one is withheld
    kind              TEXT NOT NULL,                                -- fact kind, as in the record
    room_id           TEXT NOT NULL,
    event_id          TEXT,                                         -- the event it is, or is about
    txn_id            TEXT,                                         -- own message it is about
    target            TEXT,                                         -- event whose label it has too: of an edit, reaction, redaction, quotation
    salt              BLOB NOT NULL CHECK (length(salt) = 32),
    record            BLOB NOT NULL,                                -- canonical JSON, as it was made then
    until             INTEGER NOT NULL,                             -- UTC milliseconds by the device's clock: end of the review window
    held              INTEGER NOT NULL DEFAULT 0 CHECK (held IN (0, 1)), -- 1: the window is over and a label keeps it here
    disclosed         INTEGER                                       -- journal entry that brought it; the row goes with that
) STRICT;

CREATE INDEX aside_due ON aside (until) WHERE held = 0;
CREATE INDEX aside_event ON aside (event_id) WHERE event_id IS NOT NULL;

CREATE TABLE disclosed (
    -- Which entry brought a record that was withheld before.
    entry             INTEGER PRIMARY KEY,
    by                INTEGER NOT NULL UNIQUE
) STRICT;

CREATE TABLE label (
    -- What the user said of messages and rooms; the last one holds. Not a projection: it outlives pruning.
    seq               INTEGER PRIMARY KEY,                          -- journal entry of the label
    of                TEXT NOT NULL CHECK (of IN ('event', 'room')),
    target            TEXT NOT NULL,                                -- Matrix id
    label             TEXT NOT NULL CHECK (label IN ('business', 'private', 'party'))
) STRICT;

CREATE INDEX label_target ON label (target, seq);

CREATE TRIGGER aside_update BEFORE UPDATE ON aside
WHEN NEW.seq <> OLD.seq OR NEW.salt <> OLD.salt OR NEW.record <> OLD.record OR NEW.kind <> OLD.kind OR NEW.room_id <> OLD.room_id
    OR NEW.until > OLD.until OR (OLD.disclosed IS NOT NULL AND NEW.disclosed IS NOT OLD.disclosed)
BEGIN SELECT RAISE(ABORT, 'a record set aside never changes'); END;

-- The only copy goes when the journal has it again, or by the limit of local history when the archive has what it is to have.
CREATE TRIGGER aside_delete BEFORE DELETE ON aside
WHEN NOT EXISTS (SELECT 1 FROM journal WHERE seq = OLD.disclosed AND kind = 'disclosed')
    AND NOT (OLD.held = 1 AND EXISTS (SELECT 1 FROM journal_stub s JOIN outbox o ON o.seq = s.object_seq
                                      WHERE s.seq = OLD.seq AND o.final IS NOT NULL))
BEGIN SELECT RAISE(ABORT, 'a record set aside is deleted when it is disclosed, or behind the limit of local history'); END;

CREATE TRIGGER label_update BEFORE UPDATE ON label
BEGIN SELECT RAISE(ABORT, 'a label is never changed: another one follows'); END;

CREATE TRIGGER label_delete BEFORE DELETE ON label
BEGIN SELECT RAISE(ABORT, 'a label is never deleted'); END;
