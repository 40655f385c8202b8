//! Sealed objects: what is taken, what is refused and with which problem, and that a receipt proves what it says.

use griffie_wire::{
    api::DeviceConfig,
    gso1::Header,
    ids::{Epoch, Seq, TenantId},
    key::SigningKey,
    problem::ProblemKind,
    receipt::{Receipt, verify_provisional},
};

use crate::kit::{World, world::DOCUMENTS};

#[test]
fn an_object_gets_a_receipt_that_a_device_can_verify_offline() {
    let world = World::new();
    let device = world.device(5);
    for seq in 1..=5 {
        let object = device.object(&world, seq, b"journal");
        let answer = device.puts(&world, seq, &object.bytes);
        assert_eq!(
            (answer.status, answer.header("content-type")),
            (201, Some("text/plain; charset=utf-8"))
        );
        let receipt = Receipt::parse(answer.text()).unwrap();
        assert_eq!(
            verify_provisional(&receipt, &device.leaf(seq, &object), &world.trust)
                .unwrap()
                .size,
            DOCUMENTS + seq
        );
    }
}

#[test]
fn the_same_object_again_gets_the_same_receipt_byte_for_byte() {
    let world = World::new();
    let device = world.device(5);
    let object = device.object(&world, 1, b"one");
    let first = device.puts(&world, 1, &object.bytes);
    for seq in 2..=9 {
        device.puts(&world, seq, &device.object(&world, seq, b"more").bytes);
    }
    let again = device.puts(&world, 1, &object.bytes);
    assert_eq!((again.status, again.text()), (200, first.text()));
    assert_eq!(world.json(&["status"])["objects"], 9);
}

#[test]
fn another_object_under_the_same_number_is_equivocation_and_an_alarm() {
    let world = World::new();
    let device = world.device(5);
    let first = device.object(&world, 1, b"one");
    assert_eq!(device.puts(&world, 1, &first.bytes).status, 201);
    for _ in 0..2 {
        let second = device.object(&world, 1, b"other");
        assert_eq!(
            device.puts(&world, 1, &second.bytes).problem(),
            ProblemKind::Equivocation
        );
    }
    let status = world.json(&["status"]);
    assert_eq!(
        (&status["equivocations"], &status["objects"]),
        (&1.into(), &1.into())
    );
    assert_eq!(
        device.puts(&world, 1, &first.bytes).status,
        200,
        "the first one stays"
    );
}

#[test]
fn a_jump_is_taken_and_the_hole_is_asked_for_until_it_is_filled() {
    let world = World::with(|settings| settings["limits"]["hole_seconds"] = 0.into());
    let device = world.device(5);
    let put = |seq| {
        device
            .puts(&world, seq, &device.object(&world, seq, b"x").bytes)
            .status
    };
    let resend = || {
        let config: DeviceConfig = device.asks(&world, "GET", &device.path("config"), b"").json();
        config
            .resend
            .iter()
            .map(|hole| (hole.first.0, hole.last.0))
            .collect::<Vec<_>>()
    };
    assert_eq!((put(1), put(6)), (201, 201));
    assert_eq!(resend(), [(2, 5)]);
    assert_eq!(put(3), 201);
    assert_eq!(resend(), [(2, 2), (4, 5)]);
    assert_eq!((put(2), put(5), put(4)), (201, 201, 201));
    assert_eq!(resend(), []);
}

#[test]
fn a_young_hole_is_not_asked_for() {
    let world = World::new();
    let device = world.device(5);
    device.puts(&world, 3, &device.object(&world, 3, b"x").bytes);
    let config: DeviceConfig = device.asks(&world, "GET", &device.path("config"), b"").json();
    assert!(config.resend.is_empty());
    assert_eq!(world.json(&["status"])["holes"], 1);
}

#[test]
fn every_flipped_byte_and_every_cut_is_refused() {
    let world = World::new();
    let device = world.device(5);
    let bytes = device.object(&world, 1, b"journal").bytes;
    let mut client = world.client();
    let mut put = |bytes: &[u8]| device.asks_over(&mut client, "PUT", &device.object_path(1), bytes);
    // All of the header and the signature, and samples between: every region of the object.
    let places = (0..170)
        .chain((170..bytes.len() - 64).step_by(97))
        .chain(bytes.len() - 64..bytes.len());
    for place in places {
        let mut flipped = bytes.clone();
        flipped[place] ^= 1;
        let problem = put(&flipped).problem();
        let expected = [ProblemKind::MalformedObject, ProblemKind::UnknownSuite];
        assert!(expected.contains(&problem), "byte {place}: {problem:?}");
        assert_eq!(problem == ProblemKind::UnknownSuite, place == 4, "byte {place}");
    }
    for end in (0..bytes.len()).step_by(61) {
        assert_eq!(
            put(&bytes[..end]).problem(),
            ProblemKind::MalformedObject,
            "cut at {end}"
        );
    }
    assert_eq!(
        put(&[&bytes[..], b"x"].concat()).problem(),
        ProblemKind::MalformedObject
    );
    assert_eq!(put(&bytes).status, 201, "and the whole one is taken");
}

