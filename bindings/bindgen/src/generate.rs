//! Lets uniffi write both languages from the metadata in the library, by the uniffi.toml of the workspace.

use anyhow::{Context, Result};
use camino::{Utf8Path, Utf8PathBuf};
use uniffi_bindgen::{
    BindgenLoader, BindgenPaths, ComponentInterface, GlobalConfig,
    bindings::{GenerateOptions, TargetLanguage, generate},
};

use crate::{repair, snapshot::Files};

/// The crate whose surface this is.
const CRATE: &str = "griffie_ffi";
/// Where the sources go, by language.
const PLACES: [(TargetLanguage, &str); 2] = [
    (TargetLanguage::Kotlin, "bindings/generated/kotlin"),
    (TargetLanguage::Swift, "bindings/generated/swift"),
];

/// What the library exports.
pub(crate) fn interface(library: &Utf8Path) -> Result<ComponentInterface> {
    let loader = BindgenLoader::new(BindgenPaths::default(), GlobalConfig::default());
    let interfaces = loader.load_cis(loader.load_metadata(library)?)?;
    let ours = interfaces
        .into_iter()
        .find(|interface| interface.crate_name() == CRATE);
    ours.with_context(|| format!("{library} has nothing of {CRATE}"))
}

/// The sources of both languages.
pub(crate) fn sources(library: &Utf8Path, config: &Utf8Path) -> Result<Files> {
    let mut files = Files::new();
    for (language, place) in PLACES {
        let folder = tempfile::tempdir()?;
        let out_dir = Utf8PathBuf::try_from(folder.path().to_owned())?;
        generate(GenerateOptions {
            languages: vec![language],
            source: library.to_owned(),
            out_dir: out_dir.clone(),
            config_override: Some(config.to_owned()),
            ..GenerateOptions::default()
        })?;
        collect(&out_dir, Utf8Path::new(""), Utf8Path::new(place), &mut files)?;
    }
    files.sort();
    repair::mend(&mut files)?;
    Ok(files)
}

fn collect(out: &Utf8Path, inside: &Utf8Path, place: &Utf8Path, files: &mut Files) -> Result<()> {
    for entry in out.join(inside).read_dir_utf8()? {
        let entry = entry?;
        let path = inside.join(entry.file_name());
        match entry.file_type()?.is_dir() {
            true => collect(out, &path, place, files)?,
            false => files.push((place.join(&path), std::fs::read_to_string(entry.path())?)),
        }
    }
    Ok(())
}
