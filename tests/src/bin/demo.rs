//! The program behind `cargo xtask demo`.

use clap::Parser;
use griffie_tests::demo::{Options, play};

#[tokio::main]
async fn main() -> std::process::ExitCode {
    match play(&Options::parse()).await {
        Ok(true) => std::process::ExitCode::SUCCESS,
        Ok(false) => std::process::ExitCode::FAILURE,
        Err(error) => {
            eprintln!("The demo could not be played to its end: {error}");
            std::process::ExitCode::from(2)
        }
    }
}
