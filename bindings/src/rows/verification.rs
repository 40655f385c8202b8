//! Vouching for a device or person, as screens show it.

use griffie_core::verify::{self, QrPicture, SasEmoji, VerificationStep};

use crate::{ids::UserId, time::Timestamp};

/// How far a verification is.
#[uniffi::remote(Enum)]
pub enum VerificationStep {
    /// One side asked; the other has not answered. Whoever was asked accepts or cancels.
    Requested,
    /// Both are there: compare emoji, show a QR code or scan one.
    Ready,
    /// The emoji are on their way.
    Started,
    /// Both sides show seven emoji: the user says whether they are the same.
    Emoji,
    /// The other side scanned our QR code: the user says whether it says that it did.
    Scanned,
    /// This side is convinced; the other is waited for.
    Confirmed,
    /// Both sides are convinced. A new device of the same user gets its keys now.
    Done,
    /// It came to nothing; `reason` says why.
    Cancelled,
}

/// One of the seven emoji.
#[uniffi::remote(Record)]
pub struct SasEmoji {
    /// 0 to 63, as the Matrix specification numbers them; `emojiName` has the name.
    pub number: u8,
    /// The character itself.
    pub symbol: String,
}

/// A QR code to be drawn.
#[uniffi::remote(Record)]
pub struct QrPicture {
    /// The bytes that it holds.
    pub bytes: Vec<u8>,
    /// Modules a side, without the quiet zone of four that must stay white around it.
    pub width: u32,
    /// Row by row: whether the module is dark.
    pub dark: Vec<bool>,
}

/// One verification.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Verification {
    /// Names it in every call.
    pub flow: String,
    /// The other side.
    pub user: UserId,
    /// Whether the other side is another device of the same user.
    pub own: bool,
    /// Matrix device id of the other side, once it is known.
    pub matrix_device: Option<String>,
    /// Whether this device asked.
    pub we_asked: bool,
    /// How far it is.
    pub step: VerificationStep,
    /// Whether the other side can show a QR code for this one to scan.
    pub can_scan: bool,
    /// Whether the other side can scan a QR code of this one.
    pub can_show: bool,
    /// The seven to compare, at step `EMOJI` alone.
    pub emoji: Vec<SasEmoji>,
    /// Why it was cancelled: a stable word for `describeReason`.
    pub reason: Option<String>,
    /// When it began.
    pub begun_at: Timestamp,
}

impl From<verify::Verification> for Verification {
    fn from(it: verify::Verification) -> Self {
        Self {
            flow: it.flow,
            user: UserId(it.user_id),
            own: it.own,
            matrix_device: it.matrix_device,
            we_asked: it.we_asked,
            step: it.step,
            can_scan: it.can_scan,
            can_show: it.can_show,
            emoji: it.emoji,
            reason: it.reason,
            begun_at: Timestamp::of(it.begun_at),
        }
    }
}
