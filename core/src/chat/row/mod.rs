//! A line of a timeline as a screen draws it: plain typed data, nothing to parse and nothing to look up.
//!
//! Reading order: `line` is [`TimelineRow`], what every line has; `content` is [`RowContent`], what makes one kind differ from
//! another. A new kind of event is one variant there, one name in `RowContent::kind`, and its reading in `RowContent::read`. `file`,
//! `membership` and `poll` are the larger contents, [`SendState`] and [`VerificationState`] the small states. `json` is the shape that
//! docs/companion.md documents. Must not know: SQL, Matrix events; `chat::fold` makes lines of those.

mod carried;
mod change;
mod content;
mod file;
mod json;
mod line;
mod membership;
mod poll;
mod send_state;
mod verification;

#[cfg(test)]
mod tests;

pub(crate) use self::{carried::Carried, change::StoredPlace, content::Stored};
pub use self::{
    change::ChangeRow,
    content::RowContent,
    file::{Fetched, FileFamily, FileRow},
    line::{Quote, Reaction, Redacted, TimelineRow, Version},
    membership::{Membership, MembershipChange, MembershipRow, ProfileRow},
    poll::{PollAnswer, PollRow},
    send_state::SendState,
    verification::VerificationState,
};
