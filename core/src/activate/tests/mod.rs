//! Tests of activation: what is an invitation, and the steps from a code to a login.

mod invitation;
mod steps;
