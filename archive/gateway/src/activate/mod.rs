//! Getting in: what a code buys, for whom, and who guesses.
//!
//! - [`redeem`]    the decision about one try, with its rows
//! - [`throttle`]  sources that offer unknown codes
//! - [`jwt`]       the short-lived homeserver login

pub(crate) mod jwt;
pub(crate) mod redeem;
pub(crate) mod throttle;
