//! Seals a file that the homeserver has in clear for the archive alone, as a GSO1 object of its own, in constant memory.

use std::{
    fs::File,
    io::{self, Write},
    path::Path,
};

use griffie_wire::{
    gso1::{Header, Kind, Recipient, SealError, SealWriter, Suite},
    ids::{EntryNo, Millis, ObjectId, Seq, Sha256Hasher, StreamId},
    key::SigningKey,
};

use crate::{
    e2ee::attachment::{DecryptError, Measure},
    store::{Store, StoreError, config, identity},
};

/// What is needed to seal: recipients and device, as accepted and activated.
pub(super) struct Sealer {
    suite: Suite,
    header: Header,
    recipients: Vec<Recipient>,
    device: SigningKey,
}

/// A sealed file.
pub(super) struct SealedFile {
    pub(super) plain: Measure,
    pub(super) sealed: Measure,
}

/// Why there is no sealing now.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SealFileError {
    /// No valid seal configuration: wait for one.
    #[error("no valid seal configuration")]
    NoConfig,
    #[error("own copy")]
    Open(#[from] DecryptError),
    #[error("seal")]
    Seal(#[from] SealError),
    #[error("file")]
    Io(#[from] io::Error),
    #[error("store")]
    Store(#[from] StoreError),
}

impl Sealer {
    /// Reads what is in force now.
    pub(super) fn now(store: &Store, now: Millis) -> Result<Self, SealFileError> {
        let (accepted, identity, seed) = store.read(|c| {
            Ok((
                config::accepted(c)?,
                identity::require(c)?,
                identity::device_seed(c)?,
            ))
        })?;
        let accepted = accepted.ok_or(SealFileError::NoConfig)?;
        // The gateway's clock decides: a device whose clock was never set still seals.
        let gateway_now = Millis(now.0.saturating_add_signed(identity.clock_offset_ms));
        accepted
            .seal_config
            .check_valid_at(gateway_now)
            .map_err(|_| SealFileError::NoConfig)?;
        let suite = Suite::try_from(accepted.seal_config.suite).map_err(|_| SealFileError::NoConfig)?;
        let mut stream_id = [0; 16];
        getrandom::fill(&mut stream_id).map_err(io::Error::other)?;
        let header = Header {
            kind: Kind::Attachment,
            tenant: identity.tenant,
            device: identity.device,
            epoch: identity.epoch,
            // Files stand beside the chain of batches; the Attachment record names them by digest.
            seq: Seq(0),
            prev_object_id: ObjectId::GENESIS,
            n_entries: 0,
            first_entry: EntryNo(0),
            last_entry: EntryNo(0),
            codec: 0,
            created: now,
            policy_version: accepted.policy.version,
            seal_config_version: accepted.seal_config.version,
            stream_id: StreamId::from_bytes(stream_id),
        };
        let recipients = accepted.seal_config.recipients.into_iter();
        let recipients = recipients
            .map(|key| Recipient {
                key_id: key.key_id,
                public_key: key.public_key,
            })
            .collect();
        Ok(Self {
            suite,
            header,
            recipients,
            device: SigningKey::from_seed(&seed),
        })
    }

    /// Seals what `fill` writes into a new file at `work`. Blocks.
    pub(super) fn seal(
        &self,
        work: &Path,
        fill: impl FnOnce(&mut dyn Write) -> Result<Measure, SealFileError>,
    ) -> Result<SealedFile, SealFileError> {
        let mut sink = Measured {
            file: File::create_new(work)?,
            digest: Sha256Hasher::new(),
            size: 0,
        };
        let mut writer = SealWriter::new(self.suite, &self.header, &self.recipients, &mut sink)?;
        let plain = fill(&mut writer)?;
        writer.finish(&self.device)?;
        sink.file.sync_all()?;
        Ok(SealedFile {
            plain,
            sealed: Measure {
                sha256: sink.digest.finish(),
                size: sink.size,
            },
        })
    }
}

/// A file that is digested while it is written.
struct Measured {
    file: File,
    digest: Sha256Hasher,
    size: u64,
}

impl Write for Measured {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let length = self.file.write(bytes)?;
        self.digest.update(bytes.get(..length).unwrap_or_default());
        self.size += length as u64;
        Ok(length)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
