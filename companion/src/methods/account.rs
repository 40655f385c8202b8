//! The account and its way to the archive: activate, status, archive, safety, drain, route now, carry, facts, rebuild, sign out.

use std::{collections::HashMap, path::PathBuf, time::Duration};

use griffie_core::{
    activate::Invitation,
    clock::{Clock, SystemClock},
    engine::{SIGN_OUT_WITHIN, Status},
    error::Error,
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Caller, NoParams, shown};
use crate::rpc::Failure;

/// Pause between two looks at the status while draining.
const LOOK_AGAIN: Duration = Duration::from_millis(250);
/// Facts in one answer, unless fewer are asked for.
const FACTS: u32 = 1_000;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Activate {
    link: Option<String>,
    code: Option<String>,
    gateway: Option<String>,
    root: Option<String>,
    managed: Option<HashMap<String, String>>,
    display_name: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Drain {
    timeout_s: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SignOut {
    timeout_s: Option<u64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Facts {
    #[serde(default)]
    after: u64,
    limit: Option<u32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Stick {
    dir: PathBuf,
}

impl Caller {
    pub(super) async fn activate(&self, params: Activate) -> Result<Value, Failure> {
        let invitation = match (
            params.link,
            params.managed,
            params.code,
            params.gateway,
            params.root,
        ) {
            (Some(link), None, None, None, None) => Invitation::from_link(&link),
            (None, Some(values), None, None, None) => Invitation::from_managed(&values),
            (None, None, Some(code), Some(gateway), Some(root)) => Invitation::typed(&code, &gateway, &root),
            _ => {
                return Err(Failure::params(
                    "give link, managed, or code with gateway and root",
                ));
            }
        };
        let invitation = invitation.map_err(Error::from)?;
        self.griffie.activate(&invitation).await?;
        self.griffie.start().await?;
        if let Some(name) = params.display_name {
            self.griffie.set_display_name(&name).await?;
        }
        self.status(NoParams {}).await
    }

    pub(super) async fn status(&self, _: NoParams) -> Result<Value, Failure> {
        shown(&self.griffie.status().await?)
    }

    pub(super) fn archive(&self, _: NoParams) -> Result<Value, Failure> {
        shown(&self.griffie.archive_state()?)
    }

    pub(super) async fn safety(&self, _: NoParams) -> Result<Value, Failure> {
        shown(&self.griffie.safety().await?)
    }

    pub(super) async fn sign_out(&self, params: SignOut) -> Result<Value, Failure> {
        let limit = params.timeout_s.map_or(SIGN_OUT_WITHIN, Duration::from_secs);
        shown(&self.griffie.sign_out_within(limit).await?)
    }

    /// Waits until nothing is on its way: no message, file, key or record.
    pub(super) async fn drain(&self, params: Drain) -> Result<Value, Failure> {
        let clock = SystemClock::default();
        let mut timeout = clock.sleep(Duration::from_secs(params.timeout_s));
        loop {
            let status = self.griffie.status().await?;
            if is_at_rest(&status) {
                return shown(&status);
            }
            // What is journaled goes now, not when the policy's time has come.
            if status.journal_unsealed > 0 {
                self.griffie.route_now().await?;
            }
            tokio::select! {
                () = &mut timeout => return Err(timed_out(&status)),
                () = clock.sleep(LOOK_AGAIN) => {}
            }
        }
    }

    pub(super) async fn route_now(&self, _: NoParams) -> Result<Value, Failure> {
        let objects = self.griffie.route_now().await?;
        Ok(json!({ "objects": objects }))
    }

    pub(super) async fn carry_out(&self, params: Stick) -> Result<Value, Failure> {
        shown(&self.griffie.carry_out(&params.dir).await?)
    }

    pub(super) async fn carry_in(&self, params: Stick) -> Result<Value, Failure> {
        shown(&self.griffie.carry_in(&params.dir).await?)
    }

    pub(super) async fn facts(&self, params: Facts) -> Result<Value, Failure> {
        let limit = params.limit.unwrap_or(FACTS).min(FACTS);
        let facts = self.griffie.journal_facts(params.after, limit).await?;
        Ok(json!({ "facts": shown(&facts)? }))
    }

    pub(super) async fn rebuild(&self, _: NoParams) -> Result<Value, Failure> {
        Ok(json!({ "records": self.griffie.rebuild().await? }))
    }
}

fn is_at_rest(status: &Status) -> bool {
    let waiting = [
        status.journal_unsealed,
        status.outbox,
        status.unreceipted,
        status.pending_sends,
        status.pending_media,
        status.open_gaps,
        status.pending_keys,
    ];
    waiting.iter().all(|&count| count == 0)
}

fn timed_out(status: &Status) -> Failure {
    let data = json!({
        "code": "timeout",
        "nl": "Er is nog iets onderweg; kijk in de status wat.",
        "en": "Something is still on its way; the status tells what.",
        "status": status,
    });
    Failure::application("not everything came to rest in time", data)
}
