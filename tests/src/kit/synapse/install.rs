//! Installs Synapse from PyPI into a virtual environment in the cache, once; and the little that a bare
//! Debian lacks for it.

use std::path::{Path, PathBuf};

use tokio::process::Command;

use crate::kit::{Outcome, debian, place, process::run};

const VERSION: &str = "1.163.2";

/// The virtual environment with Synapse in it.
pub async fn install() -> Outcome<PathBuf> {
    let cache = place::cache();
    let venv = cache.join(format!("synapse-{VERSION}"));
    if venv.join("complete").exists() {
        return Ok(venv);
    }
    std::fs::create_dir_all(&cache)?;
    let lock = std::fs::File::create(cache.join("synapse.lock"))?;
    lock.lock()?;
    if venv.join("complete").exists() {
        return Ok(venv);
    }
    eprintln!(
        "Synapse {VERSION} is installed once into {} (about half a minute)",
        venv.display()
    );
    make_environment(&venv).await?;
    let packages = [format!("matrix-synapse=={VERSION}"), "authlib".to_owned()];
    run(Command::new(venv.join("bin/pip"))
        .args(["install", "--quiet", "--disable-pip-version-check"])
        .args(packages))
    .await?;
    std::fs::write(venv.join("complete"), VERSION)?;
    Ok(venv)
}

async fn make_environment(venv: &Path) -> Outcome<()> {
    let make = || {
        let mut command = Command::new("python3");
        command.args(["-m", "venv", "--clear"]).arg(venv);
        command
    };
    if run(&mut make()).await.is_ok() {
        return Ok(());
    }
    debian::install("python3-venv").await?;
    run(&mut make()).await?;
    Ok(())
}
