//! The chain of records.
