//! Measure 7: what an app carries. A stripped release library that reaches the whole engine, and beside it the companion program.

use crate::{
    outcome::Outcome,
    report::{Aim, Row},
    stage::Stage,
};

pub(crate) fn measure(stage: &Stage) -> Outcome<Vec<Row>> {
    #[expect(clippy::cast_precision_loss, reason = "some megabytes")]
    let size =
        |name| -> Outcome<f64> { Ok(std::fs::metadata(stage.place.program(name)?)?.len() as f64 / 1e6) };
    let aim = Aim::at_most(20.0, "under 20 MB");
    Ok(vec![
        Row::alone("size of libgriffie", "MB", size("libgriffie_size.so")?, aim)
            .noting("bench/size: a cdylib that calls every method of the engine, release profile, stripped, x86-64; no bindings yet"),
        Row::alone("size of the companion", "MB", size("griffie")?, aim),
    ])
}
