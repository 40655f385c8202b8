//! Lists that stay right, whatever the listener does: the steps themselves, deliveries, and what a window of a timeline shows.

mod delivering;
mod kit;
mod steps;
mod windows;
