//! Evidence bundles: what the vault writes, `griffie-verify` proves; what is touched, it finds; and a second verifier, in
//! another language, says the same.
//!
//! - `story`: a vault with one of everything in it; `dice`: chance that can be repeated
//! - `pack`: a bundle taken apart and put together again by a vault that lies
//! - `whole`: honest bundles, `speed`: long ones; `mutate`: single mutations; `fork`: of the log; `kept`: of the vault's own files; `agree`: both verifiers; `witnessed`: receipts with a witness

mod agree;
pub(super) mod dice;
mod fork;
mod kept;
mod mutate;
mod pack;
mod speed;
mod story;
mod whole;
mod witnessed;
