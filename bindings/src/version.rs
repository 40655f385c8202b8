//! Which library this is.

/// Versions, to be shown under "about" and named in reports.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Version {
    /// Of the core, as `1.2.3`.
    pub core: String,
    /// Of the records that it makes.
    pub wire: u32,
}

/// The versions of this library. Does no work, so that it also measures what a call costs.
#[uniffi::export]
#[must_use]
pub fn version() -> Version {
    Version {
        core: env!("CARGO_PKG_VERSION").to_owned(),
        wire: u32::from(griffie_wire::record::SCHEMA),
    }
}
