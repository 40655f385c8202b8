//! From activation code to a signed-in device, and back in when the homeserver forgot us.
//!
//! Reading order: [`Invitation`] is what a user types or scans, checked here before any server is asked; [`begin`] stores it with a
//! fresh key; [`finish`] goes on from wherever an earlier try was cut; [`relogin`] buys a fresh access token. Every step stores its
//! result before the next begins, so a kill anywhere repeats one request with the same key, code and Matrix device.

mod begin;
mod error;
mod grant;
mod invitation;
mod managed;
mod relogin;
mod sign_in;
mod steps;
#[cfg(test)]
mod tests;

pub(crate) use self::{
    begin::begin,
    error::ActivateError,
    relogin::relogin,
    steps::{Entrance, finish},
};
pub use self::{
    invitation::{Invitation, InvitationError, check_code},
    managed::ManagedError,
};
