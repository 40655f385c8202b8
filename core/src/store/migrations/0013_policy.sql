CREATE TABLE next_policy (
    -- A policy that was accepted and takes effect at its valid_from, by this device's clock. A newer one takes its place.
    id                INTEGER PRIMARY KEY CHECK (id = 1),
    version           INTEGER NOT NULL CHECK (version > 0),
    valid_from        INTEGER NOT NULL,                             -- UTC milliseconds
    document          TEXT NOT NULL                                 -- the signed document, JSON as received
) STRICT;

CREATE TRIGGER next_policy_insert BEFORE INSERT ON next_policy
WHEN EXISTS (SELECT 1 FROM accepted_config WHERE kind = 'policy' AND version >= NEW.version)
BEGIN SELECT RAISE(ABORT, 'an accepted version never goes back'); END;

CREATE TRIGGER next_policy_update BEFORE UPDATE ON next_policy WHEN NEW.version <= OLD.version
BEGIN SELECT RAISE(ABORT, 'an accepted version never goes back'); END;

-- Text that left the search index is not to be found in its file either.
INSERT INTO search (search, rank) VALUES ('secure-delete', 1);
