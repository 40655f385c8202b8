//! What the core asks of the phone, answered by the app. A hook that throws is counted in the log and taken to know nothing, so that
//! the core goes on as on a machine that tells nothing.

use griffie_core::platform::{self, NetworkKind};
use tracing::warn;

/// The network the phone has now.
#[uniffi::remote(Enum)]
pub enum NetworkKind {
    /// None: the core tries nothing until `platformChanged` is called and there is one.
    None,
    /// Somebody pays by the byte: large attachments wait, everything else goes.
    Metered,
    /// Nobody counts.
    Unmetered,
}

/// What a listener or a hook of the platform may throw. The core notes that it happened, never what was thrown, and goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum HookError {
    /// It could not do its work. Anything else that is thrown counts as this too.
    #[error("the app's hook failed")]
    Failed,
}

impl From<uniffi::UnexpectedUniFFICallbackError> for HookError {
    fn from(_: uniffi::UnexpectedUniFFICallbackError) -> Self {
        // What was thrown may hold anything; it goes nowhere.
        Self::Failed
    }
}

/// The phone, as the app sees it; the app implements this. Asked from any thread, when the core opens, now and then while it runs, and
/// after each `platformChanged`. Answer quickly and from memory.
#[uniffi::export(callback_interface)]
pub trait Platform: Send + Sync {
    /// The network there is now.
    fn network(&self) -> Result<NetworkKind, HookError>;

    /// Whether the user asked the phone to save energy.
    fn battery_saver(&self) -> Result<bool, HookError>;

    /// Bytes free on the disk of the data directory; nothing when the phone does not tell.
    fn free_disk_bytes(&self) -> Result<Option<u64>, HookError>;

    /// Version and build of the app, as it calls itself: `1.4.2 (1403)`.
    fn app_build(&self) -> Result<String, HookError>;

    /// Version of the operating system: `15`, `18.2`.
    fn os_version(&self) -> Result<String, HookError>;
}

/// The app's answers as the core takes them.
pub(crate) struct Phone(pub(crate) Box<dyn Platform>);

impl platform::Platform for Phone {
    fn network(&self) -> NetworkKind {
        known("network", self.0.network()).unwrap_or(NetworkKind::Unmetered)
    }

    fn battery_saver(&self) -> bool {
        known("battery_saver", self.0.battery_saver()).unwrap_or(false)
    }

    fn free_disk_bytes(&self) -> Option<u64> {
        known("free_disk_bytes", self.0.free_disk_bytes()).flatten()
    }

    fn app_build(&self) -> String {
        known("app_build", self.0.app_build()).unwrap_or_default()
    }

    fn os_version(&self) -> String {
        known("os_version", self.0.os_version()).unwrap_or_default()
    }
}

fn known<T>(hook: &'static str, answer: Result<T, HookError>) -> Option<T> {
    answer
        .inspect_err(|_| warn!(hook, "a hook of the app failed"))
        .ok()
}
