//! `cargo xtask test together`: a person with a Kotlin phone and a person with a Swift phone in one encrypted room.

use crate::{
    kotlin,
    shell::{Done, finish},
    stage, swift,
};

/// The Swift suite and the Kotlin class that play it; `tests/src/stage/control` has the rendezvous at which they meet.
const SUITE: &str = "Together";
const CLASS: &str = "TogetherTest";

/// Both at once, then the proof for both.
pub(crate) fn test() -> Done {
    let (kotlin, swift) = (kotlin::line(CLASS)?, swift::line(SUITE)?);
    finish(
        stage::of("together", 2)
            .args(["--attachments", "2", "--run", &kotlin, "--run", &swift])
            .env("GRIFFIE_STAGE_TOGETHER", "1"),
    )
}
