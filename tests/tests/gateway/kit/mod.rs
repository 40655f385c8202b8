//! A gateway process with everything around it, and the words tests use for it.
//!
//! - [`http`]    a plain HTTP/1.1 client that can also misbehave
//! - [`world`]   directory, keys, process
//! - [`device`]  a device that seals, signs and sends

pub(crate) mod device;
pub(crate) mod http;
pub(crate) mod world;

pub(crate) use device::Device;
pub(crate) use http::{Client, Response};
pub(crate) use world::World;
