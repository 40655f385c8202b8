-- How much of the user's messages policy let go to the archive when the record was made (docs/decisions/0034).
ALTER TABLE aside ADD COLUMN scope TEXT NOT NULL DEFAULT 'all' CHECK (scope IN ('all', 'opt_in', 'off'));
