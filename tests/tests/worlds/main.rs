//! What crosses folders, tested in worlds of real processes: one binary, a module per topic.

mod bad_input;
mod canary;
mod kill;
mod play;
mod straight;
