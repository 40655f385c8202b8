//! How fast objects come in. A floor far below the aim, so that only a real mistake (a session imported for each
//! message, a transaction for each row) fails it; benches measure properly.

use super::kit::{Talk, World, room};
use crate::{
    clock::{Clock as _, SystemClock},
    ingest::ingest,
};

#[test]
fn thousands_of_events_come_in_within_seconds() {
    let mut world = World::new();
    let mut anna = world.device(1, "@anna:x");
    let mut talk = Talk::new(room("!r:x", "Overleg"));
    anna.records(Some(&talk.room.clone()), talk.key(0));
    let mut arriving = Vec::new();
    for _ in 0..4 {
        for number in 0..500 {
            talk.says(
                &mut anna,
                "@bram:x",
                &format!("bericht {number} over het overleg van morgen"),
            );
        }
        let object = anna.seals();
        arriving.push(world.lists(&object));
    }
    let before = SystemClock.now();
    let done = ingest(&mut world.vault, &arriving).unwrap();
    let took = SystemClock.now().0 - before.0;
    assert_eq!((done.accepted, done.proven), (4, 2000));
    println!("2000 events in {took} ms");
    assert!(took < 30_000, "{took} ms");
}
