//! [`Griffie`]: opening, signing in, running.
//!
//! `rooms` makes and finds rooms, `archive` tells of records on their way, `carry` takes them there by hand, `recovery` brings a lost
//! device back, `verify` vouches for devices and people.

mod archive;
mod carry;
mod labels;
mod managed;
mod recovery;
mod rooms;
mod verify;

use std::{path::PathBuf, sync::Arc};

use griffie_core::engine::{self, SignedOut};

use crate::{
    call::{Line, to_its_end},
    error::GriffieError,
    listener::SignInListener,
    log,
    platform::{Phone, Platform},
    rows::account::{Invitation, Safety, SignInState},
    secret_store::{SecretStore, database_key},
    subscription::Subscription,
};

/// Where the data is and whom to trust.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct OpenOptions {
    /// Folder of this user on this device, for nothing else; made if it is not there. One process at a time.
    pub data_dir: String,
    /// Certificate authorities to trust beside the system's, PEM.
    #[uniffi(default)]
    pub certificate_authorities: Option<Vec<u8>>,
}

/// The core of one user on one device: a Matrix client that files its own records. Make one when the app starts, and keep it.
///
/// Every call may be made from any thread. An async call whose waiter goes away (a cancelled coroutine or task) is carried out to its
/// end all the same.
#[derive(uniffi::Object)]
pub struct Griffie {
    core: Arc<engine::Griffie>,
    line: Line,
}

#[uniffi::export]
impl Griffie {
    /// Opens the data directory. Nothing runs yet: `activate` a new device, else `start`.
    ///
    /// The first open makes the key of the database and keeps it in `secrets`; it is there before anything is written with it. A
    /// directory whose key is lost is left as it is.
    ///
    /// Errors: `StorageUnusable` with `wrong_key`, `corrupt` (set aside, nothing deleted), `in_use`, `secret_store_locked`,
    /// `secret_store_failed`; `StorageFull`; `Rejected` with `bad_certificate`.
    #[uniffi::constructor]
    pub async fn open(
        options: OpenOptions,
        secrets: Box<dyn SecretStore>,
        platform: Box<dyn Platform>,
    ) -> Result<Arc<Self>, GriffieError> {
        log::set_up();
        to_its_end(async move {
            let data_dir = PathBuf::from(options.data_dir);
            let key = database_key(secrets, &data_dir).await?;
            let core = engine::Griffie::open(engine::OpenOptions {
                data_dir,
                key,
                extra_ca_pem: options.certificate_authorities,
                platform: Some(Arc::new(Phone(platform))),
            });
            let core = Arc::new(core.await?);
            let line = Line::to(&core);
            Ok(Arc::new(Self { core, line }))
        })
        .await
    }

    /// Activates this device with an invitation, and starts. A call that was cut on its way is repeated with the same invitation, or goes
    /// on by itself at the next `start`; after its end `signInState` says that it is over. `displayName` is the name under which others
    /// see the user; when that alone could not be set, the device is activated and runs all the same.
    ///
    /// Errors: `Rejected` with the gateway's code (`code_unknown`, `code_used`, `code_expired`, `code_locked`), with what is wrong with
    /// the invitation itself (`code_mistyped`, `link_malformed` ...), or `already_activated`; `Offline`.
    #[uniffi::method(default(display_name = None))]
    pub async fn activate(
        &self,
        invitation: Invitation,
        display_name: Option<String>,
    ) -> Result<(), GriffieError> {
        self.line
            .call(async move |core| {
                core.activate(&invitation.read()?).await?;
                core.start().await?;
                match display_name {
                    Some(name) => core.set_display_name(&name).await,
                    None => Ok(()),
                }
            })
            .await
    }

    /// Starts syncing, sending, sealing and routing; finishes an activation that was cut. Does nothing when running already, and starts
    /// again what had failed.
    ///
    /// Errors: `NotSignedIn` before any activation; those of `activate` while one is finished; `StorageFull`.
    pub async fn start(&self) -> Result<(), GriffieError> {
        self.line.call(async |core| core.start().await).await
    }

    /// Stops in an orderly way: what is being written is finished, nothing new begins. Takes ten seconds at most. Does nothing when not
    /// running.
    ///
    /// Errors: `StorageFull`, `StorageUnusable` when the orderly stop cannot be noted.
    pub async fn stop(&self) -> Result<(), GriffieError> {
        self.line.call(async |core| core.stop().await).await
    }

    /// Where the core is in its life: decides which screen an app shows.
    ///
    /// Errors: `StorageUnusable`.
    pub fn sign_in_state(&self) -> Result<SignInState, GriffieError> {
        Ok(self.core.sign_in_state()?.into())
    }

    /// Watches where the core is in its life.
    pub fn watch_sign_in(&self, listener: Box<dyn SignInListener>) -> Arc<Subscription> {
        Subscription::of(self.core.watch_sign_in(listener.told_by(SignInState::from)))
    }

    /// Sets the name under which others see this user.
    ///
    /// Errors: `NotSignedIn`, `Offline`, `Rejected` with the homeserver's code.
    pub async fn set_display_name(&self, name: String) -> Result<(), GriffieError> {
        self.line
            .call(async move |core| core.set_display_name(&name).await)
            .await
    }

    /// By what others can know this device and this user, and for whom this device seals: what a user compares with a colleague or with
    /// the administrator.
    ///
    /// Errors: `NotSignedIn`, `StorageUnusable`.
    pub async fn safety(&self) -> Result<Safety, GriffieError> {
        Ok(self.line.call(async |core| core.safety().await).await?.into())
    }

    /// Signs out: seals and routes everything, waits two minutes at most for the archive to have it, logs out at the homeserver and takes
    /// the data of this device away. Then nobody is signed in, and another invitation can be used.
    ///
    /// Errors: `ArchiveBlocked` with `not_drained` when the archive does not have everything in time: nothing was changed, and the core
    /// goes on as before; `NotSignedIn`, `StorageUnusable`, `StorageFull`.
    pub async fn sign_out(&self) -> Result<SignedOut, GriffieError> {
        self.line.call(async |core| core.sign_out().await).await
    }

    /// The network or the power changed: the core asks `Platform` again. Call it whenever the phone says so.
    pub fn platform_changed(&self) {
        self.core.platform_changed();
    }
}
