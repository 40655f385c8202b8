//! Exports: what is in the archive is in the file, nothing of it can become code, and mail reads back as it was.

use std::{fs, path::PathBuf, process::Command};

use griffie_wire::{
    Fact,
    record::{AttachmentForm, GapCause, GapFact, SendIntentFact, SendResultFact},
};
use serde_json::{Value, json};

use super::{
    attachments::{arrives, encrypt, fact},
    kit::{Talk, World, picture, room},
};
use crate::{
    export::{self, Language, Options, eml, html, jsonl},
    ingest::retry,
};

const EVIL: &str = "<script>alert(1)</script>\"'&\u{202e}txt.exe";

/// A conversation with one of everything.
#[expect(clippy::too_many_lines, reason = "a story reads best in one piece")]
fn conversation() -> World {
    let mut world = World::new();
    let mut anna = world.device(1, "@anna:min.example");
    let mut talk = Talk::new(room("!dijk:min.example", "Dijkversterking Markermeer"));
    let (anna_id, bram, chris) = (
        "@anna:min.example",
        "@bram:min.example",
        "@chris:gemeente.example",
    );
    let people = [
        (anna_id, "Anna de Vries"),
        (bram, "Bram Jansen"),
        (chris, "Chris El Amrani"),
    ];
    talk.has(&mut anna, &people);
    let here = talk.room.clone();
    anna.records(Some(&here), talk.key(0));
    talk.state(&mut anna, bram, "m.room.create", "", &json!({"creator": bram}));
    talk.state(
        &mut anna,
        bram,
        "m.room.encryption",
        "",
        &json!({"algorithm": "m.megolm.v1.aes-sha2"}),
    );
    talk.state(
        &mut anna,
        anna_id,
        "m.room.member",
        anna_id,
        &json!({"membership": "join", "displayname": "Anna de Vries"}),
    );
    let first = talk.says(
        &mut anna,
        bram,
        "Goedemorgen! Kunnen we vóór de raad van donderdag de planning van de dijk bespreken?",
    );
    talk.says(&mut anna, bram, "Ik heb het overzicht van de aannemer binnen.");
    let reply = talk.sends(
        &mut anna,
        anna_id,
        "m.room.message",
        &json!({"msgtype": "m.text",
        "body": "> <@bram:min.example> Goedemorgen!\n\nJa, graag. Morgen om 10.00 uur?",
        "m.relates_to": {"m.in_reply_to": {"event_id": first}}}),
    );
    talk.sends(
        &mut anna,
        bram,
        "m.reaction",
        &json!({"m.relates_to": {"rel_type": "m.annotation", "event_id": reply, "key": "👍"}}),
    );
    talk.sends(
        &mut anna,
        chris,
        "m.reaction",
        &json!({"m.relates_to": {"rel_type": "m.annotation", "event_id": reply, "key": "👍"}}),
    );
    talk.state(
        &mut anna,
        bram,
        "m.room.member",
        chris,
        &json!({"membership": "invite", "displayname": "Chris El Amrani"}),
    );
    let (bytes, file) = encrypt(&picture());
    let id = talk.sends(
        &mut anna,
        chris,
        "m.room.message",
        &json!({"msgtype": "m.image", "body": "Zicht op de dijk bij Hoorn, vanochtend",
        "filename": "dijk hoorn.png", "file": file}),
    );
    let attachment = fact(
        &id,
        "dijk hoorn.png",
        &picture(),
        &bytes,
        AttachmentForm::MatrixCiphertext,
    );
    anna.records(Some(&here), Fact::Attachment(attachment));
    arrives(&world, &bytes);
    let edited = talk.says(&mut anna, anna_id, "Het budget is 2,4 miljoen.");
    talk.sends(
        &mut anna,
        anna_id,
        "m.room.message",
        &json!({"msgtype": "m.text", "body": "* Het budget is 4,2 miljoen.",
        "m.new_content": {"msgtype": "m.text", "body": "Het budget is 4,2 miljoen (excl. btw)."},
        "m.relates_to": {"rel_type": "m.replace", "event_id": edited}}),
    );
    talk.at += 86_400_000;
    let gone = talk.says(&mut anna, chris, "Stuur dit nog even niet naar de commissie.");
    talk.sends(
        &mut anna,
        chris,
        "m.room.redaction",
        &json!({"redacts": gone, "reason": "Verkeerd gesprek"}),
    );
    talk.says(&mut anna, chris, &format!("مرحبا — {EVIL}"));
    let mut locked = talk.event(
        bram,
        "m.room.message",
        &json!({"msgtype": "m.text", "body": "geheim"}),
    );
    locked.decrypted = None;
    let gap = GapFact {
        gap_id: "g1".to_owned(),
        cause: GapCause::Undecryptable,
        event_id: Some(locked.event_id.clone()),
        session_id: None,
        from: None,
        to: None,
        code: None,
    };
    anna.records(Some(&here), Fact::Event(locked));
    anna.records(Some(&here), Fact::Gap(gap.clone()));
    anna.records(
        Some(&here),
        Fact::Gap(GapFact {
            gap_id: "g2".to_owned(),
            cause: GapCause::LimitedSync,
            event_id: None,
            ..gap
        }),
    );
    let intent = SendIntentFact {
        txn_id: "t1".to_owned(),
        event_type: "m.room.message".to_owned(),
        content: json!({"msgtype": "m.text", "body": "Ik bel je zo."}).to_string(),
        file: None,
    };
    anna.records(Some(&here), Fact::SendIntent(intent));
    anna.records(
        Some(&here),
        Fact::SendResult(SendResultFact {
            txn_id: "t1".to_owned(),
            event_id: None,
            error: Some("forbidden".to_owned()),
        }),
    );
    let (missing, mut file) = encrypt(b"%PDF-1.7 nota");
    file["url"] = "mxc://x/nota".into();
    let id = talk.sends(
        &mut anna,
        bram,
        "m.room.message",
        &json!({"msgtype": "m.file", "body": "nota raad.pdf", "file": file}),
    );
    let mut attachment = fact(
        &id,
        "nota raad.pdf",
        b"%PDF-1.7 nota",
        &missing,
        AttachmentForm::MatrixCiphertext,
    );
    attachment.mxc = "mxc://x/nota".to_owned();
    anna.records(Some(&here), Fact::Attachment(attachment));
    arrives(&world, &missing);
    let object = anna.seals();
    let done = world.takes(&[object]);
    assert_eq!(
        (done.accepted, world.states()),
        (1, vec!["accepted".to_owned()]),
        "{:?}",
        world.fault_codes()
    );
    retry(&mut world.vault).unwrap();
    world
}

