CREATE TABLE outbox (
    -- One row per sealed object of this epoch. The row stays for ever; its bytes go when it is pruned.
    seq               INTEGER PRIMARY KEY AUTOINCREMENT,            -- Seq: 1, 2, 3 ... inside (device, epoch)
    object_id         BLOB NOT NULL UNIQUE CHECK (length(object_id) = 32),
    kind              TEXT NOT NULL CHECK (kind IN ('batch', 'heartbeat')),
    size              INTEGER NOT NULL,                             -- bytes of the sealed object
    first_entry       INTEGER NOT NULL,                             -- 0 for a heartbeat
    last_entry        INTEGER NOT NULL,                             -- 0 for a heartbeat
    created           INTEGER NOT NULL,                             -- UTC milliseconds by the device's clock
    provisional       TEXT,                                         -- the gateway's receipt, verified before it was stored
    final             TEXT,                                         -- the vault's receipt, verified before it was stored
    final_at          INTEGER,
    rejected          TEXT,                                         -- code with which gateway or vault refused it; kept and alarmed
    CHECK ((final IS NULL) = (final_at IS NULL))
) STRICT;

CREATE INDEX outbox_last_entry ON outbox (last_entry);
CREATE INDEX outbox_unsent ON outbox (seq) WHERE provisional IS NULL AND rejected IS NULL;
CREATE INDEX outbox_without_final ON outbox (seq, size) WHERE final IS NULL;

CREATE TABLE sealed_bytes (
    -- The exact bytes of a sealed object: never re-encoded, sent again as they are, gone when pruned.
    seq               INTEGER PRIMARY KEY REFERENCES outbox (seq),
    bytes             BLOB NOT NULL
) STRICT;

CREATE TABLE alarm (
    -- Alarms already journaled, so that a fault that repeats is one record and not a flood.
    code              TEXT NOT NULL,
    object_seq        INTEGER NOT NULL DEFAULT 0,                   -- 0: about no object in particular
    entry             INTEGER NOT NULL,                             -- the journal entry that tells it
    PRIMARY KEY (code, object_seq)
) STRICT;

CREATE TABLE routing (
    -- Where routing stands. One row.
    id                INTEGER PRIMARY KEY CHECK (id = 1),
    receipts_after    INTEGER NOT NULL DEFAULT 0,                   -- cursor in the gateway's list of receipts
    halted            TEXT,                                         -- code of the alarm that stopped routing for good
    last_contact      INTEGER NOT NULL DEFAULT 0                    -- device's clock, UTC milliseconds; 0: never
) STRICT;

INSERT INTO routing (id) VALUES (1);

CREATE TRIGGER outbox_insert BEFORE INSERT ON outbox
WHEN NEW.seq <> 1 + coalesce((SELECT max(seq) FROM outbox), 0) OR NEW.final IS NOT NULL OR NEW.provisional IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a sealed object is appended behind the last one, without receipts'); END;

CREATE TRIGGER outbox_update BEFORE UPDATE ON outbox
WHEN NEW.seq <> OLD.seq OR NEW.object_id <> OLD.object_id OR NEW.kind <> OLD.kind OR NEW.size <> OLD.size
    OR NEW.first_entry <> OLD.first_entry OR NEW.last_entry <> OLD.last_entry OR NEW.created <> OLD.created
    OR (OLD.final IS NOT NULL AND (NEW.final IS NOT OLD.final OR NEW.final_at IS NOT OLD.final_at))
BEGIN SELECT RAISE(ABORT, 'a sealed object does not change, nor does its final receipt'); END;

CREATE TRIGGER outbox_delete BEFORE DELETE ON outbox
BEGIN SELECT RAISE(ABORT, 'a row of the outbox is never deleted'); END;

CREATE TRIGGER sealed_bytes_insert BEFORE INSERT ON sealed_bytes
WHEN EXISTS (SELECT 1 FROM sealed_bytes WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'sealed bytes are never changed'); END;

CREATE TRIGGER sealed_bytes_update BEFORE UPDATE ON sealed_bytes
BEGIN SELECT RAISE(ABORT, 'sealed bytes are never changed'); END;

CREATE TRIGGER sealed_bytes_delete BEFORE DELETE ON sealed_bytes
WHEN NOT EXISTS (SELECT 1 FROM outbox WHERE seq = OLD.seq AND final IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'sealed bytes are deleted with a final receipt only'); END;

CREATE TRIGGER journal_delete BEFORE DELETE ON journal
WHEN NOT EXISTS (SELECT 1 FROM outbox WHERE seq = OLD.object_seq AND final IS NOT NULL)
    OR NOT EXISTS (SELECT 1 FROM journal_stub WHERE seq = OLD.seq AND commitment = OLD.commitment AND object_seq = OLD.object_seq)
BEGIN SELECT RAISE(ABORT, 'a journal row is deleted with a final receipt and a stub only'); END;
