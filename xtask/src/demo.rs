//! `cargo xtask demo`: builds the parts and plays the conversation in `tests/src/demo`.

use crate::{
    android,
    shell::{Done, cargo, finish, program, root},
};

/// Builds and plays; with `--app`, on the screens.
pub(crate) fn run(options: &[String]) -> Done {
    if options.first().is_some_and(|option| option == "--app") {
        return android::demo();
    }
    build()?;
    if options.iter().any(|option| option == "--witness") {
        build_faulty()?;
    }
    let demo = root().join("target/debug/griffie-demo");
    finish(program(&demo.to_string_lossy(), &[]).args(options))
}

/// Builds the parts that lose things on purpose, each by itself: the feature must not reach what is handed out (docs/decisions/0029).
fn build_faulty() -> Done {
    for (package, binary) in [
        ("griffie-gateway", "griffie-gateway-faulty"),
        ("griffie-companion", "griffie-faulty"),
    ] {
        let arguments = [
            "build",
            "--package",
            package,
            "--features",
            "faults",
            "--bin",
            binary,
        ];
        finish(&mut cargo(&arguments))?;
    }
    Ok(())
}

/// Builds every part that a world starts. The gateway is built by itself: in one build with the vault, cargo would join
/// wire's features and give the gateway the code that opens (invariant 4).
pub(crate) fn build() -> Done {
    finish(&mut cargo(&[
        "build",
        "--quiet",
        "--package",
        "griffie-gateway",
        "--bins",
    ]))?;
    for package in [
        "griffie-companion",
        "griffie-vault",
        "griffie-verify",
        "griffie-tests",
    ] {
        finish(&mut cargo(&["build", "--package", package, "--bins"]))?;
    }
    Ok(())
}
