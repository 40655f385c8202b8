//! The one command line of this project, for people and for CI: `cargo xtask --help`.

mod android;
mod bench;
mod bindgen;
mod brand;
mod ci;
mod debian;
mod demo;
mod kotlin;
mod mdm;
mod model;
mod pack;
mod shell;
mod signs;
mod stage;
mod swift;
mod test;
mod tidy;
mod together;
mod tools;
mod words;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Try, test, check and measure Griffie")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Play a conversation with the real parts and prove that the archive holds it
    Demo {
        /// Options of the demo itself; `cargo xtask demo -- --help` lists them
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        options: Vec<String>,
    },
    /// Everything that must be green: format, lints, licences, spelling, tidiness, tests, a small demo
    Ci,
    /// Tests in worlds of real processes, by name (`kill`, `canary`, `kotlin`, `android`, `swift`, `ios`, `together`, …); all Rust tests without a name
    Test(test::Options),
    /// Write what Kotlin and Swift see of the library to bindings/generated/, and the tests that call it with bad input
    Bindgen(bindgen::Options),
    /// Make both apps' parts of a brand of brands/, in target/brand/
    Brand(brand::Options),
    /// Write what is made of the table of managed keys: both platforms' declarations, samples, schema, reference, typed settings
    Mdm(mdm::Options),
    /// Write what both apps say, from the tables of the Compose screens to Swift
    Words(words::Options),
    /// Make what an app takes in: library, sources, checksums and bill of materials in target/pack/
    Pack(pack::Options),
    /// Check the conventions of the house that no other tool knows
    Tidy,
    /// Measure against others in one run; writes target/bench/report.json
    Bench {
        /// Only measures whose name contains this
        only: Option<String>,
    },
}

fn main() -> std::process::ExitCode {
    let done = match Arguments::parse().command {
        Command::Demo { options } => demo::run(&options),
        Command::Ci => ci::run(),
        Command::Test(options) => test::run(&options),
        Command::Bindgen(options) => bindgen::run(&options),
        Command::Brand(options) => brand::run(&options),
        Command::Mdm(options) => mdm::run(&options),
        Command::Words(options) => words::run(&options),
        Command::Pack(options) => pack::run(&options),
        Command::Tidy => tidy::run(),
        Command::Bench { only } => bench::run(only.as_deref()),
    };
    match done {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error}");
            std::process::ExitCode::FAILURE
        }
    }
}
