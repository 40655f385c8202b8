//! A transcript of each room: one page that looks like a chat, without scripts and without network, to read and to print.
//!
//! - `page`: the frame: security policy, heading, people, proof
//! - `bubble`: one message
//! - `line`: everything that is no message
//! - `style.css`: how it looks; allowed by its digest, so nothing else can style the page
//!
//! Everything is text: formatted bodies are never used, and maud escapes all of it.

mod bubble;
mod line;
mod page;

use std::fs;

use griffie_wire::Sha256;

use super::{
    Language, Options, Written,
    files::Media,
    model::{collect::collect, transcript::transcript},
    outside,
};
use crate::{error::VaultError, store::reading, vault::Vault};

/// What every part of a page needs.
struct View<'a> {
    language: Language,
    zone: &'a jiff::tz::TimeZone,
}

/// Writes a page for each room, an index, and the media beside them.
///
/// # Errors
/// [`VaultError`] when the vault cannot be read or a file not be written.
pub fn export(vault: &Vault, options: &Options) -> Result<Written, VaultError> {
    // One moment, though `serve` may take in more meanwhile.
    let _moment = vault.store.unchecked_transaction()?;
    fs::create_dir_all(&options.out).map_err(outside(&options.out))?;
    let mut media = Media::new(vault, &options.out);
    let view = View {
        language: options.language,
        zone: &options.zone,
    };
    let proof = page::Proof::read(vault)?;
    let mut written = Written::default();
    let mut index = Vec::new();
    for (room, _) in reading::rooms(&vault.store)? {
        if !options.rooms.is_empty() && !options.rooms.contains(&room) {
            continue;
        }
        let mut collected = collect(&vault.store, &room)?;
        let transcript = transcript(&room, &mut collected);
        let name = file_name(&room, transcript.name.as_deref());
        let html = page::page(&transcript, &proof, &view, &mut media)?;
        let path = options.out.join(&name);
        fs::write(&path, html.into_string()).map_err(outside(&path))?;
        written.files += 1;
        written.records += transcript.records;
        index.push((name, transcript));
    }
    let path = options.out.join("index.html");
    fs::write(&path, page::index(&index, &view).into_string()).map_err(outside(&path))?;
    written.files += 1;
    Ok(written)
}

/// A name that people recognise and that is one room's alone.
fn file_name(room_id: &str, name: Option<&str>) -> String {
    let digest: String = Sha256::of(room_id.as_bytes())
        .to_string()
        .chars()
        .take(10)
        .collect();
    let words: String = name
        .unwrap_or_default()
        .to_lowercase()
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .take(60)
        .collect();
    let words: Vec<&str> = words.split('-').filter(|word| !word.is_empty()).collect();
    let words = if words.is_empty() {
        "room".to_owned()
    } else {
        words.join("-")
    };
    format!("{words}-{digest}.html")
}
