//! What a person can say to `griffie-stage`.

use std::path::PathBuf;

/// Starts a homeserver and an archive, runs commands that play with them, and proves that the archive holds what was played.
#[derive(clap::Parser, Clone, Debug)]
#[command(name = "griffie-stage")]
pub struct Options {
    /// How many people get an activation link; everyone must have activated at the end
    #[arg(long, default_value_t = 2, value_parser = clap::value_parser!(u16).range(1..=200))]
    pub people: u16,
    /// Where worlds, exports and the report go (emptied first)
    #[arg(long, default_value = "target/stage/play")]
    pub out: PathBuf,
    /// How many deliveries of files there must have been at least, as told with POST /sent
    #[arg(long, default_value_t = 0)]
    pub attachments: u64,
    /// After so many seconds the commands are killed and the play has failed
    #[arg(long, default_value_t = 1200)]
    pub limit: u64,
    /// Phones reach homeserver and gateway through networks that POST /weather can turn bad
    #[arg(long)]
    pub bad_roads: bool,
    /// A command line for `sh -c`; may be given several times, then all run at once
    #[arg(
        long = "run",
        value_name = "COMMAND LINE",
        required_unless_present = "command"
    )]
    pub runs: Vec<String>,
    /// A command with its arguments, after `--`
    #[arg(last = true)]
    pub command: Vec<String>,
}
