//! The faults read in TeleMessage's source, by the file they stand in: what was lost, collided or was said wrongly.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{
    play::{BIDI, EDITS, FILE_NAME, REASON, TAKEN_BACK},
    story::{content, story},
};

fn event_of(record: &Value) -> Value {
    serde_json::from_str(record["fact"]["raw"].as_str().expect("the event as it came")).unwrap()
}

/// `DefaultMessageStoreObserver.kt`: `execute{}` caught everything and only logged.
#[test]
fn default_message_store_observer_execute_every_failure_leaves_a_gap_or_an_alarm() {
    let (story, anouk) = (story(), &story().names.anouk);
    let spoiled: Vec<_> = story
        .facts(anouk, "attachment")
        .filter(|record| record["fact"]["state"] == "hash_mismatch")
        .collect();
    let [spoiled] = spoiled.as_slice() else {
        panic!("{} files were spoiled", spoiled.len())
    };
    let gaps: Vec<_> = story
        .facts(anouk, "gap")
        .filter(|record| record["fact"]["cause"] == "media_hash_mismatch")
        .collect();
    assert_eq!(gaps.len(), 1);
    assert_eq!(gaps[0]["fact"]["event_id"], spoiled["fact"]["event_id"]);
    let names = &story.names;
    assert!(
        story.held.attachments[&names.bram].contains(&names.spoiled_file),
        "who got it right has it"
    );
    let alarms: Vec<_> = story.facts(anouk, "alarm").collect();
    let replay = alarms
        .iter()
        .find(|record| record["fact"]["code"] == "megolm_replay");
    let detail = replay.expect("a ciphertext that came twice is an alarm")["fact"]["detail"].as_str();
    assert!(detail.unwrap().contains(&names.replayed));
    assert_eq!(
        story.status["last_alarm"], "megolm_replay",
        "the person's screen says so too"
    );
}

/// The same file: a deletion by the other side was dropped.
#[test]
fn default_message_store_observer_delete_by_the_peer_is_kept_with_who_and_when_and_the_original() {
    let (story, names) = (story(), &story().names);
    for custodian in [&names.anouk, &names.bram] {
        let original = story.event(custodian, &names.taken_back);
        assert_eq!(content(original)["body"], TAKEN_BACK);
        let redactions: Vec<_> = story
            .facts(custodian, "event")
            .filter(|record| record["fact"]["event_type"] == "m.room.redaction")
            .collect();
        assert_eq!(redactions.len(), 1);
        let event = event_of(redactions[0]);
        let about = event["redacts"]
            .as_str()
            .or_else(|| event["content"]["redacts"].as_str());
        assert_eq!(about, Some(names.taken_back.as_str()));
        assert_eq!(
            (&event["sender"], &event["content"]["reason"]),
            (&json!(names.bram), &json!(REASON))
        );
        assert!(event["origin_server_ts"].as_u64() >= original["fact"]["origin_server_ts"].as_u64());
    }
}

/// The same file: attachment `0` of every message, so that several collided. Here ten of one name in one go.
#[test]
fn default_message_store_observer_attachment_id_ten_of_one_name_are_ten_files() {
    let (story, names) = (story(), &story().names);
    assert_eq!(names.ten_files.len(), 10);
    for custodian in [&names.anouk, &names.bram] {
        let stored: Vec<_> = story
            .facts(custodian, "attachment")
            .filter(|record| {
                let digest = record["fact"]["sha256_plain"].as_str().unwrap_or_default();
                record["fact"]["state"] == "stored" && names.ten_files.contains(digest)
            })
            .collect();
        let of = |member: &str| -> BTreeSet<String> {
            let values = stored
                .iter()
                .map(|record| record["fact"][member].as_str().unwrap().to_owned());
            values.collect()
        };
        assert_eq!(stored.len(), 10);
        assert_eq!(of("sha256_plain"), names.ten_files);
        assert_eq!(of("event_id").len(), 10, "each belongs to an event of its own");
        assert_eq!(of("file_name"), [FILE_NAME.to_owned()].into());
    }
}

/// The same file: messages were ignored until the account's number was known.
#[test]
fn default_message_store_observer_account_nothing_comes_before_activation_and_nothing_is_ignored() {
    let (story, names) = (story(), &story().names);
    assert_eq!(
        story.before_activation, "not_signed_in",
        "an order too early is refused in words"
    );
    for custodian in [&names.anouk, &names.bram, &names.carla] {
        let first = story
            .lines
            .iter()
            .map(|line| &line["record"])
            .find(|record| record["custodian"] == custodian.as_str() && record["seq"] == 1);
        assert_eq!(
            first.expect("a first record")["fact"]["kind"],
            "activated",
            "{custodian}"
        );
    }
    // Invited while her phone was off, in its first minute.
    let invited = story.facts(&names.carla, "event").any(|record| {
        record["fact"]["event_type"] == "m.room.member"
            && event_of(record)["content"]["membership"] == "invite"
    });
    assert!(invited, "what came right after activation is not ignored");
    assert_eq!(
        content(story.event(&names.carla, &names.while_off))["body"],
        "kanarie Carla is uit"
    );
}

/// The same file: isolates and marks of direction were removed.
#[test]
fn default_message_store_observer_bidi_every_byte_stays() {
    let (story, names) = (story(), &story().names);
    for custodian in [&names.anouk, &names.bram] {
        let mut bodies = story
            .facts(custodian, "event")
            .filter(|record| record["fact"]["decrypted"].is_string())
            .filter_map(|record| content(record)["body"].as_str().map(str::to_owned));
        assert!(
            bodies.any(|body| body.as_bytes() == BIDI.as_bytes()),
            "{custodian}"
        );
    }
}

