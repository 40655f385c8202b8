//! One device without a network, for `griffie-bench`: what the loops do, driven step by step. Only with the feature `bench`; no
//! product is built with it. Must not do anything that the product does not: it only calls.

use std::{collections::BTreeMap, error::Error, path::Path, sync::Arc};

use griffie_wire::{
    activation::ActivationCode,
    api::{DeviceInfo, Grant},
    entry::Entry,
    ids::{EntryNo, Epoch, ObjectId, Seq},
    key::{PublicKey, SigningKey},
    policy::Policy,
    record::{ActivatedFact, Fact},
    seal_config::SealConfig,
    signed::DocumentKind,
};
use ruma::{OwnedDeviceId, UserId};
use serde_json::Value;

use crate::{
    clock::{Clock, SystemClock},
    e2ee, seal,
    store::{
        Store, StoreKey,
        activation::{self, Activation, Step},
        bench::{self, Held},
        config,
        identity::{self, Identity},
        journal, outbox,
    },
    sync,
};

/// A measure that cannot be made is reported as it is, with its sources.
pub type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// How the device in the bench comes to be activated, without asking anybody.
pub struct Enrolment {
    /// What a gateway would have granted; holds the signed configuration.
    pub grant: Grant,
    /// Signs that configuration.
    pub root: PublicKey,
    /// Matrix device id.
    pub matrix_device: String,
}

/// What the database holds, as proof that the work was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// Event records in the journal.
    pub events: u64,
    /// Timeline rows with a text: what was decrypted.
    pub readable: u64,
    /// Texts in the full-text index.
    pub indexed: u64,
}

/// A sealed object on its way.
pub struct Sealed {
    /// Its number.
    pub seq: Seq,
    /// Its name.
    pub id: ObjectId,
    /// All of it.
    pub bytes: Vec<u8>,
}

/// The device.
pub struct Phone {
    store: Store,
    clock: Arc<dyn Clock>,
    user: String,
}

impl Phone {
    /// A new, activated device with an Olm account.
    ///
    /// # Errors
    /// Whatever the parts say.
    pub async fn enrol(dir: &Path, key: &StoreKey, enrolment: &Enrolment) -> Outcome<Self> {
        let Enrolment {
            grant,
            root,
            matrix_device,
        } = enrolment;
        let store = Store::open(dir, key)?;
        let clock: Arc<dyn Clock> = Arc::new(SystemClock::default());
        let tenant = grant.tenant;
        let seal_config = SealConfig::accept(&grant.config.seal_config, root, tenant, None, clock.now())?;
        let policy = Policy::accept(&grant.config.policy, root, tenant, None)?;
        let code = ActivationCode::generate([7; 10]);
        let activation = Activation {
            step: Step::Requested(code.clone()),
            epoch: Epoch::from_bytes([9; 16]),
            matrix_device: matrix_device.clone(),
            root: *root,
            gateway: seal_config.gateways.first().cloned().unwrap_or_default(),
            os: std::env::consts::OS.to_owned(),
            homeservers: Vec::new(),
        };
        let identity = identity_of(enrolment, &activation, &seal_config);
        let mut unit = store.begin("enrol").await?;
        unit.write(identity::device_seed)?;
        activation::request(&unit, &activation, &code)?;
        activation::granted(&unit, grant)?;
        config::put(
            &unit,
            DocumentKind::SealConfig,
            seal_config.version,
            &grant.config.seal_config,
        )?;
        config::put(&unit, DocumentKind::Policy, policy.version, &grant.config.policy)?;
        unit.write(|c| identity::save(c, &identity))?;
        let user = UserId::parse(&grant.user_id)?;
        unit.create_machine(&user, &OwnedDeviceId::from(matrix_device.as_str()))
            .await?;
        let fact = first_fact(&identity, &activation);
        journal::append(&unit, &*clock, None, Fact::Activated(fact))?;
        activation::signed_in(&unit)?;
        activation::active(&unit)?;
        unit.commit().await?;
        Ok(Self {
            store,
            clock,
            user: grant.user_id.clone(),
        })
    }

    /// The device of an earlier [`Phone::enrol`].
    ///
    /// # Errors
    /// Whatever the parts say.
    pub fn open(dir: &Path, key: &StoreKey) -> Outcome<Self> {
        let store = Store::open(dir, key)?;
        let user = store.read(identity::require)?.user_id;
        Ok(Self {
            store,
            clock: Arc::new(SystemClock::default()),
            user,
        })
    }

