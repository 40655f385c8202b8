//! The recovery key of a person: shown by one device, typed on the next.

use std::time::Duration;

use serde_json::{Value, json};

use super::{
    Outcome, failure,
    person::{Person, text},
    wait,
};

/// Waits until the recovery key opens all keys that this device has; what the device then says of it.
pub async fn is_ready(device: &Person) -> Outcome<Value> {
    wait::until(
        &format!("{}'s keys being in the backup", device.name),
        Duration::from_secs(60),
        async || {
            let how = device.call("recovery", json!({})).await?;
            let all = how["state"] == "ready" && how["keys"] == how["keys_backed_up"];
            Ok((all && how["verified"] == true).then_some(how))
        },
    )
    .await
}

/// The recovery key, once it opens everything.
pub async fn key_of(device: &Person) -> Outcome<String> {
    is_ready(device).await?;
    text(&device.call("recovery.show", json!({})).await?, "key")
}

/// Types the recovery key on a later device, which is then vouched for and has the keys.
pub async fn recovers(device: &Person, key: &str) -> Outcome<()> {
    let how = device.call("recovery.use", json!({ "key": key })).await?;
    if how["verified"] != true {
        return Err(failure(format!("the recovery key vouches for nothing: {how}")));
    }
    is_ready(device).await?;
    Ok(())
}
