//! Places: `m.location` with the fields of MSC3488, and the places of somebody who shares where they are (MSC3672).

use serde_json::Value;

use super::{
    content::{Fields, Malformed, parse},
    extensible::text_of,
};

const PLACE: [&str; 2] = ["m.location", "org.matrix.msc3488.location"];
const ASSET: [&str; 2] = ["m.asset", "org.matrix.msc3488.asset"];
const TIME: [&str; 2] = ["m.ts", "org.matrix.msc3488.ts"];

/// A place on earth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// `geo:` URI of RFC 5870, as the sender wrote it.
    pub uri: String,
    /// What the sender calls it.
    pub description: Option<String>,
    /// Whether it is where the sender is; else it is a place that they point out.
    pub own: bool,
    /// When they were there, UTC milliseconds.
    pub at: Option<u64>,
    /// The text for who cannot see a map.
    pub text: Option<String>,
    /// The event that the place belongs to, when somebody shares where they are.
    pub of: Option<String>,
}

/// The place in a message, an extensible event or a beacon; `None` when there is none.
#[must_use]
pub fn location(content: &str) -> Option<Location> {
    read(&parse(content)?).ok()?
}

fn read(content: &Value) -> Result<Option<Location>, Malformed> {
    let fields = Fields::of(content)?;
    let block = fields.any(&PLACE).map(Fields::of).transpose()?;
    let inside = block.map(|block| block.text("uri")).transpose()?.flatten();
    let Some(uri) = inside.map_or_else(|| fields.text("geo_uri"), |uri| Ok(Some(uri)))? else {
        return Ok(None);
    };
    let asset = fields.any(&ASSET).and_then(|asset| asset.get("type")?.as_str());
    let at = TIME.iter().find_map(|name| fields.count(name).ok().flatten());
    Ok(Some(Location {
        uri,
        description: block
            .map(|block| block.text("description"))
            .transpose()?
            .flatten(),
        own: asset.is_none_or(|asset| asset == "m.self"),
        at,
        text: text_of(content),
        of: content
            .pointer("/m.relates_to/event_id")
            .and_then(Value::as_str)
            .map(str::to_owned),
    }))
}
