-- Lines of the log that stand for documents the root signed (D23). A document without a line is handed to nobody.
CREATE TABLE line (
  leaf      INTEGER PRIMARY KEY NOT NULL,    -- index in the log, among those of the objects
  kind      TEXT NOT NULL,
  version   INTEGER NOT NULL,
  logged    INTEGER NOT NULL,
  UNIQUE (kind, version),                    -- one line for each, whatever happens between set and log
  FOREIGN KEY (kind, version) REFERENCES config (kind, version)
) STRICT;

CREATE TRIGGER line_stays BEFORE DELETE ON line
BEGIN SELECT RAISE(ABORT, 'the log only grows'); END;
CREATE TRIGGER line_never_changes BEFORE UPDATE ON line
BEGIN SELECT RAISE(ABORT, 'the log only grows'); END;
CREATE TRIGGER logged_document_stays BEFORE DELETE ON config
BEGIN SELECT RAISE(ABORT, 'a document is never removed'); END;
CREATE TRIGGER logged_document_never_changes BEFORE UPDATE ON config
BEGIN SELECT RAISE(ABORT, 'a document never changes'); END;
