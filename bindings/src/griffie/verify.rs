//! Vouching for another device of the user, or for another person, by emoji or by a QR code.

use std::sync::Arc;

use griffie_core::verify::QrPicture;

use super::Griffie;
use crate::{
    error::GriffieError,
    ids::{RoomId, UserId},
    listener::VerificationsListener,
    rows::{member::PersonSafety, verification::Verification},
    subscription::Subscription,
};

#[uniffi::export]
impl Griffie {
    /// Verifications that go on and the last that ended, newest first.
    ///
    /// Errors: `NotSignedIn`, `StorageUnusable`.
    pub fn verifications(&self) -> Result<Vec<Verification>, GriffieError> {
        let all = self.core.verifications()?;
        Ok(all.into_iter().map(Verification::from).collect())
    }

    /// Watches them: open the screen when another device asks (`weAsked` false, step `REQUESTED`).
    pub fn watch_verifications(&self, listener: Box<dyn VerificationsListener>) -> Arc<Subscription> {
        let told = listener.told_by(|all: Vec<griffie_core::verify::Verification>| {
            all.into_iter().map(Verification::from).collect()
        });
        Subscription::of(self.core.watch_verifications(told))
    }

    /// Asks the user's other devices to verify this one, or to be verified by it. Gives the name of the flow, for the calls below.
    ///
    /// Errors: `Rejected` with `verification_no_device` (there is no other) or `verification_busy` (one goes on); `Offline`;
    /// `NotSignedIn`, `StorageUnusable`.
    pub async fn verify_own_devices(&self) -> Result<String, GriffieError> {
        self.line.call(async |core| core.verify_own_devices().await).await
    }

    /// Asks one device, of this user or of another one.
    ///
    /// Errors: as `verifyOwnDevices`, and `bad_user_id`.
    pub async fn verify_device(&self, user: UserId, matrix_device: String) -> Result<String, GriffieError> {
        self.line
            .call(async move |core| core.verify_device(&user.0, &matrix_device).await)
            .await
    }

    /// Says yes to what another device asks.
    ///
    /// Errors: `Rejected` with `verification_none` (no such flow) or `verification_not_now` (not at this step); `Offline`, and then the
    /// verification is over; `NotSignedIn`, `StorageUnusable`.
    pub async fn accept_verification(&self, flow: String) -> Result<(), GriffieError> {
        self.line
            .call(async move |core| core.accept_verification(&flow).await)
            .await
    }

    /// Begins with the emoji, once both are ready.
    ///
    /// Errors: as `acceptVerification`.
    pub async fn compare_emoji(&self, flow: String) -> Result<(), GriffieError> {
        self.line
            .call(async move |core| core.compare_emoji(&flow).await)
            .await
    }

    /// The QR code for the other side to scan, once both are ready. The app draws it; no library is needed.
    ///
    /// Errors: `Rejected` with `verification_none`, `verification_not_now` (also when the other side has no camera); `NotSignedIn`,
    /// `StorageUnusable`.
    pub async fn verification_code(&self, flow: String) -> Result<QrPicture, GriffieError> {
        self.line
            .call(async move |core| core.verification_code(&flow).await)
            .await
    }

    /// Takes the raw bytes of the QR code that the camera read from the other side's screen.
    ///
    /// Errors: as `acceptVerification`, and `verification_wrong_code`: another code, or other keys than the homeserver shows.
    pub async fn scan_verification(&self, flow: String, bytes: Vec<u8>) -> Result<(), GriffieError> {
        self.line
            .call(async move |core| core.scan_verification(&flow, &bytes).await)
            .await
    }

    /// Says that the emoji are the same on both, or that the other side says that it scanned.
    ///
    /// Errors: as `acceptVerification`.
    pub async fn confirm_verification(&self, flow: String) -> Result<(), GriffieError> {
        self.line
            .call(async move |core| core.confirm_verification(&flow).await)
            .await
    }

    /// Says that the emoji are others: it ends on both sides, and nobody vouches for anybody.
    ///
    /// Errors: as `acceptVerification`.
    pub async fn deny_verification(&self, flow: String) -> Result<(), GriffieError> {
        self.line
            .call(async move |core| core.deny_verification(&flow).await)
            .await
    }

    /// Ends it, at any step.
    ///
    /// Errors: as `acceptVerification`.
    pub async fn cancel_verification(&self, flow: String) -> Result<(), GriffieError> {
        self.line
            .call(async move |core| core.cancel_verification(&flow).await)
            .await
    }
}

#[uniffi::export]
impl Griffie {
    /// Somebody's keys as the homeserver shows them now, to be compared with what their own screen shows; one's own are in `safety`.
    ///
    /// Errors: `Rejected` with `bad_matrix_id`; `Offline`; `NotSignedIn`, `StorageUnusable`.
    pub async fn person_safety(&self, user: UserId) -> Result<PersonSafety, GriffieError> {
        let safety = self
            .line
            .call(async move |core| core.person_safety(&user.0).await);
        Ok(safety.await?.into())
    }

    /// The user has seen that somebody's identity is another than it was (`CHANGED`): the warning ends, and begins anew with the next
    /// change. Nothing is compared by this: that is what verifying does.
    ///
    /// Errors: `Rejected` with `bad_matrix_id`; `NotSignedIn`, `StorageUnusable`.
    pub async fn accept_identity(&self, user: UserId) -> Result<(), GriffieError> {
        self.line
            .call(async move |core| core.accept_identity(&user.0).await)
            .await
    }

    /// Renews the key of a room: what this device sends there from now on has a new key, which goes to those who are in the room then.
    /// What was sent before stays readable.
    ///
    /// Errors: `Rejected` with `not_in_room`, `not_encrypted`; `NotSignedIn`, `StorageUnusable`.
    pub async fn renew_keys(&self, room: RoomId) -> Result<(), GriffieError> {
        self.line
            .call(async move |core| core.renew_keys(&room.0).await)
            .await
    }
}
