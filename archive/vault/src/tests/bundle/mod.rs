//! Evidence bundles: what the vault writes, `griffie-verify` proves; what is touched, it finds; and a second verifier, in
//! another language, says the same.
//!
//! - `story`: a vault with one of everything in it; `dice`: chance that can be repeated
//! - `pack`: a bundle taken apart and put together again by a vault that lies
//! - `whole`: honest bundles; `mutate`: single mutations; `kept`: of the vault's own files; `agree`: both verifiers

mod agree;
mod dice;
mod kept;
mod mutate;
mod pack;
mod story;
mod whole;
