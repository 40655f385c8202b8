//! Many devices at once: every upload is answered with a proof, and groups share their disk syncs.

use std::sync::Barrier;

use griffie_wire::receipt::{Receipt, verify_provisional};

use crate::kit::{World, world::now};

const DEVICES: u8 = 64;
const OBJECTS: u64 = 40;

#[test]
fn sixty_four_devices_at_once_share_their_disk_syncs() {
    let world = World::new();
    let devices: Vec<_> = (1..=DEVICES).map(|seed| world.device(seed)).collect();
    let start = Barrier::new(usize::from(DEVICES) + 1);
    let milliseconds = std::thread::scope(|scope| {
        let threads: Vec<_> = devices
            .iter()
            .map(|device| {
                let (world, start) = (&world, &start);
                scope.spawn(move || {
                    let objects: Vec<_> = (1..=OBJECTS)
                        .map(|seq| device.object(world, seq, &[5; 6000]))
                        .collect();
                    let mut client = world.client();
                    start.wait();
                    for (seq, object) in (1..).zip(&objects) {
                        let answer =
                            device.asks_over(&mut client, "PUT", &device.object_path(seq), &object.bytes);
                        let receipt = Receipt::parse(answer.text()).unwrap();
                        verify_provisional(&receipt, &device.leaf(seq, object), &world.trust).unwrap();
                    }
                })
            })
            .collect();
        start.wait();
        let begun = now().0;
        threads.into_iter().for_each(|thread| thread.join().unwrap());
        now().0 - begun
    });
    let uploads = u64::from(DEVICES) * OBJECTS;
    println!("{uploads} objects in {milliseconds} ms, signing and verifying on the same cores");
    let metrics = world.internal("GET", "/metrics", b"").text().to_owned();
    let figure = |name: &str| -> u64 {
        let line = metrics
            .lines()
            .find(|line| line.starts_with(&format!("griffie_gateway_{name} ")))
            .unwrap();
        line.rsplit(' ').next().unwrap().parse().unwrap()
    };
    assert_eq!(figure("uploads_total"), uploads);
    assert!(figure("groups_total") * 2 < uploads, "{metrics}");
    println!(
        "{} groups, {} us each",
        figure("groups_total"),
        figure("commit_microseconds_total") / figure("groups_total")
    );
}
