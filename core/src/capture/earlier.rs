//! What was said in a room before the user joined: fetched as far back as policy wants and the homeserver shows, marked `backfilled`
//! (000-RO-07, docs/decisions/0034). Nobody owed it to the user: what cannot be had is no gap.

use griffie_wire::{ids::Millis, record::Via};
use serde_json::value::RawValue;

use super::{
    event::Event,
    hole::Page,
    intake::{CaptureError, Intake},
    record::{Arrival, At},
};
use crate::store::{
    config,
    earlier::{self, Earlier},
};

impl Intake<'_> {
    /// The user's stay begins in this segment of the room, and the page before it begins at `token`. Remembers to fetch it, if policy
    /// wants any.
    pub(crate) fn begin_earlier(
        &mut self,
        room_id: &str,
        segment: i64,
        token: Option<&str>,
    ) -> Result<(), CaptureError> {
        let backfill = self
            .unit
            .write(config::policy)?
            .and_then(|policy| policy.backfill());
        let (Some(backfill), Some(token)) = (backfill, token) else {
            return Ok(());
        };
        let back = u64::try_from(backfill.as_millis()).unwrap_or(u64::MAX);
        let wanted = Earlier {
            room_id: room_id.to_owned(),
            segment,
            token: token.to_owned(),
            not_before: Millis(self.received_at.0.saturating_sub(back)),
        };
        self.unit.write(|c| earlier::put(c, &wanted))?;
        self.counts.holes += 1;
        Ok(())
    }

    /// Takes in a page, newest event first. Says whether it was the last one: older than is wanted, met by what is here, or all there is.
    pub(crate) async fn take_earlier(
        &mut self,
        earlier: &Earlier,
        page: Page<'_>,
    ) -> Result<bool, CaptureError> {
        let mut room = self.open_room(&earlier.room_id)?;
        let wanted: Vec<&RawValue> = page
            .events
            .iter()
            .copied()
            .filter(|raw| Event::read(raw).is_none_or(|event| event.at >= earlier.not_before))
            .collect();
        let all = wanted.len() == page.events.len();
        let events: Vec<&RawValue> = wanted.into_iter().rev().collect();
        let known = self.known_places(&room, &events)?;
        let meets_known = known
            .iter()
            .flatten()
            .any(|place| place.segment < earlier.segment);
        let arrival = Arrival {
            via: Via::GapFill,
            at: At::Start {
                segment: earlier.segment,
            },
            before_join: events.len(),
        };
        self.take_batch(&mut room, &events, arrival).await?;
        self.close_room(&room)?;
        let next = page.next.filter(|next| *next != earlier.token);
        let goes_on = next.filter(|_| all && !meets_known);
        self.unit.write(|c| match goes_on {
            Some(next) => earlier::put(
                c,
                &Earlier {
                    token: next.to_owned(),
                    ..earlier.clone()
                },
            ),
            None => earlier::end(c, earlier),
        })?;
        Ok(goes_on.is_none())
    }
}
