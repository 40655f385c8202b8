-- Who this device is, and the state of its Olm machine. Values of the machine are JSON of matrix-sdk-crypto's own types;
-- what is looked up by is a column. The whole file is encrypted by SQLCipher.

CREATE TABLE device_seed (
    id   INTEGER PRIMARY KEY CHECK (id = 1),
    seed BLOB NOT NULL CHECK (length(seed) = 32) -- of the Ed25519 key that signs objects and requests
) STRICT;

CREATE TABLE identity (
    id              INTEGER PRIMARY KEY CHECK (id = 1),
    device          TEXT NOT NULL,           -- our device id, hex
    tenant          TEXT NOT NULL,           -- hex
    epoch           TEXT NOT NULL,           -- hex; a new one for each installation, numbers start at 1 in it
    root            TEXT NOT NULL,           -- public key that signs seal configuration and policy
    gateways        TEXT NOT NULL,           -- JSON list of URLs, in order of preference
    user_id         TEXT NOT NULL,
    homeserver      TEXT NOT NULL,
    matrix_device   TEXT NOT NULL,
    access_token    TEXT NOT NULL,
    clock_offset_ms INTEGER NOT NULL DEFAULT 0 -- gateway's clock minus ours
) STRICT;

CREATE TABLE crypto_account (
    id        INTEGER PRIMARY KEY CHECK (id = 1),
    user_id   TEXT NOT NULL,
    device_id TEXT NOT NULL,
    pickle    BLOB NOT NULL
) STRICT;

CREATE TABLE crypto_value ( -- single values: private identity, backup key, dehydrated device key, to-device token
    name  TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE crypto_custom_value ( -- named by users of the machine
    name  TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE crypto_olm_session (
    sender_key TEXT NOT NULL,
    session_id TEXT NOT NULL,
    pickle     BLOB NOT NULL,
    PRIMARY KEY (sender_key, session_id)
) STRICT;

CREATE TABLE crypto_olm_hash ( -- Olm messages seen, so that a replayed one is known
    sender_key TEXT NOT NULL,
    hash       TEXT NOT NULL,
    PRIMARY KEY (sender_key, hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE crypto_inbound_session (
    room_id          TEXT NOT NULL,
    session_id       TEXT NOT NULL,
    sender_key       TEXT NOT NULL,
    sender_data_type INTEGER NOT NULL,     -- how much is known of the sender; SenderDataType
    backed_up_to     TEXT,                 -- version of the key backup that holds it
    pickle           BLOB NOT NULL,
    PRIMARY KEY (room_id, session_id)
) STRICT;
CREATE INDEX crypto_inbound_session_by_sender ON crypto_inbound_session (sender_key, sender_data_type, session_id);

CREATE TABLE crypto_outbound_session (
    room_id TEXT PRIMARY KEY,
    pickle  BLOB NOT NULL
) STRICT;

CREATE TABLE crypto_device (
    user_id   TEXT NOT NULL,
    device_id TEXT NOT NULL,
    data      BLOB NOT NULL,
    PRIMARY KEY (user_id, device_id)
) STRICT;

CREATE TABLE crypto_user_identity (
    user_id TEXT PRIMARY KEY,
    data    BLOB NOT NULL
) STRICT;

CREATE TABLE crypto_tracked_user (
    user_id TEXT PRIMARY KEY,
    dirty   INTEGER NOT NULL CHECK (dirty IN (0, 1)) -- 1: the list of devices must be fetched
) STRICT, WITHOUT ROWID;

CREATE TABLE crypto_gossip_request (
    request_id TEXT PRIMARY KEY,
    info       TEXT NOT NULL,              -- what is asked for, as one key
    sent       INTEGER NOT NULL CHECK (sent IN (0, 1)),
    data       BLOB NOT NULL
) STRICT;
CREATE INDEX crypto_gossip_request_by_info ON crypto_gossip_request (info);
CREATE INDEX crypto_gossip_request_unsent ON crypto_gossip_request (sent) WHERE sent = 0;

CREATE TABLE crypto_secret ( -- received, not yet taken by the user of the machine
    seq    INTEGER PRIMARY KEY AUTOINCREMENT,
    name   TEXT NOT NULL,
    secret TEXT NOT NULL
) STRICT;
CREATE INDEX crypto_secret_by_name ON crypto_secret (name);

CREATE TABLE crypto_withheld (
    room_id    TEXT NOT NULL,
    session_id TEXT NOT NULL,
    data       BLOB NOT NULL,
    PRIMARY KEY (room_id, session_id)
) STRICT;

CREATE TABLE crypto_room_settings (
    room_id TEXT PRIMARY KEY,
    data    BLOB NOT NULL
) STRICT;

CREATE TABLE crypto_key_bundle ( -- history shared with us when we were invited (MSC4268)
    room_id TEXT NOT NULL,
    sender  TEXT NOT NULL,
    data    BLOB NOT NULL,
    PRIMARY KEY (room_id, sender)
) STRICT;

CREATE TABLE crypto_key_bundle_awaited (
    room_id TEXT PRIMARY KEY,
    data    BLOB NOT NULL
) STRICT;

CREATE TABLE crypto_backup_downloaded ( -- rooms of which all keys were fetched from the backup
    room_id TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TABLE crypto_lock (
    name       TEXT PRIMARY KEY,
    holder     TEXT NOT NULL,
    expires_ms INTEGER NOT NULL,
    generation INTEGER NOT NULL            -- counts the holders, so that one that came back knows it missed something
) STRICT, WITHOUT ROWID;