/// The same file: sender, time and type were the identity.
#[test]
fn default_message_store_observer_identity_is_the_event_and_its_bytes() {
    let (story, names) = (story(), &story().names);
    let [one, two] = &names.same_twice;
    assert_ne!(one, two);
    for custodian in [&names.anouk, &names.bram] {
        let [one, two] = [one, two].map(|id| story.event(custodian, id));
        assert_eq!(content(one), content(two));
        assert_ne!(one["record_id"], two["record_id"]);
    }
    assert_eq!(
        story.held.twice,
        Vec::<String>::new(),
        "nothing is there more than once"
    );
    let commitments: BTreeSet<_> = story
        .lines
        .iter()
        .map(|line| line["proof"]["commitment"].as_str())
        .collect();
    assert_eq!(
        commitments.len(),
        story.lines.len(),
        "each record has its own hash"
    );
}

/// `ArchiveSender.kt`: body and subject went to the logger.
#[test]
fn archive_sender_log_no_log_of_any_process_has_content_names_or_credentials() {
    let scan = &story().scan;
    assert!(
        ["texts", "files", "names", "credentials", "spent codes"]
            .iter()
            .all(|sort| scan.wanted[sort] >= 3)
    );
    assert!(scan.in_logs.is_empty(), "{:?}", scan.in_logs);
}

/// The same file: the moment of archiving stood for the moment of sending.
#[test]
fn archive_sender_date_the_moments_of_a_message_are_kept_apart() {
    let times = &story().times;
    // One machine, one clock: they rise. The vault's co-signature is cut to seconds.
    let rising = [
        times.origin,
        times.received,
        times.journaled,
        times.sealed,
        times.at_gateway,
        times.in_vault + 999,
    ];
    assert!(rising.is_sorted(), "{times:?}");
    assert!(
        times.received >= times.origin + 2_000,
        "the phone was off for two seconds: {times:?}"
    );
}

/// `SignalArchiveMessageConverter.kt`: `isForwarded = false`, `edits = null`, fixed.
#[test]
fn signal_archive_message_converter_every_edit_and_a_forwards_origin_are_kept() {
    let (story, names) = (story(), &story().names);
    for custodian in [&names.anouk, &names.bram] {
        assert_eq!(content(story.event(custodian, &names.edited))["body"], EDITS[0]);
        let edits: Vec<String> = story
            .facts(custodian, "event")
            .filter(|record| {
                record["fact"]["event_type"] == "m.room.message" || record["fact"]["decrypted"].is_string()
            })
            .map(content)
            .filter(|content| content["m.relates_to"]["rel_type"] == "m.replace")
            .inspect(|content| assert_eq!(content["m.relates_to"]["event_id"], names.edited.as_str()))
            .filter_map(|content| content["m.new_content"]["body"].as_str().map(str::to_owned))
            .collect();
        assert_eq!(edits, EDITS[1..]);
        let forwarded = content(story.event(custodian, &names.forwarded));
        assert_eq!(forwarded["m.forwarded"]["event_id"], "$eerder");
    }
}

/// The same file: stories became "Unknown" and no more.
#[test]
fn signal_archive_message_converter_story_an_unknown_type_is_kept_whole_and_counted() {
    let (story, names) = (story(), &story().names);
    for custodian in [&names.anouk, &names.bram] {
        let record = story.event(custodian, &names.story);
        assert_eq!(record["fact"]["event_type"], "org.example.story");
        let whole = json!({"frames": ["\u{1f3d4}", {"caption": "op de dijk"}], "until": 1});
        assert_eq!(content(record), whole);
        assert_eq!(record["fact"]["sender"], names.bare.as_str());
    }
    assert_eq!(story.status["unknown_types"]["org.example.story"], 1);
}

/// `SignalAttachmentConverter.kt`: `isViewOnce = false`, fixed.
#[test]
fn signal_attachment_converter_view_once_and_vanishing_marks_are_kept_and_shown() {
    let (story, names) = (story(), &story().names);
    for custodian in [&names.anouk, &names.bram] {
        let kept = content(story.event(custodian, &names.view_once));
        assert_eq!(kept["body"], "een keer te zien");
        assert_eq!(kept["org.example.view_once"], true);
        assert_eq!(kept["org.matrix.self_destruct_after"], 1);
        assert_eq!(kept["com.beeper.disappearing_timer"]["type"], "from_send");
    }
    assert!(
        !story.view_once_line["vanishes"].is_null(),
        "{}",
        story.view_once_line
    );
}

/// `TeleMessageTable.kt`: `count()` returned 0.
#[test]
fn tele_message_table_count_says_what_is_there_by_three_counts() {
    let (story, names) = (story(), &story().names);
    let total = &story.reconciled["total"];
    assert!(story.expected > 60, "{}", story.expected);
    assert_eq!(total["expected"], json!(story.expected), "homeserver and witness");
    assert_eq!(total["archived"], total["expected"], "witness and vault");
    assert_eq!(total["missing"], 0);
    // And with the records themselves, but for what the homeserver never had.
    let people = [&names.anouk, &names.bram, &names.carla];
    let held: usize = people.map(|user| story.held.events[user].len()).iter().sum();
    assert!(
        held > story.expected,
        "{held} held, {} expected, one invented",
        story.expected
    );
    let contradictions = story.reconciled["contradictions"].as_array().unwrap();
    let named: Vec<_> = contradictions
        .iter()
        .map(|one| (&one["event"], &one["what"]))
        .collect();
    assert_eq!(
        named,
        [(&json!(names.replayed), &json!("not_listed"))],
        "and that one is named"
    );
}
