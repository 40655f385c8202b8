//! A device made by hand: it activates, journals, seals and signs as the core does, and can do each wrongly on purpose.
//!
//! Must not know how requests travel in a test; [`Device::puts`] is for those that use the real HTTP face.

use griffie_wire::{
    Commitment, Entry, Fact, Record,
    activation::ActivationLink,
    api::{ActivateRequest, Grant, ReceiptItem, Receipts},
    batch::{CODEC_PER_ROOM, encode},
    gso1::{Header, Kind, Recipient, SealedObject, Suite, seal},
    ids::{DeviceId, EntryNo, Epoch, Millis, ObjectId, Seq, Sha256, StreamId, TenantId},
    key::SigningKey,
    record::{ActivatedFact, AlarmFact, SCHEMA},
    request::sign_request,
    seal_config::SealConfig,
    signed::DocumentKind,
};
use serde_json::Value;

use super::{Outcome, failure, rpc};

/// An activated device with a journal of its own.
pub struct Device {
    /// What the gateway gave it.
    pub grant: Grant,
    /// Its signing key.
    pub key: SigningKey,
    /// The life of its journal.
    pub epoch: Epoch,
    gateway: String,
    recipients: Vec<Recipient>,
    client: reqwest::Client,
    next_entry: u64,
    seq: u64,
    prev: ObjectId,
    commitment: Commitment,
}

/// What goes into the next object, to be changed before it is sealed.
pub struct Draft {
    /// The header outside.
    pub header: Header,
    /// The payload, with the honest header inside.
    pub payload: Vec<u8>,
    after: Commitment,
    entries: u64,
}

/// What a part answered: the status, and the code of the problem or nothing.
#[derive(Debug, PartialEq, Eq)]
pub struct Answered {
    /// HTTP status.
    pub status: u16,
    /// The last part of the problem's type.
    pub code: String,
}

/// 16 random bytes.
pub fn random() -> Outcome<[u8; 16]> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| failure(format!("no randomness: {error}")))?;
    Ok(bytes)
}

/// The path of an object.
pub fn object_path(device: DeviceId, epoch: Epoch, seq: u64) -> String {
    format!("/v1/devices/{device}/objects/{epoch}/{seq}")
}

/// Headers that sign a request, by the clock of now and with a nonce of its own.
pub fn sign(
    key: &SigningKey,
    device: DeviceId,
    method: &str,
    path: &str,
    body: &[u8],
) -> Outcome<Vec<(&'static str, String)>> {
    let digest = Sha256::of(body);
    Ok(sign_request(
        method,
        path,
        &digest,
        key,
        device,
        now_s(),
        random()?,
    ))
}

/// A request to activate, as it is sent, and what the gateway says to it.
pub async fn try_activate(gateway: &str, request: &ActivateRequest) -> Outcome<Result<Grant, Answered>> {
    let url = format!("{gateway}/v1/activate");
    let answer = rpc::http()?.post(url).json(request).send().await?;
    if answer.status().is_success() {
        return Ok(Ok(answer.json().await?));
    }
    Ok(Err(answered(answer).await?))
}

impl Device {
    /// Activates with a link.
    pub async fn activate(link: &str) -> Outcome<Self> {
        let link: ActivationLink = link.parse()?;
        let (left, right) = (random()?, random()?);
        let mut seed = [0; 32];
        seed.iter_mut()
            .zip(left.iter().chain(&right))
            .for_each(|(to, from)| *to = *from);
        let key = SigningKey::from_seed(&seed);
        let request = ActivateRequest::new(link.code, &key, "Test".to_owned(), "0".to_owned());
        let grant = try_activate(&link.gateway, &request)
            .await?
            .map_err(|no| failure(format!("{no:?}")))?;
        let config = grant
            .config
            .seal_config
            .verify(DocumentKind::SealConfig, &link.root)?;
        let config: SealConfig = serde_json::from_str(config)?;
        Ok(Self {
            grant,
            key,
            epoch: Epoch::from_bytes(random()?),
            gateway: link.gateway,
            recipients: config.recipients.into_iter().map(Recipient::from).collect(),
            client: rpc::http()?,
            next_entry: 1,
            seq: 0,
            prev: ObjectId::GENESIS,
            commitment: Commitment::GENESIS,
        })
    }

    /// Its id.
    pub fn id(&self) -> DeviceId {
        self.grant.device
    }

    /// The next object: the first says that the device was activated, the others that nothing happened.
    pub fn draft(&self) -> Outcome<Draft> {
        self.draft_under(|_| {})
    }

