//! One visit to the gateway, from configuration to pruning. Every step ends in its own unit of work, so a visit may be cut anywhere:
//! the next one goes on from what is stored.

use std::path::Path;

use griffie_wire::{ids::Epoch, key::PublicKey};

use super::{
    RouteError,
    attachments::{self, Behind},
    config, objects,
    pace::Left,
    prune::prune_all,
    recall, receipts, resend,
};
use crate::{
    clock::Clock,
    net::gateway::Gateway,
    platform::conduct::Conduct,
    store::{
        Store, StoreError,
        archive::{self, Counts},
        config::Accepted,
        identity::{self, Identity},
        routing,
    },
};

/// What a visit needs.
pub(super) struct Visit<'a> {
    pub(super) store: &'a Store,
    pub(super) clock: &'a dyn Clock,
    pub(super) gateway: &'a Gateway,
    pub(super) data_dir: &'a Path,
    pub(super) identity: Identity,
    /// What the phone lets a visit carry.
    pub(super) conduct: Conduct,
}

impl Visit<'_> {
    pub(super) fn epoch(&self) -> Epoch {
        self.identity.epoch
    }

    pub(super) fn root(&self) -> &PublicKey {
        &self.identity.root
    }

    /// Files above so many bytes are large.
    pub(super) fn large(&self) -> Result<u64, StoreError> {
        Ok(self.accepted()?.policy.media().large_bytes)
    }

    /// The configuration in force.
    pub(super) fn accepted(&self) -> Result<Accepted, StoreError> {
        self.store
            .read(crate::store::config::accepted)?
            .ok_or(StoreError::NotSignedIn)
    }
}

/// What a visit brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Visited {
    /// Objects out, receipts in, objects pruned: anything at all.
    pub(super) moved: bool,
    /// Lines left the screen.
    pub(super) forgot: bool,
    /// There are events that the vault wants and that are to be fetched.
    pub(super) recalled: bool,
    pub(super) left: Left,
}

/// Goes to the gateway once. One whose word proves nothing is left for the next in the list, as one that does not answer.
pub(super) async fn visit(visit: &Visit<'_>) -> Result<Visited, RouteError> {
    let visited = steps(visit).await;
    if let Err(RouteError::FalseReceipt(_) | RouteError::OtherObject) = visited {
        visit.gateway.way().distrust();
    }
    visited
}

async fn steps(visit: &Visit<'_>) -> Result<Visited, RouteError> {
    if let Some(code) = visit.store.read(routing::routing)?.halted {
        return Err(RouteError::Halted(code));
    }
    let offered = visit.gateway.config().await?;
    visit.gateway.way().check_time(offered.server_time);
    take_config(visit, &offered).await?;
    let recalled = recall::take_all(visit, &offered.recalls).await?;
    let again = resend::resend(visit, &offered.resend).await? + recall::send_again(visit).await?;
    let sent = objects::send_all(visit).await?;
    let received = receipts::fetch(visit).await?;
    let accepted = visit.accepted()?;
    let gone = prune_all(visit.store, visit.clock, visit.data_dir, &accepted.policy).await?;
    let (sent_between, held) = carry_files(visit).await?;
    let unit = visit.store.begin("contact").await?;
    routing::set_contact(&unit, visit.clock.now())?;
    unit.write(|c| identity::set_clock_offset(c, visit.gateway.way().offset_ms()))?;
    unit.commit().await?;
    let counts = visit.store.read(archive::counts)?;
    // The quota is used up, or somebody would have sent them.
    let waits = counts.outbox > 0 && objects::next(visit)?.is_none();
    Ok(Visited {
        moved: again + sent + sent_between + received + gone.objects > 0,
        forgot: gone.lines > 0,
        recalled,
        left: match counts {
            // The vault waits for files that wait here: to ask for its receipts all the time would be for nothing.
            _ if held > 0 || waits => Left::Conditions,
            Counts {
                unreceipted,
                rejected,
                ..
            } if unreceipted > rejected => Left::Receipts,
            Counts {
                kept, unreceipted, ..
            } if kept > unreceipted => Left::Age(accepted.policy.keep()),
            _ => Left::Nothing,
        },
    })
}

/// Carries the files that stayed behind, and between their pieces every object that comes up meanwhile. Gives the count of such objects
/// and of the files that wait for a better network.
pub(super) async fn carry_files(visit: &Visit<'_>) -> Result<(u64, u64), RouteError> {
    let mut sent = 0;
    loop {
        match attachments::upload_left_behind(visit).await? {
            Behind::Words => sent += objects::send_all(visit).await?,
            Behind::Waiting(files) => return Ok((sent, files)),
        }
    }
}

async fn take_config(visit: &Visit<'_>, offered: &griffie_wire::api::DeviceConfig) -> Result<(), RouteError> {
    let now = visit.gateway.way().now();
    let unit = visit.store.begin("configuration").await?;
    match config::take(
        &unit,
        visit.clock,
        offered,
        visit.root(),
        visit.identity.tenant,
        now,
    )? {
        Ok(Some(accepted)) => {
            unit.write(|c| identity::set_gateways(c, &accepted.seal_config.gateways))?;
            visit.gateway.way().set_gateways(&accepted.seal_config.gateways);
        }
        Ok(None) => {}
        Err(refused) => config::alarm_refused(&unit, visit.clock, &refused)?,
    }
    Ok(unit.commit().await?)
}
