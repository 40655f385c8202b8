//! The time that a package carries: that of the commit, so that packing it again gives the same bytes.

use crate::shell::{output, program};

/// Version and time of what is packed.
pub(super) struct Stamp {
    /// Version of the workspace.
    pub(super) version: &'static str,
    /// Of the commit, RFC 3339 in UTC.
    pub(super) time: String,
}

impl Stamp {
    /// Of the commit that is checked out.
    pub(super) fn of_commit() -> Result<Self, String> {
        let mut git = program("git", &["log", "-1", "--format=%cd"]);
        git.arg("--date=format-local:%Y-%m-%dT%H:%M:%SZ").env("TZ", "UTC");
        Ok(Self {
            version: env!("CARGO_PKG_VERSION"),
            time: output(&mut git)?.trim().to_owned(),
        })
    }
}
