//! What a play hands over to be judged.

use std::path::Path;

use ring::digest::{SHA256, digest};

use crate::kit::{progress::Progress, world::World};

/// A play that came to rest.
pub struct Case<'a> {
    /// The homeserver and the archive.
    pub world: &'a World,
    /// Where exports and the report go.
    pub out: &'a Path,
    /// Matrix ids of everybody who played.
    pub users: Vec<String>,
    /// What was sent as a file.
    pub sent: &'a [Sent],
    /// How many deliveries of files there must have been at least.
    pub least_sent: u64,
    /// Tells the steps.
    pub progress: &'a Progress,
}

/// What only the play can tell; a judge believes nothing else of it.
#[derive(Clone, Debug, Default)]
pub struct Phones {
    /// How often one of them, or a server, was killed.
    pub kills: u32,
    /// `person: what = count` for all that a phone still holds although it should be gone.
    pub unpruned: Vec<String>,
}

/// One file that somebody sent into a room.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct Sent {
    /// Its SHA-256 in lower hex.
    pub sha256: String,
    /// Who must have it: everyone who was in the room.
    pub custodians: Vec<String>,
}

impl Sent {
    /// These bytes, sent to these people.
    pub fn of(bytes: &[u8], custodians: &[String]) -> Self {
        Self {
            sha256: hex::encode(digest(&SHA256, bytes)),
            custodians: custodians.to_vec(),
        }
    }
}
