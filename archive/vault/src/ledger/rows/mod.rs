//! The ledger's database: `settings`, `events` (the list), `walks` (comparisons with the homeserver).

pub(crate) mod events;
pub(crate) mod settings;
pub(crate) mod walks;
