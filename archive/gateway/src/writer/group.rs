//! One group commit: all uploads of a group in one transaction, one sync of the segment, one signed checkpoint.
//!
//! Crash points and what each leaves behind are listed in [`crate::store::recover`].

use std::{collections::HashMap, sync::Arc};

use griffie_wire::{
    ids::{DeviceId, Millis},
    note::LogKey,
};
use rusqlite::{Connection, Transaction, TransactionBehavior};
use tokio::sync::watch;

use super::{
    Signed, WriterParts,
    upload::{Outcome, Upload},
};
use crate::{
    limits::Limits,
    log::Edge,
    store::{
        StoreError, equivocations, hashes, holes, objects,
        recover::Recovered,
        segment::Segment,
        segments,
        usage::{self, Usage},
    },
};

/// What the writer thread owns.
pub(super) struct State {
    pub(super) connection: Connection,
    pub(super) recovered: Recovered,
    pub(super) parts: WriterParts,
    pub(super) signed: watch::Sender<Signed>,
}

/// Signs the checkpoint of a committed state.
pub(super) fn sign(key: &LogKey, edge: &Edge) -> Result<Signed, StoreError> {
    Ok(Signed {
        size: edge.size(),
        note: key.sign_checkpoint(edge.size(), edge.root()?).into(),
    })
}

impl State {
    /// Brings a group to disk. On an error nothing of it happened.
    pub(super) fn commit(&mut self, uploads: &[Upload]) -> Result<Vec<Outcome>, StoreError> {
        let started = self.parts.clock.elapsed();
        let mut edge = self.recovered.edge.clone();
        let placed = match self.store(uploads, &mut edge) {
            Ok(placed) => placed,
            Err(error) => {
                self.take_back(&error)?;
                return Err(error);
            }
        };
        if let Some(segment) = &mut self.recovered.segment {
            segment.keep();
        }
        let signed = sign(&self.parts.log_key, &edge)?;
        let outcomes = placed
            .into_iter()
            .map(|placed| placed.outcome(&edge, &signed.note))
            .collect();
        edge.settle();
        self.recovered.edge = edge;
        self.parts
            .metrics
            .group_committed(uploads.len(), self.parts.clock.elapsed().saturating_sub(started));
        self.signed.send_replace(signed);
        outcomes
    }

    /// Everything up to and including the commit.
    fn store(&mut self, uploads: &[Upload], edge: &mut Edge) -> Result<Vec<Placed>, StoreError> {
        let now = self.parts.clock.now();
        let before = edge.size();
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let segment = open_segment(&transaction, &mut self.recovered.segment, &self.parts, now)?;
        let mut group = Group {
            transaction: &transaction,
            segment,
            edge,
            limits: &self.parts.limits,
            now,
            usage: HashMap::new(),
            again: false,
        };
        let placed = uploads
            .iter()
            .map(|upload| group.place(upload))
            .collect::<Result<Vec<_>, _>>()?;
        group.store_usage()?;
        let again = group.again;
        if edge.size() > before {
            objects::insert_checkpoint(&transaction, edge.size(), now)?;
        }
        if again || edge.size() > before {
            segment.sync()?;
        }
        transaction.commit()?;
        Ok(placed)
    }

    /// Cuts the segment back, unless it is unknown what the database kept: then the bytes must stay.
    fn take_back(&mut self, error: &StoreError) -> Result<(), StoreError> {
        match &mut self.recovered.segment {
            _ if error.is_fatal() => Ok(()),
            Some(segment) if segment.is_kept() => segment.rewind(),
            // Its row may not be there; the next group starts it anew.
            other => {
                *other = None;
                Ok(())
            }
        }
    }
}

