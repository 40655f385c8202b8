CREATE TABLE witness (
    -- Whom we ask to co-sign the log's checkpoints.
    vkey TEXT NOT NULL PRIMARY KEY,
    url  TEXT NOT NULL
) STRICT;

CREATE TABLE witnessed (
    -- Their co-signatures on checkpoints that we co-signed.
    size INTEGER NOT NULL REFERENCES cosigned (size),
    vkey TEXT    NOT NULL REFERENCES witness (vkey),
    line TEXT    NOT NULL,
    at   INTEGER NOT NULL,
    PRIMARY KEY (size, vkey)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER witnessed_once BEFORE UPDATE ON witnessed
BEGIN SELECT RAISE(ABORT, 'what a witness signed never changes'); END;
CREATE TRIGGER witnessed_stays BEFORE DELETE ON witnessed
BEGIN SELECT RAISE(ABORT, 'what a witness signed stays'); END;
