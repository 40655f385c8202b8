CREATE TABLE metered (
    -- Bytes of sealed objects and files that travelled where somebody pays by the byte; one row, of the last such day.
    day               INTEGER PRIMARY KEY,                          -- days since 1970, UTC, by the device's clock
    bytes             INTEGER NOT NULL CHECK (bytes >= 0)
) STRICT;
