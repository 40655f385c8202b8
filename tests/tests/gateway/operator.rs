//! The operator's commands: what they refuse, and what they say about a gateway.

use std::fs;

use griffie_wire::key::SigningKey;

use crate::kit::World;

fn refused(world: &World, arguments: &[&str]) -> String {
    let output = world.try_command(arguments);
    assert!(!output.status.success(), "{arguments:?}");
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn init_never_touches_a_gateway_that_is_there() {
    let world = World::made();
    let before = fs::read(world.path("log.key")).unwrap();
    let secret = world.path("jwt.secret");
    let text = refused(
        &world,
        &[
            "init",
            "--homeserver",
            "https://x.test",
            "--server-name",
            "x",
            "--jwt-secret-file",
            secret.to_str().unwrap(),
            "--tenant",
            &"0".repeat(32),
        ],
    );
    assert!(text.contains("nothing was changed"), "{text}");
    assert_eq!(fs::read(world.path("log.key")).unwrap(), before);
}

#[test]
fn a_configuration_goes_forward_only_and_only_with_the_roots_signature() {
    let world = World::made();
    world.configure(2);
    let (older, policy) = world.write_config(1, |_| {});
    assert!(
        refused(
            &world,
            &["config", "set", "--seal-config", &older, "--policy", &policy]
        )
        .contains("older")
    );
    let (other, policy) = world.write_config(2, |config| config.gateways.push("https://other.test".into()));
    let text = refused(
        &world,
        &["config", "set", "--seal-config", &other, "--policy", &policy],
    );
    assert!(text.contains("other content"), "{text}");

    let mut stranger = World::made();
    stranger.root = SigningKey::from_seed(&[50; 32]);
    let (config, policy) = stranger.write_config(1, |_| {});
    let text = refused(
        &stranger,
        &["config", "set", "--seal-config", &config, "--policy", &policy],
    );
    assert!(text.contains("signature"), "{text}");
}

#[test]
fn a_configuration_for_another_log_is_refused_with_the_right_key() {
    let world = World::made();
    let other = griffie_wire::note::LogKey::from_seed(&[9; 32], "other")
        .unwrap()
        .vkey();
    let (config, policy) = world.write_config(1, |config| config.log = other);
    let text = refused(
        &world,
        &["config", "set", "--seal-config", &config, "--policy", &policy],
    );
    assert!(text.contains(&world.trust.log), "{text}");
}

#[test]
fn the_root_is_never_exchanged() {
    let world = World::made();
    let path = world.path("other.pub");
    fs::write(&path, SigningKey::from_seed(&[50; 32]).public().to_string()).unwrap();
    let (config, policy) = world.write_config(1, |_| {});
    let root = path.to_str().unwrap();
    let arguments = [
        "config",
        "set",
        "--seal-config",
        &config,
        "--policy",
        &policy,
        "--root-pub",
        root,
    ];
    assert!(refused(&world, &arguments).contains("never exchanged"));
}

#[test]
fn status_says_what_is_there_whether_it_runs_or_not() {
    let mut world = World::new();
    world.device(5);
    world.code(&[]);
    let status = world.json(&["status"]);
    assert_eq!((&status["running"], &status["queue"]), (&true.into(), &0.into()));
    assert_eq!(
        (&status["devices"], &status["codes_open"], &status["codes_used"]),
        (&1.into(), &1.into(), &1.into())
    );
    world.stop();
    assert_eq!(world.json(&["status"])["running"], false);
    assert!(
        String::from_utf8(world.command(&["status"]).stdout)
            .unwrap()
            .contains("not running")
    );
}

#[test]
fn one_process_serves_a_directory() {
    let world = World::new();
    let text = refused(&world, &["serve", "--listen", "127.0.0.1:0"]);
    assert!(text.contains("another griffie-gateway"), "{text}");
}

#[test]
fn devices_and_codes_are_listed_and_unknown_devices_are_not_revoked() {
    let world = World::new();
    let device = world.device(5);
    let list = world.json(&["device", "list"]);
    assert_eq!(list[0]["device"], device.id.to_string());
    assert!(refused(&world, &["device", "revoke", &"0".repeat(32)]).contains("no device"));
    let made = world.json(&["code", "new", "--gateway", "https://gateway.test"]);
    let link: griffie_wire::activation::ActivationLink = made["link"].as_str().unwrap().parse().unwrap();
    assert_eq!(
        (link.gateway.as_str(), link.root),
        ("https://gateway.test", world.root.public())
    );
    assert_eq!(world.json(&["code", "list"]).as_array().unwrap().len(), 2);
}

#[test]
fn logs_hold_no_names_tokens_codes_or_texts() {
    let mut world = World::new();
    let device = world.device(5);
    let code = world.code(&["--user", "annadevries"]);
    device.puts(&world, 1, &device.object(&world, 1, b"canary").bytes);
    device.puts(&world, 1, &device.object(&world, 1, b"other").bytes);
    world.get("/v1/nothing?canary=1");
    world.stop();
    let log = world.log_text();
    for word in [
        "canary",
        "annadevries",
        &code,
        &device.grant.jwt,
        &device.grant.user_id,
        "homeserver secret",
    ] {
        assert!(!log.contains(word), "{word} in {log}");
    }
    assert!(
        log.contains("two objects under one number"),
        "the alarm is there: {log}"
    );
}