fn options(out: PathBuf) -> Options {
    Options {
        out,
        rooms: Vec::new(),
        language: Language::Dutch,
        zone: export::zone("Europe/Amsterdam").unwrap(),
        mail_domain: "archief.example".to_owned(),
    }
}

#[test]
fn every_record_is_a_line_that_proves_itself() {
    let world = conversation();
    let out = world.path().join("jsonl");
    let mut all = options(out.clone());
    let written = jsonl::export(&world.vault, &all).unwrap();
    let text = fs::read_to_string(out.join("records.jsonl")).unwrap();
    assert_eq!(
        (text.lines().count() as u64, written.records),
        (world.records(), world.records())
    );
    let mut prev = griffie_wire::Commitment::GENESIS;
    for line in text.lines() {
        let (proof, record) = line.split_once(",\"record\":").unwrap();
        let proof: Value = serde_json::from_str(&format!("{proof}}}")).unwrap();
        let salt = hex::decode(proof["proof"]["salt"].as_str().unwrap()).unwrap();
        let entry = griffie_wire::Entry {
            seq: griffie_wire::EntryNo(0),
            salt: salt.try_into().unwrap(),
            room: None,
            record: record.strip_suffix('}').unwrap().as_bytes().to_vec(),
        };
        prev = entry.commitment(&prev);
        assert_eq!(proof["proof"]["commitment"], prev.to_string());
    }
    all.rooms = vec!["!other:x".to_owned()];
    assert_eq!(jsonl::export(&world.vault, &all).unwrap().records, 0);
}

#[test]
fn a_transcript_shows_everything_and_runs_nothing() {
    let world = conversation();
    // Set to look at the page in a browser.
    let out =
        std::env::var_os("GRIFFIE_TEST_TRANSCRIPT").map_or_else(|| world.path().join("html"), PathBuf::from);
    html::export(&world.vault, &options(out.clone())).unwrap();
    let name = fs::read_dir(&out)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let name = name
        .into_iter()
        .find(|name| name.starts_with("dijkversterking-markermeer-"))
        .unwrap();
    let page = fs::read_to_string(out.join(name)).unwrap();
    for shown in [
        "lang=\"nl\"",
        "Goedemorgen!",
        "Antwoord op",
        "Het budget is 4,2 miljoen (excl. btw).",
        "<del dir=\"auto\">Het budget is 2,4 miljoen.</del>",
        "1 eerdere versie",
        "Verwijderd door",
        "Verkeerd gesprek",
        "<del>Stuur dit nog even niet naar de commissie.</del>",
        "👍",
        "Niet te ontsleutelen",
        "Nog niet aangevuld",
        "maar het is niet verzonden",
        "alt=\"Afbeelding: Zicht op de dijk bij Hoorn, vanochtend\"",
        "nota raad.pdf",
        "heeft Chris El Amrani uitgenodigd",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "default-src 'none'",
    ] {
        assert!(page.contains(shown), "{shown}");
    }
    let lower = page.to_lowercase();
    for never in [
        "<script",
        "javascript:",
        " onerror=",
        " style=",
        "http://",
        "https://",
        "> &lt;@bram",
    ] {
        assert!(!lower.contains(never), "{never}");
    }
    assert_eq!(fs::read_dir(out.join("media")).unwrap().count(), 2);
}

