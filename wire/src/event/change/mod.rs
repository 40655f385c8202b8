//! What a state event changes about its room.
//!
//! - `read`: from content to change
//! - `power`: who may do what
//! - `words`: the sentence that says it, in Dutch and English

mod power;
mod read;
mod words;

use serde::{Deserialize, Serialize};

pub use self::{
    power::{PowerChange, PowerOver},
    read::read,
    words::{Tongue, duration, sentence, vanishing},
};
use super::vanish::Vanish;

/// A change of a room. Lists that strangers make are cut after [`MOST`] entries; the record has them whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum Change {
    /// It was made.
    Created {
        /// It is a space.
        space: bool,
        /// Room that it goes on from.
        predecessor: Option<String>,
    },
    /// It is called so; `None`: no longer called anything.
    Name {
        /// The name.
        name: Option<String>,
    },
    /// It is about this.
    Topic {
        /// The topic.
        topic: Option<String>,
    },
    /// It has another picture, or none.
    Avatar {
        /// Whether it has one now.
        set: bool,
    },
    /// Its addresses.
    Alias {
        /// The main one.
        alias: Option<String>,
        /// Others.
        others: Vec<String>,
    },
    /// Who may join: `public`, `invite`, `knock`, `restricted` ...
    JoinRule {
        /// The rule.
        rule: String,
    },
    /// Whether guests may: `can_join`, `forbidden`.
    GuestAccess {
        /// The access.
        access: String,
    },
    /// Who may see what was said before: `world_readable`, `shared`, `invited`, `joined`.
    HistoryVisibility {
        /// The visibility.
        visibility: String,
    },
    /// What is said here is encrypted from now on.
    Encryption {
        /// With this.
        algorithm: String,
    },
    /// Who may do what.
    Power {
        /// Each change.
        changes: Vec<PowerChange>,
    },
    /// Which servers may take part.
    ServerAcl {
        /// Patterns of servers that may.
        allow: Vec<String>,
        /// Patterns of servers that may not.
        deny: Vec<String>,
    },
    /// It goes on elsewhere.
    Tombstone {
        /// In this room.
        room: Option<String>,
        /// What it says about that.
        text: Option<String>,
    },
    /// It went on from elsewhere (MSC3946).
    Predecessor {
        /// From this room.
        room: Option<String>,
    },
    /// Messages put on top or taken from there; event ids.
    Pinned {
        /// New ones.
        added: Vec<String>,
        /// Those no longer there.
        removed: Vec<String>,
    },
    /// A room was put in this space, or taken out.
    SpaceChild {
        /// The room.
        room: String,
        /// Whether it is in.
        there: bool,
    },
    /// This room says that it belongs to a space, or no longer.
    SpaceParent {
        /// The space.
        room: String,
        /// Whether it does.
        there: bool,
    },
    /// A rule of moderation.
    PolicyRule {
        /// `user`, `room` or `server`.
        about: String,
        /// Pattern of who or what it is about; `None`: the rule was lifted.
        entity: Option<String>,
        /// What is recommended, `m.ban` as a rule.
        recommendation: Option<String>,
        /// Why.
        reason: Option<String>,
    },
    /// The server that checks what is said here.
    PolicyServer {
        /// The server; `None`: no longer.
        via: Option<String>,
    },
    /// Somebody without a Matrix address was invited.
    ThirdPartyInvite {
        /// As they are called; `None`: taken back.
        name: Option<String>,
    },
    /// How long servers keep what is said here.
    Retention {
        /// At least, in milliseconds.
        min_ms: Option<u64>,
        /// At most, in milliseconds.
        max_ms: Option<u64>,
    },
    /// What is said here vanishes, or no longer.
    Vanishing {
        /// When.
        timer: Option<Vanish>,
    },
    /// It is connected to another network.
    Bridge {
        /// Name of the network; `None`: no longer.
        network: Option<String>,
    },
    /// A small program was put in the room (in Element also: a call with Jitsi).
    Widget {
        /// Its name; `None`: taken away.
        name: Option<String>,
        /// What sort of program.
        widget_type: Option<String>,
    },
    /// A call in this room: somebody takes part, or no longer.
    CallMember {
        /// Whether they do.
        joined: bool,
    },
    /// A call in this room (older form): it is there, or over.
    CallRoom {
        /// Whether it is there.
        there: bool,
    },
    /// Somebody shares where they are, or no longer.
    Beacon {
        /// Whether they do.
        live: bool,
        /// What they call it.
        description: Option<String>,
        /// For so long, in milliseconds.
        timeout_ms: Option<u64>,
    },
    /// Who may be in it, as Tchap has it: `restricted`, `unrestricted`, `direct`.
    AccessRule {
        /// The rule.
        rule: String,
    },
    /// Members that are programs.
    FunctionalMembers {
        /// Matrix user ids.
        users: Vec<String>,
    },
    /// Language of the conversation.
    Language {
        /// BCP 47.
        language: Option<String>,
    },
    /// Pictures to say things with.
    ImagePack,
    /// State that is encrypted (MSC4362), which this device does not read.
    Locked,
}

