//! The review window: what the user may still call private is journaled as a commitment, and follows when the window is over
//! (docs/decisions/0018; requirements D11, D12, 000-GE-08).
//!
//! Reading order: [`Terms`], what policy allows; `about`, whose label a fact has; [`held_back`], which facts are set aside (pure);
//! [`disclose_due`] journals what is due; `put` takes a label from the user. Rows are `store::aside`'s and `store::label`'s business.

mod about;
mod disclose;
mod put;
mod terms;
mod withhold;

#[cfg(test)]
mod tests;

pub use self::put::Labelled;
pub(crate) use self::{
    about::about,
    disclose::{disclose_due, next_due},
    put::{LabelParts, end_review, label_event, label_now, label_room},
    terms::Terms,
    withhold::{Held, held_back},
};
