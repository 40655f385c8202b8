//! Large files go behind the words, in pieces; one that is lost or refused is told and holds up no record.

use griffie_wire::{
    ids::{Millis, Seq, Sha256},
    key::SigningKey,
    policy::Policy,
    record::{AttachmentFact, AttachmentForm, AttachmentRole, AttachmentState, Fact, GapCause, Record},
};
use ruma::{UserId, device_id};

use super::{
    kit::{DEVICE, Device, Organisation},
    server::{Raw, Script, answer, json},
};
use crate::{
    clock::Clock as _,
    net::{
        gateway::{Gateway, Way},
        http::Http,
    },
    platform::conduct::Conduct,
    route::{
        contact::{self, Visit, Visited, visit},
        pace::Left,
    },
    seal,
    store::{
        attachment::{self, NewAttachment, Settled, UploadRow},
        backlog, identity, journal,
    },
};

/// Two pieces and a bit.
const SIZE: usize = (4 << 20) + 5;

/// A network on which large files wait.
const POOR: Conduct = Conduct {
    large: false,
    ..Conduct::FREE
};

/// What the journal says of the file.
fn fact(sha256: Sha256) -> AttachmentFact {
    AttachmentFact {
        event_id: "$file".to_owned(),
        mxc: "mxc://example.org/file".to_owned(),
        role: AttachmentRole::File,
        file_name: None,
        mime: None,
        size: SIZE as u64,
        sha256_plain: None,
        sha256_stored: sha256,
        stored_size: SIZE as u64,
        form: AttachmentForm::MatrixCiphertext,
        state: AttachmentState::Stored,
        key: None,
    }
}

/// A device with one sealed object that speaks of a file of [`SIZE`] bytes.
pub(crate) async fn device_with_a_file() -> (Device, Vec<u8>) {
    let device = Device::new().await;
    let bytes: Vec<u8> = (0..SIZE).map(|n| (n % 251) as u8).collect();
    let sha256 = Sha256::of(&bytes);
    std::fs::create_dir_all(device.data_dir().join("media")).unwrap();
    std::fs::write(device.data_dir().join(format!("media/{sha256}")), &bytes).unwrap();
    let mut unit = device.store.begin("test file").await.unwrap();
    let user = device.store.read(identity::require).unwrap().user_id;
    unit.create_machine(&UserId::parse(user).unwrap(), device_id!("DEV"))
        .await
        .unwrap();
    let entry = journal::append(&unit, &device.clock, None, Fact::Attachment(fact(sha256))).unwrap();
    unit.write(|c| {
        let new = NewAttachment {
            event_id: "$file".to_owned(),
            role: "file",
            room_id: "!room".to_owned(),
            mxc: "mxc://example.org/file".to_owned(),
            file_name: None,
            mime: None,
            key: None,
            own: None,
        };
        attachment::want(c, &new)?;
        let id = attachment::find(c, "$file", "file")?.unwrap().id;
        let settled = Settled {
            state: "stored",
            sha256_plain: None,
            sha256_stored: Some(sha256),
            sealed: false,
            entry,
        };
        attachment::settle(c, id, &settled)?;
        attachment::put_upload(
            c,
            &UploadRow {
                sha256,
                path: format!("media/{sha256}"),
                size: SIZE as u64,
            },
        )
    })
    .unwrap();
    unit.commit().await.unwrap();
    seal::seal_all(&device.store, &device.clock()).await.unwrap();
    (device, bytes)
}

async fn visited(device: &Device, answers: Vec<Raw>) -> Vec<String> {
    visited_by(device, Conduct::FREE, answers).await.1
}

pub(super) async fn visited_by(
    device: &Device,
    conduct: Conduct,
    answers: Vec<Raw>,
) -> (Visited, Vec<String>) {
    let server = Script::with(answers).await;
    let gateway = gateway(device, &server);
    let visited = visit(&parts(device, &gateway, conduct)).await.unwrap();
    (visited, server.asked())
}

fn gateway(device: &Device, server: &Script) -> Gateway {
    let http = Http::new(None).unwrap();
    let way = Way::new(http, device.clock(), vec![server.url.clone()], 0);
    let key = SigningKey::from_seed(&device.store.read(identity::device_seed).unwrap());
    Gateway::new(way, DEVICE, key)
}

fn parts<'a>(device: &'a Device, gateway: &'a Gateway, conduct: Conduct) -> Visit<'a> {
    Visit {
        store: &device.store,
        clock: &device.clock,
        gateway,
        data_dir: device.data_dir(),
        identity: device.store.read(identity::require).unwrap(),
        conduct,
    }
}

fn config(device: &Device) -> Raw {
    config_of(device, &Organisation::policy(1))
}

pub(super) fn config_of(device: &Device, policy: &Policy) -> Raw {
    let organisation = &device.organisation;
    json(&organisation.offers(&organisation.seal_config(1), policy))
}

