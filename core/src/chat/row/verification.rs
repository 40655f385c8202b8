//! How sure it is who sent an encrypted event.

/// What is known of the device that an event came from, when it was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum VerificationState {
    /// A device of its user, whom we verified or always trusted.
    Verified,
    /// A device of its user, whom nobody verified.
    UnverifiedIdentity,
    /// We verified the user once, and they have another identity now.
    VerificationViolation,
    /// The user has not signed the device.
    UnsignedDevice,
    /// The device is gone or was never known.
    UnknownDevice,
    /// The key came by way of somebody else.
    InsecureSource,
    /// The key is of another user than the sender.
    MismatchedSender,
    /// The event was not read.
    Unread,
    /// A code that this version does not know.
    Unknown,
}

const CODES: [(VerificationState, &str); 9] = [
    (VerificationState::Verified, "verified"),
    (VerificationState::UnverifiedIdentity, "unverified_identity"),
    (VerificationState::VerificationViolation, "verification_violation"),
    (VerificationState::UnsignedDevice, "unsigned_device"),
    (VerificationState::UnknownDevice, "unknown_device"),
    (VerificationState::InsecureSource, "insecure_source"),
    (VerificationState::MismatchedSender, "mismatched_sender"),
    (VerificationState::Unread, "unread"),
    (VerificationState::Unknown, "unknown"),
];

impl VerificationState {
    /// Out of the code in the record.
    pub(crate) fn of(code: &str) -> Self {
        let known = CODES.iter().find(|(_, known)| *known == code);
        known.map_or(Self::Unknown, |(state, _)| *state)
    }

    /// The code as in the record.
    #[must_use]
    pub fn code(self) -> &'static str {
        let known = CODES.iter().find(|(state, _)| *state == self);
        known.map_or("unknown", |(_, code)| code)
    }
}
