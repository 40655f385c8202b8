//! matrix-sdk-crypto's own suite for stores, over ours.

use std::{
    collections::HashMap,
    sync::{Arc, LazyLock, Mutex},
};

use super::fixture::Home;
use crate::store::crypto_store::SqlCryptoStore;

/// The suite opens the same name again to see what was kept.
static HOMES: LazyLock<Mutex<HashMap<String, Arc<Home>>>> = LazyLock::new(Mutex::default);

async fn get_store(name: &str, _passphrase: Option<&str>, clear_data: bool) -> SqlCryptoStore {
    let home = {
        let mut homes = HOMES.lock().unwrap();
        if clear_data {
            homes.remove(name);
        }
        Arc::clone(
            homes
                .entry(name.to_owned())
                .or_insert_with(|| Arc::new(Home::new())),
        )
    };
    SqlCryptoStore::alone(home.open().unwrap())
}

// The macros ask for features of their own crate, which cargo looks for in ours, and one test of leases does wait.
#[allow(unexpected_cfgs, clippy::disallowed_methods)]
mod suite {
    use super::get_store;

    matrix_sdk_crypto::cryptostore_integration_tests!();
    matrix_sdk_crypto::cryptostore_integration_tests_time!();
}
