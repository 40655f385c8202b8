//! The Matrix client-server API: one typed function per endpoint, one error for all of them.
//!
//! Events come back as the exact bytes of the answer; what they mean is decided elsewhere. Knows no SQL, no crypto, no clock: who
//! has to wait (a limit, a retry) is told how long in the error.

mod account_data;
mod backup;
mod call;
mod error;
mod keys;
mod login;
mod media;
mod messages;
mod profile;
mod receipts;
mod rooms;
mod ruma_call;
mod send;
mod sync;

use std::sync::RwLock;

use url::Url;
use zeroize::Zeroizing;

pub(crate) use self::{
    backup::BackupVersion,
    call::Call,
    error::MatrixError,
    login::Login,
    media::{Download, Mxc},
    rooms::{NewRoom, Preset},
};
use super::http::{Http, is_loopback};

/// A homeserver and, once signed in, the access token for it.
pub(crate) struct Matrix {
    http: Http,
    homeserver: Url,
    token: RwLock<Option<Zeroizing<String>>>,
    /// The Olm machine wants one claim, one share and one upload of keys at a time.
    key_traffic: tokio::sync::Mutex<()>,
}

impl Matrix {
    /// A client for the homeserver at this base URL. Plain HTTP is spoken only to this very machine.
    ///
    /// # Errors
    /// [`MatrixError::Insecure`].
    pub(crate) fn new(http: Http, homeserver: Url) -> Result<Self, MatrixError> {
        if homeserver.scheme() != "https" && !is_loopback(&homeserver) || homeserver.cannot_be_a_base() {
            return Err(MatrixError::Insecure);
        }
        Ok(Self {
            http,
            homeserver,
            token: RwLock::new(None),
            key_traffic: tokio::sync::Mutex::new(()),
        })
    }

    /// Signs every following request with this token, or with none.
    pub(crate) fn set_token(&self, token: Option<String>) {
        *self
            .token
            .write()
            .unwrap_or_else(std::sync::PoisonError::into_inner) = token.map(Zeroizing::new);
    }

    /// Held by whoever carries the Olm machine's requests.
    pub(crate) async fn key_traffic(&self) -> tokio::sync::MutexGuard<'_, ()> {
        self.key_traffic.lock().await
    }

    fn token(&self) -> Option<Zeroizing<String>> {
        self.token
            .read()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_http_is_refused_but_on_this_machine() {
        let http = Http::new(None).unwrap();
        let to = |url: &str| Matrix::new(http.clone(), url.parse().unwrap());
        assert!(to("https://matrix.example").is_ok());
        assert!(to("http://127.0.0.1:8008").is_ok());
        assert!(matches!(to("http://matrix.example"), Err(MatrixError::Insecure)));
    }
}
