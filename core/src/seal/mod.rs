//! From journal records to sealed objects, readable by the archive alone.
//!
//! Reading order: [`batch`] decides (pure), [`draft`] gathers and seals what it decided, [`next`] stores that in one
//! transaction with the journal rows it holds (house rule 23), [`run`](run::run) does so for as long as the core runs.
//! An attachment fact is journaled only once its bytes are final, so every attachment a batch names can be carried before it.
//! Must not know the gateway or what receipts are.

mod batch;
mod draft;
mod next;
mod run;
#[cfg(test)]
mod tests;

pub(crate) use self::{
    batch::Pending,
    next::{SealingError, seal_all},
    run::run,
};
