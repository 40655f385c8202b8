//! The core of Griffie as Kotlin and Swift see it. Converts, calls, converts; what there is to decide, the core decides.
//!
//! Reading order: [`Griffie`] opens and signs in, a [`Room`] is where people talk, [`Timeline`] what they said; [`Subscription`] ends
//! a watch. `rows` are pictures of the moment, `listener`, `platform` and `secret_store` what an app implements, [`GriffieError`] how
//! a call fails. `call` runs each call to its end, whatever becomes of who waits for it.
//! Must not know: HTTP, SQL, Matrix events, or how anything is decided.
#![allow(
    unsafe_code,
    reason = "uniffi's macros export C symbols; nothing written by hand does"
)]

mod call;
mod error;
mod griffie;
mod ids;
mod listener;
mod log;
mod platform;
mod room;
mod rows;
mod secret_store;
mod subscription;
mod texts;
mod time;
mod timeline;
mod version;

#[cfg(test)]
mod tests;

pub use self::{
    error::GriffieError,
    griffie::{Griffie, OpenOptions},
    ids::{EventId, RoomId, TransactionId, UserId},
    listener::{
        ArchiveListener, MembersListener, RoomListListener, SignInListener, TimelineListener,
        TransferListener, VerificationsListener,
    },
    platform::{HookError, Platform},
    room::Room,
    rows::{
        account::{Invitation, JournalFact, Safety, SignInState},
        archive::ArchiveState,
        content::{MembershipRow, PollAnswer, PollRow, RowContent},
        diff::{MemberDiff, RoomDiff, TimelineDiff},
        draft::{FileDraft, RoomDraft, TextDraft, VoiceDraft},
        label::LabelChoice,
        managed::{FeedbackState, ManagedFinding, SettingRow, SettingSources, SettledSettings},
        member::{MemberRow, PersonSafety},
        room::RoomRow,
        send::{SendState, Sent},
        timeline::{EarlierText, Quote, Reaction, Redacted, TimelineRow},
        transfer::TransferId,
        verification::Verification,
    },
    secret_store::{SecretStore, SecretStoreError},
    subscription::Subscription,
    texts::{check_code, describe, describe_reason, emoji_name},
    time::Timestamp,
    timeline::Timeline,
    version::{Version, version},
};

uniffi::setup_scaffolding!();