/// So many entries of a list are told.
pub const MOST: usize = 100;

impl Change {
    /// The kind of its line in a timeline.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Created { .. } => "created",
            Self::Name { .. } => "room_name",
            Self::Topic { .. } => "room_topic",
            Self::Avatar { .. } => "room_avatar",
            Self::Alias { .. } => "alias",
            Self::JoinRule { .. } => "join_rule",
            Self::GuestAccess { .. } => "guest_access",
            Self::HistoryVisibility { .. } => "history_visibility",
            Self::Encryption { .. } => "encryption",
            Self::Power { .. } => "power",
            Self::ServerAcl { .. } => "server_acl",
            Self::Tombstone { .. } => "tombstone",
            Self::Predecessor { .. } => "predecessor",
            Self::Pinned { .. } => "pinned",
            Self::SpaceChild { .. } | Self::SpaceParent { .. } => "space",
            Self::PolicyRule { .. } | Self::PolicyServer { .. } => "moderation",
            Self::ThirdPartyInvite { .. } => "third_party_invite",
            Self::Retention { .. } | Self::Vanishing { .. } => "retention",
            Self::Bridge { .. } => "bridge",
            Self::Widget { .. } => "widget",
            Self::CallMember { .. } | Self::CallRoom { .. } => "call_member",
            Self::Beacon { .. } => "beacon",
            Self::AccessRule { .. } => "access_rule",
            Self::FunctionalMembers { .. } => "functional_members",
            Self::Language { .. } => "language",
            Self::ImagePack => "image_pack",
            Self::Locked => "undecryptable",
        }
    }

    /// Matrix user ids of whom its sentence names besides who did it.
    #[must_use]
    pub fn users(&self) -> Vec<&str> {
        match self {
            Self::Power { changes } => changes
                .iter()
                .filter_map(|change| match &change.over {
                    PowerOver::User { user } => Some(user.as_str()),
                    _ => None,
                })
                .collect(),
            Self::FunctionalMembers { users } => users.iter().map(String::as_str).collect(),
            _ => Vec::new(),
        }
    }

    /// The text that stands for it where there is room for one word only: a name, a topic, a rule.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Name { name } => name.as_deref(),
            Self::Topic { topic } => topic.as_deref(),
            Self::Alias { alias, .. } => alias.as_deref(),
            Self::JoinRule { rule } | Self::AccessRule { rule } => Some(rule),
            Self::GuestAccess { access } => Some(access),
            Self::HistoryVisibility { visibility } => Some(visibility),
            Self::Encryption { algorithm } => Some(algorithm),
            Self::Tombstone { room, .. } | Self::Predecessor { room } => room.as_deref(),
            Self::SpaceChild { room, .. } | Self::SpaceParent { room, .. } => Some(room),
            Self::PolicyRule { entity, .. } => entity.as_deref(),
            Self::ThirdPartyInvite { name } | Self::Widget { name, .. } => name.as_deref(),
            Self::Bridge { network } => network.as_deref(),
            Self::Beacon { description, .. } => description.as_deref(),
            Self::Language { language } => language.as_deref(),
            _ => None,
        }
    }
}
