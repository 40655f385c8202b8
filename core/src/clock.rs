//! Time: the one place that asks the system.
