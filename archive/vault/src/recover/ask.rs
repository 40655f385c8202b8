//! Whom to ask for what is missing: the person's own devices one after the other, and only when none of them can, another one in the room.

use std::collections::{BTreeMap, BTreeSet};

use griffie_wire::{
    DeviceId, Millis,
    api::RecallFor,
    recall::{MAX_RANGE, MAX_WANTS, Recall, SCHEMA, Want},
};
use rusqlite::{Connection, TransactionBehavior};

use crate::{
    error::VaultError,
    fault::Hold,
    reconcile::Report,
    store::{
        StoreError, devices, objects,
        objects::ObjectRow,
        recalls::{self, Answers, Missed},
    },
    vault::Vault,
};

/// How long a device may take to come by; after that it, or the next one, is asked anew.
const HOLDS: u64 = 7 * 24 * 3_600_000;
/// Recalls to one device that hold at the same time: a gateway hands out so many.
const OPEN: u64 = 4;

/// What is to be asked of each device.
type Plan = BTreeMap<DeviceId, Vec<(Vec<i64>, Want)>>;

/// Names what the report says is missing, marks what has come, and asks for the rest whom nobody asks already.
///
/// # Errors
/// [`VaultError`]; then nothing was named and nobody is asked.
pub(crate) fn ask_for_events(vault: &mut Vault, report: &Report) -> Result<(), VaultError> {
    let now = vault.clock.now();
    let members = members(report);
    in_transaction(vault, now, |unit| {
        for line in &report.lines {
            for missing in line.missing.iter().filter(|missing| !missing.waiting) {
                let what = (
                    line.user.as_str(),
                    line.room.as_str(),
                    missing.point.event.as_str(),
                );
                recalls::name_event(unit, what, now)?;
            }
        }
        recalls::heal(unit, now)?;
        let answers = recalls::answers(unit)?;
        let mut plan = Plan::new();
        for missed in recalls::open(unit)?
            .iter()
            .filter(|missed| missed.object.is_none())
        {
            let Some(device) = next_to_ask(unit, missed, &answers, &members, now)? else {
                continue;
            };
            let want = Want::Event {
                room_id: missed.room.clone(),
                event_id: missed.event.clone(),
            };
            plan.entry(device).or_default().push((vec![missed.id], want));
        }
        Ok(plan)
    })
}

/// Marks what has come and asks nobody.
///
/// # Errors
/// As [`ask_for_events`].
pub(crate) fn mark_healed(vault: &mut Vault) -> Result<(), VaultError> {
    let now = vault.clock.now();
    in_transaction(vault, now, |unit| {
        recalls::heal(unit, now)?;
        Ok(Plan::new())
    })
}

/// Asks devices for objects that are in the log and whose bytes the gateway does not give.
///
/// # Errors
/// As [`ask_for_events`].
pub(crate) fn ask_for_objects(vault: &mut Vault) -> Result<(), VaultError> {
    let lost = objects::held(&vault.store, Hold::Missing)?;
    if lost.is_empty()
        && recalls::open(&vault.store)?
            .iter()
            .all(|missed| missed.object.is_none())
    {
        return Ok(());
    }
    let now = vault.clock.now();
    in_transaction(vault, now, |unit| {
        for row in &lost {
            recalls::name_object(unit, row.listed.index, now)?;
        }
        recalls::heal(unit, now)?;
        let by_index: BTreeMap<u64, &ObjectRow> = lost.iter().map(|row| (row.listed.index, row)).collect();
        let mut plan = Plan::new();
        for missed in recalls::open(unit)? {
            let Some(row) = missed.object.and_then(|index| by_index.get(&index)) else {
                continue;
            };
            let device = devices::get(unit, row.listed.device)?.filter(|device| !device.revoked);
            if device.is_some() && !is_asked(unit, missed.id, now)? {
                add_object(plan.entry(row.listed.device).or_default(), missed.id, row);
            }
        }
        Ok(plan)
    })
}

