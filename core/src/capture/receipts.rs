//! Who has read up to where: a record for each room and sync that brings news of it. Only public receipts come here; private ones never
//! leave the device.

use griffie_wire::record::{Fact, Receipt, ReceiptsFact};

use super::intake::{CaptureError, Intake, OpenRoom};
use crate::store::rooms;

/// So many receipts go into one record.
const MOST: usize = 500;

impl Intake<'_> {
    /// Journals those that are news. A homeserver says again what it said before, after a cut connection or in a first sync.
    pub(crate) fn record_receipts(
        &mut self,
        room: &mut OpenRoom,
        receipts: Vec<Receipt>,
    ) -> Result<(), CaptureError> {
        let mut news = Vec::with_capacity(receipts.len());
        for receipt in receipts {
            let is_news = self.unit.write(|c| {
                rooms::set_receipt(c, room.id, &receipt.user_id, &receipt.event_id, receipt.at.0)
            })?;
            if is_news {
                news.push(receipt);
            }
        }
        while !news.is_empty() {
            let rest = news.split_off(news.len().min(MOST));
            self.journal(room, Fact::Receipts(ReceiptsFact { receipts: news }))?;
            news = rest;
        }
        Ok(())
    }
}
