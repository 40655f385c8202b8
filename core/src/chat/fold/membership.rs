//! Lines of who came, went, was invited, removed, or renamed themselves.

use serde::Deserialize;
use serde_json::json;

use super::Readable;
use crate::store::timeline::Line;

#[derive(Deserialize, Default)]
struct Member {
    membership: Option<String>,
    displayname: Option<String>,
    avatar_url: Option<String>,
    reason: Option<String>,
}

/// The change that the event is. One that changes nothing to be seen is hidden.
pub(super) fn line(user_id: &str, event: &Readable<'_>) -> Line {
    let now = read(Some(event.content));
    if now.membership.is_none() {
        return super::state::unknown(event);
    }
    let before = read(event.prev_content);
    let same_membership = now.membership == before.membership;
    let renamed = same_membership && now.displayname != before.displayname;
    let pictured = same_membership && now.avatar_url != before.avatar_url;
    let detail = json!({
        "membership": now.membership,
        "membership_before": before.membership,
        "name": now.displayname,
        "name_before": before.displayname,
    });
    Line {
        kind: if renamed || pictured {
            "profile".to_owned()
        } else {
            "membership".to_owned()
        },
        hidden: same_membership && !renamed && !pictured,
        body: now.reason.unwrap_or_default(),
        target: Some(user_id.to_owned()),
        detail: Some(detail.to_string()),
        ..Line::default()
    }
}

fn read(content: Option<&str>) -> Member {
    content
        .and_then(|content| serde_json::from_str(content).ok())
        .unwrap_or_default()
}