/// Behind the last range if it follows it.
fn add_object(wants: &mut Vec<(Vec<i64>, Want)>, id: i64, row: &ObjectRow) {
    let (at, seq) = (row.listed.epoch, row.listed.seq);
    if let Some((ids, Want::Objects { epoch, first, last })) = wants.last_mut()
        && (*epoch, last.0 + 1) == (at, seq.0)
        && seq.0 - first.0 < MAX_RANGE
    {
        *last = seq;
        ids.push(id);
        return;
    }
    let want = Want::Objects {
        epoch: at,
        first: seq,
        last: seq,
    };
    wants.push((vec![id], want));
}

/// Who was in which room.
fn members(report: &Report) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut members = BTreeMap::<&str, BTreeSet<&str>>::new();
    for line in &report.lines {
        members.entry(&line.room).or_default().insert(&line.user);
    }
    members
}

fn is_asked(unit: &Connection, missed: i64, now: Millis) -> Result<bool, StoreError> {
    Ok(recalls::asked(unit, missed)?
        .iter()
        .any(|asked| asked.expires > now))
}

/// The device to be asked now; none while one is asked, and when nobody is left.
fn next_to_ask(
    unit: &Connection,
    missed: &Missed,
    answers: &Answers,
    members: &BTreeMap<&str, BTreeSet<&str>>,
    now: Millis,
) -> Result<Option<DeviceId>, StoreError> {
    let cannot = |device: DeviceId| answers.contains_key(&(device, missed.event.clone()));
    let asked = recalls::asked(unit, missed.id)?;
    if asked.iter().any(|one| one.expires > now && !cannot(one.device)) {
        return Ok(None);
    }
    let mut candidates = recalls::devices_of(unit, &missed.user)?;
    if !recalls::is_kept(unit, &missed.event)? {
        for user in members.get(missed.room.as_str()).into_iter().flatten() {
            if *user != missed.user {
                candidates.extend(recalls::devices_of(unit, user)?);
            }
        }
    }
    candidates.retain(|device| !cannot(*device));
    let times = |device: &DeviceId| asked.iter().filter(|one| one.device == *device).count();
    // The one that was asked least; of those the first.
    Ok(candidates.into_iter().min_by_key(times))
}

/// Plans and keeps the recalls that follow, in one transaction.
fn in_transaction(
    vault: &mut Vault,
    now: Millis,
    plan: impl FnOnce(&Connection) -> Result<Plan, StoreError>,
) -> Result<(), VaultError> {
    let Some(tenant) = vault.tenant()? else {
        return Ok(());
    };
    let Vault { store, keys, .. } = vault;
    let unit = store.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for (device, wants) in plan(&unit)? {
        let info = devices::get(&unit, device)?.ok_or(StoreError::Row("device"))?;
        let (last, open) = recalls::last(&unit, device, now)?;
        let room = usize::try_from(OPEN.saturating_sub(open)).unwrap_or(0);
        for (number, wants) in (last + 1..).zip(wants.chunks(MAX_WANTS).take(room)) {
            let recall = Recall {
                schema: SCHEMA,
                tenant,
                device,
                number,
                made: now,
                expires: Millis(now.0.saturating_add(HOLDS)),
                wants: wants.iter().map(|(_, want)| want.clone()).collect(),
            };
            let Ok(sealed) = recall.seal(keys.cosigner(), &info.public_key) else {
                // An id that no device would take, or a key that is none: it stays missing and not asked for.
                tracing::warn!(device = %device, "a device cannot be asked for what is missing");
                continue;
            };
            let missed: Vec<i64> = wants.iter().flat_map(|(ids, _)| ids.iter().copied()).collect();
            recalls::insert(
                &unit,
                now,
                &RecallFor {
                    device,
                    recall: sealed,
                },
                &missed,
            )?;
        }
    }
    Ok(unit.commit()?)
}
