//! Hands recalls to the gateway, and tells it which objects' bytes it did not give. Idempotent: the gateway keeps the first of a number.

use griffie_wire::api::Recalls;

use crate::{
    error::VaultError,
    fetch::{FetchError, Gateway},
    store::recalls,
    vault::Vault,
};

/// Recalls in one message.
const BATCH: u32 = 100;

/// Posts what was not posted yet. Says how many.
///
/// # Errors
/// [`VaultError`]; what was not noted as posted is posted again.
pub(crate) async fn post(vault: &mut Vault, gateway: &mut Gateway) -> Result<u64, VaultError> {
    let mut all = 0;
    loop {
        let now = vault.clock.now();
        let recalls = recalls::unposted(&vault.store, now, BATCH)?;
        if recalls.is_empty() {
            return Ok(all);
        }
        // Only what these recalls ask for: what an earlier one asked for may have come meanwhile.
        let mut lost = Vec::new();
        for recall in &recalls {
            lost.extend(recalls::objects_of(&vault.store, recall)?);
        }
        let message = Recalls { recalls, lost };
        match gateway.recall(&message).await {
            Ok(()) => {}
            Err(FetchError::NotFound) => {
                tracing::warn!("the gateway passes no recalls on: it is of before");
                return Ok(all);
            }
            Err(error) => return Err(error.into()),
        }
        let unit = vault.store.transaction()?;
        for recall in &message.recalls {
            recalls::posted(&unit, recall, now)?;
            all += 1;
        }
        unit.commit()?;
    }
}
