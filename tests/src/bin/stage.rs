//! The program behind `cargo xtask test kotlin`, `swift` and `together`: real parts around commands that play.

use std::process::ExitCode;

use clap::Parser;
use griffie_tests::stage::{End, Options, play};

#[tokio::main]
async fn main() -> ExitCode {
    match play(&Options::parse()).await {
        Ok(End::Complete) => ExitCode::SUCCESS,
        Ok(End::Different) => {
            eprintln!(
                "griffie-stage: the archive does not hold what was played; the lines above say what differs"
            );
            ExitCode::FAILURE
        }
        Ok(End::Failed(sentence)) => {
            eprintln!("griffie-stage: {sentence}");
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("griffie-stage: the stage did not hold: {error}");
            ExitCode::from(2)
        }
    }
}
