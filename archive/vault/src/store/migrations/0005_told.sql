CREATE TABLE told (
    -- What a device said it had journaled and not sealed yet. What it sends later has to be that; what never comes is lost.
    chain      INTEGER NOT NULL REFERENCES chain (id),
    entry      INTEGER NOT NULL,
    commitment BLOB    NOT NULL,
    at         INTEGER NOT NULL,                       -- by the device's clock
    log_index  INTEGER NOT NULL REFERENCES object (log_index),
    PRIMARY KEY (chain, entry)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER told_once BEFORE UPDATE ON told
BEGIN SELECT RAISE(ABORT, 'what a device told never changes'); END;
CREATE TRIGGER told_stays BEFORE DELETE ON told
BEGIN SELECT RAISE(ABORT, 'what a device told stays'); END;
