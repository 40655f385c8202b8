//! What `--full` adds to the play: several devices of one person, a policy that changes in the middle, a guest who is told of the archive
//! in two languages, private words that stay on the phone, days without a network. Read in this order; [`findings`] says at the end
//! whether the vault shows it.

mod devices;
mod disclaimer;
mod findings;
mod offline;
mod policy;
mod private;

use super::story::Stage;
use crate::kit::{Outcome, bad_network::BadNetwork, person::Person};

pub(super) use self::findings::findings;

/// What the scenes need and what they leave behind to be looked for in the vault.
#[derive(Default)]
pub(super) struct Full {
    /// The tablet and the companion of the first person.
    pub(super) devices: Vec<Person>,
    /// An event that all three of her devices saw.
    seen_by_three: String,
    /// An event from before two of them were there.
    from_before: String,
    /// Texts that were written without a network, and their writer.
    written_offline: (String, Vec<String>),
    /// The guest's Matrix user id.
    guest: String,
}

/// The networks between phones and parts, which turn bad for one person.
pub(super) struct Roads {
    pub(super) near: BadNetwork,
    pub(super) far: BadNetwork,
}

/// What came after the review window was ended had one of its own: that ends too.
pub(super) async fn end_review_again(stage: &mut Stage) -> Outcome<()> {
    if stage.roads.is_none() {
        return Ok(());
    }
    private::end_review(stage).await?;
    stage.hand_over().await
}

/// Plays it in the group.
pub(super) async fn play(stage: &mut Stage, room: &str) -> Outcome<()> {
    if stage.roads.is_none() {
        return Ok(());
    }
    devices::join(stage, room).await?;
    policy::changes(stage, &policy::DUTCH).await?;
    disclaimer::told_in_two_languages(stage).await?;
    private::stays(stage).await?;
    offline::three_days(stage, room).await?;
    private::end_review(stage).await
}
