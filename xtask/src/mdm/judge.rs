//! What others say of the made files: Android's own compiler, XML and property lists, JSON schema. A tool that cannot be had is a failure
//! that says what to install, never a check left out.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::Made;
use crate::{
    debian,
    shell::{Done, finish, program, root},
    tools,
};

/// The framework's own resources, against which ours are linked.
const FRAMEWORK: &str = "/usr/share/android-framework-res/framework-res.apk";
const JSONSCHEMA: &str = "4.23.0";
/// Holds the restrictions, as the app's own manifest does.
const MANIFEST: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="eu.griffie.app">
    <uses-sdk android:minSdkVersion="26" android:targetSdkVersion="29"/>
    <application>
        <meta-data android:name="android.content.APP_RESTRICTIONS" android:resource="@xml/app_restrictions"/>
    </application>
</manifest>
"#;

/// All judges.
pub(super) fn all(made: &[Made]) -> Done {
    let dir = root().join("target/mdm");
    let android = android(&dir.join("android"), made)?;
    debian::ensure("xmllint", &["libxml2-utils"])?;
    finish(&mut program(
        "xmllint",
        &["--nonet", "--noout", "ios/specfile.xml"],
    ))?;
    python()?;
    println!(
        "judged: {android} resource files by aapt2; the specfile by xmllint; property lists, specfile and samples by Python"
    );
    Ok(())
}

/// Compiles and links the resources, as the build of an app does. `made`: paths from the root and their texts.
pub(crate) fn android(dir: &Path, made: &[Made]) -> Result<usize, String> {
    debian::ensure_that("aapt2", "version", &["aapt", "android-framework-res"])?;
    if !Path::new(FRAMEWORK).exists() {
        return Err(format!(
            "{FRAMEWORK} is missing; please run `sudo apt-get install android-framework-res`"
        ));
    }
    let told = |error: std::io::Error| format!("{}: {error}", dir.display());
    if dir.exists() {
        fs::remove_dir_all(dir).map_err(told)?;
    }
    let mut count = 0;
    for (path, text) in made {
        let Some((_, inside)) = path.split_once("/res/") else {
            continue;
        };
        let file = dir.join("res").join(inside);
        fs::create_dir_all(file.parent().unwrap_or(dir)).map_err(told)?;
        fs::write(file, text).map_err(told)?;
        count += 1;
    }
    fs::write(dir.join("AndroidManifest.xml"), MANIFEST).map_err(told)?;
    let at = |name: &str| dir.join(name).to_string_lossy().into_owned();
    finish(&mut program(
        "aapt2",
        &["compile", "--dir", &at("res"), "-o", &at("res.zip")],
    ))?;
    finish(&mut program(
        "aapt2",
        &[
            "link",
            "-I",
            FRAMEWORK,
            "--manifest",
            &at("AndroidManifest.xml"),
            "-o",
            &at("app.apk"),
            &at("res.zip"),
        ],
    ))?;
    Ok(count)
}

fn python() -> Done {
    let python = venv()?.join("bin/python");
    finish(&mut program(
        &python.to_string_lossy(),
        &["xtask/src/mdm/judge.py"],
    ))
}

fn venv() -> Result<PathBuf, String> {
    let venv = tools::cache().join(format!("jsonschema-{JSONSCHEMA}"));
    let mark = venv.join("complete");
    if !mark.exists() {
        finish(&mut program("python3", &["-m", "venv", &venv.to_string_lossy()]))?;
        let pip = venv.join("bin/pip");
        let package = format!("jsonschema=={JSONSCHEMA}");
        finish(&mut program(
            &pip.to_string_lossy(),
            &["install", "--quiet", "--disable-pip-version-check", &package],
        ))?;
        fs::write(&mark, "").map_err(|error| format!("{}: {error}", mark.display()))?;
    }
    Ok(venv)
}
