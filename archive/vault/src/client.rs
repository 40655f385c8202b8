//! The HTTP client with which vault and ledger ask others: no redirects, bounded patience.

use std::{sync::Once, time::Duration};

use reqwest::Client;

/// A client that waits so long for an answer.
pub(crate) fn client(patience: Duration) -> reqwest::Result<Client> {
    static PROVIDER: Once = Once::new();
    PROVIDER.call_once(|| {
        // Another one may be there already; any will do.
        let _ = rustls::crypto::ring::default_provider().install_default();
    });
    Client::builder()
        .connect_timeout(patience.min(Duration::from_secs(10)))
        .timeout(patience)
        .redirect(reqwest::redirect::Policy::none())
        .build()
}
