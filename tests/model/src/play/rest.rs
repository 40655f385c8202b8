//! Brings a play to rest: everything works again, late keys come, and nothing is left to hand over.

use std::time::Duration;

use griffie_core::engine::{LifeState, Status};
use griffie_tests::kit::{Outcome, bad_network::Weather, failure, wait};

use super::Play;
use crate::homeserver::home::NextSend;

/// Looks at a phone that should come to rest. Each takes some milliseconds; on a busy machine there is a minute.
const LOOKS: u32 = 6000;

impl Play<'_> {
    /// Everything works again, and everybody has everything.
    pub async fn rests(&mut self) -> Outcome<()> {
        self.filing.network.becomes(Weather::Fair);
        self.account.change(|home| {
            home.away = false;
            home.next_send = NextSend::Taken;
        });
        self.keys_arrive();
        let griffie = self.phone.griffie()?;
        for look in 0..LOOKS {
            let status = griffie.status().await?;
            if status.state == LifeState::Failed {
                return Err(failure(format!("the core stopped: {status:?}")));
            }
            let synced = {
                let home = self.account.home();
                home.acknowledged == home.counter
            };
            if status.refused > 0 {
                let faults = self.filing.faults()?;
                return Err(failure(format!(
                    "an object is refused: {status:?}; the vault: {faults}"
                )));
            }
            if synced && is_at_rest(&status) {
                return Ok(());
            }
            if look + 1 == LOOKS {
                let faults = self.filing.faults()?;
                return Err(failure(format!(
                    "does not come to rest; synced: {synced}; {status:?}; the vault: {faults}"
                )));
            }
            // A try that was put off while the clock was a day ahead is that far away when the clock is right again.
            let passes = match look {
                0..=3 => 0,
                4..=100 => 3,
                _ => 600,
            };
            self.phone.calendar.pass(Duration::from_secs(passes));
            griffie.route_now().await?;
            if status.outbox == 0 && status.unreceipted > 0 {
                self.filing.pulls().await?;
            }
            wait::pause(Duration::from_millis(4)).await;
        }
        Ok(())
    }

    /// Waits until the phone has what the homeserver has, if they can talk.
    pub(super) async fn settles(&self) -> Outcome<()> {
        for _ in 0..LOOKS {
            {
                let home = self.account.home();
                if home.away || home.acknowledged == home.counter {
                    return Ok(());
                }
            }
            self.phone.calendar.pass(Duration::from_secs(1));
            wait::pause(Duration::from_millis(3)).await;
        }
        Err(failure("the phone does not sync"))
    }
}

fn is_at_rest(status: &Status) -> bool {
    [
        status.journal_unsealed,
        status.outbox,
        status.unreceipted,
        status.pending_sends,
        status.pending_media,
        status.open_gaps,
    ]
    .iter()
    .all(|count| *count == 0)
}
