//! Whoever is invited reads what is said to them at once. A homeserver makes a room event by event, and the sync that shows the room
//! half made must let nobody write in it without those invited, or in clear.

use griffie_tests::kit::Outcome;
use serde_json::json;

use crate::play::{assert_none, difference, pair, rest, world};

/// Each makes a room, and the sync falls somewhere else in its making.
const ROOMS: usize = 25;

#[tokio::test]
async fn what_is_said_right_after_inviting_somebody_can_be_read_by_them() -> Outcome<()> {
    let (mut world, dir) = world().await?;
    let (anouk, bram, _) = pair(&world).await?;
    let mut rooms = Vec::new();
    for _ in 0..ROOMS {
        let room = anouk.create_room(None, &[&bram.user_id], true).await?;
        anouk.sends(&room, "Welkom").await?;
        rooms.push(room);
    }
    let later = anouk.create_room(Some("Eerst alleen"), &[], false).await?;
    anouk.sends(&later, "Hier is nog niemand").await?;
    anouk.sees(&later, "Hier is nog niemand").await?;
    anouk
        .call("invite", json!({"room": later, "user": bram.user_id}))
        .await?;
    anouk.sends(&later, "Welkom").await?;
    rooms.push(later);
    for room in &rooms {
        bram.join_when_invited(room).await?;
        bram.sees(room, "Welkom").await?;
    }
    rest(&[&anouk, &bram]).await?;
    let difference = difference(&world, dir.path(), &[&anouk, &bram]).await?;
    assert_none(&difference);
    world.stop().await
}