    /// The same under a changed header, inside and outside.
    pub fn draft_under(&self, change: impl FnOnce(&mut Header)) -> Outcome<Draft> {
        let fact = if self.next_entry == 1 {
            Fact::Activated(ActivatedFact {
                homeserver: self.grant.homeserver.clone(),
                user_id: self.grant.user_id.clone(),
                matrix_device: "HANDMADE".to_owned(),
                epoch: self.epoch,
                root: self.key.public(),
                os: "Test".to_owned(),
            })
        } else {
            Fact::Alarm(AlarmFact {
                code: "test".to_owned(),
                detail: String::new(),
            })
        };
        let entry = Entry::new(&self.record(fact)?, [7; 32])?;
        let mut header = self.header();
        change(&mut header);
        Ok(Draft {
            payload: encode(&header, &self.commitment, std::slice::from_ref(&entry))?,
            header,
            after: entry.commitment(&self.commitment),
            entries: 1,
        })
    }

    /// Seals a draft and takes it for the head of the chain.
    pub fn seals(&mut self, draft: &Draft) -> Outcome<SealedObject> {
        let object = self.seals_apart(draft, &self.key)?;
        self.seq += 1;
        self.prev = object.id;
        self.commitment = draft.after;
        self.next_entry += draft.entries;
        Ok(object)
    }

    /// Seals a draft that the chain does not go on from, with any key.
    pub fn seals_apart(&self, draft: &Draft, key: &SigningKey) -> Outcome<SealedObject> {
        Ok(seal(
            Suite::XWing,
            &draft.header,
            &self.recipients,
            &draft.payload,
            key,
        )?)
    }

    /// The path of an object.
    pub fn path(&self, seq: u64) -> String {
        object_path(self.id(), self.epoch, seq)
    }

    /// Headers that sign a request.
    pub fn signs(&self, method: &str, path: &str, body: &[u8]) -> Outcome<Vec<(&'static str, String)>> {
        let created = now_s();
        let digest = Sha256::of(body);
        Ok(sign_request(
            method,
            path,
            &digest,
            &self.key,
            self.id(),
            created,
            random()?,
        ))
    }

    /// Brings bytes as object `seq`.
    pub async fn puts(&self, seq: u64, bytes: &[u8]) -> Outcome<Answered> {
        let path = self.path(seq);
        let headers = self.signs("PUT", &path, bytes)?;
        self.sends("PUT", &path, headers, bytes).await
    }

    /// Sends a request with these headers.
    pub async fn sends(
        &self,
        method: &str,
        path: &str,
        headers: Vec<(&'static str, String)>,
        body: &[u8],
    ) -> Outcome<Answered> {
        answered(self.ask(method, path, headers, body).await?).await
    }

    /// What the vault has said of its objects so far.
    pub async fn verdicts(&self) -> Outcome<Vec<ReceiptItem>> {
        let path = format!("/v1/devices/{}/receipts?after=0", self.id());
        let headers = self.signs("GET", &path, b"")?;
        let answer = self.ask("GET", &path, headers, b"").await?;
        Ok(answer.error_for_status()?.json::<Receipts>().await?.items)
    }

    async fn ask(
        &self,
        method: &str,
        path: &str,
        headers: Vec<(&'static str, String)>,
        body: &[u8],
    ) -> Outcome<reqwest::Response> {
        let url = format!("{}{path}", self.gateway);
        let mut request = self.client.request(method.parse()?, url);
        for (name, value) in headers {
            request = request.header(name, value);
        }
        Ok(request.body(body.to_vec()).send().await?)
    }

    fn header(&self) -> Header {
        Header {
            kind: Kind::Batch,
            tenant: self.grant.tenant,
            device: self.id(),
            epoch: self.epoch,
            seq: Seq(self.seq + 1),
            prev_object_id: self.prev,
            n_entries: 1,
            first_entry: EntryNo(self.next_entry),
            last_entry: EntryNo(self.next_entry),
            codec: CODEC_PER_ROOM,
            created: Millis(now_s() * 1000),
            policy_version: 1,
            seal_config_version: 1,
            stream_id: StreamId::NONE,
        }
    }

    fn record(&self, fact: Fact) -> Outcome<Record> {
        Ok(Record {
            schema: SCHEMA,
            record_id: hex::encode(random()?),
            seq: EntryNo(self.next_entry),
            custodian: self.grant.user_id.clone(),
            matrix_device: "HANDMADE".to_owned(),
            captured_at: Millis(now_s() * 1000),
            core_version: "0".to_owned(),
            policy_version: 1,
            room: None,
            fact,
        })
    }
}

/// Another organisation than any world's.
pub const STRANGERS: TenantId = TenantId::from_bytes([0xbb; 16]);

async fn answered(answer: reqwest::Response) -> Outcome<Answered> {
    let status = answer.status().as_u16();
    let problem: Option<Value> = serde_json::from_slice(&answer.bytes().await?).ok();
    let kind = problem.as_ref().and_then(|problem| problem["type"].as_str());
    let code = kind
        .and_then(|kind| kind.rsplit(':').next())
        .unwrap_or_default()
        .to_owned();
    Ok(Answered { status, code })
}

#[expect(
    clippy::disallowed_methods,
    reason = "the gateway it speaks to lives in real time"
)]
fn now_s() -> u64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since.map_or(0, |since| since.as_secs())
}