    /// The body of `/keys/upload`, as if the homeserver had taken it.
    ///
    /// # Errors
    /// Whatever the parts say.
    pub async fn upload_keys(&self) -> Outcome<Value> {
        Ok(e2ee::bench::upload_keys(&self.store).await?)
    }

    /// Takes the homeserver's answer to a `/keys/query` in.
    ///
    /// # Errors
    /// Whatever the parts say.
    pub async fn learn_devices(&self, answer: &[u8]) -> Outcome<()> {
        Ok(e2ee::bench::learn_devices(&self.store, answer).await?)
    }

    /// Takes one recorded sync response in, exactly as the sync loop does.
    ///
    /// # Errors
    /// Whatever the parts say.
    pub async fn take_in(&self, response: &[u8]) -> Outcome<()> {
        sync::take_in(&self.store, &*self.clock, &self.user, response).await?;
        Ok(())
    }

    /// What the database holds.
    ///
    /// # Errors
    /// Whatever the parts say.
    pub fn counts(&self) -> Outcome<Counts> {
        let Held {
            events,
            readable,
            indexed,
        } = self.store.read(bench::held)?;
        Ok(Counts {
            events,
            readable,
            indexed,
        })
    }

    /// All entries of the journal.
    ///
    /// # Errors
    /// Whatever the parts say.
    pub fn entries(&self) -> Outcome<Vec<Entry>> {
        let last = self.store.read(journal::head)?.seq;
        Ok(self.store.read(|c| outbox::entries(c, &(EntryNo(1)..=last)))?)
    }

    /// Seals everything that is journaled, by the policy's batch sizes, and gives the objects.
    ///
    /// # Errors
    /// Whatever the parts say.
    pub async fn seal_all(&self) -> Outcome<Vec<Sealed>> {
        seal::seal_all(&self.store, &self.clock).await?;
        let rows = self.store.read(|c| outbox::unsent(c, u32::MAX))?;
        let mut objects = Vec::with_capacity(rows.len());
        for row in rows {
            let bytes = self
                .store
                .read(|c| outbox::bytes(c, row.seq))?
                .ok_or("an object without bytes")?;
            objects.push(Sealed {
                seq: row.seq,
                id: row.object_id,
                bytes,
            });
        }
        Ok(objects)
    }

    /// What a gateway would tell the vault about this device.
    ///
    /// # Errors
    /// Whatever the parts say.
    pub fn device(&self) -> Outcome<(DeviceInfo, Epoch)> {
        let identity = self.store.read(identity::require)?;
        let seed = self.store.read(identity::device_seed)?;
        let info = DeviceInfo {
            device: identity.device,
            tenant: identity.tenant,
            user_id: identity.user_id,
            public_key: SigningKey::from_seed(&seed).public(),
            revoked: false,
        };
        Ok((info, identity.epoch))
    }
}

fn identity_of(enrolment: &Enrolment, activation: &Activation, seal_config: &SealConfig) -> Identity {
    let Enrolment {
        grant,
        root,
        matrix_device,
    } = enrolment;
    Identity {
        device: grant.device,
        tenant: grant.tenant,
        epoch: activation.epoch,
        root: *root,
        gateways: seal_config.gateways.clone(),
        user_id: grant.user_id.clone(),
        homeserver: grant.homeserver.clone(),
        matrix_device: matrix_device.clone(),
        access_token: "bench".to_owned(),
        clock_offset_ms: 0,
    }
}

fn first_fact(identity: &Identity, activation: &Activation) -> ActivatedFact {
    ActivatedFact {
        homeserver: identity.homeserver.clone(),
        user_id: identity.user_id.clone(),
        matrix_device: identity.matrix_device.clone(),
        epoch: identity.epoch,
        root: identity.root,
        os: activation.os.clone(),
    }
}

/// One-time keys that a homeserver says it still has of us.
pub(crate) fn plenty_of_keys() -> BTreeMap<ruma::OneTimeKeyAlgorithm, ruma::UInt> {
    BTreeMap::from([(
        ruma::OneTimeKeyAlgorithm::SignedCurve25519,
        ruma::UInt::from(50_u32),
    )])
}
