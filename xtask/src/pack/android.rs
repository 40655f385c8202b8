//! The AAR for Android: classes, and the library for every processor that phones have.

use std::path::{Path, PathBuf};

use super::{
    archive::Archive,
    folder::{Folder, read},
    kotlin, library, sbom,
    stamp::Stamp,
};
use crate::shell::{Done, root};

const NAME: &str = "griffie-core-android";
/// Android 8: below it, `java.time` is missing.
const API: u32 = 26;
/// Folder in the AAR, Rust's name, and the NDK's name of the compiler.
const PROCESSORS: [(&str, &str, &str); 3] = [
    ("arm64-v8a", "aarch64-linux-android", "aarch64-linux-android"),
    (
        "armeabi-v7a",
        "armv7-linux-androideabi",
        "armv7a-linux-androideabi",
    ),
    ("x86_64", "x86_64-linux-android", "x86_64-linux-android"),
];
const MANIFEST: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="eu.griffie.core">
    <uses-sdk android:minSdkVersion="26"/>
    <uses-permission android:name="android.permission.INTERNET"/>
    <uses-permission android:name="android.permission.ACCESS_NETWORK_STATE"/>
</manifest>
"#;
/// JNA finds classes and their members by name.
const KEEP: &str =
    "-keep class com.sun.jna.** { *; }\n-keep class eu.griffie.core.** { *; }\n-dontwarn java.awt.**\n";
const AAR_METADATA: &str = "aarFormatVersion=1.0\naarMetadataVersion=1.0\nminCompileSdk=26\n";

/// Makes target/pack/android. Where this machine lacks something it says exactly what, and leaves the AAR's layout without libraries.
pub(super) fn pack() -> Done {
    let stamp = Stamp::of_commit()?;
    let (mut aar, folder) = (frame(&stamp)?, Folder::fresh("android")?);
    let ndk = ndk();
    let missing = missing(ndk.as_deref())?;
    if !missing.is_empty() {
        aar.lay_out(&folder, "layout")?;
        return library::lacking("An AAR", &missing);
    }
    for (abi, target, clang) in PROCESSORS {
        let environment = environment(target, clang, &ndk.clone().unwrap_or_default());
        let built = library::build_for(target, "cdylib", &environment)?;
        aar.put(
            &format!("jni/{abi}/libgriffie_ffi.so"),
            read(&built.join("libgriffie_ffi.so"))?,
        );
        let bill = sbom::make(&stamp, target)?;
        folder.put(
            &format!("{NAME}-{}-{abi}.cdx.json", stamp.version),
            bill.as_bytes(),
        )?;
    }
    folder.put(&format!("{NAME}-{}.aar", stamp.version), &aar.bytes()?)?;
    let sources = kotlin::sources(stamp.version)?.bytes()?;
    folder.put(&format!("{NAME}-{}-sources.jar", stamp.version), &sources)?;
    folder.close()
}

/// The AAR without its libraries.
pub(super) fn frame(stamp: &Stamp) -> Result<Archive, String> {
    let mut aar = Archive::default();
    aar.put("AndroidManifest.xml", MANIFEST);
    aar.put("classes.jar", kotlin::classes()?.bytes()?);
    // Required, also without resources.
    aar.put("R.txt", "");
    aar.put("proguard.txt", KEEP);
    aar.put(
        "META-INF/com/android/build/gradle/aar-metadata.properties",
        AAR_METADATA,
    );
    aar.put("META-INF/LICENSE", read(&root().join("LICENSE"))?);
    aar.put("META-INF/version", stamp.version);
    Ok(aar)
}

fn ndk() -> Option<PathBuf> {
    ["ANDROID_NDK_HOME", "ANDROID_NDK_ROOT"]
        .iter()
        .find_map(std::env::var_os)
        .map(|dir| Path::new(&dir).join("toolchains/llvm/prebuilt/linux-x86_64"))
}

fn missing(ndk: Option<&Path>) -> Result<Vec<(String, String)>, String> {
    let mut missing = Vec::new();
    for (abi, target, _) in PROCESSORS {
        if !library::is_installed(target)? {
            missing.push((
                format!("Rust's standard library for {target} ({abi})"),
                format!("rustup target add {target}"),
            ));
        }
    }
    if !ndk.is_some_and(|bin| bin.join("bin/clang").exists()) {
        missing.push((
            "the Android NDK (r27 or later), named by ANDROID_NDK_HOME".to_owned(),
            "sdkmanager 'ndk;27.2.12479018' && export ANDROID_NDK_HOME=$ANDROID_HOME/ndk/27.2.12479018"
                .to_owned(),
        ));
    }
    Ok(missing)
}

/// What cargo, cc and OpenSSL's build look for.
fn environment(target: &str, clang: &str, ndk: &Path) -> Vec<(String, String)> {
    let bin = ndk.join("bin");
    let tool = |name: &str| bin.join(name).display().to_string();
    let (compiler, upper) = (
        tool(&format!("{clang}{API}-clang")),
        target.to_uppercase().replace('-', "_"),
    );
    let path = std::env::var("PATH").unwrap_or_default();
    vec![
        (format!("CARGO_TARGET_{upper}_LINKER"), compiler.clone()),
        (format!("CC_{}", target.replace('-', "_")), compiler),
        (format!("AR_{}", target.replace('-', "_")), tool("llvm-ar")),
        (
            format!("RANLIB_{}", target.replace('-', "_")),
            tool("llvm-ranlib"),
        ),
        ("PATH".to_owned(), format!("{}:{path}", bin.display())),
    ]
}
