CREATE TABLE activation (
    -- How far this device is on its way in. One row, made before the first request, so that a crash repeats with the same
    -- key (device_seed), code, epoch and Matrix device. What lasts is in identity.
    id                INTEGER PRIMARY KEY CHECK (id = 1),
    step              TEXT NOT NULL CHECK (step IN ('requested', 'granted', 'signed_in', 'active')),
    epoch             BLOB NOT NULL CHECK (length(epoch) = 16),     -- random, made with this journal; tells two journals of one device apart
    matrix_device     TEXT NOT NULL,                                -- fixed before login, so that a repeat signs into the same device
    root              TEXT NOT NULL,                                -- public key of the offline root, as typed or scanned
    gateway           TEXT NOT NULL,                                -- base URL, as typed or scanned
    os                TEXT NOT NULL,
    code              TEXT,                                         -- the activation code, until it has bought the grant
    grant_text        TEXT,                                         -- the grant, JSON, until it has bought the login
    CHECK ((step = 'requested') = (code IS NOT NULL)),
    CHECK ((step = 'granted') = (grant_text IS NOT NULL))
) STRICT;

CREATE TABLE running (
    -- Whether the core runs: still 1 at open means that it did not stop in an orderly way.
    id                INTEGER PRIMARY KEY CHECK (id = 1),
    running           INTEGER NOT NULL DEFAULT 0 CHECK (running IN (0, 1))
) STRICT;

INSERT INTO running (id) VALUES (1);

CREATE TABLE accepted_config (
    -- What the root signed and this device accepted last. A version never goes back (invariant 7).
    kind              TEXT NOT NULL PRIMARY KEY CHECK (kind IN ('seal_config', 'policy')),
    version           INTEGER NOT NULL CHECK (version > 0),
    document          TEXT NOT NULL                                 -- the signed document, JSON as received
) STRICT;

CREATE TRIGGER accepted_config_rises BEFORE UPDATE ON accepted_config
WHEN NEW.version <= OLD.version OR NEW.kind <> OLD.kind
BEGIN SELECT RAISE(ABORT, 'an accepted configuration never goes back'); END;

CREATE TRIGGER accepted_config_inserted BEFORE INSERT ON accepted_config
WHEN EXISTS (SELECT 1 FROM accepted_config WHERE kind = NEW.kind AND version >= NEW.version)
BEGIN SELECT RAISE(ABORT, 'an accepted configuration never goes back'); END;

CREATE TRIGGER accepted_config_stays BEFORE DELETE ON accepted_config
BEGIN SELECT RAISE(ABORT, 'an accepted configuration is never forgotten'); END;

CREATE TABLE journal (
    -- The append-only, hash-chained store of records. Only append.rs inserts, only seal assigns, only prune.rs deletes.
    seq               INTEGER PRIMARY KEY AUTOINCREMENT,            -- EntryNo: 1, 2, 3 ... without gaps inside the epoch
    kind              TEXT NOT NULL,                                -- the fact's kind, as in the record
    room_id           TEXT,
    event_id          TEXT,
    salt              BLOB NOT NULL CHECK (length(salt) = 32),
    record            BLOB NOT NULL,                                -- canonical JSON (RFC 8785)
    commitment        BLOB NOT NULL CHECK (length(commitment) = 32),-- over the commitment before it, salt and record
    captured_at       INTEGER NOT NULL,                             -- UTC milliseconds by the device's clock
    object_seq        INTEGER                                       -- the sealed object that holds it; NULL until sealed
) STRICT;

CREATE TABLE journal_stub (
    -- What stays of a pruned record: enough to prove in a dispute what was in which object.
    seq               INTEGER PRIMARY KEY,
    commitment        BLOB NOT NULL CHECK (length(commitment) = 32),
    object_seq        INTEGER NOT NULL                              -- outbox row, which keeps the object id and the receipts
) STRICT;

CREATE TRIGGER journal_insert BEFORE INSERT ON journal
WHEN NEW.object_seq IS NOT NULL OR NEW.seq <> 1 + max(
    coalesce((SELECT max(seq) FROM journal), 0), coalesce((SELECT max(seq) FROM journal_stub), 0))
BEGIN SELECT RAISE(ABORT, 'a journal row is appended, unsealed, behind the last one'); END;

CREATE TRIGGER journal_update BEFORE UPDATE ON journal
WHEN NOT (
    OLD.object_seq IS NULL AND NEW.object_seq IS NOT NULL AND NEW.seq = OLD.seq AND NEW.kind = OLD.kind
    AND NEW.room_id IS OLD.room_id AND NEW.event_id IS OLD.event_id AND NEW.salt = OLD.salt
    AND NEW.record = OLD.record AND NEW.commitment = OLD.commitment AND NEW.captured_at = OLD.captured_at)
BEGIN SELECT RAISE(ABORT, 'a journal row is never updated, but once to name its object'); END;

CREATE TRIGGER journal_stub_insert BEFORE INSERT ON journal_stub
WHEN NOT EXISTS (SELECT 1 FROM journal WHERE seq = NEW.seq AND commitment = NEW.commitment AND object_seq = NEW.object_seq)
    OR EXISTS (SELECT 1 FROM journal_stub WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'a journal stub is made from its row, once'); END;

CREATE TRIGGER journal_stub_update BEFORE UPDATE ON journal_stub
BEGIN SELECT RAISE(ABORT, 'a journal stub is never updated'); END;

CREATE TRIGGER journal_stub_delete BEFORE DELETE ON journal_stub
BEGIN SELECT RAISE(ABORT, 'a journal stub is never deleted'); END;
