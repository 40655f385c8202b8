//! Every failing of TeleMessage's archiver that is known, by its number or name, tried against the running parts (design.md section 7,
//! reference/rivals.md C.1: nine CVE records of May 2025 and twelve faults read in its source).
//!
//! - `play`       one conversation in which everything of the list happens; `scan`: what is looked for where it must not be;
//!   `story`: what was left of it all, for every test to look at
//! - `cves`       what was broken into; `doors`: the same for routes, listeners and processes; `artefacts`: for what is built
//! - `faults`     what was lost, collided or was forged by the product itself

mod artefacts;
mod cves;
mod doors;
mod faults;
mod play;
mod scan;
mod story;
