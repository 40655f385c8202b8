//! Tests of the store: real files, real kills of the transaction, the conformance suite of matrix-sdk-crypto.

mod crypto_suite;
mod damage;
mod fixture;
mod full;
mod identity;
mod leaving;
mod opening;
mod sessions;
mod units;
