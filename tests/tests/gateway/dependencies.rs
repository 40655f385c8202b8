//! What the gateway links: nothing that opens an object (design.md invariant 4).

use std::process::Command;

#[test]
fn the_gateway_links_nothing_that_can_open_an_object() {
    let output = Command::new(env!("CARGO"))
        .args([
            "tree",
            "-p",
            "griffie-gateway",
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
        "hpke",
        "zstd",
        "ruzstd",
        "ml-kem",
        "x-wing",
        "griffie-core",
        "vodozemac",
        "matrix-sdk",
    ] {
        let found = tree
            .lines()
            .find(|line| line.split(' ').next() == Some(forbidden));
        assert_eq!(found, None);
    }
}
