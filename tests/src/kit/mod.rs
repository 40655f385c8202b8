//! The kit: real processes behind plain verbs. Read in this order.

pub mod archive;
pub mod bad_network;
pub mod bare;
pub mod calendar;
pub mod compare;
pub mod counterpart;
pub mod debian;
pub mod device;
pub mod dice;
pub mod expected;
pub mod folder;
pub mod held;
pub mod ledger;
pub mod person;
pub mod place;
pub mod policy;
pub mod process;
pub mod progress;
pub mod recovery;
pub mod rpc;
pub mod synapse;
pub mod wait;
pub mod witness;
pub mod world;

/// What a test or the demo fails with: a sentence for the person who runs it.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// The outcome of a step.
pub type Outcome<T> = Result<T, Failure>;

/// A failure from a sentence.
pub fn failure(text: impl Into<String>) -> Failure {
    text.into().into()
}
