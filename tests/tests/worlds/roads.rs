//! The roads from a phone to the archive: by hand on a stick, at any pace, over another gateway, after days without any.

mod gateways;
mod offline;
mod pace;
mod stick;
