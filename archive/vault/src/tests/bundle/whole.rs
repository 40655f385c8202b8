//! Honest bundles: each claim holds, no byte depends on chance, and nothing is shown that was not asked for.

use griffie_verify::{Code, Trust, report::Language, verify};
use griffie_wire::{
    Millis,
    note::{CosignerKey, add_signature},
};

use super::{
    pack::{resign, unpack},
    story::Story,
};
use crate::export::bundle::Disclosure;

#[test]
fn everything_of_everybody_is_proven_by_the_devices() {
    let story = Story::new();
    let report = story.verify(&story.bundle(|_| {}));
    assert!(report.holds(), "{:#?}", report.failures);
    let found = &report.found;
    assert_eq!((found.chains.len(), found.objects, found.log_size), (2, 8, 8));
    assert_eq!(
        (found.opened, found.attested, found.listed),
        (7, 0, 1),
        "the heartbeat is listed only"
    );
    assert_eq!((found.by_vault, found.withheld, found.receipts), (0, 0, 8));
    assert_eq!(
        (found.texts_proven, found.texts_unproven, found.texts_unread),
        (12, 1, 1),
        "what was taken back before it came is read by nobody"
    );
    assert_eq!((found.files_decrypted, found.activations), (1, 2));
    assert_eq!(found.configs.len() + found.policies.len(), 2);
}

#[test]
fn the_same_selection_has_the_same_bytes() {
    let story = Story::new();
    assert_eq!(story.bundle(|_| {}), story.bundle(|_| {}));
}

#[test]
fn a_room_shows_no_other_room_and_says_who_vouches() {
    let story = Story::new();
    let bundle = story.bundle(|request| request.rooms = vec!["!dijk:x".to_owned()]);
    let report = story.verify(&bundle);
    assert!(report.holds(), "{:#?}", report.failures);
    let found = &report.found;
    assert!(
        found.withheld > 0 && found.by_vault > 0 && found.by_device > 0,
        "{found:?}"
    );
    let text = String::from_utf8_lossy(&bundle);
    assert!(text.contains("De dijk houdt.") && !text.contains("!lunch:x") && !text.contains("Kaas?"));
    for member in unpack(&bundle)
        .iter()
        .filter(|member| member.name.ends_with("proof.json"))
    {
        let folder = member.name.trim_end_matches("proof.json");
        let records = unpack(&bundle)
            .into_iter()
            .find(|other| other.name == format!("{folder}records.jsonl"));
        let withheld = records
            .is_some_and(|records| String::from_utf8_lossy(&records.bytes).contains("\"why\":\"withheld\""));
        let key = String::from_utf8_lossy(&member.bytes).contains("\"key\":");
        assert!(
            !(withheld && key),
            "the key of an object that is not shown as a whole: {}",
            member.name
        );
    }
}

#[test]
fn whole_objects_rest_on_no_word_of_the_vault() {
    let story = Story::new();
    let report = story.verify(&story.bundle(|request| {
        request.rooms = vec!["!lunch:x".to_owned()];
        request.disclose = Disclosure::Objects;
    }));
    assert!(report.holds(), "{:#?}", report.failures);
    assert_eq!(
        (report.found.asked, report.found.withheld, report.found.by_vault),
        (3, 0, 0)
    );
    assert_eq!((report.found.heartbeats, report.found.chains.len()), (1, 1));
}

#[test]
fn one_person_and_a_period_bring_what_proves_them() {
    let story = Story::new();
    let from = Millis(1_793_600_000_000 + 9_000);
    let report = story.verify(&story.bundle(|request| {
        request.users = vec!["@anna:x".to_owned()];
        request.from = Some(from);
        request.files = false;
    }));
    assert!(report.holds(), "{:#?}", report.failures);
    assert_eq!((report.found.chains.len(), report.found.activations), (1, 1));
    assert!(report.found.context > 0, "session keys come along");
    let nobody = story.verify(&story.bundle(|request| request.users = vec!["@niemand:x".to_owned()]));
    assert!(nobody.holds(), "{:#?}", nobody.failures);
    assert_eq!((nobody.found.objects, nobody.found.asked), (0, 0));
}

#[test]
fn other_keys_than_the_right_ones_prove_nothing() {
    let story = Story::new();
    let bundle = story.bundle(|_| {});
    let [root, log, vault] = story.keys();
    let stranger = CosignerKey::from_seed(&[3; 32], "griffie-vault").unwrap().vkey();
    let other_root = griffie_wire::SigningKey::from_seed(&[4; 32]).public().to_string();
    for trust in [
        Trust::parse(&root, &log, &stranger, None),
        Trust::parse(&other_root, &log, &vault, None),
        Trust::parse(&root, &log, &vault, Some(&stranger)),
    ] {
        assert!(!verify(bundle.as_slice(), &trust.unwrap()).unwrap().holds());
    }
}

#[test]
fn a_witness_is_asked_for_and_found() {
    let story = Story::new();
    let witness = CosignerKey::from_seed(&[6; 32], "witness.example").unwrap();
    let mut members = unpack(&story.bundle(|_| {}));
    let checkpoint = members
        .iter_mut()
        .find(|member| member.name == "checkpoint")
        .unwrap();
    let note = String::from_utf8(checkpoint.bytes.clone()).unwrap();
    let line = witness.cosign(&note, Millis(1_793_900_000_000)).unwrap();
    checkpoint.bytes = add_signature(&note, &line).unwrap().into_bytes();
    let bundle = resign(&members, story.world.vault.keys.cosigner());
    let [root, log, vault] = story.keys();
    let trust = Trust::parse(&root, &log, &vault, Some(&witness.vkey())).unwrap();
    let report = verify(bundle.as_slice(), &trust).unwrap();
    assert!(report.holds(), "{:#?}", report.failures);
    assert_eq!(report.found.witnessed_at, Some(1_793_900_000));
}

#[test]
fn a_report_is_a_page_without_scripts_in_two_languages() {
    let story = Story::new();
    let mut bundle = story.bundle(|_| {});
    for language in [Language::Dutch, Language::English] {
        let report = story.verify(&bundle);
        let page = report.page(language);
        assert!(page.contains("<html lang=") && !page.contains("<script") && !page.contains("http://"));
        assert!(report.in_words(language).lines().count() > 10);
    }
    let object = unpack(&bundle)
        .into_iter()
        .find(|member| member.name.ends_with(".gso1"));
    bundle[object.unwrap().at + 1000] ^= 1;
    let report = story.verify(&bundle);
    assert!(
        report
            .failures
            .iter()
            .any(|failure| failure.code == Code::ManifestMismatch)
    );
    assert!(report.page(Language::Dutch).contains("manifest_mismatch"));
}
