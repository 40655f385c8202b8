//! Who could see an event: the people who were in the room, the servers that hold copies, the devices that had its key (D17).

use std::{collections::BTreeSet, fmt::Write as _};

use griffie_wire::{Fact, Record, record::servers_of};

use crate::{
    error::VaultError,
    export::model::collect::{Collected, collect},
    store::reading::Kept,
    vault::Vault,
};

use super::one::read;

/// The lists in words; nothing for what is not an event of a room.
pub(super) fn visible(vault: &Vault, kept: &Kept) -> Result<String, VaultError> {
    let record = read(kept)?;
    let Some(room) = &record.room else {
        return Ok(String::new());
    };
    let collected = collect(&vault.store, &room.room_id)?;
    let mut text = String::from("visible to\n");
    // Writing to a String cannot fail.
    match collected.names.members(room.members.as_ref()) {
        None => text.push_str("  people: not known, for the record names no member list\n"),
        Some(members) => {
            for member in members {
                let name = member.display_name.as_deref().unwrap_or("no name");
                let _ = writeln!(
                    text,
                    "  {} {} ({name}), power {}",
                    member.membership, member.user_id, member.power
                );
            }
            let _ = writeln!(text, "  copies at the servers {}", servers_of(members).join(", "));
        }
    }
    text.push_str(&devices(&record, kept, &collected));
    Ok(text)
}

/// The devices that this device gave the key to, up to this message. Of what others send only their own device knows.
fn devices(record: &Record, kept: &Kept, collected: &Collected) -> String {
    let Fact::Event(event) = &record.fact else {
        return String::new();
    };
    let Some(encryption) = &event.encryption else {
        return "  no key needed: it was not encrypted\n".to_owned();
    };
    let known = collected.shared.iter().filter(|(device, shared)| {
        *device == kept.device
            && shared.session_id == encryption.session_id
            && encryption
                .message_index
                .is_none_or(|index| shared.first_index <= index)
    });
    let (mut holders, mut withheld) = (BTreeSet::new(), BTreeSet::new());
    for (_, shared) in known {
        holders.extend(&shared.devices);
        withheld.extend(&shared.withheld);
    }
    if holders.is_empty() && withheld.is_empty() {
        return "  devices with its key: known to the sender's device alone\n".to_owned();
    }
    let mut text = String::new();
    for holder in holders {
        let _ = writeln!(text, "  key given to {} {}", holder.user_id, holder.device_id);
    }
    for device in withheld {
        let _ = writeln!(
            text,
            "  key kept from {} {} ({})",
            device.user_id, device.device_id, device.code
        );
    }
    text
}
