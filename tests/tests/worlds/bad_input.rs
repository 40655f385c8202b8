//! Bad input and bad days against the running parts: each gets an answer that says what to do, nothing is lost,
//! nothing is half done.

mod activation;
mod clock;
mod codes;
pub(crate) mod disk;
mod hostile_events;
mod media;
mod network;
mod phone;
mod proxy;
mod sealed;
