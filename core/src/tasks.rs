//! Named tasks with an owner and an end.
