//! Signing in, and the own journal.

use std::collections::HashMap;

use griffie_core::{
    activate,
    engine::{self, SignedOut},
    error::Error,
};

use crate::{ids::UserId, time::Timestamp};

/// The right to activate this device once, as it came to the user.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum Invitation {
    /// A code that the user types; the rest the app knows.
    Typed {
        /// Sixteen characters in groups of four; case and hyphens do not matter.
        code: String,
        /// `https://archief.example.nl`.
        gateway: String,
        /// The organisation's root: its public key, as in a link.
        root: String,
    },
    /// A link, or the text of a QR code.
    Link {
        /// `griffie://activate?gateway=...&root=...&code=...`.
        text: String,
    },
    /// Values that device management set for the app.
    Managed {
        /// By their names in the app's configuration: `enrolment_code`, `router_url` ...
        values: HashMap<String, String>,
    },
}

impl Invitation {
    pub(crate) fn read(self) -> Result<activate::Invitation, Error> {
        Ok(match self {
            Self::Typed { code, gateway, root } => activate::Invitation::typed(&code, &gateway, &root)?,
            Self::Link { text } => activate::Invitation::from_link(&text)?,
            Self::Managed { values } => activate::Invitation::from_managed(&values)?,
        })
    }
}

/// One entry of the own journal, without its content.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct JournalFact {
    /// Number in the journal: 1, 2, 3 ...
    pub seq: u64,
    /// Kind of fact, as in the record: `activated`, `event`, `send_intent` ...
    pub kind: String,
    /// Salted commitment to this and all earlier entries, hexadecimal.
    pub commitment: String,
    /// When it was journaled, by this device's clock.
    pub captured_at: Timestamp,
    /// Number of the sealed object that holds it, once there is one.
    pub object: Option<u64>,
    /// Id of that object, hexadecimal.
    pub object_id: Option<String>,
    /// How far it is: `unsealed`, `sealed`, `provisional`, `final`, `rejected`.
    pub receipt: String,
}

impl From<engine::JournalFact> for JournalFact {
    fn from(fact: engine::JournalFact) -> Self {
        Self {
            seq: fact.seq,
            kind: fact.kind,
            commitment: fact.commitment,
            captured_at: Timestamp::of(fact.captured_at),
            object: fact.object,
            object_id: fact.object_id,
            receipt: fact.receipt.to_owned(),
        }
    }
}

/// Where the core is in its life: decides which screen an app shows.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum SignInState {
    /// Nobody has activated this device: ask for a code.
    New,
    /// An activation was begun and not finished: repeat it, or start.
    Activating,
    /// Signed in, not running: start.
    Stopped {
        /// Who is signed in.
        user: UserId,
    },
    /// Syncing, sending, routing.
    Running {
        /// Who is signed in.
        user: UserId,
    },
    /// A part cannot do its work, so nothing runs: no message comes or goes that cannot be journaled. Say why, and start again.
    Failed {
        /// Stable word: `storage_full`, or a reason of `StorageUnusable`, or the word of a `Bug`.
        reason: String,
    },
}

impl From<engine::SignInState> for SignInState {
    fn from(state: engine::SignInState) -> Self {
        use engine::SignInState as Core;
        match state {
            Core::New => Self::New,
            Core::Activating => Self::Activating,
            Core::Stopped { user } => Self::Stopped { user: UserId(user) },
            Core::Running { user } => Self::Running { user: UserId(user) },
            Core::Failed { reason } => Self::Failed { reason },
        }
    }
}

/// How a sign-out ended.
#[uniffi::remote(Record)]
pub struct SignedOut {
    /// Whether the homeserver was told. If not, it keeps this device in its list, without anybody behind it, until an administrator or
    /// another device of the user removes it there.
    pub homeserver_told: bool,
}

/// By what others can know this device and this user, and for whom this device seals. Public keys only; fingerprints are the keys
/// themselves in groups of four characters, to be read aloud.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Safety {
    /// Who is signed in.
    pub user_id: UserId,
    /// Matrix device id.
    pub matrix_device: String,
    /// Ed25519 key of the Matrix device.
    pub device_fingerprint: String,
    /// Master key of the user's cross-signing identity; absent before there is one.
    pub identity_fingerprint: Option<String>,
    /// Whether that identity vouches for this device.
    pub cross_signed: bool,
    /// The organisation's root, which alone decides for whom this device seals.
    pub archive_root: String,
    /// Key ids of all for whom this device seals, hexadecimal.
    pub archive_keys: Vec<String>,
    /// Version of the policy in force.
    pub policy_version: u32,
    /// Version of the seal configuration in force.
    pub seal_config_version: u32,
    /// Our device id at the gateway, hexadecimal.
    pub gateway_device: String,
}

impl From<engine::Safety> for Safety {
    fn from(safety: engine::Safety) -> Self {
        Self {
            user_id: UserId(safety.user_id),
            matrix_device: safety.matrix_device,
            device_fingerprint: safety.device_fingerprint,
            identity_fingerprint: safety.identity_fingerprint,
            cross_signed: safety.cross_signed,
            archive_root: safety.archive_root,
            archive_keys: safety.archive_keys,
            policy_version: safety.policy_version,
            seal_config_version: safety.seal_config_version,
            gateway_device: safety.gateway_device,
        }
    }
}
