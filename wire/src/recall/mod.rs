//! A recall: what the vault asks of one device because it misses it. Objects to be sent again, events to be fetched again.
//! Signed by the vault, sealed to the device, carried by a gateway that can neither read nor change it (docs/decisions/0028).
//!
//! It must not know how a recall travels, and not what the device does about it. `seal` is the only file here that knows HPKE.

mod seal;

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use crate::{
    api::SealedRecall,
    canonical::to_canonical,
    ids::{DeviceId, Epoch, Millis, Seq, TenantId},
    key::{PublicKey, Signature},
    note::{CosignerKey, CosignerVerifier},
};

/// The form of recall this code writes and reads.
pub const SCHEMA: u16 = 1;
/// Wants in one recall.
pub const MAX_WANTS: usize = 64;
/// Objects in one want.
pub const MAX_RANGE: u64 = 100;
/// Characters of a sealed recall: what all wants of the longest ids need, and not more.
pub const MAX_SEALED: usize = 96 << 10;
/// Longest Matrix id.
const MAX_ID: usize = 255;
const DOMAIN: &[u8] = b"griffie-recall\0";

/// What the vault wants of one device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recall {
    /// [`SCHEMA`].
    pub schema: u16,
    /// The organisation.
    pub tenant: TenantId,
    /// Who is asked.
    pub device: DeviceId,
    /// Rises with each recall to this device, so that none is taken twice.
    pub number: u64,
    /// When it was made, by the vault's clock.
    pub made: Millis,
    /// From then on it is nothing.
    pub expires: Millis,
    /// What is missing, at most [`MAX_WANTS`].
    pub wants: Vec<Want>,
}

/// One thing that the vault misses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Want {
    /// Objects of the device itself, `first` to `last`: the archive's side has lost their bytes.
    Objects {
        /// Life of the journal.
        epoch: Epoch,
        /// The first.
        first: Seq,
        /// The last, at most [`MAX_RANGE`] of them.
        last: Seq,
    },
    /// An event that the person should have and that no object brought.
    Event {
        /// Matrix room id.
        room_id: String,
        /// Matrix event id.
        event_id: String,
    },
}

/// What a device needs to know before it believes a recall.
pub struct Addressee<'a> {
    /// Seed of its signing key.
    pub seed: &'a [u8; 32],
    /// Its organisation.
    pub tenant: TenantId,
    /// Its id.
    pub device: DeviceId,
    /// The vault that the root named.
    pub vault: &'a CosignerVerifier,
    /// What time it is.
    pub now: Millis,
}

/// Why a recall is not one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecallError {
    /// Longer than any recall.
    #[error("the recall is too long")]
    TooLong,
    /// Not sealed to this device, or number or expiry were changed on the way.
    #[error("the recall cannot be opened")]
    Closed,
    /// Not the expected JSON.
    #[error("the recall is malformed")]
    Malformed,
    /// A form of later.
    #[error("recall schema {0} is not known")]
    UnknownSchema(u16),
    /// Not signed by the vault that the root named.
    #[error("the recall is not the vault's")]
    Signature,
    /// For another organisation or device.
    #[error("the recall is for somebody else")]
    OtherAddressee,
    /// Its time is over.
    #[error("the recall has expired")]
    Expired,
    /// Nothing wanted, too much, or an id that is none.
    #[error("the recall wants nothing, too much, or what cannot be")]
    Wants,
}

impl RecallError {
    /// A stable word.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::TooLong => "recall_too_long",
            Self::Closed => "recall_closed",
            Self::Malformed => "recall_malformed",
            Self::UnknownSchema(_) => "recall_unknown_schema",
            Self::Signature => "recall_not_signed",
            Self::OtherAddressee => "recall_of_others",
            Self::Expired => "recall_expired",
            Self::Wants => "recall_wants",
        }
    }
}

/// What is sealed: the exact text and the vault's name under it.
#[derive(Serialize, Deserialize)]
struct Signed {
    recall: String,
    signature: Signature,
}

impl Recall {
    /// Signs as the vault and seals to the device with this key.
    ///
    /// # Errors
    /// [`RecallError`] when a device would refuse it, or its key is none.
    pub fn seal(&self, vault: &CosignerKey, device: &PublicKey) -> Result<SealedRecall, RecallError> {
        self.check_wants()?;
        let text = to_canonical(self).map_err(|_| RecallError::Malformed)?;
        let signed = Signed {
            signature: vault.sign_recall(&message(&text)),
            recall: String::from_utf8(text).map_err(|_| RecallError::Malformed)?,
        };
        let clear = serde_json::to_vec(&signed).map_err(|_| RecallError::Malformed)?;
        let sealed = seal::seal(device, &seal::info(self.device, self.number, self.expires), clear)?;
        Ok(SealedRecall {
            number: self.number,
            expires: self.expires,
            sealed,
        })
    }

    /// The recall, if it is the vault's to this very device and still holds.
    ///
    /// # Errors
    /// [`RecallError`]; whether it was taken before is for the device to know.
    pub fn open(sealed: &SealedRecall, me: &Addressee<'_>) -> Result<Self, RecallError> {
        if sealed.sealed.len() > MAX_SEALED {
            return Err(RecallError::TooLong);
        }
        let info = seal::info(me.device, sealed.number, sealed.expires);
        let clear = seal::open(me.seed, &info, &sealed.sealed)?;
        let signed: Signed = serde_json::from_slice(&clear).map_err(|_| RecallError::Malformed)?;
        me.vault
            .public_key()
            .verify(&message(signed.recall.as_bytes()), &signed.signature)
            .map_err(|_| RecallError::Signature)?;
        let recall: Self = serde_json::from_str(&signed.recall).map_err(|_| RecallError::Malformed)?;
        if recall.schema != SCHEMA {
            return Err(RecallError::UnknownSchema(recall.schema));
        }
        let outside = (me.tenant, me.device, sealed.number, sealed.expires);
        if (recall.tenant, recall.device, recall.number, recall.expires) != outside {
            return Err(RecallError::OtherAddressee);
        }
        if me.now >= recall.expires {
            return Err(RecallError::Expired);
        }
        recall.check_wants()?;
        Ok(recall)
    }

    fn check_wants(&self) -> Result<(), RecallError> {
        let all = (1..=MAX_WANTS).contains(&self.wants.len()) && self.wants.iter().all(Want::can_be);
        // Numbers are database integers on both sides.
        let numbers = i64::try_from(self.number).is_ok() && i64::try_from(self.expires.0).is_ok();
        if all && numbers && self.number > 0 {
            Ok(())
        } else {
            Err(RecallError::Wants)
        }
    }
}

impl Want {
    fn can_be(&self) -> bool {
        let is_id = |id: &str, sigil: char| id.starts_with(sigil) && id.len() <= MAX_ID;
        match self {
            Self::Objects { first, last, .. } => {
                first.0 > 0
                    && i64::try_from(last.0).is_ok()
                    && last.0.checked_sub(first.0).is_some_and(|more| more < MAX_RANGE)
            }
            Self::Event { room_id, event_id } => is_id(room_id, '!') && is_id(event_id, '$'),
        }
    }
}

fn message(text: &[u8]) -> Vec<u8> {
    [DOMAIN, text].concat()
}
