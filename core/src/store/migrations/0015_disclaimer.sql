CREATE TABLE told (
    -- Who was told about the archive, in which room: once for one version of the text. Not a projection: rebuilding leaves it.
    room_id           TEXT NOT NULL,
    user_id           TEXT NOT NULL,
    version           INTEGER NOT NULL CHECK (version > 0),
    at                INTEGER NOT NULL,                             -- UTC milliseconds by the device's clock
    txn_id            TEXT,                                         -- our notice that tells them; NULL: somebody else's did
    PRIMARY KEY (room_id, user_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX told_txn ON told (txn_id) WHERE txn_id IS NOT NULL;
