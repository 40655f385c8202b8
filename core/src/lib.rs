//! The core of Griffie: a Matrix client that files its own records.
//!
//! Data flows one way: `net` → `sync` → `e2ee` → `capture` → one transaction in `store`; then `journal` → `seal`
//! → `outbox` → `route`. `chat` is what screens see. [`engine`] only wires these parts and holds no logic.
//! Must not know: the archive's private keys, or anything of gateway and vault beyond `griffie-wire`.

pub mod activate;
#[cfg(feature = "bench")]
pub mod bench;
pub mod carry;
pub mod chat;
pub mod clock;
pub mod engine;
pub mod error;
pub mod managed;
pub mod platform;
pub mod store;
pub mod texts;
pub mod verify;
pub mod watch;

pub(crate) mod capture;
pub(crate) mod e2ee;
#[cfg(feature = "faults")]
pub(crate) mod faults;
pub(crate) mod fill;
pub(crate) mod journal;
pub(crate) mod net;
pub(crate) mod outbox;
pub(crate) mod recall;
pub(crate) mod recovery;
pub(crate) mod review;
pub(crate) mod route;
pub(crate) mod seal;
pub(crate) mod sync;
pub(crate) mod tasks;
