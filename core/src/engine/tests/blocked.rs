//! What policy blocks is refused before anything is written or sent (issue 5.4): no record, no queue row, no file.

use griffie_wire::policy::{Feature, Policy};

use super::options;
use crate::{
    chat::compose::{FileDraft, TextDraft, VoiceDraft},
    engine::{Griffie, RoomDraft},
    error::Error,
    route::tests::kit::{Device, NOW, Organisation, TENANT},
    store::{journal, queue},
    texts,
};

const ROOM: &str = "!room:example.org";
const EVENT: &str = "$event";

async fn under(blocked: &[Feature]) -> (Griffie, tempfile::TempDir) {
    let policy = Policy {
        blocked: blocked.iter().copied().collect(),
        ..Organisation::policy(1).beginning(TENANT, NOW)
    };
    let device = Device::under(Organisation::new(1), &policy.in_least_schema()).await;
    let dir = device.closed();
    (Griffie::open(options(&dir)).await.unwrap(), dir)
}

/// What came of an attempt at each feature. Whatever is allowed fails too, later and otherwise: there is no such room and no server.
async fn attempt(griffie: &Griffie, feature: Feature, dir: &tempfile::TempDir) -> Vec<Error> {
    let path = dir.path().join("picture.png");
    std::fs::write(&path, b"picture").unwrap();
    let text = TextDraft {
        body: "tekst".to_owned(),
        formatted: None,
        mentions: Vec::new(),
    };
    let file = FileDraft {
        path: path.clone(),
        caption: None,
        mime: None,
    };
    let voice = VoiceDraft {
        path,
        duration_ms: 1,
        waveform: vec![1],
        mime: None,
    };
    let room = |invite: &str, direct| RoomDraft {
        name: None,
        topic: None,
        invite: vec![invite.to_owned()],
        direct,
        encrypted: true,
    };
    let outside = dir.path().join("outside.png");
    let errors = match feature {
        Feature::Edit => vec![griffie.edit(ROOM, EVENT, &text).await.unwrap_err()],
        Feature::Delete => vec![griffie.redact(ROOM, EVENT, None).await.unwrap_err()],
        Feature::React => vec![griffie.react(ROOM, EVENT, "👍").await.unwrap_err()],
        Feature::Files => vec![
            griffie.send_file(ROOM, &file).await.unwrap_err(),
            griffie.send_picture(ROOM, &file).await.unwrap_err(),
        ],
        Feature::Voice => vec![griffie.send_voice(ROOM, &voice).await.unwrap_err()],
        Feature::SaveFile => vec![griffie.save_file(EVENT, &outside).await.unwrap_err()],
        Feature::CreateGroup => {
            let group = room("@b:example.org", false);
            vec![griffie.create_room(&group).await.unwrap_err()]
        }
        Feature::ExternalPeople => {
            let direct = room("@b:elsewhere.org", true);
            vec![
                griffie.invite(ROOM, "@b:elsewhere.org").await.unwrap_err(),
                griffie.create_room(&direct).await.unwrap_err(),
            ]
        }
    };
    assert!(!outside.exists());
    errors
}

fn is_blocked(error: &Error) -> bool {
    matches!(error, Error::Rejected { code } if code == "blocked_by_policy")
}

#[tokio::test]
async fn each_blocked_act_is_refused_with_a_sentence_and_nothing_is_half_done() {
    for feature in Feature::ALL {
        let (griffie, dir) = under(&[feature]).await;
        let store = &griffie.parts.store;
        let before = store.read(journal::head).unwrap().seq;
        for error in attempt(&griffie, feature, &dir).await {
            assert!(is_blocked(&error), "{feature:?}: {error:?}");
            for language in texts::Language::ALL {
                assert!(texts::sentence(&error, language).len() > 20);
            }
        }
        assert_eq!(store.read(journal::head).unwrap().seq, before, "{feature:?}");
        assert_eq!(store.read(queue::count_waiting).unwrap(), 0, "{feature:?}");
    }
}

/// Else the test above could not fail: what is not blocked is not refused as blocked.
#[tokio::test]
async fn what_is_not_blocked_is_not_refused_as_such() {
    for feature in [
        Feature::Edit,
        Feature::Delete,
        Feature::React,
        Feature::Files,
        Feature::Voice,
        Feature::SaveFile,
    ] {
        let others: Vec<_> = Feature::ALL
            .into_iter()
            .filter(|other| *other != feature)
            .collect();
        let (griffie, dir) = under(&others).await;
        for error in attempt(&griffie, feature, &dir).await {
            assert!(!is_blocked(&error), "{feature:?}");
        }
    }
}
