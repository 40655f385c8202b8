-- What the vault asks of devices. Signed by the vault and sealed to the device: nothing of it can be read here.
CREATE TABLE recall (
  device    BLOB NOT NULL REFERENCES device(device),
  number    INTEGER NOT NULL,                -- the vault's; the first one of a number stays
  expires   INTEGER NOT NULL,
  sealed    TEXT NOT NULL,
  PRIMARY KEY (device, number)
) STRICT, WITHOUT ROWID;

-- Objects in the log whose bytes the vault was not given. They are taken again from their device, under their old line.
CREATE TABLE lost (
  leaf      INTEGER PRIMARY KEY NOT NULL REFERENCES object(leaf),
  since     INTEGER NOT NULL
) STRICT;
