//! Made-up conversations, encrypted by real Olm machines and written down as the sync responses of one device.
//!
//! Reading order: [`dice`] (chance that repeats), [`text`], [`message`] (what people send), [`sender`] (one Olm machine each),
//! [`room`] (the state of a room), [`recording`] (all of it in a folder). The same seed gives the same clear texts to every device;
//! keys and ciphertexts are each device's own. Must not know Griffie's core.

mod dice;
mod message;
mod recording;
mod room;
mod sender;
mod text;

pub(crate) use self::recording::{Recording, Shape};
