CREATE TABLE seal_config_history (
    -- Every seal configuration that was in force on this device. What was made under one stays checkable by its keys.
    version           INTEGER PRIMARY KEY CHECK (version > 0),
    document          TEXT NOT NULL                                 -- the signed document, JSON as received
) STRICT;

INSERT INTO seal_config_history (version, document)
    SELECT version, document FROM accepted_config WHERE kind = 'seal_config';

CREATE TRIGGER seal_config_history_insert BEFORE INSERT ON seal_config_history
WHEN EXISTS (SELECT 1 FROM seal_config_history WHERE version >= NEW.version)
    OR NOT EXISTS (SELECT 1 FROM accepted_config
                   WHERE kind = 'seal_config' AND version = NEW.version AND document = NEW.document)
BEGIN SELECT RAISE(ABORT, 'the history of seal configurations holds what was accepted, in its order'); END;

CREATE TRIGGER seal_config_history_update BEFORE UPDATE ON seal_config_history
BEGIN SELECT RAISE(ABORT, 'the history of seal configurations is never changed'); END;

CREATE TRIGGER seal_config_history_delete BEFORE DELETE ON seal_config_history
BEGIN SELECT RAISE(ABORT, 'an accepted configuration is never forgotten'); END;

CREATE TRIGGER accepted_config_first AFTER INSERT ON accepted_config WHEN NEW.kind = 'seal_config'
BEGIN INSERT INTO seal_config_history (version, document) VALUES (NEW.version, NEW.document); END;

CREATE TRIGGER accepted_config_next AFTER UPDATE ON accepted_config WHEN NEW.kind = 'seal_config'
BEGIN INSERT INTO seal_config_history (version, document) VALUES (NEW.version, NEW.document); END;
