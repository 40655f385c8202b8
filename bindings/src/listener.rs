//! What an app implements to be told. A listener that throws is not told again at once: the core counts it in its log, waits, and then
//! tells the whole state.

use griffie_core::{chat::transfer::Transfer, watch::DeliveryFailed};

use crate::{
    platform::HookError,
    rows::{
        account::SignInState,
        archive::ArchiveState,
        diff::{MemberDiff, RoomDiff, TimelineDiff},
        verification::Verification,
    },
};

/// Traits that differ only in what is told, and the way there from the core.
macro_rules! listener {
    ($(#[$docs:meta])* $name:ident, $argument:ident: $told:ty) => {
        $(#[$docs])*
        ///
        /// Called from a thread of the core's, never twice at once. The current state comes first, then what changed since. It may take its
        /// time: changes run together meanwhile, none is lost, and nothing else waits. It may cancel its own subscription.
        #[uniffi::export(callback_interface)]
        pub trait $name: Send + Sync {
            /// There is something new. When this throws, the whole state comes again later.
            fn on_update(&self, $argument: $told) -> Result<(), HookError>;
        }

        impl dyn $name {
            /// Hands over what the core tells.
            pub(crate) fn told_by<T>(
                self: Box<Self>,
                convert: impl Fn(T) -> $told + Send,
            ) -> impl FnMut(T) -> Result<(), DeliveryFailed> + Send {
                move |news| self.on_update(convert(news)).map_err(|_| DeliveryFailed)
            }
        }
    };
}

listener! {
    /// Is told who is signed in and whether the core runs.
    SignInListener, state: SignInState
}

listener! {
    /// Is told the room list.
    RoomListListener, diffs: Vec<RoomDiff>
}

listener! {
    /// Is told the lines of a timeline.
    TimelineListener, diffs: Vec<TimelineDiff>
}

listener! {
    /// Is told the members of a room.
    MembersListener, diffs: Vec<MemberDiff>
}

listener! {
    /// Is told how things stand with the archive.
    ArchiveListener, state: ArchiveState
}

listener! {
    /// Is told of verifications that go on and the last that ended, newest first.
    VerificationsListener, verifications: Vec<Verification>
}

listener! {
    /// Is told how far a file is on its way.
    TransferListener, transfer: Transfer
}

/// Steps of the core as steps of the app.
pub(crate) fn steps<T, D: From<T>>(steps: Vec<T>) -> Vec<D> {
    steps.into_iter().map(D::from).collect()
}
