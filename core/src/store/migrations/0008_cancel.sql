-- A message can be taken back until it may have left this device.
ALTER TABLE queue ADD COLUMN may_have_left INTEGER NOT NULL DEFAULT 0 CHECK (may_have_left IN (0, 1)); -- set before each try; only proof that the try did not arrive clears it
ALTER TABLE queue ADD COLUMN cancelled INTEGER NOT NULL DEFAULT 0 CHECK (cancelled IN (0, 1)); -- the user took it back; refused then says so too
UPDATE queue SET may_have_left = 1 WHERE waiting = 1 AND wire_type IS NOT NULL;
