//! Answers that a gateway, a proxy or a thief may give: HTML, half a body, a crash, silence, false receipts, another history. The real
//! gateway is tested in the worlds; here are only the answers that it never gives.

use griffie_wire::{
    api::{ReceiptItem, Receipts, ResendRange},
    ids::{ObjectId, Seq},
    key::SigningKey,
    problem::ProblemKind,
};

use super::{
    kit::{DEVICE, Device, EPOCH, Organisation},
    server::{Raw, Script, answer, json, problem},
};
use crate::{
    net::{
        gateway::{Gateway, Way},
        http::Http,
    },
    platform::conduct::Conduct,
    route::{
        RouteError,
        contact::{Visit, Visited, visit},
        pace::Left,
    },
    seal,
    store::{archive, identity, routing},
};

async fn gateway_that_answers(device: &Device, answers: Vec<Raw>) -> Gateway {
    let server = Script::with(answers).await;
    let way = Way::new(
        Http::new(None).unwrap(),
        device.clock(),
        vec![server.url.clone()],
        0,
    );
    Gateway::new(
        way,
        DEVICE,
        SigningKey::from_seed(&device.store.read(identity::device_seed).unwrap()),
    )
}

pub(super) async fn visits(device: &Device, answers: Vec<Raw>) -> Result<Visited, RouteError> {
    let gateway = gateway_that_answers(device, answers).await;
    let parts = Visit {
        store: &device.store,
        clock: &device.clock,
        gateway: &gateway,
        data_dir: device.data_dir(),
        identity: device.store.read(identity::require).unwrap(),
        conduct: Conduct::FREE,
    };
    visit(&parts).await
}

async fn device_with_one_object() -> Device {
    let device = Device::new().await;
    device.journals(1).await;
    seal::seal_all(&device.store, &device.clock()).await.unwrap();
    device
}

fn config(device: &Device) -> Raw {
    json(
        &device
            .organisation
            .offers(&device.organisation.seal_config(1), &Organisation::policy(1)),
    )
}

fn item(device: &Device, receipt: Option<String>) -> ReceiptItem {
    let object_id = device.row(1).object_id;
    ReceiptItem {
        cursor: 1,
        epoch: EPOCH,
        seq: Seq(1),
        object_id,
        receipt,
        rejected: None,
    }
}

fn page(items: Vec<ReceiptItem>) -> Raw {
    let next = items.iter().map(|item| item.cursor).max().unwrap_or(0);
    json(&Receipts { items, next })
}

/// A gateway that lies is no better than one that is silent: the next visit begins with the next in the list.
#[tokio::test]
async fn a_gateway_with_a_false_receipt_is_left_for_the_next() {
    let device = device_with_one_object().await;
    let leaf = device.leaf(1);
    let forged = answer("201 Created", Organisation::new(40).provisional(&leaf));
    let honest = answer("201 Created", device.organisation.provisional(&leaf));
    let [liar, next] = [
        Script::with(vec![config(&device), forged]).await,
        Script::with(vec![config(&device), honest, page(Vec::new())]).await,
    ];
    let seed = device.store.read(identity::device_seed).unwrap();
    let way = Way::new(
        Http::new(None).unwrap(),
        device.clock(),
        vec![liar.url.clone(), next.url.clone()],
        0,
    );
    let gateway = Gateway::new(way, DEVICE, SigningKey::from_seed(&seed));
    let parts = Visit {
        store: &device.store,
        clock: &device.clock,
        gateway: &gateway,
        data_dir: device.data_dir(),
        identity: device.store.read(identity::require).unwrap(),
        conduct: Conduct::FREE,
    };
    let refused = visit(&parts).await;
    assert!(matches!(refused, Err(RouteError::FalseReceipt(_))));
    assert!(next.asked().is_empty());
    assert!(visit(&parts).await.unwrap().moved);
    assert_eq!((liar.asked().len(), next.asked().len()), (2, 3));
    assert!(device.row(1).provisional);
}

#[tokio::test]
async fn an_honest_visit_brings_the_object_out_and_the_receipts_in() {
    let device = device_with_one_object().await;
    let leaf = device.leaf(1);
    let answers = vec![
        config(&device),
        answer("201 Created", device.organisation.provisional(&leaf)),
        page(vec![item(
            &device,
            Some(device.organisation.final_receipt(&leaf)),
        )]),
        page(Vec::new()),
    ];
    let visited = visits(&device, answers).await.unwrap();
    assert!(visited.moved);
    assert_eq!(visited.left, Left::Age(std::time::Duration::from_secs(3600)));
    assert!(device.row(1).provisional && device.row(1).is_final);
    assert_eq!(device.store.read(routing::routing).unwrap().receipts_after, 1);
}

