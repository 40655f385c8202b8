//! `cargo xtask brand NAME`: what both apps need to be one organisation's (000-VS-11), from `brands/NAME/brand.toml` into
//! `target/brand/NAME/`. docs/brands.md describes the file.
//!
//! Reading order: `read` checks the file, `colour` the contrast, `kotlin`, `android` and `apple` write. The brand `griffie` is the one that
//! is built when nobody says otherwise; its Kotlin stands in `android/ui`, its Swift in `ios/GriffieKit`, and every brand's logo beside its file.

mod android;
mod apple;
mod colour;
mod kotlin;
mod read;
#[cfg(test)]
mod tests;

use std::fs;

use self::read::Brand;
use crate::shell::{Done, root};

/// The brand of the sources as they are committed.
const OWN: &str = "griffie";
const OWN_KOTLIN: &str = "android/ui/src/main/kotlin/eu/griffie/ui/brand/Brand.kt";
const OWN_SWIFT: &str = "ios/GriffieKit/Sources/GriffieKit/Brand/Brand.swift";

#[derive(clap::Args)]
pub(crate) struct Options {
    /// A folder of brands/; all of them without a name
    name: Option<String>,
    /// Also compare the committed logos and the Kotlin of the own brand with what would be written, and write neither
    #[arg(long)]
    check: bool,
}

/// A file: its path from the root, and what is in it.
type Made = (String, String);

/// Makes the apps' parts of one brand or all.
pub(crate) fn run(options: &Options) -> Done {
    let names = match &options.name {
        Some(name) => vec![name.clone()],
        None => all_names()?,
    };
    let mut wrong = Vec::new();
    for name in names {
        let brand = load(&name)?;
        for (path, text) in made(&brand) {
            write(&format!("target/brand/{name}/{path}"), &text)?;
        }
        for (path, text) in committed(&brand) {
            let same = fs::read_to_string(root().join(&path)).ok().as_deref() == Some(&text);
            match options.check {
                true if !same => wrong.push(path),
                true => {}
                false => write(&path, &text)?,
            }
        }
        println!("{name}: target/brand/{name}");
    }
    if wrong.is_empty() {
        return Ok(());
    }
    Err(format!(
        "not as brands/ says; run `cargo xtask brand`: {}",
        wrong.join(", ")
    ))
}

/// The step of `cargo xtask ci`: every brand can be built, and what is committed of them is as their files say.
pub(crate) fn check() -> Done {
    run(&Options {
        name: None,
        check: true,
    })
}

fn load(name: &str) -> Result<Brand, String> {
    let path = root().join("brands").join(name).join("brand.toml");
    let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    Brand::read(name, &text).map_err(|error| format!("brands/{name}/brand.toml: {error}"))
}

fn all_names() -> Result<Vec<String>, String> {
    let folder = root().join("brands");
    let told = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut names = Vec::new();
    for entry in fs::read_dir(&folder).map_err(told)? {
        let entry = entry.map_err(told)?;
        if entry.path().is_dir() {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}

/// Below target/brand/NAME.
fn made(brand: &Brand) -> Vec<Made> {
    let kotlin = "android/ui/eu/griffie/ui/brand/Brand.kt".to_owned();
    let mut made = vec![(kotlin, kotlin::source(brand))];
    made.extend(android::all(brand));
    made.extend(apple::all(brand));
    made
}

/// In the repository.
fn committed(brand: &Brand) -> Vec<Made> {
    let mut made = vec![(format!("brands/{}/logo.svg", brand.name), apple::svg(brand))];
    if brand.name == OWN {
        made.push((OWN_KOTLIN.to_owned(), kotlin::source(brand)));
        made.push((OWN_SWIFT.to_owned(), apple::swift(brand)));
    }
    made
}

fn write(path: &str, text: &str) -> Done {
    let path = root().join(path);
    fs::create_dir_all(path.parent().unwrap_or(&path))
        .and_then(|()| fs::write(&path, text))
        .map_err(|error| format!("{}: {error}", path.display()))
}
