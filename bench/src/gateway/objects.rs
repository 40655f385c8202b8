//! What the phones bring: sealed batches of real records, each object different and in its device's chain, and the signed requests
//! that carry them. All of it is made before the clock runs.

use griffie_wire::{
    Commitment, DeviceId, Entry, Epoch, ObjectId, Seq, Sha256, StreamId, TenantId, batch,
    gso1::{self, Header, Kind, Recipient, Suite},
    leaf::Leaf,
    receipt::LogTrust,
    request::sign_request,
    seal_config::SealConfig,
};
use http::{Request, header};
use http_body_util::Full;
use hyper::body::Bytes;

use super::devices::LoadPhone;
use crate::{
    archive::Archive,
    clock,
    outcome::{Outcome, failure},
    stage::{Filed, USER},
};

/// What a phone has said in a quarter of an hour.
pub(super) const RECORDS: u8 = 10;

/// The chains of all phones, as far as they have come.
pub(super) struct Chains<'a> {
    phones: Vec<Chain>,
    slices: Vec<(Commitment, &'a [Entry])>,
    tenant: TenantId,
    suite: Suite,
    recipients: Vec<Recipient>,
    trust: LogTrust,
}

struct Chain {
    phone: LoadPhone,
    epoch: Epoch,
    seq: Seq,
    last: ObjectId,
}

/// An object that is ready to go.
pub(super) struct Ready {
    pub(super) leaf: Leaf,
    bytes: Vec<u8>,
}

/// A request that is ready to go, and what its receipt must speak of.
pub(super) struct Upload {
    pub(super) leaf: Leaf,
    pub(super) request: Request<Full<Bytes>>,
}

impl<'a> Chains<'a> {
    pub(super) fn new(archive: &Archive, phones: Vec<LoadPhone>, filed: &'a Filed) -> Outcome<Self> {
        let document = archive.grant(USER)?.config.seal_config;
        let config: SealConfig = serde_json::from_str(&document.payload)?;
        let (mut last, mut slices) = (Commitment::GENESIS, Vec::new());
        for entries in filed.entries.chunks_exact(usize::from(RECORDS)) {
            slices.push((last, entries));
            last = entries.iter().fold(last, |last, entry| entry.commitment(&last));
        }
        let phones = (0_u8..).zip(phones).map(|(number, phone)| Chain {
            phone,
            epoch: Epoch::from_bytes([number; 16]),
            seq: Seq(0),
            last: ObjectId::GENESIS,
        });
        Ok(Self {
            phones: phones.collect(),
            slices,
            tenant: config.tenant,
            suite: config.suite()?,
            recipients: config.recipients(),
            trust: config.trust(),
        })
    }

    pub(super) fn trust(&self) -> &LogTrust {
        &self.trust
    }

    /// The next `count` objects of every phone.
    pub(super) fn next(&mut self, count: usize) -> Outcome<Vec<Vec<Ready>>> {
        let Self {
            phones,
            slices,
            tenant,
            suite,
            recipients,
            ..
        } = self;
        let mut all = Vec::with_capacity(phones.len());
        for (number, chain) in phones.iter_mut().enumerate() {
            let mut ready = Vec::with_capacity(count);
            for step in 0..count {
                let slice = slices.get((number * 7 + step) % slices.len().max(1));
                let (prev, entries) = slice.ok_or_else(|| failure("no records to seal"))?;
                let header = chain.header(*tenant, entries)?;
                let payload = batch::encode(&header, prev, entries)?;
                let sealed = gso1::seal(*suite, &header, recipients, &payload, &chain.phone.key)?;
                chain.seq = header.seq;
                chain.last = sealed.id;
                let leaf = Leaf {
                    object_id: sealed.id,
                    device: header.device,
                    epoch: header.epoch,
                    seq: header.seq,
                    size: u64::try_from(sealed.bytes.len())?,
                };
                ready.push(Ready {
                    leaf,
                    bytes: sealed.bytes,
                });
            }
            all.push(ready);
        }
        Ok(all)
    }
}

impl Chain {
    fn header(&self, tenant: TenantId, entries: &[Entry]) -> Outcome<Header> {
        let (Some(first), Some(last)) = (entries.first(), entries.last()) else {
            return Err(failure("an empty batch"));
        };
        Ok(Header {
            kind: Kind::Batch,
            tenant,
            device: self.phone.device,
            epoch: self.epoch,
            seq: Seq(self.seq.0 + 1),
            prev_object_id: self.last,
            n_entries: u32::try_from(entries.len())?,
            first_entry: first.seq,
            last_entry: last.seq,
            codec: batch::CODEC_PER_ROOM,
            created: clock::now(),
            policy_version: 1,
            seal_config_version: 1,
            stream_id: StreamId::NONE,
        })
    }
}

/// Signs the requests; a signature is good for five minutes.
pub(super) fn sign(chains: &Chains<'_>, batch: Vec<Vec<Ready>>) -> Outcome<Vec<Vec<Upload>>> {
    let created_s = clock::now().0 / 1000;
    let phones = chains.phones.iter().zip(batch);
    phones
        .map(|(chain, ready)| {
            ready
                .into_iter()
                .map(|ready| upload(chain, ready, created_s))
                .collect()
        })
        .collect()
}

fn upload(chain: &Chain, ready: Ready, created_s: u64) -> Outcome<Upload> {
    let Ready { leaf, bytes } = ready;
    let device: DeviceId = chain.phone.device;
    let path = format!("/v1/devices/{device}/objects/{}/{}", leaf.epoch, leaf.seq.0);
    let mut nonce = [0; 16];
    getrandom::fill(&mut nonce).map_err(|_| failure("no randomness"))?;
    let digest = Sha256::of(&bytes);
    let mut request = Request::put(&path).header(header::HOST, "127.0.0.1");
    for (name, value) in sign_request("PUT", &path, &digest, &chain.phone.key, device, created_s, nonce) {
        request = request.header(name, value);
    }
    Ok(Upload {
        leaf,
        request: request.body(Full::new(Bytes::from(bytes)))?,
    })
}
