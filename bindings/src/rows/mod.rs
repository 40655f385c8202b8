//! Pictures of the moment, as screens draw them, and what an app hands in. Records and enums without a life.
//!
//! Where the core's own type holds no ids, uniffi exports that very type (`uniffi::remote`); else a mirror with typed ids stands here
//! and converts.

pub(crate) mod account;
pub(crate) mod archive;
pub(crate) mod content;
pub(crate) mod device;
pub(crate) mod diff;
pub(crate) mod draft;
pub(crate) mod house_rules;
pub(crate) mod label;
pub(crate) mod managed;
pub(crate) mod member;
pub(crate) mod plan;
pub(crate) mod room;
pub(crate) mod send;
pub(crate) mod settings;
pub(crate) mod timeline;
pub(crate) mod transfer;
pub(crate) mod verification;
