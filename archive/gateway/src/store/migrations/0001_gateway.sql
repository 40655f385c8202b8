-- What the internet-facing receiver keeps. Nothing here can open an object.
-- Times are UTC milliseconds. Ids are raw bytes.

CREATE TABLE device (
  device        BLOB PRIMARY KEY NOT NULL,   -- 16 bytes, chosen by us
  public_key    BLOB NOT NULL UNIQUE,        -- Ed25519, 32 bytes
  localpart     TEXT NOT NULL,               -- of the Matrix user id
  os            TEXT NOT NULL DEFAULT '',
  core_version  TEXT NOT NULL DEFAULT '',
  activated     INTEGER NOT NULL,
  revoked       INTEGER                      -- null while the device may write
) STRICT;

CREATE TABLE code (
  hash      BLOB PRIMARY KEY NOT NULL,       -- the code itself is nowhere
  localpart TEXT NOT NULL,
  created   INTEGER NOT NULL,
  expires   INTEGER NOT NULL,
  tries     INTEGER NOT NULL DEFAULT 0,      -- refused tries with this very code
  used      INTEGER,
  device    BLOB REFERENCES device(device)   -- who used it
) STRICT;

CREATE TABLE config (
  kind      TEXT NOT NULL CHECK (kind IN ('seal_config', 'policy')),
  version   INTEGER NOT NULL,                -- rises, never goes back
  suite     INTEGER,                         -- seal_config only
  document  TEXT NOT NULL,                   -- the signed document, exactly as given
  set_at    INTEGER NOT NULL,
  PRIMARY KEY (kind, version)
) STRICT;

CREATE TABLE segment (
  segment   INTEGER PRIMARY KEY NOT NULL,    -- also the name of its file
  created   INTEGER NOT NULL,
  dropped   INTEGER                          -- when its file was removed; rows and log stay
) STRICT;

CREATE TABLE object (
  leaf      INTEGER PRIMARY KEY NOT NULL,    -- index in the log: 0, 1, 2 ...
  device    BLOB NOT NULL REFERENCES device(device),
  epoch     BLOB NOT NULL,
  seq       INTEGER NOT NULL,
  object_id BLOB NOT NULL,
  size      INTEGER NOT NULL,
  segment   INTEGER NOT NULL REFERENCES segment(segment),
  offset    INTEGER NOT NULL,                -- of its bytes in the segment file
  received  INTEGER NOT NULL,
  UNIQUE (device, epoch, seq)
) STRICT;

CREATE INDEX object_by_segment ON object (segment);

CREATE TABLE checkpoint (
  size      INTEGER PRIMARY KEY NOT NULL,    -- one row per group commit: sizes for which receipts were given
  signed_at INTEGER NOT NULL
) STRICT;

CREATE TABLE hash (
  place     INTEGER PRIMARY KEY NOT NULL,    -- dense order of tlog stored hashes
  hash      BLOB NOT NULL
) STRICT;

CREATE TABLE stream (
  device    BLOB NOT NULL REFERENCES device(device),
  epoch     BLOB NOT NULL,
  high      INTEGER NOT NULL,                -- highest seq seen
  PRIMARY KEY (device, epoch)
) STRICT, WITHOUT ROWID;

CREATE TABLE hole (
  device    BLOB NOT NULL REFERENCES device(device),
  epoch     BLOB NOT NULL,
  first     INTEGER NOT NULL,
  last      INTEGER NOT NULL,
  since     INTEGER NOT NULL,
  PRIMARY KEY (device, epoch, first)
) STRICT, WITHOUT ROWID;

CREATE TABLE equivocation (
  device    BLOB NOT NULL REFERENCES device(device),
  epoch     BLOB NOT NULL,
  seq       INTEGER NOT NULL,
  other_id  BLOB NOT NULL,                   -- the id that was refused, the last one if several
  times     INTEGER NOT NULL DEFAULT 1,
  first_at  INTEGER NOT NULL,
  last_at   INTEGER NOT NULL,
  PRIMARY KEY (device, epoch, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE usage (
  device    BLOB NOT NULL REFERENCES device(device),
  day       INTEGER NOT NULL,                -- days since 1970, UTC
  objects   INTEGER NOT NULL DEFAULT 0,
  bytes     INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (device, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE cosigned (
  size      INTEGER PRIMARY KEY NOT NULL,    -- of the log
  note      TEXT NOT NULL                    -- checkpoint with our signature and the vault's
) STRICT;

CREATE TABLE verdict (
  cursor    INTEGER PRIMARY KEY AUTOINCREMENT,
  leaf      INTEGER NOT NULL REFERENCES object(leaf),
  device    BLOB NOT NULL REFERENCES device(device),
  outcome   TEXT NOT NULL,                   -- 'accepted', or the code of the refusal
  size      INTEGER REFERENCES cosigned(size), -- accepted: the co-signed checkpoint
  accept    BLOB,                            -- accepted: the vault's signature over the leaf
  UNIQUE (leaf, outcome)
) STRICT;

CREATE INDEX verdict_by_device ON verdict (device, cursor);

CREATE TABLE login_nonce (
  nonce     BLOB PRIMARY KEY NOT NULL,       -- of a login request: these answer with a secret, so they outlive a restart
  expires   INTEGER NOT NULL
) STRICT;
