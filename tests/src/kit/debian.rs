//! Programs that a world needs from Debian: installed when they are missing, or the failure says what to type.

use tokio::process::Command;

use super::{Outcome, failure, process::run};

/// Makes sure that `program` can be started; `package` brings it.
pub async fn ensure(program: &str, package: &str) -> Outcome<()> {
    if Command::new(program).arg("--version").output().await.is_ok() {
        return Ok(());
    }
    install(package).await
}

/// Installs a package, with a fresh list of packages when the present one does not do.
pub async fn install(package: &str) -> Outcome<()> {
    eprintln!("{package} is missing; asking Debian for it");
    if get(&["install", "--yes", "--quiet=2", package]).await.is_ok() {
        return Ok(());
    }
    let again = async {
        get(&["update", "--quiet=2"]).await?;
        get(&["install", "--yes", "--quiet=2", package]).await
    };
    again.await.map_err(|error| {
        failure(format!(
            "please run `sudo apt-get install {package}` and try again ({error})"
        ))
    })
}

async fn get(arguments: &[&str]) -> Outcome<()> {
    run(Command::new("apt-get")
        .env("DEBIAN_FRONTEND", "noninteractive")
        .args(arguments))
    .await?;
    Ok(())
}
