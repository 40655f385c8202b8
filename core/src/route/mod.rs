//! Carries the outbox to the gateway.
