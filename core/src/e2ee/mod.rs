//! Operations over the one OlmMachine.
