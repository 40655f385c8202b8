//! The public error of the core.
