//! The verifier for strangers: one static program that needs nothing of the machine it runs on, with its checksum and bill of contents.

use super::{
    elf,
    folder::{Folder, read},
    library,
};
use crate::shell::{Done, cargo, finish, output, program, root};

const NAME: &str = "griffie-verify";

/// Makes target/pack/verify.
pub(super) fn pack() -> Done {
    let host = library::host()?;
    let built = build(&host)?;
    let bytes = read(&built)?;
    let needs = elf::needs(&bytes)?;
    if !needs.is_empty() {
        return Err(format!("{NAME} is not static: it needs {}", needs.join(", ")));
    }
    // It starts, without anything around it.
    let path = built.to_string_lossy();
    let said = output(program(&path, &["--version"]).env_clear())?;
    let folder = Folder::fresh("verify")?;
    folder.put_program(NAME, &bytes)?;
    folder.put("LICENSE", &read(&root().join("LICENSE"))?)?;
    folder.put("bundle.md", &read(&root().join("docs/formats/bundle.md"))?)?;
    folder.put(
        "verify_bundle.py",
        &read(&root().join("tests/python/verify_bundle.py"))?,
    )?;
    println!("{} is static: {} bytes", said.trim(), bytes.len());
    folder.close()
}

/// In a folder of its own kind of machine: cargo gives these flags then to the program alone, not to what runs while it is built.
fn build(host: &str) -> Result<std::path::PathBuf, String> {
    let flags = format!("{}\u{1f}-Ctarget-feature=+crt-static", library::flags()?);
    let mut command = cargo(&["build", "--locked", "--release", "--package", NAME]);
    command
        .args(["--target", host])
        .env("CARGO_ENCODED_RUSTFLAGS", flags)
        .env("SOURCE_DATE_EPOCH", library::BUILT);
    finish(&mut command)?;
    Ok(root().join("target").join(host).join("release").join(NAME))
}
