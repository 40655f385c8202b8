//! Vouching for another device or person.

use griffie_core::{
    texts::{Language, emoji_name},
    verify::Verification,
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Caller, NoParams, done, rooms::InRoom, shown};
use crate::rpc::Failure;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Start {
    user: Option<String>,
    matrix_device: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Flow {
    flow: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Scan {
    flow: String,
    code: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Who {
    user: String,
}

impl Caller {
    pub(super) async fn person(&self, params: Who) -> Result<Value, Failure> {
        shown(&self.griffie.person_safety(&params.user).await?)
    }

    pub(super) async fn accept_identity(&self, params: Who) -> Result<Value, Failure> {
        self.griffie.accept_identity(&params.user).await?;
        Ok(done())
    }

    pub(super) async fn renew_keys(&self, params: InRoom) -> Result<Value, Failure> {
        self.griffie.renew_keys(&params.room).await?;
        Ok(done())
    }

    pub(super) fn verifications(&self, _: NoParams) -> Result<Value, Failure> {
        let all = self.griffie.verifications()?;
        let all: Vec<Value> = all.iter().map(named).collect::<Result<_, _>>()?;
        Ok(json!({ "verifications": all }))
    }

    pub(super) async fn verify_start(&self, params: Start) -> Result<Value, Failure> {
        let flow = match (params.user, params.matrix_device) {
            (None, None) => self.griffie.verify_own_devices().await?,
            (Some(user), Some(device)) => self.griffie.verify_device(&user, &device).await?,
            _ => return Err(Failure::params("user and matrix_device go together")),
        };
        Ok(json!({ "flow": flow }))
    }

    pub(super) async fn verify_accept(&self, params: Flow) -> Result<Value, Failure> {
        self.griffie.accept_verification(&params.flow).await?;
        Ok(done())
    }

    pub(super) async fn verify_emoji(&self, params: Flow) -> Result<Value, Failure> {
        self.griffie.compare_emoji(&params.flow).await?;
        Ok(done())
    }

    pub(super) async fn verify_code(&self, params: Flow) -> Result<Value, Failure> {
        let code = self.griffie.verification_code(&params.flow).await?;
        Ok(json!({ "code": hex::encode(code.bytes) }))
    }

    pub(super) async fn verify_scan(&self, params: Scan) -> Result<Value, Failure> {
        let code = hex::decode(params.code).map_err(|_| Failure::params("code is not hexadecimal"))?;
        self.griffie.scan_verification(&params.flow, &code).await?;
        Ok(done())
    }

    pub(super) async fn verify_confirm(&self, params: Flow) -> Result<Value, Failure> {
        self.griffie.confirm_verification(&params.flow).await?;
        Ok(done())
    }

    pub(super) async fn verify_deny(&self, params: Flow) -> Result<Value, Failure> {
        self.griffie.deny_verification(&params.flow).await?;
        Ok(done())
    }

    pub(super) async fn verify_cancel(&self, params: Flow) -> Result<Value, Failure> {
        self.griffie.cancel_verification(&params.flow).await?;
        Ok(done())
    }
}

/// The emoji with their names: whoever compares reads them aloud.
fn named(verification: &Verification) -> Result<Value, Failure> {
    let mut value = shown(verification)?;
    let names = verification.emoji.iter().map(|emoji| {
        json!({
            "number": emoji.number,
            "symbol": emoji.symbol,
            "nl": emoji_name(emoji.number, Language::Dutch),
            "en": emoji_name(emoji.number, Language::English),
            "de": emoji_name(emoji.number, Language::German),
            "fr": emoji_name(emoji.number, Language::French),
        })
    });
    if let Some(fields) = value.as_object_mut() {
        fields.insert("emoji".to_owned(), names.collect());
    }
    Ok(value)
}
