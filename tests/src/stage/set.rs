//! Everything that stands on the stage, behind one lock: the commands' orders come one at a time.

use std::path::Path;

use serde::Serialize;

use super::{cast::Member, measures::Measures};
use crate::{
    judge::Sent,
    kit::{
        Outcome,
        archive::Pace,
        bad_network::BadNetwork,
        compare::{Difference, compare},
        expected, held, person,
        world::World,
    },
};

/// Seals often and prunes at once, so that a play of a minute goes through all of it.
const PACE: Pace = Pace {
    segment_seconds: 30,
    prune_after_seconds: 0,
};

/// What runs, and what the commands told.
pub(super) struct Set {
    pub(super) world: World,
    pub(super) roads: Option<Roads>,
    /// Files that the commands say they sent.
    pub(super) sent: Vec<Sent>,
    /// People whose phones were thrown away on purpose.
    pub(super) left_out: Vec<LeftOut>,
    pub(super) measures: Measures,
}

/// The networks between phones and parts.
pub(super) struct Roads {
    pub(super) homeserver: BadNetwork,
    pub(super) gateway: BadNetwork,
}

/// Someone who is not judged, and why: the report names them.
#[derive(Clone, Debug, Serialize, serde::Deserialize)]
pub(super) struct LeftOut {
    pub(super) user: String,
    pub(super) why: String,
}

impl Set {
    pub(super) async fn build(dir: &Path, bad_roads: bool) -> Outcome<Self> {
        let (world, roads) = if bad_roads {
            let (homeserver, gateway) = (BadNetwork::start().await?, BadNetwork::start().await?);
            let world = World::start_behind(dir, &PACE, &homeserver, &gateway).await?;
            (world, Some(Roads { homeserver, gateway }))
        } else {
            (World::start(dir, &PACE).await?, None)
        };
        Ok(Self {
            world,
            roads,
            sent: Vec::new(),
            left_out: Vec::new(),
            measures: Measures::default(),
        })
    }

    /// Where phones reach the homeserver.
    pub(super) fn homeserver(&self) -> String {
        self.roads
            .as_ref()
            .map_or_else(|| self.world.homeserver.url(), |roads| roads.homeserver.url())
    }

    /// Codes for so many people.
    pub(super) async fn cast(&self, people: u16) -> Outcome<Vec<Member>> {
        let mut cast = Vec::new();
        for number in 0..usize::from(people) {
            cast.push(Member::of(&self.world.archive, &person::name(number)).await?);
        }
        Ok(cast)
    }

    /// Everybody whom the homeserver knows, but those who were left out.
    pub(super) fn judged(&self) -> Outcome<Vec<String>> {
        let mut users = expected::users(&self.world.homeserver.database())?;
        users.retain(|user| !self.left_out.iter().any(|out| &out.user == user));
        Ok(users)
    }

    /// What differs at this moment.
    pub(super) async fn difference(&self) -> Outcome<Difference> {
        let export = tempfile::tempdir()?;
        let folder = export.path().join("records");
        self.world
            .archive
            .vault(&[
                "export",
                "--format",
                "jsonl",
                "--out",
                &folder.display().to_string(),
            ])
            .await?;
        let expected = expected::read(&self.world.homeserver.database(), &self.judged()?)?;
        Ok(compare(&expected, &held::read(&folder)?))
    }
}
