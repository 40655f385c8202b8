//! People and devices for tests: real keys, real sealing, real Megolm. Nothing here stands in for a part of the vault.

mod device;
mod picture;
mod talk;
mod world;

pub(super) use self::{
    device::{Device, Sealing},
    picture::picture,
    talk::{Talk, room},
    world::{NOW, World, root_key},
};
