//! One verification, as a screen shows it.

use serde::{Deserialize, Serialize};

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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

impl VerificationStep {
    /// Whether nothing more comes after it.
    #[must_use]
    pub fn is_end(self) -> bool {
        matches!(self, Self::Done | Self::Cancelled)
    }
}

/// One of the seven.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SasEmoji {
    /// 0 to 63, as the Matrix specification numbers them; the name comes from [`crate::texts::emoji_name`].
    pub number: u8,
    /// The character itself.
    pub symbol: String,
}

/// One verification.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verification {
    /// Names it in every call.
    pub flow: String,
    /// Matrix user id of the other side.
    pub user_id: String,
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
    /// The seven to compare, at [`VerificationStep::Emoji`] alone.
    pub emoji: Vec<SasEmoji>,
    /// Why it was cancelled, as a stable word.
    pub reason: Option<String>,
    /// When it began, UTC milliseconds by this device's clock.
    pub begun_at: u64,
}

/// A QR code to be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct QrPicture {
    /// The bytes that it holds (Matrix specification, section "QR codes").
    pub bytes: Vec<u8>,
    /// Modules a side, without the quiet zone of four that must stay white around it.
    pub width: u32,
    /// Row by row: whether the module is dark.
    pub dark: Vec<bool>,
}
