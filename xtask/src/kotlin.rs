//! `cargo xtask test kotlin`: the Kotlin package, checked by ktlint, built by Maven and tried on the JVM in a world of real servers.

use std::{path::Path, process::Command};

use crate::{
    debian,
    shell::{Done, finish, output, program},
    stage,
};

/// The JDK that the package is built for; Android's tools ask for the same.
const JDK: &str = "17";

/// Everything, or the test classes that match `filter`.
pub(crate) fn test(filter: Option<&str>) -> Done {
    prepare()?;
    let mut maven = maven(&["test"]);
    maven.args(filter.map(|filter| format!("-Dtest={filter}")));
    let mut play = stage::of("kotlin", 1);
    if filter.is_none() {
        play.args(["--attachments", stage::CONVERSATION]);
    }
    finish(play.arg("--").arg(maven.get_program()).args(maven.get_args()))
}

/// The measures of the boundary, with the library of that folder; leaves them in target/stage/bench-kotlin.
pub(crate) fn bench(library: &Path) -> Done {
    prepare()?;
    let mut maven = maven(&["test", "-Dtest=BenchTest,LeakTest"]);
    maven.arg(format!("-Dnative.dir={}", library.display()));
    let mut play = stage::of("bench-kotlin", 1);
    finish(play.arg("--").arg(maven.get_program()).args(maven.get_args()))
}

/// The line for a shell that runs one test class, in a play together with other phones.
pub(crate) fn line(class: &str) -> Result<String, String> {
    prepare()?;
    let maven = maven(&["test", &format!("-Dtest={class}")]);
    let words = std::iter::once(maven.get_program()).chain(maven.get_args());
    let words: Vec<_> = words.map(|word| word.to_string_lossy()).collect();
    Ok(words.join(" "))
}

/// Maven on the Kotlin package. Its compiler's daemon would idle for two hours.
pub(crate) fn maven(goals: &[&str]) -> Command {
    let mut command = program("mvn", &["--batch-mode", "--no-transfer-progress"]);
    command
        .args([
            "-Dkotlin.compiler.daemon=false",
            "--file",
            "bindings/kotlin/pom.xml",
        ])
        .args(goals);
    command
}

/// JDK and Maven, from Debian when they are missing.
pub(crate) fn tools() -> Done {
    debian::ensure("javac", &[&format!("openjdk-{JDK}-jdk-headless")])?;
    debian::ensure("mvn", &["maven"])?;
    let said = output(&mut program("mvn", &["--version"]))?;
    if said.contains(&format!("Java version: {JDK}.")) {
        return Ok(());
    }
    Err(format!(
        "Maven runs on another JDK than {JDK}; set JAVA_HOME to one of that version:\n{said}"
    ))
}

fn prepare() -> Done {
    tools()?;
    stage::build()
}