/// The segment that grows: the one at hand, or a new one when there is none or it is full.
fn open_segment<'a>(
    transaction: &Transaction<'_>,
    current: &'a mut Option<Segment>,
    parts: &WriterParts,
    now: Millis,
) -> Result<&'a mut Segment, StoreError> {
    let full = current
        .as_ref()
        .is_none_or(|segment| segment.len() >= parts.limits.segment_bytes);
    if full {
        *current = None;
    }
    match current {
        Some(segment) => Ok(segment),
        None => {
            let id = segments::next(transaction)?;
            let created = Segment::create(&parts.dir, id)?;
            segments::insert(transaction, id, now)?;
            Ok(current.insert(created))
        }
    }
}

/// Where an upload ended up inside the transaction.
enum Placed {
    New(u64),
    Other(Outcome),
}

impl Placed {
    fn outcome(self, edge: &Edge, note: &Arc<str>) -> Result<Outcome, StoreError> {
        match self {
            Self::Other(outcome) => Ok(outcome),
            Self::New(index) => Ok(Outcome::New {
                index,
                path: edge.prove(index)?,
                note: Arc::clone(note),
            }),
        }
    }
}

struct Group<'a> {
    transaction: &'a Transaction<'a>,
    segment: &'a mut Segment,
    edge: &'a mut Edge,
    limits: &'a Limits,
    now: Millis,
    usage: HashMap<DeviceId, Usage>,
    /// Whether bytes of an object that is in the log already were written.
    again: bool,
}

impl Group<'_> {
    fn place(&mut self, upload: &Upload) -> Result<Placed, StoreError> {
        let leaf = &upload.leaf;
        if let Some((index, id)) = objects::at_number(self.transaction, leaf.device, leaf.epoch, leaf.seq)? {
            if id == leaf.object_id {
                self.bring_back(upload, index)?;
                return Ok(Placed::Other(Outcome::Same { index }));
            }
            equivocations::count(self.transaction, leaf, self.now)?;
            return Ok(Placed::Other(Outcome::Equivocation));
        }
        if !self.within_quota(upload)? {
            let retry_after_s = usage::until_tomorrow(self.now);
            return Ok(Placed::Other(Outcome::Quota { retry_after_s }));
        }
        let index = self.edge.size();
        #[cfg(not(feature = "faults"))]
        let place = self.append(&upload.bytes)?;
        #[cfg(feature = "faults")]
        let place = self.append(&crate::faults::kept(upload, index, self.now))?;
        objects::insert(self.transaction, index, leaf, place, self.now)?;
        hashes::insert(self.transaction, &self.edge.append(leaf.hash())?)?;
        holes::note_arrival(self.transaction, leaf.device, leaf.epoch, leaf.seq, self.now)?;
        Ok(Placed::New(index))
    }

    /// Takes the bytes again that the vault says it was not given. The line in the log and the receipt stay what they were.
    fn bring_back(&mut self, upload: &Upload, index: u64) -> Result<(), StoreError> {
        if !objects::is_lost(self.transaction, index)? {
            return Ok(());
        }
        let place = self.append(&upload.bytes)?;
        objects::replace(self.transaction, index, place)?;
        self.again = true;
        Ok(())
    }

    fn append(&mut self, bytes: &[u8]) -> Result<objects::Place, StoreError> {
        Ok(objects::Place {
            segment: self.segment.id(),
            offset: self.segment.append(bytes)?,
            size: bytes.len() as u64,
        })
    }

    fn within_quota(&mut self, upload: &Upload) -> Result<bool, StoreError> {
        let device = upload.leaf.device;
        let used = match self.usage.get(&device) {
            Some(used) => *used,
            None => usage::today(self.transaction, device, self.now)?,
        };
        let sum = used.plus(
            Usage {
                objects: 1,
                bytes: upload.leaf.size,
            },
            self.limits,
        );
        if let Some(sum) = sum {
            self.usage.insert(device, sum);
        }
        Ok(sum.is_some())
    }

    fn store_usage(&self) -> Result<(), StoreError> {
        self.usage
            .iter()
            .try_for_each(|(device, usage)| usage::set_today(self.transaction, *device, *usage, self.now))
    }
}
