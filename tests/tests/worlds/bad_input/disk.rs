//! Full disks, for real: phone and vault stand on small file systems of their own (tmpfs) that fill up and are
//! enlarged again. Nothing acknowledged is lost, nothing is half done, and work goes on when there is room.
//! (The gateway's full disk is in `tests/tests/gateway/disk_full.rs`.)

use std::path::{Path, PathBuf};

use griffie_tests::kit::{
    Outcome,
    archive::{Archive, Pace},
    person::Person,
    process::run,
    synapse::Synapse,
    wait,
    world::World,
};
use serde_json::json;
use tokio::process::Command;

use crate::play::{assert_none, difference, rest, world};

/// A file system of a few megabytes, taken away at the end.
pub(crate) struct SmallDisk(PathBuf);

impl SmallDisk {
    pub(crate) async fn of(megabytes: u32, place: &Path) -> Outcome<Self> {
        std::fs::create_dir_all(place)?;
        let size = format!("size={megabytes}m");
        run(Command::new("mount")
            .args(["-t", "tmpfs", "-o", &size, "tmpfs"])
            .arg(place))
        .await?;
        Ok(Self(place.to_owned()))
    }

    /// Fills what is left but for these bytes.
    pub(crate) fn fill_but(&self, left: usize) -> Outcome<()> {
        let path = self.0.join("ballast");
        let mut ballast = std::fs::File::create(&path)?;
        let block = vec![0_u8; 4096];
        while std::io::Write::write_all(&mut ballast, &block).is_ok() {}
        let length = ballast.metadata()?.len();
        ballast.set_len(length.saturating_sub(left as u64))?;
        Ok(())
    }

    pub(crate) fn make_room(&self) -> Outcome<()> {
        Ok(std::fs::remove_file(self.0.join("ballast"))?)
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // A file system that cannot be taken away is the next run's failure, not this test's.
        drop(
            std::process::Command::new("umount")
                .arg("--lazy")
                .arg(&self.0)
                .status(),
        );
    }
}

/// The phone's disk fills up: sending is refused with a plain answer; with room again, all is there (invariant 10).
#[tokio::test]
async fn a_full_phone_says_so_and_loses_nothing() -> Outcome<()> {
    let (mut world, dir) = world().await?;
    let bram = world.person("Bram").await?;
    let mut anouk = Person::new("Anouk", &world.dir().join("people/Anouk"))?;
    let disk = SmallDisk::of(24, &anouk.dir().join("data")).await?;
    anouk.switch_on()?;
    let link = world.archive.new_code("anouk").await?;
    anouk.activate(&link).await?;
    let room = anouk.create_room(None, &[&bram.user_id], true).await?;
    bram.join_when_invited(&room).await?;
    disk.fill_but(150_000)?;
    let refused = write_until_refused(&anouk, &room)
        .await
        .expect("a full disk refuses one of many messages");
    assert!(refused.contains("storage_full"), "{refused}");
    bram.sends(&room, "Wordt dit bewaard?").await?;
    anouk.kill().await?;
    disk.make_room()?;
    anouk.switch_on()?;
    anouk.sees(&room, "Wordt dit bewaard?").await?;
    anouk.sends(&room, "Er is weer ruimte").await?;
    bram.sees(&room, "Er is weer ruimte").await?;
    rest(&[&anouk, &bram]).await?;
    assert_none(&difference(&world, dir.path(), &[&anouk, &bram]).await?);
    anouk.switch_off().await?;
    world.stop().await
}

async fn write_until_refused(person: &Person, room: &str) -> Option<String> {
    for number in 0..400 {
        let text = format!("{number} {}", "vol ".repeat(500));
        if let Err(error) = person
            .call("send.text", json!({"room": room, "text": text}))
            .await
        {
            return Some(error.to_string());
        }
    }
    None
}

/// The vault's disk fills up: no final receipt is given for what is not kept; with room again, all is there.
#[tokio::test]
async fn a_full_vault_gives_no_receipt_and_goes_on_when_there_is_room() -> Outcome<()> {
    let dir = tempfile::Builder::new().prefix("griffie-world-").tempdir()?;
    let homeserver = Synapse::start(&dir.path().join("homeserver")).await?;
    let disk = SmallDisk::of(24, &dir.path().join("archive/vault")).await?;
    let pace = Pace {
        segment_seconds: 30,
        prune_after_seconds: 0,
    };
    let archive = Archive::start(&dir.path().join("archive"), &homeserver, &pace).await?;
    let mut world = World::of(homeserver, archive, dir.path());
    let anouk = world.person("Anouk").await?;
    let room = anouk.create_room(Some("Alleen"), &[], false).await?;
    disk.fill_but(20_000)?;
    for number in 0..40 {
        anouk
            .sends(&room, &format!("{number} {}", "vol ".repeat(2_000)))
            .await?;
    }
    anouk.call("route.now", json!({})).await?;
    let waiting = wait::until(
        "the gateway holding what the vault cannot",
        std::time::Duration::from_secs(60),
        async || {
            let status = anouk.status().await?;
            let carried = status["outbox"] == 0 && status["journal_unsealed"] == 0;
            Ok((carried && status["unreceipted"].as_u64() > Some(0)).then_some(status))
        },
    )
    .await?;
    assert_eq!(
        waiting["refused"], 0,
        "a full disk is no reason to refuse an object: {waiting}"
    );
    disk.make_room()?;
    world.archive.kill_vault().await?;
    world.archive.start_vault().await?;
    rest(&[&anouk]).await?;
    assert_none(&difference(&world, dir.path(), &[&anouk]).await?);
    world.stop().await
}
