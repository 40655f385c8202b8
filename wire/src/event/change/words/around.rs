//! Spaces, moderation, other networks.

use super::{Change, Tongue};

/// The sentence, if the change is one of these.
#[expect(
    clippy::too_many_lines,
    reason = "a table of sentences reads best in one piece"
)]
pub(super) fn of_surroundings(change: &Change, by: &str, tongue: Tongue) -> Option<String> {
    Some(match change {
        Change::SpaceChild { room, there } => tongue.either(
            by,
            *there,
            (
                &format!("heeft {room} aan de ruimte toegevoegd"),
                &format!("heeft {room} uit de ruimte gehaald"),
            ),
            (
                &format!("added {room} to the space"),
                &format!("removed {room} from the space"),
            ),
        ),
        Change::SpaceParent { room, there } => tongue.either(
            by,
            *there,
            (
                &format!("heeft het gesprek bij de ruimte {room} gezet"),
                &format!("heeft het gesprek van de ruimte {room} losgemaakt"),
            ),
            (
                &format!("put the room under the space {room}"),
                &format!("took the room from under the space {room}"),
            ),
        ),
        Change::PolicyServer { via } => {
            let via = via.as_deref().unwrap_or_default();
            let yes = (
                &*format!("laat berichten toetsen door {via}"),
                &*format!("has messages checked by {via}"),
            );
            tongue.either(
                by,
                !via.is_empty(),
                (yes.0, "laat berichten niet meer toetsen"),
                (yes.1, "has messages checked no longer"),
            )
        }
        Change::PolicyRule {
            about,
            entity,
            recommendation,
            reason,
        } => {
            let reason = reason
                .as_ref()
                .map(|reason| format!(" ({reason})"))
                .unwrap_or_default();
            let what = recommendation.as_deref().unwrap_or_default();
            let entity_text = entity.as_deref().unwrap_or_default();
            tongue.either(
                by,
                entity.is_some(),
                (
                    &format!("heeft een moderatieregel gesteld: {what} {about} {entity_text}{reason}"),
                    "heeft een moderatieregel ingetrokken",
                ),
                (
                    &format!("made a moderation rule: {what} {about} {entity_text}{reason}"),
                    "lifted a moderation rule",
                ),
            )
        }
        Change::ThirdPartyInvite { name } => {
            let who = name.as_deref().unwrap_or_default();
            tongue.either(
                by,
                name.is_some(),
                (
                    &format!("heeft {who} van buiten Matrix uitgenodigd"),
                    "heeft een uitnodiging van buiten Matrix ingetrokken",
                ),
                (
                    &format!("invited {who} from outside Matrix"),
                    "took back an invitation from outside Matrix",
                ),
            )
        }
        Change::Bridge { network } => {
            let to = network.as_deref().unwrap_or_default();
            tongue.either(
                by,
                network.is_some(),
                (
                    &format!("heeft het gesprek gekoppeld aan {to}"),
                    "heeft de koppeling met een ander netwerk verbroken",
                ),
                (
                    &format!("connected the room to {to}"),
                    "disconnected the room from another network",
                ),
            )
        }
        _ => return None,
    })
}