#[test]
fn an_object_of_another_device_tenant_epoch_or_number_is_refused() {
    let world = World::new();
    let (device, other) = (world.device(5), world.device(6));
    let refused = |header: Header, key: &SigningKey| {
        let object = device.object_with(&world, &header, b"x", key);
        assert_eq!(
            device.puts(&world, 1, &object.bytes).problem(),
            ProblemKind::MalformedObject,
            "{header:?}"
        );
    };
    refused(other.header(1), &other.key);
    refused(device.header(1), &other.key);
    refused(
        Header {
            tenant: TenantId::from_bytes([1; 16]),
            ..device.header(1)
        },
        &device.key,
    );
    refused(
        Header {
            epoch: Epoch::from_bytes([1; 16]),
            ..device.header(1)
        },
        &device.key,
    );
    refused(
        Header {
            seq: Seq(2),
            ..device.header(1)
        },
        &device.key,
    );
    assert_eq!(world.json(&["status"])["objects"], 0);
}

#[test]
fn a_suite_that_the_organisation_does_not_use_is_refused() {
    let world = World::new();
    let device = world.device(5);
    // Suite 2 is known to the format, but no seal configuration here has named it.
    let nist = griffie_wire::gso1::ArchiveKey::generate(griffie_wire::gso1::Suite::Nist);
    let recipient = griffie_wire::gso1::Recipient::new(nist.suite(), nist.public_key().to_vec()).unwrap();
    let sealed =
        griffie_wire::gso1::seal(nist.suite(), &device.header(1), &[recipient], b"x", &device.key).unwrap();
    assert_eq!(
        device.puts(&world, 1, &sealed.bytes).problem(),
        ProblemKind::UnknownSuite
    );
    let mut unknown = device.object(&world, 1, b"x").bytes;
    unknown[4] = 0x55;
    assert_eq!(
        device.puts(&world, 1, &unknown).problem(),
        ProblemKind::UnknownSuite
    );
}

#[test]
fn too_large_is_refused_before_it_is_read() {
    let world = World::with(|settings| settings["limits"]["object_bytes"] = 10_000.into());
    let device = world.device(5);
    let large = device.object(&world, 1, &[0; 10_000]);
    assert_eq!(
        device.puts(&world, 1, &large.bytes).problem(),
        ProblemKind::TooLarge
    );
    // A body that is announced and never sent.
    let target = device.object_path(1);
    let mut headers = device.sign("PUT", &target, &large.bytes);
    headers.push(("content-length", "999999999999".into()));
    assert_eq!(
        world
            .client()
            .send("PUT", &target, &headers, b"")
            .unwrap()
            .problem(),
        ProblemKind::TooLarge
    );
    // A body without announced length.
    let mut headers = device.sign("PUT", &target, &large.bytes);
    headers.push(("transfer-encoding", "chunked".into()));
    headers.push(("content-length", String::new()));
    let mut client = world.client();
    let head: String = headers[..headers.len() - 1]
        .iter()
        .map(|(name, value)| format!("{name}: {value}\r\n"))
        .collect();
    client
        .raw(format!("PUT {target} HTTP/1.1\r\nhost: x\r\n{head}\r\n4e20\r\n").as_bytes())
        .unwrap();
    client.raw(&[0; 20_000]).unwrap();
    assert_eq!(client.answer("PUT").unwrap().problem(), ProblemKind::TooLarge);
}

#[test]
fn numbers_start_at_one_and_have_one_spelling() {
    let world = World::new();
    let device = world.device(5);
    let object = device.object(&world, 1, b"x");
    for seq in ["0", "-1", "x", "18446744073709551616", "9223372036854775808"] {
        let target = format!("/v1/devices/{}/objects/{}/{seq}", device.id, device.epoch);
        assert_eq!(
            device.asks(&world, "PUT", &target, &object.bytes).problem(),
            ProblemKind::BadRequest,
            "{seq}"
        );
    }
    let zero = device.object(&world, 0, b"x");
    assert_eq!(
        device.puts(&world, 0, &zero.bytes).problem(),
        ProblemKind::BadRequest
    );
}

#[test]
fn over_quota_means_wait_until_tomorrow_and_nothing_is_lost() {
    let world = World::with(|settings| settings["limits"]["objects_per_day"] = 2.into());
    let (device, other) = (world.device(5), world.device(6));
    let objects: Vec<_> = (1..=3).map(|seq| device.object(&world, seq, b"x")).collect();
    assert_eq!(device.puts(&world, 1, &objects[0].bytes).status, 201);
    assert_eq!(device.puts(&world, 2, &objects[1].bytes).status, 201);
    let refused = device.puts(&world, 3, &objects[2].bytes);
    assert_eq!(refused.problem(), ProblemKind::Quota);
    assert!((1..=86_400).contains(&refused.document().retry_after_s.unwrap()));
    assert_eq!(
        device.puts(&world, 1, &objects[0].bytes).status,
        200,
        "what is here is still confirmed"
    );
    assert_eq!(
        other.puts(&world, 1, &other.object(&world, 1, b"x").bytes).status,
        201,
        "others go on"
    );
}
