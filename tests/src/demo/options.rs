//! What a person can say to `cargo xtask demo`.

use std::path::PathBuf;

/// Plays a conversation with the real parts and proves that the archive holds it.
#[derive(clap::Parser, Clone, Debug)]
#[command(name = "cargo xtask demo")]
pub struct Options {
    /// Varies the conversation; the same number gives the same one
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Where report, records and transcripts go (emptied first)
    #[arg(long, default_value = "target/demo")]
    pub out: PathBuf,
    /// How many people chat (3 or more)
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u16).range(3..=40))]
    pub people: u16,
    /// How many messages arrive while a phone is off
    #[arg(long, default_value_t = 300, value_parser = clap::value_parser!(u32).range(1..=20_000))]
    pub messages: u32,
    /// Leave the servers running at the end and print how to reach them
    #[arg(long)]
    pub keep: bool,
    /// Let an independent witness (the ledger) listen to the homeserver, be down for a part, and vouch at the end. Meanwhile the gateway loses
    /// 5 % of the objects and phones lose 1 % of the messages, on purpose: the report must name exactly these, and get them back
    #[arg(long)]
    pub witness: bool,
    /// Add a tablet and a companion of one person, history, a policy that changes in the middle, a guest who is told of the archive in two
    /// languages, private messages, and three days without a network
    #[arg(long)]
    pub full: bool,
    /// Size of the large file in bytes
    #[arg(long, default_value_t = 20_000_000, hide = true)]
    pub large_file: usize,
}
