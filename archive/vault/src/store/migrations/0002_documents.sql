CREATE TABLE document (
    -- Lines of the log that stand for documents the root signed: seal configurations and policies, each version as it was.
    log_index INTEGER NOT NULL PRIMARY KEY,
    kind      TEXT    NOT NULL CHECK (kind IN ('seal_config', 'policy')),
    version   INTEGER NOT NULL,
    document  TEXT    NOT NULL,                        -- payload and signature, as the gateway gave them
    received  INTEGER NOT NULL,                        -- logged, by the gateway's clock
    fetched   INTEGER NOT NULL                         -- by ours
) STRICT;

CREATE TRIGGER document_is_written_once BEFORE UPDATE ON document
BEGIN SELECT RAISE(ABORT, 'a document is never changed'); END;
CREATE TRIGGER document_stays BEFORE DELETE ON document
BEGIN SELECT RAISE(ABORT, 'a document is never deleted'); END;
