CREATE TABLE earlier_history (
    -- What was said in a room before the user joined, as far back as policy wants it (docs/decisions/0034). Nobody owes it: no gap.
    room_id           TEXT NOT NULL,
    segment           INTEGER NOT NULL,                             -- its pages go before everything in this segment
    token             TEXT NOT NULL,                                -- where the next page begins
    not_before        INTEGER NOT NULL,                             -- UTC milliseconds by the homeserver's clock
    PRIMARY KEY (room_id, segment)
) STRICT, WITHOUT ROWID;
