//! Everything that speaks HTTP: [`http`] is the one client, [`matrix`] the homeserver, `gateway` the receiver of sealed objects.
//!
//! The only place that says `reqwest`. Must not know: SQL, crypto, what an event means.

pub(crate) mod gateway;
pub(crate) mod http;
pub(crate) mod matrix;
