//! Finds the files in an event's content: the file itself and its thumbnail, encrypted or in clear.
//!
//! Called by capture inside its unit of work, so that an event and its files are remembered together or not at all.

use serde_json::Value;

use crate::store::{StoreError, Unit, attachment, attachment::NewAttachment, queue};

/// Remembers the files of an event for fetching. Own files that this device is sending are not fetched back.
pub(crate) fn want(unit: &Unit, room_id: &str, event_id: &str, content: &Value) -> Result<(), StoreError> {
    let files = find(room_id, event_id, content);
    if files.is_empty() {
        return Ok(());
    }
    unit.write(|c| {
        for file in &files {
            if !queue::uploaded(c, &file.mxc)? {
                attachment::want(c, file)?;
            }
        }
        Ok(())
    })
}

/// Files of a gallery that are looked for; MSC4274 allows no more in any client.
const MOST: usize = 100;
/// Blocks of an extensible event that are files (MSC3551, MSC3552).
const BLOCKS: [(&str, &[&str]); 2] = [
    ("file", &["m.file", "org.matrix.msc1767.file"]),
    ("thumbnail", &["m.thumbnail", "org.matrix.msc1767.thumbnail"]),
];

/// The files that `content` refers to. An edit's new content counts where the edit itself has none.
fn find(room_id: &str, event_id: &str, content: &Value) -> Vec<NewAttachment> {
    let new = |(role, file): (&'static str, File)| NewAttachment {
        event_id: event_id.to_owned(),
        role,
        room_id: room_id.to_owned(),
        mxc: file.mxc,
        file_name: file.name,
        mime: file.mime,
        key: file.key,
        own: None,
    };
    let places = [Some(content), content.get("m.new_content")];
    let mut found: Vec<NewAttachment> = Vec::new();
    for place in places.into_iter().flatten() {
        for (role, file) in whole(place) {
            if !found.iter().any(|known| known.role == role) {
                found.push(new((role, file)));
            }
        }
    }
    for place in places.into_iter().flatten() {
        let items = place.get("itemtypes").and_then(Value::as_array);
        for item in items.into_iter().flatten().take(MOST) {
            found.extend(whole(item).map(new));
        }
    }
    found
}

/// File and thumbnail of one content, in the form of a message or of an extensible event.
fn whole(content: &Value) -> impl Iterator<Item = (&'static str, File)> {
    let roles: [(_, Reader); 2] = [("file", main_file), ("thumbnail", thumbnail)];
    let plain = roles
        .into_iter()
        .filter_map(move |(role, read)| Some((role, read(content)?)));
    let blocks = BLOCKS
        .into_iter()
        .filter_map(move |(role, names)| Some((role, block(content, names)?)));
    plain.chain(blocks)
}

/// An extensible file: the block is the encrypted file itself, or names a clear one. A thumbnail may be the first of a list.
fn block(content: &Value, names: &[&str]) -> Option<File> {
    let block = names.iter().find_map(|name| content.get(name))?;
    let block = block
        .as_array()
        .map_or(block, |list| list.first().unwrap_or(block));
    let block = block.get("m.file").unwrap_or(block);
    let mxc = text(block, "url").filter(|url| url.starts_with("mxc://"))?;
    Some(File {
        mxc,
        key: block
            .get("key")
            .is_some_and(Value::is_object)
            .then(|| block.to_string()),
        name: text(block, "name"),
        mime: text(block, "mimetype"),
    })
}

/// Finds a file of one role in a content.
type Reader = fn(&Value) -> Option<File>;

struct File {
    mxc: String,
    key: Option<String>,
    name: Option<String>,
    mime: Option<String>,
}

fn main_file(content: &Value) -> Option<File> {
    let (mxc, key) = address(content, "file", "url")?;
    let name = text(content, "filename").or_else(|| text(content, "body"));
    Some(File {
        mxc,
        key,
        name,
        mime: content.get("info").and_then(|info| text(info, "mimetype")),
    })
}

