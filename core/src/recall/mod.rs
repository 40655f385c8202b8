//! Fetches events that the vault misses (docs/decisions/0028): by id from the homeserver, and captured as if they had come.
//!
//! Reading order: [`run`] is the loop, [`answer`] reads what the homeserver says of the event (pure), [`settle`] is the unit of work. The vault
//! gets nothing this way that capture would not have given it: the room must be one of the user's, the user must have been in it
//! at that event, and what policy and labels keep here stays here.

mod answer;
mod run;
mod settle;

#[cfg(test)]
mod tests;

pub(crate) use self::run::run;