fn held(status: &str, offset: usize) -> Raw {
    format!("HTTP/1.1 {status}\r\nupload-offset: {offset}\r\nconnection: close\r\n\r\n").into_bytes()
}

/// What a gateway answers that takes the first object.
pub(super) fn takes(device: &Device, policy: &Policy) -> Vec<Raw> {
    let receipt = device.organisation.provisional(&device.leaf(1));
    vec![
        config_of(device, policy),
        answer("201 Created", receipt),
        nothing_yet(),
    ]
}

pub(super) fn nothing_yet() -> Raw {
    json(&serde_json::json!({ "items": [], "next": 0 }))
}

#[tokio::test]
async fn a_large_file_goes_behind_its_object_and_from_where_it_broke_off() {
    let (device, _) = device_with_a_file().await;
    let first = 1 << 20;
    let answers = vec![
        config(&device),
        answer("201 Created", device.organisation.provisional(&device.leaf(1))),
        nothing_yet(),
        held("206 x", first),
        held("204 x", first + (2 << 20)),
        held("201 x", first + (2 << 20)),
    ];
    let asked = visited(&device, answers).await;
    let offset = |request: &str| {
        let line = request
            .lines()
            .find(|line| line.to_lowercase().starts_with("upload-offset"))
            .unwrap();
        line.split_once(": ").unwrap().1.parse::<usize>().unwrap()
    };
    assert!(asked[1].contains("/objects/") && asked[3].starts_with("HEAD ") && asked[4].starts_with("PUT "));
    assert_eq!((offset(&asked[4]), offset(&asked[5])), (first, first + (2 << 20)));
    assert_eq!(device.store.read(attachment::count_uploads).unwrap(), 0);
    assert!(device.row(1).provisional && device.alarms().is_empty());
}

#[tokio::test]
async fn a_large_file_waits_for_a_good_network_and_its_record_does_not() {
    let (device, _) = device_with_a_file().await;
    let answers = takes(&device, &Organisation::policy(1));
    let (visit, asked) = visited_by(&device, POOR, answers).await;
    assert!(asked[1].contains("/objects/"), "the record goes at once");
    assert_eq!(visit.left, Left::Conditions);
    assert!(device.row(1).provisional && device.alarms().is_empty());
    assert_eq!(device.store.read(attachment::count_uploads).unwrap(), 1);
    let answers = vec![
        config(&device),
        nothing_yet(),
        held("206 x", 0),
        held("201 x", SIZE),
    ];
    let (_, asked) = visited_by(&device, Conduct::FREE, answers).await;
    assert!(
        asked[2].starts_with("HEAD ") && asked[3].starts_with("PUT "),
        "{asked:?}"
    );
    assert_eq!(device.store.read(attachment::count_uploads).unwrap(), 0);
}

/// Text before video (issue 5.5): what was said while a film travels is with the gateway before the film.
#[tokio::test]
async fn words_that_come_up_go_between_two_pieces_of_a_film() {
    let (device, _) = device_with_a_file().await;
    let answers = takes(&device, &Organisation::policy(1));
    visited_by(&device, POOR, answers).await;
    device.journals(1).await;
    seal::seal_all(&device.store, &device.clock()).await.unwrap();
    let answers = vec![
        held("206 x", 0),
        held("204 x", 2 << 20),
        answer("201 Created", device.organisation.provisional(&device.leaf(2))),
        held("206 x", 2 << 20),
        held("204 x", 4 << 20),
        held("201 x", SIZE),
    ];
    let server = Script::with(answers).await;
    let carried = contact::carry_files(&parts(&device, &gateway(&device, &server), Conduct::FREE)).await;
    assert_eq!(carried.unwrap(), (1, 0), "one object between, no file left");
    let asked = server.asked();
    let line = |number: usize| asked[number].lines().next().unwrap();
    assert!(line(1).starts_with("PUT ") && line(1).contains("/attachments/"));
    assert!(line(2).contains("/objects/"), "{}", line(2));
    assert!(line(4).contains("/attachments/") && line(5).contains("/attachments/"));
    assert_eq!(device.store.read(attachment::count_uploads).unwrap(), 0);
    assert!(device.row(2).provisional && device.alarms().is_empty());
}

#[tokio::test]
async fn a_file_that_is_gone_is_told_and_its_record_goes_all_the_same() {
    let (device, bytes) = device_with_a_file().await;
    std::fs::remove_file(device.data_dir().join(format!("media/{}", Sha256::of(&bytes)))).unwrap();
    let answers = takes(&device, &Organisation::policy(1));
    visited(&device, answers).await;
    assert_eq!(device.alarms(), ["attachment_unreadable"]);
    assert!(device.row(1).provisional);
    assert_eq!(
        gaps(&device),
        [(
            "gap",
            Some(GapCause::MediaUnreachable),
            Some("local_file_unreadable".to_owned())
        )]
    );
    assert_eq!(
        device.store.read(attachment::count_uploads).unwrap(),
        0,
        "nobody waits for it"
    );
    assert_eq!(
        device
            .store
            .read(|c| attachment::uploads_for(c, Seq(1)))
            .unwrap()
            .len(),
        1,
        "it stays wanted"
    );
}

