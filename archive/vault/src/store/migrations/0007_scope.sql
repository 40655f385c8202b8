-- How much of the custodian's messages policy let go to the archive when the record was made (docs/decisions/0034).
ALTER TABLE withheld ADD COLUMN scope TEXT NOT NULL DEFAULT 'all' CHECK (scope IN ('all', 'opt_in', 'off'));

DROP TRIGGER withheld_changes_once;
CREATE TRIGGER withheld_changes_once BEFORE UPDATE ON withheld
WHEN OLD.disclosed IS NOT NULL OR NEW.chain <> OLD.chain OR NEW.entry <> OLD.entry OR NEW.digest <> OLD.digest
    OR NEW.event IS NOT OLD.event OR NEW.room <> OLD.room OR NEW.label <> OLD.label OR NEW.until <> OLD.until OR NEW.scope <> OLD.scope
BEGIN SELECT RAISE(ABORT, 'a withheld record changes once: when it is disclosed'); END;
