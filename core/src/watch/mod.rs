//! Screens that stay right: the current state at once, then what changed in it, for as long as somebody looks.
//!
//! Reading order: [`diff`](mod@diff) says how to get from one list to the next; `subscription` is what a watcher holds and how it ends;
//! `courier` looks again when its bell rings and hands over the news, of a `list` or of one `state`; `window` is what is seen of a
//! timeline. The picture that was handed over last is all that a watcher keeps: news that nobody took run together into the next, and
//! none is lost. Nothing that captures ever waits here. `engine` says who watches what. Must not know: SQL, Matrix.

mod courier;
pub mod diff;
mod list;
mod state;
mod subscription;
mod window;

#[cfg(test)]
mod tests;

pub(crate) use self::{courier::Watcher, list::list, state::state, window::Window};
pub use self::{
    diff::{Diff, Keyed},
    subscription::{DeliveryFailed, Subscription},
};
