//! Checks of what comes in, before the writer sees it.
//!
//! - [`object`]   a sealed object against its address and its sender
//! - [`nonces`]   signed requests seen before
//! - [`signers`]  devices and what they may send, remembered for a second
//! - [`places`]   attachments that a request is working on

pub(crate) mod nonces;
pub(crate) mod object;
pub(crate) mod places;
pub(crate) mod signers;
