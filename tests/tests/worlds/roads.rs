//! The roads from a phone to the archive: by hand on a stick, at any pace, after days without any.

mod offline;
mod pace;
mod stick;
