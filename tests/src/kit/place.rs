//! Where things are: the built binaries, the cache for slow installs, free ports.

use std::{
    net::TcpListener,
    path::{Path, PathBuf},
};

use super::{Outcome, failure};

/// The folder with the binaries of this build (`target/debug` or `target/release`).
pub fn binaries() -> Outcome<PathBuf> {
    let own = std::env::current_exe()?;
    let folder = own
        .parent()
        .ok_or_else(|| failure("this program has no folder"))?;
    Ok(if folder.ends_with("deps") {
        folder.parent().unwrap_or(folder).to_owned()
    } else {
        folder.to_owned()
    })
}

/// One built binary, or what to type to get it.
pub fn binary(name: &str) -> Outcome<PathBuf> {
    let path = binaries()?.join(name);
    if path.exists() {
        return Ok(path);
    }
    Err(failure(format!(
        "{} is not built yet; run `cargo build --workspace` first",
        path.display()
    )))
}

/// What is slow to install stays here between runs, outside git's target: `$GRIFFIE_CACHE`, else
/// `$XDG_CACHE_HOME/griffie`, else `~/.cache/griffie`.
pub fn cache() -> PathBuf {
    let from = |name: &str| {
        std::env::var_os(name)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    };
    from("GRIFFIE_CACHE")
        .or_else(|| from("XDG_CACHE_HOME").map(|dir| dir.join("griffie")))
        .or_else(|| from("HOME").map(|dir| dir.join(".cache/griffie")))
        .unwrap_or_else(|| Path::new("/tmp/griffie-cache").to_owned())
}

/// The folder `out`, empty; refuses one with anything in it that `maker` did not make, and marks it as made by `maker`.
pub fn emptied(out: &Path, maker: &str) -> Outcome<PathBuf> {
    let mark = out.join(format!(".{maker}"));
    if out.exists() && std::fs::read_dir(out)?.next().is_some() {
        if !mark.exists() {
            let text = format!(
                "{} is not empty and not from an earlier {maker}; choose another --out",
                out.display()
            );
            return Err(failure(text));
        }
        std::fs::remove_dir_all(out)?;
    }
    std::fs::create_dir_all(out)?;
    std::fs::write(mark, format!("made by {maker}\n"))?;
    Ok(out.canonicalize()?)
}

/// A port on loopback that was free a moment ago.
pub fn free_port() -> Outcome<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}