#[test]
fn the_same_export_in_english_speaks_english() {
    let world = conversation();
    let out = world.path().join("en");
    html::export(
        &world.vault,
        &Options {
            language: Language::English,
            ..options(out.clone())
        },
    )
    .unwrap();
    let pages: String = fs::read_dir(&out)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .map(|path| fs::read_to_string(path).unwrap())
        .collect();
    assert!(
        pages.contains("Cannot be decrypted")
            && pages.contains("lang=\"en\"")
            && !pages.contains("Verwijderd door")
    );
}

fn mails(out: &std::path::Path) -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = fs::read_dir(out)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .flat_map(|folder| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()))
        .collect();
    all.sort();
    all
}

#[test]
fn mail_is_the_same_at_every_export() {
    let world = conversation();
    let (one, two) = (world.path().join("one"), world.path().join("two"));
    let written = eml::export(&world.vault, &options(one.clone())).unwrap();
    eml::export(&world.vault, &options(two.clone())).unwrap();
    let (one, two) = (mails(&one), mails(&two));
    assert_eq!(one.len() as u64, written.files);
    for (one, two) in one.iter().zip(&two) {
        let bytes = fs::read(one).unwrap();
        assert_eq!(bytes, fs::read(two).unwrap());
        assert!(
            bytes
                .split(|byte| *byte == b'\n')
                .all(|line| line.len() <= 999 && line.is_ascii())
        );
    }
}

/// Reads mail with Python's own library, strict policy, where Python is present.
const READER: &str = r#"
import email, email.policy, json, sys
all = []
for path in sys.argv[1:]:
    mail = email.message_from_bytes(open(path, 'rb').read(), policy=email.policy.SMTP)
    parts = list(mail.walk())
    assert not any(part.defects for part in parts), (path, [part.defects for part in parts])
    text = mail.get_body(('plain',)).get_content()
    files = [(part.get_filename(), len(part.get_payload(decode=True))) for part in mail.iter_attachments()]
    all.append(dict(id=mail['Message-ID'], reply=mail['In-Reply-To'], subject=mail['Subject'], sender=str(mail['From']),
        date=mail['Date'].datetime.isoformat(), relation=mail['X-Griffie-Relation'], text=text, files=files,
        headers=len(mail.keys())))
print(json.dumps(all))
"#;

#[test]
fn mail_reads_back_as_it_was_said() {
    if Command::new("python3").arg("--version").output().is_err() {
        return;
    }
    let world = conversation();
    let out = world.path().join("mail");
    eml::export(&world.vault, &options(out.clone())).unwrap();
    let output = Command::new("python3")
        .args(["-c", READER])
        .args(mails(&out))
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let all: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
    let with = |text: &str| {
        all.iter()
            .find(|mail| mail["text"].as_str().unwrap().contains(text))
            .unwrap()
            .clone()
    };
    let hostile = with("مرحبا");
    assert_eq!(
        hostile["text"],
        format!("مرحبا — {EVIL}"),
        "bidi and all, to the character"
    );
    let answer = with("Morgen om 10.00");
    assert_eq!(answer["reply"], with("Goedemorgen!")["id"]);
    assert_eq!(
        answer["sender"],
        "Anna de Vries <anna=min.example@matrix.invalid>"
    );
    let edit = with("4,2 miljoen (excl. btw)");
    assert!(
        edit["text"]
            .as_str()
            .unwrap()
            .contains("Vorige tekst:\nHet budget is 2,4 miljoen.")
    );
    assert!(edit["relation"].as_str().unwrap().starts_with("edit $"));
    let deleted = with("Bericht verwijderd door Chris");
    assert_eq!(deleted["reply"], with("Stuur dit nog even niet")["id"]);
    let file = with("nota raad.pdf");
    assert_eq!(file["files"][0], json!(["nota raad.pdf", 13]));
    assert_eq!(file["files"][1][0], "event.json");
    assert!(
        file["subject"]
            .as_str()
            .unwrap()
            .starts_with("[Dijkversterking Markermeer] Chatbericht 2026-")
    );
    assert!(file["date"].as_str().unwrap().ends_with("+00:00"));
}
