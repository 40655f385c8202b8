//! `cargo xtask test android` and `cargo xtask demo --app`: the screens, built by Maven and used by two people before real servers.

use std::{path::Path, process::Command};

use crate::{
    kotlin,
    shell::{Done, finish, program, root},
    stage,
};

/// The play of the ten common acts, by two people; a picture goes to both.
const TEN: &str = "TenActsTest";
/// The play of labels, keys and rules, by two others.
const OWN: &str = "OwnActsTest";

/// Every test of the screens, or the classes that match `filter`; people use them before real servers, and the stage judges.
pub(crate) fn test(filter: Option<&str>) -> Done {
    play("android", filter, None)
}

/// The same, with a picture of every screen in `target/demo/app`.
pub(crate) fn demo() -> Done {
    let shots = root().join("target/demo/app");
    play("app", None, Some(&shots))?;
    println!("pictures of every screen: {}", shots.display());
    Ok(())
}

fn play(name: &str, filter: Option<&str>, shots: Option<&Path>) -> Done {
    kotlin::tools()?;
    stage::build()?;
    finish(&mut kotlin::maven(&["install", "-Dmaven.test.skip=true"]))?;
    let maven = maven(filter, shots);
    let (people, attachments) = match filter {
        None => (4, "2"),
        Some(TEN) => (2, "2"),
        Some(OWN) => (2, "0"),
        Some(_) => return finish(&mut { maven }),
    };
    let mut play = stage::of(name, people);
    play.args(["--attachments", attachments, "--"]);
    finish(play.arg(maven.get_program()).args(maven.get_args()))
}

/// Maven on the screens.
fn maven(filter: Option<&str>, shots: Option<&Path>) -> Command {
    let mut command = program("mvn", &["--batch-mode", "--no-transfer-progress"]);
    command.args([
        "-Dkotlin.compiler.daemon=false",
        "--file",
        "android/ui/pom.xml",
        "test",
    ]);
    command.args(filter.map(|filter| format!("-Dtest={filter}")));
    command.args(shots.map(|shots| format!("-Dgriffie.shots={}", shots.display())));
    command
}
