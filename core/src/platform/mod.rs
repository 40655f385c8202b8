//! What the core asks of the phone it runs on: which network there is, whether to save energy, how much room is left, and which build
//! this is. The app implements [`Platform`]; a core without one takes it that there is a network and room.
//!
//! [`conduct`] decides what follows (pure), [`conditions`] lets every loop go by it. [`plan`] is for who looks in between: what a
//! background job carries now, and when it wakes again (pure).

pub(crate) mod conditions;
pub(crate) mod conduct;
pub mod plan;

/// The network the phone has now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NetworkKind {
    /// None: the core tries nothing until [`crate::engine::Griffie::platform_changed`] says otherwise.
    None,
    /// Somebody pays by the byte: large attachments wait, everything else goes.
    Metered,
    /// Nobody counts.
    Unmetered,
}

/// The phone, as the app sees it. Asked from any thread, when the core opens, now and then while it runs, and after each
/// [`crate::engine::Griffie::platform_changed`]; answers should be quick.
pub trait Platform: Send + Sync {
    /// The network there is now.
    fn network(&self) -> NetworkKind;

    /// Whether the user asked the phone to save energy.
    fn battery_saver(&self) -> bool;

    /// Bytes free on the disk of the data directory; `None` when the phone does not tell.
    fn free_disk_bytes(&self) -> Option<u64>;

    /// Version and build of the app, as it calls itself: `1.4.2 (1403)`.
    fn app_build(&self) -> String;

    /// Version of the operating system: `15`, `18.2`.
    fn os_version(&self) -> String;
}
