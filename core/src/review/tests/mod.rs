//! The review window over a real database, with real Megolm: what is set aside, what follows, and what never does.

mod labelling;
mod scopes;
mod windows;

use std::{sync::Arc, time::Duration};

use griffie_wire::{
    key::SigningKey,
    policy::{Personal, PersonalLabel, Policy},
    record::{DisclosedFact, Fact, Label, WithheldFact},
    signed::DocumentKind,
};

use super::{LabelParts, Labelled, disclose_due, label_event, label_room};
use crate::{
    clock::Clock,
    engine::{changes::Changes, wakes::Wakes},
    error::Error,
    store::config,
    sync::tests::world::{ROOM, World},
};

const WINDOW: Duration = Duration::from_secs(3600);

/// A device in a room, under a policy with labels, with a user who gives them.
struct Desk {
    world: World,
    changes: Changes,
    wakes: Wakes,
    versions: u32,
}

impl Desk {
    async fn new(encrypted: bool) -> Self {
        let mut desk = Self {
            world: World::joined(encrypted).await,
            changes: Changes::new(),
            wakes: Wakes::default(),
            versions: 0,
        };
        desk.under(Some(personal(&[PersonalLabel::Private, PersonalLabel::Party])))
            .await;
        desk
    }

    /// Puts another policy in force.
    async fn under(&mut self, personal: Option<Personal>) {
        self.under_policy(Policy {
            personal,
            ..Policy::standard("proef", 1)
        })
        .await;
    }

    async fn under_policy(&mut self, policy: Policy) {
        self.versions += 1;
        let policy = Policy {
            version: self.versions,
            ..policy
        }
        .beginning(
            griffie_wire::TenantId::from_bytes([3; 16]),
            self.world.clock.now(),
        )
        .in_least_schema();
        let document = policy.sign(&SigningKey::from_seed(&[5; 32])).unwrap();
        let unit = self.world.store.begin("policy").await.unwrap();
        config::put(&unit, DocumentKind::Policy, self.versions, &document).unwrap();
        unit.commit().await.unwrap();
    }

    fn parts<'a>(&'a self, clock: &'a Arc<dyn Clock>) -> LabelParts<'a> {
        LabelParts {
            store: &self.world.store,
            clock,
            changes: &self.changes,
            wakes: &self.wakes,
        }
    }

    fn clock(&self) -> Arc<dyn Clock> {
        Arc::new(self.world.clock.clone())
    }

    async fn labels(&self, event_id: &str, label: Label) -> Result<Labelled, Error> {
        Ok(label_event(&self.parts(&self.clock()), event_id, label, None).await?)
    }

    async fn labels_room(&self, label: Label) -> Result<(), Error> {
        Ok(label_room(&self.parts(&self.clock()), ROOM, label, None).await?)
    }

    /// Time passes, and what is due is journaled.
    async fn passes(&self, time: Duration) -> u64 {
        self.world.clock.advance(time);
        disclose_due(&self.world.store, &self.clock()).await.unwrap()
    }

    fn facts(&self) -> Vec<Fact> {
        self.world
            .records()
            .into_iter()
            .map(|record| record.fact)
            .collect()
    }

    fn withheld(&self) -> Vec<WithheldFact> {
        let facts = self.facts().into_iter();
        facts
            .filter_map(|fact| match fact {
                Fact::Withheld(fact) => Some(fact),
                _ => None,
            })
            .collect()
    }

    fn disclosed(&self) -> Vec<DisclosedFact> {
        let facts = self.facts().into_iter();
        facts
            .filter_map(|fact| match fact {
                Fact::Disclosed(fact) => Some(fact),
                _ => None,
            })
            .collect()
    }

    /// Whether any journaled record has these words: what goes to the archive.
    fn journal_says(&self, words: &str) -> bool {
        self.world
            .store
            .read(|c| {
                Ok(
                    c.prepare("SELECT 1 FROM journal WHERE instr(CAST(record AS TEXT), ?1) > 0")?
                        .exists([words])?,
                )
            })
            .unwrap()
    }

    fn count(&self, table: &str) -> u64 {
        self.world
            .store
            .read(|c| Ok(c.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0))?))
            .unwrap()
    }
}

fn personal(labels: &[PersonalLabel]) -> Personal {
    Personal {
        review_seconds: u32::try_from(WINDOW.as_secs()).unwrap(),
        labels: labels.iter().copied().collect(),
        needs_reason: false,
    }
}
