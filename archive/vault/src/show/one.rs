//! One object, record, event, room or custodian, in plain words.

use std::fmt::Write as _;

use griffie_wire::{Record, api::DeviceInfo};

use super::{time, visible::visible};
use crate::{
    error::VaultError,
    export::model::{collect::collect, transcript::transcript},
    fault::Fault,
    store::{
        chains, devices, objects,
        reading::{self, Kept},
        records, told, verdicts, withheld,
    },
    vault::Vault,
};

pub(super) fn object(vault: &Vault, index: u64) -> Result<Option<String>, VaultError> {
    let Some(row) = objects::get(&vault.store, index)? else {
        return Ok(None);
    };
    let listed = row.listed;
    let mut text = format!(
        "object {} at place {index} of the log\ndevice {}, epoch {}, number {}\n{} bytes, received {}\n",
        listed.object_id,
        listed.device,
        listed.epoch,
        listed.seq,
        listed.size,
        time(listed.received),
    );
    let sentence = Fault::from_code(&row.reason)
        .map(|fault| format!(": {}", fault.english()))
        .unwrap_or_default();
    let reason = if row.reason.is_empty() {
        String::new()
    } else {
        format!(" ({}{sentence})", row.reason)
    };
    // Writing to a String cannot fail.
    let _ = writeln!(text, "{}{reason}", row.state.name());
    if row.chain.is_some() {
        let _ = writeln!(
            text,
            "sealed {}, records {} to {}",
            time(row.created),
            row.first_entry,
            row.last_entry
        );
    }
    for kept in reading::of_object(&vault.store, index)? {
        let _ = writeln!(text, "  {}", summary(&kept)?);
    }
    if let Some(receipt) = verdicts::receipt(&vault.store, index)? {
        let _ = write!(text, "\nfinal receipt:\n{receipt}");
    }
    Ok(Some(text))
}

pub(super) fn record(vault: &Vault, record_id: &str) -> Result<Option<String>, VaultError> {
    reading::of_record_id(&vault.store, record_id)?
        .map(|kept| in_full(&kept))
        .transpose()
}

pub(super) fn event(vault: &Vault, event_id: &str) -> Result<Option<String>, VaultError> {
    let all = reading::of_event(&vault.store, event_id)?;
    if all.is_empty() {
        return Ok(None);
    }
    let mut text = format!("event {event_id}, attested by {} custodian(s)\n\n", all.len());
    for kept in all {
        text.push_str(&in_full(&kept)?);
        text.push_str(&visible(vault, &kept)?);
        text.push('\n');
    }
    Ok(Some(text))
}

pub(super) fn room(vault: &Vault, room_id: &str) -> Result<Option<String>, VaultError> {
    let kinds = reading::kinds(&vault.store, Some(room_id), None)?;
    if kinds.is_empty() {
        return Ok(None);
    }
    let transcript = transcript(room_id, &mut collect(&vault.store, room_id)?);
    let mut text = format!(
        "room {room_id}\nname {}\n",
        transcript.name.as_deref().unwrap_or("(none)")
    );
    let _ = writeln!(
        text,
        "{}",
        if transcript.encrypted {
            "end-to-end encrypted"
        } else {
            "not encrypted"
        }
    );
    for person in &transcript.people {
        let _ = writeln!(text, "participant {} ({})", person.user_id, person.name);
    }
    for custodian in &transcript.custodians {
        let _ = writeln!(text, "custodian {}", custodian.user_id);
    }
    for (kind, count) in kinds {
        let _ = writeln!(text, "records {count} {kind}");
    }
    let stays = withheld::of_room(&vault.store, room_id)?;
    for (count, sort) in [
        (stays.private, "private"),
        (stays.party, "party"),
        (stays.in_review, "in review"),
        (stays.excluded, "excluded by policy"),
    ] {
        if count > 0 {
            let _ = writeln!(text, "messages that stay on their device: {sort}, {count}");
        }
    }
    Ok(Some(text))
}

pub(super) fn custodian(vault: &Vault, user_id: &str) -> Result<Option<String>, VaultError> {
    let theirs: Vec<DeviceInfo> = devices::all(&vault.store)?
        .into_iter()
        .filter(|device| device.user_id == user_id)
        .collect();
    if theirs.is_empty() {
        return Ok(None);
    }
    let mut text = format!("custodian {user_id}\n");
    for device in theirs {
        let revoked = if device.revoked { ", revoked" } else { "" };
        let _ = writeln!(
            text,
            "device {}{revoked}, key {}",
            device.device, device.public_key
        );
        for chain in chains::all(&vault.store)?
            .into_iter()
            .filter(|chain| chain.device == device.device)
        {
            let broken = chain
                .broken_at
                .map(|seq| format!(", broken at {seq}"))
                .unwrap_or_default();
            let _ = writeln!(
                text,
                "  epoch {}: objects to {}, records to {}{broken}",
                chain.epoch, chain.head.seq, chain.head.entry
            );
        }
        for unsent in told::unsent(&vault.store, device.device)? {
            let _ = writeln!(
                text,
                "  records {} to {} were told of and {}",
                unsent.first,
                unsent.last,
                if device.revoked {
                    "never came"
                } else {
                    "are still to come"
                }
            );
        }
        for (kind, count) in reading::kinds(&vault.store, None, Some(device.device))? {
            let _ = writeln!(text, "  {count} {kind}");
        }
    }
    Ok(Some(text))
}

pub(super) fn read(kept: &Kept) -> Result<Record, VaultError> {
    Ok(records::read(&kept.body)?)
}

fn summary(kept: &Kept) -> Result<String, VaultError> {
    let record = read(kept)?;
    let room = record
        .room
        .map(|room| format!(" in {}", room.room_id))
        .unwrap_or_default();
    Ok(format!(
        "{} {} {}{room}",
        kept.entry,
        time(record.captured_at),
        record.fact.kind()
    ))
}

fn in_full(kept: &Kept) -> Result<String, VaultError> {
    let record = read(kept)?;
    let pretty = serde_json::to_string_pretty(&record).unwrap_or_default();
    Ok(format!(
        "record {} ({})\nnumber {} of device {}, epoch {}\nin object {} at place {} of the log, which is {}\n\
         commitment {}\n{}{pretty}\n",
        record.record_id,
        record.fact.kind(),
        kept.entry,
        kept.device,
        kept.epoch,
        kept.object_id,
        kept.log_index,
        kept.state,
        kept.commitment,
        if kept.unproven {
            "its clear text is not proven: do not rely on it\n"
        } else {
            ""
        },
    ))
}
