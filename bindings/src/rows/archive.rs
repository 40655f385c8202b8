//! How things stand with the archive.

use griffie_core::engine::{self, Light};

use crate::time::Timestamp;

/// How things stand with the archive, in one colour.
#[uniffi::remote(Enum)]
pub enum Light {
    /// The archive has everything, with a final receipt.
    Green,
    /// Something is on its way; it goes by itself.
    Queued,
    /// A person should look.
    Attention,
}

/// How things stand with the archive: the colour, and the numbers behind it.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ArchiveState {
    /// All of it in one colour.
    pub light: Light,
    /// Records ever journaled.
    pub journaled: u64,
    /// Of these, in no sealed object yet.
    pub unsealed: u64,
    /// Sealed objects that the gateway has not taken.
    pub queued: u64,
    /// Sealed objects without a final receipt.
    pub unreceipted: u64,
    /// Of these, refused by gateway or vault.
    pub refused: u64,
    /// Records that were pruned after a final receipt.
    pub pruned: u64,
    /// When an object was last sealed, by this device's clock.
    pub last_sealed: Option<Timestamp>,
    /// When a final receipt last came, by this device's clock.
    pub last_final: Option<Timestamp>,
    /// Messages on their way out.
    pub pending_sends: u64,
    /// Files to be fetched from the homeserver or carried to the gateway.
    pub pending_media: u64,
    /// Holes in rooms that are still being filled.
    pub open_gaps: u64,
    /// Events that wait for their key.
    pub pending_keys: u64,
    /// Alarms ever journaled.
    pub alarms: u64,
    /// With the light `Attention`: a stable word for what to look at first.
    pub attention: Option<String>,
    /// Why sending is blocked, if it is.
    pub blocked: Option<String>,
}

impl From<engine::ArchiveState> for ArchiveState {
    fn from(state: engine::ArchiveState) -> Self {
        Self {
            light: state.light,
            journaled: state.journaled,
            unsealed: state.unsealed,
            queued: state.queued,
            unreceipted: state.unreceipted,
            refused: state.refused,
            pruned: state.pruned,
            last_sealed: state.last_sealed.map(Timestamp::of),
            last_final: state.last_final.map(Timestamp::of),
            pending_sends: state.pending_sends,
            pending_media: state.pending_media,
            open_gaps: state.open_gaps,
            pending_keys: state.pending_keys,
            alarms: state.alarms,
            attention: state.attention,
            blocked: state.blocked,
        }
    }
}