#[tokio::test]
async fn a_file_that_the_gateway_says_is_damaged_is_told() {
    let (device, _) = device_with_a_file().await;
    let malformed = super::server::problem(griffie_wire::problem::ProblemKind::MalformedObject);
    let answers = vec![
        config(&device),
        answer("201 Created", device.organisation.provisional(&device.leaf(1))),
        nothing_yet(),
        answer("404 x", ""),
        malformed,
    ];
    visited(&device, answers).await;
    assert_eq!(device.alarms(), ["attachment_damaged"]);
    assert_eq!(
        gaps(&device),
        [(
            "gap",
            Some(GapCause::MediaHashMismatch),
            Some("local_file_damaged".to_owned())
        )]
    );
    assert_eq!(device.store.read(attachment::count_uploads).unwrap(), 0);
}

/// A file may be out of reach for a while, as behind the lock of a phone. The object went without it, so nothing else would ask.
#[tokio::test]
async fn a_file_that_could_not_be_read_goes_once_it_can() {
    let (device, bytes) = device_with_a_file().await;
    let path = device.data_dir().join(format!("media/{}", Sha256::of(&bytes)));
    std::fs::rename(&path, device.data_dir().join("away")).unwrap();
    let answers = takes(&device, &Organisation::policy(1));
    visited(&device, answers).await;
    std::fs::rename(device.data_dir().join("away"), &path).unwrap();
    let answers = vec![config(&device), nothing_yet(), held("200 OK", 12)];
    let asked = visited(&device, answers).await;
    assert!(asked[2].starts_with("HEAD "), "{asked:?}");
    assert_eq!(device.store.read(attachment::count_uploads).unwrap(), 0);
}

/// Told once as lost, however often it is tried; and once as found.
#[tokio::test]
async fn the_gap_of_a_lost_file_closes_when_the_file_comes_after_all() {
    let (device, bytes) = device_with_a_file().await;
    let path = device.data_dir().join(format!("media/{}", Sha256::of(&bytes)));
    std::fs::rename(&path, device.data_dir().join("away")).unwrap();
    for answers in [
        vec![
            config(&device),
            answer("201 Created", device.organisation.provisional(&device.leaf(1))),
            nothing_yet(),
        ],
        vec![config(&device), nothing_yet()],
    ] {
        visited(&device, answers).await;
        assert_eq!(gaps(&device).len(), 1);
    }
    std::fs::rename(device.data_dir().join("away"), &path).unwrap();
    visited(&device, vec![config(&device), nothing_yet(), held("200 OK", 12)]).await;
    let kinds: Vec<_> = gaps(&device).into_iter().map(|(kind, ..)| kind).collect();
    assert_eq!(kinds, ["gap", "gap_closed"]);
}

/// The gaps in the journal, opened and closed.
fn gaps(device: &Device) -> Vec<(&'static str, Option<GapCause>, Option<String>)> {
    let rows = device.store.read(|c| {
        let mut statement =
            c.prepare("SELECT record FROM journal WHERE kind IN ('gap', 'gap_closed') ORDER BY seq")?;
        let rows = statement.query_map([], |row| row.get::<_, Vec<u8>>(0))?;
        Ok(rows.collect::<Result<Vec<_>, _>>()?)
    });
    let facts = rows
        .unwrap()
        .into_iter()
        .map(|record| Record::from_canonical(&record).unwrap().fact);
    facts
        .map(|fact| match fact {
            Fact::Gap(gap) => ("gap", Some(gap.cause), gap.code),
            _ => ("gap_closed", None, None),
        })
        .collect()
}

/// What a background job is told follows what waits, before and after a visit.
#[tokio::test]
async fn the_backlog_counts_what_waits_and_for_how_long() {
    let (device, _) = device_with_a_file().await;
    let backlog = |later: u64| {
        let now = Millis(device.clock.now().0 + later);
        device.store.read(|c| backlog::backlog(c, now, 1 << 20)).unwrap()
    };
    let waiting = backlog(90_000);
    assert_eq!((waiting.sealed_objects, waiting.sealed_age_ms), (1, 90_000));
    assert_eq!((waiting.unsealed_records, waiting.unsealed_age_ms), (0, 0));
    assert_eq!((waiting.small_files, waiting.large_files), (0, 1));
    assert_eq!(waiting.unreceipted_objects, 0);
    let answers = takes(&device, &Organisation::policy(1));
    visited_by(&device, POOR, answers).await;
    let carried = backlog(0);
    assert_eq!((carried.sealed_objects, carried.unreceipted_objects), (0, 1));
    assert_eq!((carried.large_files, carried.since_contact_ms), (1, 0));
}
