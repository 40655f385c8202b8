//! The time that everything in a package carries: that of the commit, so that packing it again gives the same bytes.

use crate::shell::{output, program};

/// Version and time of what is packed.
pub(super) struct Stamp {
    /// Version of the workspace.
    pub(super) version: &'static str,
    /// Seconds since 1970 of the commit.
    pub(super) seconds: u64,
    /// The same as RFC 3339 in UTC.
    pub(super) time: String,
}

impl Stamp {
    /// Of the commit that is checked out.
    pub(super) fn of_commit() -> Result<Self, String> {
        let mut git = program(
            "git",
            &[
                "log",
                "-1",
                "--date=format-local:%Y-%m-%dT%H:%M:%SZ",
                "--format=%ct %cd",
            ],
        );
        let said = output(git.env("TZ", "UTC"))?;
        let (seconds, time) = said
            .trim()
            .split_once(' ')
            .ok_or_else(|| format!("git log said {said:?}"))?;
        Ok(Self {
            version: env!("CARGO_PKG_VERSION"),
            seconds: seconds.parse().map_err(|error| format!("{seconds}: {error}"))?,
            time: time.to_owned(),
        })
    }
}
