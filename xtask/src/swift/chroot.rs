//! A Debian 13 in the cache that brings Swift 6, which Debian 12 lacks: made once, entered with its mounts in a
//! namespace of their own, so that they vanish with the process however it ends.

use std::{
    ffi::OsStr,
    fs::{self, File},
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    debian,
    shell::{Done, finish, output, program, root},
    tools::cache,
};

const SUITE: &str = "trixie";
const PACKAGES: &str = "swiftlang,libc6-dev,libstdc++-14-dev,binutils,gcc,git,ca-certificates";
const DEFAULT_MIRROR: &str = "http://deb.debian.org/debian";
/// Runs its arguments after the first in a private mount namespace: debootstrap mounts things itself.
const ALONE: [&str; 3] = ["unshare", "--mount", "--propagation=private"];
const PATH: &str = "/usr/sbin:/usr/bin:/sbin:/bin";
/// `$1` is the chroot, `$2` the checkout, `$3` the cache; the rest is the command. The same paths inside and outside.
const ENTER: &str = r#"
chroot=$1 checkout=$2 cache=$3; shift 3
mount --rbind /proc "$chroot/proc"
mount --rbind /dev "$chroot/dev"
for folder in /tmp "$cache" "$checkout"; do
    mkdir -p "$chroot$folder"
    mount --bind "$folder" "$chroot$folder"
done
cd "$checkout"
exec chroot "$chroot" /usr/bin/env -C "$checkout" "$@"
"#;

/// The chroot, complete.
pub(super) struct Chroot {
    dir: PathBuf,
}

impl Chroot {
    /// Finds it in the cache, or makes it (about two minutes and 3.3 GB).
    pub(super) fn ensure() -> Result<Self, String> {
        must_be_root()?;
        let dir = cache().join(format!("swift-{SUITE}"));
        let told = |error: std::io::Error| format!("{}: {error}", dir.display());
        fs::create_dir_all(cache()).map_err(told)?;
        let lock = File::create(dir.with_extension("lock")).map_err(told)?;
        lock.lock().map_err(told)?;
        if !is_complete(&dir) {
            println!(
                "Debian {SUITE} with Swift is set up once in {} (about two minutes)",
                dir.display()
            );
            make(&dir)?;
        }
        Ok(Self { dir })
    }

    /// A command that runs inside, in the checkout's root, with the network of the machine. Its environment is part of its arguments,
    /// so that whoever starts it for us is not touched by it.
    pub(super) fn command(&self, environment: &[(&str, PathBuf)], arguments: &[&str]) -> Command {
        let [unshare, flags @ ..] = ALONE;
        let mut command = program(unshare, &flags);
        command.args(["sh", "-euc", ENTER, "sh"]);
        command.args([&self.dir, &root(), &cache()]);
        let own = [("PATH", PATH.into()), ("HOME", cache().join("swift-home"))];
        for (name, value) in own.iter().chain(environment) {
            command.arg(format!("{name}={}", value.display()));
        }
        command.args(arguments);
        command
    }
}

fn must_be_root() -> Done {
    let id = output(&mut program("id", &["-u"]))?;
    if id.trim() == "0" {
        return Ok(());
    }
    Err(
        "Swift comes from a Debian 13 chroot here, and only root can make and enter one; run this as root"
            .to_owned(),
    )
}

/// A set-up that was cut short, or was made after another recipe, has no such mark.
fn is_complete(dir: &Path) -> bool {
    fs::read_to_string(mark(dir)).is_ok_and(|recipe| recipe == PACKAGES)
}

fn mark(dir: &Path) -> PathBuf {
    dir.join("griffie-complete")
}

fn make(dir: &Path) -> Done {
    let partial = dir.with_extension("partial");
    for old in [&partial, &dir.to_owned()] {
        if old.exists() {
            fs::remove_dir_all(old).map_err(|error| format!("{}: {error}", old.display()))?;
        }
    }
    debian::ensure("debootstrap", &["debootstrap"])?;
    let [unshare, flags @ ..] = ALONE;
    let mut debootstrap = program(unshare, &flags);
    debootstrap
        .args(["debootstrap", "--variant=minbase"])
        .arg(format!("--include={PACKAGES}"))
        .args([OsStr::new(SUITE), partial.as_os_str(), OsStr::new(&mirror()?)])
        .envs(proxies()?)
        .stdout(log(dir)?);
    finish(&mut debootstrap)
        .map_err(|error| format!("{error}; see {}", dir.with_extension("log").display()))?;
    let told = |error: std::io::Error| format!("{}: {error}", dir.display());
    fs::write(mark(&partial), PACKAGES).map_err(told)?;
    fs::rename(&partial, dir).map_err(told)
}

fn log(dir: &Path) -> Result<File, String> {
    let path = dir.with_extension("log");
    File::create(&path).map_err(|error| format!("{}: {error}", path.display()))
}

/// Where apt gets Debian itself from.
fn mirror() -> Result<String, String> {
    let format = "$(LABEL) $(REPO_URI)";
    let listed = output(&mut program(
        "apt-get",
        &["indextargets", "--format", format, "Identifier: Packages"],
    ))?;
    let own = listed.lines().find_map(|line| line.strip_prefix("Debian "));
    Ok(own.unwrap_or(DEFAULT_MIRROR).to_owned())
}

/// The proxies that apt is told to use, as debootstrap's wget wants them.
fn proxies() -> Result<Vec<(String, String)>, String> {
    let mut proxies = Vec::new();
    for scheme in ["http", "https"] {
        let key = format!("Acquire::{scheme}::Proxy");
        let value = output(&mut program("apt-config", &["dump", "--format=%v", &key]))?;
        if !value.is_empty() {
            proxies.push((format!("{scheme}_proxy"), value));
        }
    }
    Ok(proxies)
}
