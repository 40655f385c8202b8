//! Measure 7: what an app carries: the library with its boundary as packages hold it, and beside it the companion program.

use std::path::Path;

use crate::{
    outcome::Outcome,
    report::{Aim, Row},
    stage::Stage,
};

pub(crate) fn measure(stage: &Stage) -> Outcome<Vec<Row>> {
    let aim = Aim::at_most(20.0, "under 20 MB");
    let (library, companion) = (stage.place.library()?, stage.place.program("griffie")?);
    Ok(vec![
        Row::alone("size of libgriffie_ffi", "MB", megabytes(&library)?, aim)
            .noting("profile phone (release, with panics that unwind), stripped, with the UniFFI boundary"),
        Row::alone("size of the companion", "MB", megabytes(&companion)?, aim),
    ])
}

#[expect(clippy::cast_precision_loss, reason = "some megabytes")]
fn megabytes(path: &Path) -> Outcome<f64> {
    Ok(std::fs::metadata(path)?.len() as f64 / 1e6)
}