#[tokio::test]
async fn every_bad_answer_has_its_code_and_changes_nothing() {
    let device = device_with_one_object().await;
    let mut half = answer("200 OK", b"x".repeat(500));
    half.truncate(300);
    let cases = [
        (answer("500 Internal Server Error", "oops"), "http_500"),
        (
            answer("200 OK", "<html>Log in to the hotel network</html>"),
            "not_the_answer",
        ),
        (answer("502 Bad Gateway", "<html>"), "http_502"),
        (half, "cut_short"),
        (problem(ProblemKind::DeviceRevoked), "device_revoked"),
        (problem(ProblemKind::Internal), "internal"),
        (Vec::new(), "unreachable"),
    ];
    for (bad, code) in cases {
        let error = visits(&device, vec![bad]).await.unwrap_err();
        assert_eq!(error.code(), code);
        assert!(!device.row(1).provisional);
    }
    // The same, where the receipt for an upload should be.
    let error = visits(&device, vec![config(&device), answer("200 OK", "<html>")])
        .await
        .unwrap_err();
    assert!(matches!(error, RouteError::FalseReceipt(_)));
    assert!(!device.row(1).provisional);
    assert_eq!(device.alarms(), ["false_receipt"]);
}

#[tokio::test]
async fn a_forged_receipt_is_one_alarm_and_nothing_is_pruned() {
    let device = device_with_one_object().await;
    let thief = Organisation::new(40);
    let leaf = device.leaf(1);
    for _ in 0..3 {
        let answers = vec![
            config(&device),
            answer("201 Created", device.organisation.provisional(&leaf)),
            page(vec![item(&device, Some(thief.final_receipt(&leaf)))]),
        ];
        // The object goes out once; later visits only ask for receipts.
        let answers = if device.row(1).provisional {
            vec![answers[0].clone(), answers[2].clone()]
        } else {
            answers
        };
        let error = visits(&device, answers).await.unwrap_err();
        assert!(matches!(error, RouteError::FalseReceipt(_)));
    }
    assert_eq!(device.alarms(), ["false_receipt"]);
    assert_eq!(
        device.store.read(routing::routing).unwrap().receipts_after,
        0,
        "the cursor waits for a true one"
    );
    let counts = device.store.read(archive::counts).unwrap();
    assert_eq!((counts.pruned, counts.unreceipted), (0, 1));
    // The true receipt still heals it.
    let healed = vec![
        config(&device),
        page(vec![item(
            &device,
            Some(device.organisation.final_receipt(&leaf)),
        )]),
        page(Vec::new()),
    ];
    assert_ne!(visits(&device, healed).await.unwrap().left, Left::Receipts);
}

#[tokio::test]
async fn a_receipt_for_an_object_we_never_made_is_an_alarm() {
    let device = device_with_one_object().await;
    let leaf = device.leaf(1);
    let other = ReceiptItem {
        object_id: ObjectId::from_bytes([3; 32]),
        ..item(&device, Some(device.organisation.final_receipt(&leaf)))
    };
    let answers = vec![
        config(&device),
        answer("201 Created", device.organisation.provisional(&leaf)),
        page(vec![other]),
    ];
    assert!(matches!(
        visits(&device, answers).await,
        Err(RouteError::OtherObject)
    ));
    assert_eq!(device.alarms(), ["other_object"]);
    assert!(!device.row(1).is_final);
}

#[tokio::test]
async fn another_object_under_our_number_stops_routing_for_good() {
    let device = device_with_one_object().await;
    let answers = vec![config(&device), problem(ProblemKind::Equivocation)];
    assert!(matches!(
        visits(&device, answers).await,
        Err(RouteError::Halted(_))
    ));
    let device = device.reopen();
    // No answer is needed: nothing is asked any more.
    assert!(
        matches!(visits(&device, Vec::new()).await, Err(RouteError::Halted(code)) if code == "equivocation")
    );
    assert_eq!(device.alarms(), ["equivocation"]);
    assert_eq!(
        device.store.read(archive::counts).unwrap().outbox,
        1,
        "everything is kept"
    );
}

#[tokio::test]
async fn a_refused_object_is_kept_and_told_and_holds_up_nothing() {
    let device = device_with_one_object().await;
    device.journals(1).await;
    seal::seal_all(&device.store, &device.clock()).await.unwrap();
    let answers = vec![
        config(&device),
        problem(ProblemKind::MalformedObject),
        answer("201 Created", device.organisation.provisional(&device.leaf(2))),
        page(Vec::new()),
    ];
    visits(&device, answers).await.unwrap();
    assert_eq!(device.row(1).rejected.as_deref(), Some("malformed_object"));
    assert!(device.row(2).provisional);
    assert_eq!(device.alarms(), ["object_refused"]);
}

