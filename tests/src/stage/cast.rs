//! Who plays: a name and all that a fresh phone needs to activate.

use griffie_wire::activation::ActivationLink;
use serde::Serialize;

use crate::kit::{Outcome, archive::Archive};

/// Someone who may activate one phone.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Member {
    name: String,
    /// What a QR code holds: the three below in one.
    link: String,
    code: String,
    gateway: String,
    root: String,
}

/// What the commands find in the file that `GRIFFIE_STAGE` names.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Script {
    pub(super) homeserver: String,
    pub(super) gateway: String,
    /// PEM of an own certificate authority; the stage speaks plain HTTP on loopback.
    pub(super) ca: Option<String>,
    pub(super) people: Vec<Member>,
    /// Where the stage takes orders.
    pub(super) control: String,
    /// A folder for the phones' data, kept for looking at until the next play.
    pub(super) phones: String,
}

impl Member {
    /// A fresh code; the same name again gives the same person another phone.
    pub(super) async fn of(archive: &Archive, name: &str) -> Outcome<Self> {
        let link = archive.new_code(&name.to_lowercase()).await?;
        let parts: ActivationLink = link.parse()?;
        Ok(Self {
            name: name.to_owned(),
            link,
            code: parts.code.to_string(),
            gateway: parts.gateway,
            root: parts.root.to_string(),
        })
    }
}