fn thumbnail(content: &Value) -> Option<File> {
    let info = content.get("info")?;
    let (mxc, key) = address(info, "thumbnail_file", "thumbnail_url")?;
    let mime = info.get("thumbnail_info").and_then(|info| text(info, "mimetype"));
    Some(File {
        mxc,
        key,
        name: None,
        mime,
    })
}

/// An `EncryptedFile` under `encrypted`, else a media address under `clear`. Other addresses (a web page) are no files of the room.
fn address(place: &Value, encrypted: &str, clear: &str) -> Option<(String, Option<String>)> {
    if let Some(file) = place.get(encrypted).filter(|file| file.is_object()) {
        return Some((text(file, "url").unwrap_or_default(), Some(file.to_string())));
    }
    let mxc = text(place, clear).filter(|url| url.starts_with("mxc://"))?;
    Some((mxc, None))
}

fn text(place: &Value, name: &str) -> Option<String> {
    place.get(name)?.as_str().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn found(content: &Value) -> Vec<(&'static str, String, bool)> {
        find("!r", "$e", content)
            .into_iter()
            .map(|new| (new.role, new.mxc, new.key.is_some()))
            .collect()
    }

    #[test]
    fn file_and_thumbnail_are_found_encrypted_or_not() {
        let encrypted = json!({ "msgtype": "m.image", "body": "a.png", "file": { "url": "mxc://x/1" },
            "info": { "thumbnail_file": { "url": "mxc://x/2" } } });
        assert_eq!(
            found(&encrypted),
            [
                ("file", "mxc://x/1".into(), true),
                ("thumbnail", "mxc://x/2".into(), true)
            ]
        );
        let clear = json!({ "url": "mxc://x/3", "info": { "thumbnail_url": "mxc://x/4" } });
        assert_eq!(
            found(&clear),
            [
                ("file", "mxc://x/3".into(), false),
                ("thumbnail", "mxc://x/4".into(), false)
            ]
        );
    }

    #[test]
    fn an_edit_that_swaps_the_file_is_found() {
        let edit = json!({ "body": "* a", "m.new_content": { "body": "a", "url": "mxc://x/5" } });
        assert_eq!(found(&edit), [("file", "mxc://x/5".into(), false)]);
    }

    #[test]
    fn every_file_of_a_gallery_is_found() {
        let gallery = json!({ "msgtype": "dm.filament.gallery", "body": "twee", "itemtypes": [
            { "itemtype": "m.image", "body": "a.png", "url": "mxc://x/1" },
            { "itemtype": "m.image", "body": "b.png", "file": { "url": "mxc://x/2" },
              "info": { "thumbnail_url": "mxc://x/3" } }, 7 ] });
        assert_eq!(
            found(&gallery),
            [
                ("file", "mxc://x/1".into(), false),
                ("file", "mxc://x/2".into(), true),
                ("thumbnail", "mxc://x/3".into(), false)
            ]
        );
    }

    #[test]
    fn the_file_of_an_extensible_event_is_found() {
        let clear = json!({ "m.text": "x", "m.file": { "url": "mxc://x/1", "name": "a" },
            "m.thumbnail": [{ "m.file": { "url": "mxc://x/2" } }] });
        assert_eq!(
            found(&clear),
            [
                ("file", "mxc://x/1".into(), false),
                ("thumbnail", "mxc://x/2".into(), false)
            ]
        );
        let locked =
            json!({ "org.matrix.msc1767.file": { "url": "mxc://x/1", "key": {}, "iv": "", "v": "v2" } });
        assert_eq!(found(&locked), [("file", "mxc://x/1".into(), true)]);
    }

    #[test]
    fn a_file_without_address_is_not_passed_over_but_a_web_address_is() {
        assert_eq!(
            found(&json!({ "file": { "key": {} } })),
            [("file", String::new(), true)]
        );
        assert_eq!(found(&json!({ "url": "https://x.nl" })), []);
        assert_eq!(found(&json!({ "body": "hoi", "info": 7 })), []);
    }
}
