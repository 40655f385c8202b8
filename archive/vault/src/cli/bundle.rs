//! What `export --format bundle` is told beside what all exports are told.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use griffie_wire::Millis;
use jiff::{Timestamp, civil::Date, tz::TimeZone};

use super::Failure;
use crate::export::bundle::{Disclosure, Request};

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Disclose {
    /// The records asked for; where others share their object, the link to it rests on the vault's word
    Asked,
    /// Every object with such a record as a whole; everything rests on the device's signature
    Objects,
}

#[derive(Debug, Args)]
pub(super) struct BundleArgs {
    /// Bundle: only this custodian; repeat for more.
    #[arg(long)]
    user: Vec<String>,
    /// Bundle: captured or sent from this day or time on (2026-11-01, 2026-11-01T09:00:00Z).
    #[arg(long)]
    from: Option<String>,
    /// Bundle: captured or sent before this day or time.
    #[arg(long)]
    to: Option<String>,
    /// Bundle: how much is shown of objects.
    #[arg(long, value_enum, default_value = "asked")]
    disclose: Disclose,
    /// Bundle: without the files that messages carry.
    #[arg(long)]
    without_files: bool,
    /// Bundle: a root-signed document that this vault did not keep; repeat for more.
    #[arg(long)]
    document: Vec<PathBuf>,
}

impl BundleArgs {
    pub(super) fn request(
        self,
        out: PathBuf,
        rooms: Vec<String>,
        zone: &TimeZone,
    ) -> Result<Request, Failure> {
        let time = |text: Option<String>| text.map(|text| moment(&text, zone)).transpose();
        Ok(Request {
            out,
            users: self.user,
            rooms,
            from: time(self.from)?,
            to: time(self.to)?,
            disclose: match self.disclose {
                Disclose::Asked => Disclosure::Asked,
                Disclose::Objects => Disclosure::Objects,
            },
            files: !self.without_files,
            documents: self.document,
        })
    }
}

/// A time, or the beginning of a day in this zone.
pub(super) fn moment(text: &str, zone: &TimeZone) -> Result<Millis, Failure> {
    let at = match text.parse::<Timestamp>() {
        Ok(at) => at,
        Err(_) => text.parse::<Date>()?.to_zoned(zone.clone())?.timestamp(),
    };
    Ok(Millis(u64::try_from(at.as_millisecond())?))
}
