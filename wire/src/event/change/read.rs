//! From the content of a state event to the change that it is.

use serde_json::Value;

use super::{Change, MOST, power};
use crate::event::{
    content::{Fields, Malformed, parse},
    vanish,
};

/// The change that a state event is; `None` for a type that is no change, and for content that is not of the form it should have.
#[must_use]
pub fn read(event_type: &str, state_key: &str, content: &str, before: Option<&str>) -> Option<Change> {
    let content = parse(content)?;
    let before = before.and_then(parse);
    let fields = Fields::of(&content).ok()?;
    let before = before.as_ref().and_then(|before| Fields::of(before).ok());
    let about = About {
        event_type,
        state_key,
        now: fields,
        before,
    };
    match about.room().ok()? {
        Some(change) => Some(change),
        None => about.rest().ok()?,
    }
}

struct About<'a> {
    event_type: &'a str,
    state_key: &'a str,
    now: Fields<'a>,
    before: Option<Fields<'a>>,
}

impl About<'_> {
    /// What nearly every room has.
    fn room(&self) -> Result<Option<Change>, Malformed> {
        let now = self.now;
        let rule = |name: &str| Ok(now.text(name)?.unwrap_or_default());
        Ok(Some(match self.event_type {
            "m.room.create" => Change::Created {
                space: now.text("type")?.as_deref() == Some("m.space"),
                predecessor: now
                    .object("predecessor")?
                    .map(|room| room.text("room_id"))
                    .transpose()?
                    .flatten(),
            },
            "m.room.name" => Change::Name {
                name: now.text("name")?.filter(|name| !name.is_empty()),
            },
            "m.room.topic" => Change::Topic {
                topic: now.text("topic")?.filter(|topic| !topic.is_empty()),
            },
            "m.room.avatar" => Change::Avatar {
                set: now.text("url")?.is_some_and(|url| !url.is_empty()),
            },
            "m.room.canonical_alias" | "m.room.aliases" => Change::Alias {
                alias: now.text("alias")?.filter(|alias| !alias.is_empty()),
                others: few(now.texts(if self.event_type == "m.room.aliases" {
                    "aliases"
                } else {
                    "alt_aliases"
                })?),
            },
            "m.room.join_rules" => Change::JoinRule {
                rule: rule("join_rule")?,
            },
            "m.room.guest_access" => Change::GuestAccess {
                access: rule("guest_access")?,
            },
            "m.room.history_visibility" => Change::HistoryVisibility {
                visibility: rule("history_visibility")?,
            },
            "m.room.encryption" => Change::Encryption {
                algorithm: rule("algorithm")?,
            },
            "m.room.power_levels" => Change::Power {
                changes: power::changes(now, self.before)?,
            },
            "m.room.server_acl" => Change::ServerAcl {
                allow: few(now.texts("allow")?),
                deny: few(now.texts("deny")?),
            },
            "m.room.tombstone" => Change::Tombstone {
                room: now.text("replacement_room")?,
                text: now.text("body")?,
            },
            "m.room.pinned_events" => self.pinned()?,
            "m.room.third_party_invite" => Change::ThirdPartyInvite {
                name: now.text("display_name")?,
            },
            "m.room.encrypted" => Change::Locked,
            _ => return Ok(None),
        }))
    }

    /// What some rooms have.
    #[expect(clippy::too_many_lines, reason = "a table of types reads best in one piece")]
    fn rest(&self) -> Result<Option<Change>, Malformed> {
        let now = self.now;
        let there = !now.is_empty();
        Ok(Some(match self.event_type {
            "m.space.child" | "m.space.parent" => {
                // Without a server to find it by, the room is not in the space (Matrix 1.2, m.space.child).
                let (room, there) = (self.state_key.to_owned(), !now.texts("via")?.is_empty());
                if self.event_type == "m.space.child" {
                    Change::SpaceChild { room, there }
                } else {
                    Change::SpaceParent { room, there }
                }
            }
            "m.room.predecessor" | "org.matrix.msc3946.room_predecessor" => Change::Predecessor {
                room: now.text("predecessor_room_id")?,
            },
            "m.room.policy" | "org.matrix.msc4284.policy" => Change::PolicyServer {
                via: now.text("via")?,
            },
            "m.room.retention" | "org.matrix.msc1763.retention" => Change::Retention {
                min_ms: now.count("min_lifetime")?,
                max_ms: now.count("max_lifetime")?,
            },
            vanish::TIMER => Change::Vanishing {
                timer: vanish::timer(now)?,
            },
            "m.bridge" | "uk.half-shot.bridge" => Change::Bridge {
                network: bridge(now)?,
            },
            "m.widget" | "im.vector.modular.widgets" => Change::Widget {
                name: if now.get("type").is_none() && now.get("url").is_none() {
                    None
                } else {
                    Some(now.text("name")?.unwrap_or_default())
                },
                widget_type: now.text("type")?,
            },
            "m.call.member"
            | "org.matrix.msc3401.call.member"
            | "m.rtc.member"
            | "org.matrix.msc4143.rtc.member" => {
                let listed = now
                    .get("memberships")
                    .or(now.get("m.calls"))
                    .map(|list| list.as_array().ok_or(Malformed));
                Change::CallMember {
                    joined: listed.transpose()?.map_or(there, |list| !list.is_empty()),
                }
            }
            "m.call" | "org.matrix.msc3401.call" | "m.rtc.slot" | "org.matrix.msc4143.rtc.slot" => {
                Change::CallRoom {
                    there: there && now.get("m.terminated").is_none(),
                }
            }
            "m.beacon_info" | "org.matrix.msc3672.beacon_info" | "org.matrix.msc3489.beacon_info" => {
                Change::Beacon {
                    live: now.flag("live")?.unwrap_or(false),
                    description: now.text("description")?,
                    timeout_ms: now.count("timeout")?,
                }
            }
            "im.vector.room.access_rules" => Change::AccessRule {
                rule: now.text("rule")?.unwrap_or_default(),
            },
            "io.element.functional_members" | "m.member_hints" => Change::FunctionalMembers {
                users: few(now.texts("service_members")?),
            },
            "m.room.language" | "org.matrix.msc4334.room.language" => Change::Language {
                language: now.text("language")?,
            },
            "im.ponies.room_emotes" | "m.image_pack" => Change::ImagePack,
            other => return self.moderation(other),
        }))
    }

    fn moderation(&self, event_type: &str) -> Result<Option<Change>, Malformed> {
        let about = ["m.policy.rule.", "m.room.rule.", "org.matrix.mjolnir.rule."]
            .iter()
            .find_map(|beginning| event_type.strip_prefix(beginning));
        let Some(about) = about else { return Ok(None) };
        Ok(Some(Change::PolicyRule {
            about: about.to_owned(),
            entity: self.now.text("entity")?,
            recommendation: self.now.text("recommendation")?,
            reason: self.now.text("reason")?,
        }))
    }

    fn pinned(&self) -> Result<Change, Malformed> {
        let now = self.now.texts("pinned")?;
        let before = self
            .before
            .and_then(|before| before.texts("pinned").ok())
            .unwrap_or_default();
        let without = |all: &[String], others: &[String]| {
            few(all.iter().filter(|one| !others.contains(one)).cloned().collect())
        };
        Ok(Change::Pinned {
            added: without(&now, &before),
            removed: without(&before, &now),
        })
    }
}

/// Name of the network, else of the protocol; `None` when there is nothing.
fn bridge(now: Fields<'_>) -> Result<Option<String>, Malformed> {
    for name in ["network", "protocol"] {
        let Some(place) = now.object(name)? else { continue };
        if let Some(text) = place.text("displayname")?.or(place.text("id")?) {
            return Ok(Some(text));
        }
    }
    Ok(now.get("bridgebot").and_then(Value::as_str).map(str::to_owned))
}

fn few(mut list: Vec<String>) -> Vec<String> {
    list.truncate(MOST);
    list
}
