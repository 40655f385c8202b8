//! What happens to servers, phone and time.

use std::time::Duration;

use griffie_tests::kit::{Outcome, bad_network::Weather, wait};

use super::Play;
use crate::{
    homeserver::{BOB, home::NextSend},
    op::{Op, Road},
};

impl Play<'_> {
    /// Plays the step.
    pub(super) async fn fate(&mut self, op: Op) -> Outcome<()> {
        match op {
            Op::AnswerIsLost => self.account.home().next_send = NextSend::AnswerLost,
            Op::TooBusy => self.account.home().next_send = NextSend::TooBusy,
            Op::KickedAtNextSend => self.account.home().next_send = NextSend::Kicked,
            Op::Kicked { room } => {
                let room = self.rooms[self.room(room)].id.clone();
                self.account.change(|home| {
                    let (me, counter) = (home.me.clone(), home.counter);
                    if home.rooms[&room].is_in(&me, counter) {
                        home.member(&room, BOB, &me, "leave");
                    }
                });
            }
            Op::HomeserverAway(away) => self.account.change(|home| home.away = away),
            Op::Gateway(road) => self.filing.network.becomes(match road {
                Road::Fair => Weather::Fair,
                Road::Errors => Weather::Status500,
                Road::LosesAnswers => Weather::HalfABody,
                Road::Away => Weather::Away,
            }),
            Op::Restart => {
                let calendar = self.phone.calendar.clone();
                Self::ticking(&calendar, self.phone.restart()).await?;
            }
            Op::Kill { after_ms } => {
                wait::pause(Duration::from_millis(after_ms.into())).await;
                self.phone.kill().await?;
            }
            Op::RouteNow => {
                self.phone.griffie()?.route_now().await?;
            }
            Op::VaultPulls => self.filing.pulls().await?,
            Op::TimePasses { minutes } => self
                .phone
                .calendar
                .pass(Duration::from_secs(u64::from(minutes) * 60)),
            Op::ClockSet { minutes } => self.phone.calendar.set_by(i64::from(minutes) * 60_000),
            Op::Rebuild => {
                self.phone.griffie()?.rebuild().await?;
            }
            Op::Settle => self.settles().await?,
            _ => {}
        }
        Ok(())
    }
}
