//! What brings a lost device back, and the user's devices.

use serde::Deserialize;
use serde_json::{Value, json};

use super::{Caller, NoParams, shown};
use crate::rpc::Failure;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Use {
    key: zeroize::Zeroizing<String>,
}

impl Caller {
    pub(super) async fn devices(&self, _: NoParams) -> Result<Value, Failure> {
        Ok(json!({ "devices": shown(&self.griffie.devices().await?)? }))
    }

    pub(super) async fn recovery(&self, _: NoParams) -> Result<Value, Failure> {
        shown(&self.griffie.recovery().await?)
    }

    pub(super) async fn recovery_key(&self, _: NoParams) -> Result<Value, Failure> {
        Ok(json!({ "key": self.griffie.recovery_key().await?.as_str() }))
    }

    pub(super) async fn recover(&self, params: Use) -> Result<Value, Failure> {
        self.griffie.recover(&params.key).await?;
        self.recovery(NoParams {}).await
    }
}
