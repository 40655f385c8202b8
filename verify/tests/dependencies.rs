//! What the verifier links: nothing that speaks to a network, nothing that opens an object with an archive's key.

#![allow(clippy::unwrap_used, reason = "a test that panics is a test that fails")]

use std::process::Command;

#[test]
fn the_verifier_links_no_network_and_no_archive() {
    let output = Command::new(env!("CARGO"))
        .args([
            "tree",
            "-p",
            "griffie-verify",
            "--edges",
            "normal,build",
            "--prefix",
            "none",
            "--locked",
            "--offline",
        ])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let tree = String::from_utf8(output.stdout).unwrap();
    assert!(tree.contains("griffie-wire "), "the tree was read");
    for forbidden in [
        "reqwest",
        "hyper",
        "hyper-util",
        "tokio",
        "mio",
        "socket2",
        "rustls",
        "openssl",
        "native-tls",
        "axum",
        "hpke",
        "rusqlite",
        "griffie-core",
        "griffie-vault",
        "matrix-sdk-crypto",
    ] {
        let found = tree
            .lines()
            .find(|line| line.split(' ').next() == Some(forbidden));
        assert_eq!(found, None);
    }
}

#[test]
fn no_source_speaks_to_a_network() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut read = 0;
    let mut folders = vec![folder];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            assert!(
                !text.contains("std::net") && !text.contains("Command::new"),
                "{}",
                path.display()
            );
            read += 1;
        }
    }
    assert!(read > 10, "the sources were read");
}
