//! Text in the forms that MSC1767 has had, and the files of its followers.

use serde_json::Value;

use super::content::{Fields, Malformed, count, parse};

const FILE: [&str; 2] = ["m.file", "org.matrix.msc1767.file"];

/// A file of an extensible event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Matrix content URI.
    pub mxc: String,
    /// Whether it is encrypted; the key is in the content.
    pub encrypted: bool,
    /// Name the sender gave.
    pub name: Option<String>,
    /// Media type the sender gave.
    pub mime: Option<String>,
    /// Bytes, as the sender says.
    pub size: Option<u64>,
    /// The text beside it.
    pub caption: Option<String>,
}

/// The text of a block: `m.text` as text or as a list, `org.matrix.msc1767.text`, or a plain `body`.
#[must_use]
pub fn text_of(block: &Value) -> Option<String> {
    let stable = block.get("m.text");
    let listed = stable.and_then(Value::as_array).and_then(|forms| {
        let plain = forms.iter().find(|form| {
            form.get("mimetype")
                .and_then(Value::as_str)
                .is_none_or(|mime| mime == "text/plain")
        });
        plain.or(forms.first())?.get("body")
    });
    [
        block.get("body"),
        listed,
        stable,
        block.get("org.matrix.msc1767.text"),
        block
            .get("org.matrix.msc1767.message")
            .and_then(|forms| forms.get(0)?.get("body")),
        block.get("m.message").and_then(|forms| forms.get(0)?.get("body")),
    ]
    .into_iter()
    .flatten()
    .find_map(Value::as_str)
    .map(str::to_owned)
}

/// The text of an extensible message.
#[must_use]
pub fn text(content: &str) -> Option<String> {
    text_of(&parse(content)?)
}

/// The file of an extensible event.
#[must_use]
pub fn file(content: &str) -> Option<File> {
    file_of(&parse(content)?).ok().flatten()
}

/// The same, of a content that was read already.
///
/// # Errors
/// Nothing but that the block is no file.
fn file_of(content: &Value) -> Result<Option<File>, Malformed> {
    let Some(block) = Fields::of(content)?.any(&FILE) else {
        return Ok(None);
    };
    let block = Fields::of(block)?;
    let Some(mxc) = block.text("url")? else {
        return Ok(None);
    };
    Ok(Some(File {
        mxc,
        encrypted: block.get("key").is_some(),
        name: block.text("name")?,
        mime: block.text("mimetype")?,
        size: block.get("size").and_then(count),
        caption: text_of(content),
    }))
}
