//! From a sync response to one unit of work.
