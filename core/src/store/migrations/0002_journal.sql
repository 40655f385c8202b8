CREATE TABLE identity (
    -- Who this device is. One row, made before the first request of an activation, so that a crash repeats with the same key.
    id                INTEGER PRIMARY KEY CHECK (id = 1),
    step              TEXT NOT NULL CHECK (step IN ('requested', 'granted', 'signed_in', 'active')),
    seed              BLOB NOT NULL CHECK (length(seed) = 32),      -- Ed25519 seed of the device key
    epoch             BLOB NOT NULL CHECK (length(epoch) = 16),     -- random, made with this journal; tells two journals of one device apart
    matrix_device     TEXT NOT NULL,                                -- fixed before login, so that a repeat signs into the same device
    root              TEXT NOT NULL,                                -- public key of the offline root
    gateways          TEXT NOT NULL,                                -- JSON list of URLs; replaced by the list in the seal configuration
    os                TEXT NOT NULL,
    code              TEXT,                                         -- the activation code, until it has bought the grant
    device            BLOB CHECK (length(device) = 16),
    tenant            BLOB CHECK (length(tenant) = 16),
    user_id           TEXT,
    homeserver        TEXT,
    login_jwt         TEXT,                                         -- short-lived, until it has bought the access token
    access_token      TEXT,
    clock_offset_ms   INTEGER NOT NULL DEFAULT 0,                   -- the gateway's time minus ours
    running           INTEGER NOT NULL DEFAULT 0 CHECK (running IN (0, 1)), -- 1 between start and a clean stop
    CHECK (step = 'requested' OR (device IS NOT NULL AND tenant IS NOT NULL AND user_id IS NOT NULL AND homeserver IS NOT NULL AND code IS NULL)),
    CHECK (step IN ('requested', 'granted') OR (access_token IS NOT NULL AND login_jwt IS NULL))
) STRICT;

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