#[tokio::test]
async fn what_the_gateway_misses_goes_again_and_what_is_pruned_is_told() {
    let device = device_with_one_object().await;
    let leaf = device.leaf(1);
    let mut offered = device
        .organisation
        .offers(&device.organisation.seal_config(1), &Organisation::policy(1));
    offered.resend = vec![ResendRange {
        epoch: EPOCH,
        first: Seq(1),
        last: Seq(u64::MAX),
    }];
    let receipt = device.organisation.provisional(&leaf);
    let answers = vec![json(&offered), answer("200 OK", &receipt), page(Vec::new())];
    assert!(visits(&device, answers).await.unwrap().moved);
    device.gets_final(1).await;
    let unit = device.store.begin("prune").await.unwrap();
    crate::store::prune::prune(&unit, super::kit::NOW, std::time::Duration::ZERO).unwrap();
    unit.commit().await.unwrap();
    visits(&device, vec![json(&offered), page(Vec::new())])
        .await
        .unwrap();
    assert_eq!(device.alarms(), ["resend_pruned"]);
}

#[tokio::test]
async fn a_clock_that_is_ten_years_off_is_learned_from_the_gateway() {
    let device = device_with_one_object().await;
    device.clock.advance(std::time::Duration::from_secs(315_360_000));
    let skew = ProblemKind::ClockSkew
        .problem()
        .with_server_time(super::kit::NOW.0);
    let leaf = device.leaf(1);
    let answers = vec![
        answer("400 x", serde_json::to_vec(&skew).unwrap()),
        config(&device),
        answer("201 Created", device.organisation.provisional(&leaf)),
        page(Vec::new()),
    ];
    visits(&device, answers).await.unwrap();
    assert!(device.row(1).provisional);
    let offset = device.store.read(identity::require).unwrap().clock_offset_ms;
    assert_eq!(offset, -315_360_000_000);
}

/// Numbers that no database column holds are the gateway's fault, and end nothing but the visit.
#[tokio::test]
async fn numbers_beyond_all_bounds_do_not_end_the_loop() {
    let device = device_with_one_object().await;
    let receipt = device.organisation.provisional(&device.leaf(1));
    let wild = [
        ReceiptItem {
            cursor: u64::MAX,
            ..item(&device, None)
        },
        ReceiptItem {
            seq: Seq(u64::MAX),
            ..item(&device, None)
        },
    ];
    for item in wild {
        let mut answers = vec![config(&device)];
        if !device.row(1).provisional {
            answers.push(answer("201 Created", &receipt));
        }
        answers.push(page(vec![item]));
        let error = visits(&device, answers).await.unwrap_err();
        assert_eq!(error.code(), "not_the_answer", "{error:?}");
    }
    assert_eq!(device.store.read(routing::routing).unwrap().receipts_after, 0);
}

/// What was pruned long ago does not stand in the way of what is still here.
#[tokio::test]
async fn many_pruned_objects_do_not_keep_a_missing_one_from_going_again() {
    let device = Device::new().await;
    for seq in 1..=101 {
        device.journals(1).await;
        seal::seal_all(&device.store, &device.clock()).await.unwrap();
        if seq <= 100 {
            device.gets_final(seq).await;
        }
    }
    loop {
        let unit = device.store.begin("prune").await.unwrap();
        let pruned = crate::store::prune::prune(&unit, super::kit::NOW, std::time::Duration::ZERO).unwrap();
        unit.commit().await.unwrap();
        if pruned.objects == 0 {
            break;
        }
    }
    let receipt = device.organisation.provisional(&device.leaf(101));
    let unit = device.store.begin("provisional").await.unwrap();
    crate::store::outbox::put_provisional(&unit, Seq(101), &receipt).unwrap();
    unit.commit().await.unwrap();
    let mut offered = device
        .organisation
        .offers(&device.organisation.seal_config(1), &Organisation::policy(1));
    offered.resend = vec![ResendRange {
        epoch: EPOCH,
        first: Seq(1),
        last: Seq(101),
    }];
    let answers = vec![json(&offered), answer("200 OK", &receipt), page(Vec::new())];
    assert!(
        visits(&device, answers).await.unwrap().moved,
        "object 101 went again"
    );
    assert_eq!(device.alarms().len(), 100);
}
