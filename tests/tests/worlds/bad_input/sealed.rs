//! Sealed objects that mean harm, brought by a device made by hand to the running gateway and, where only it can know,
//! judged by the running vault: each gets its stable code, and the objects of other devices go on (invariants 4 to 6).

use std::time::Duration;

use griffie_tests::kit::{
    Outcome,
    device::{Answered, Device, Draft, STRANGERS},
    person::Person,
    wait,
    world::World,
};
use griffie_wire::{
    gso1::Header,
    ids::{DeviceId, Seq},
    padme::padded_len,
};
use tempfile::TempDir;

use crate::play::{assert_none, difference, rest, sets, world};

/// A world with a real phone in it and a device made by hand that means harm.
struct Harm {
    world: World,
    dir: TempDir,
    anouk: Person,
    device: Device,
}

async fn harm() -> Outcome<Harm> {
    let (world, dir) = world().await?;
    let anouk = world.person("Anouk").await?;
    let device = Device::activate(&world.archive.new_code("kwaad").await?).await?;
    Ok(Harm {
        world,
        dir,
        anouk,
        device,
    })
}

impl Harm {
    /// Brings an honest object and waits for its final receipt.
    async fn begins_honestly(&mut self) -> Outcome<Vec<u8>> {
        let object = self.device.seals(&self.device.draft()?)?;
        assert_eq!(self.device.puts(1, &object.bytes).await?, taken(201));
        self.verdict(1, None).await?;
        Ok(object.bytes)
    }

    /// Waits for the vault's word on object `seq`: a final receipt, or this code.
    async fn verdict(&self, seq: u64, code: Option<&str>) -> Outcome<()> {
        let found = wait::until("the vault's verdict", Duration::from_secs(60), async || {
            let verdicts = self.device.verdicts().await?;
            Ok(verdicts.into_iter().find(|item| item.seq == Seq(seq)))
        })
        .await?;
        assert_eq!(found.rejected.as_deref(), code, "object {seq}");
        assert_eq!(found.receipt.is_some(), code.is_none(), "object {seq}");
        Ok(())
    }

    /// The vault refuses this draft with this code, and has a fault that says so.
    async fn vault_refuses(mut self, draft: &Draft, code: &str) -> Outcome<()> {
        let seq = draft.header.seq.0;
        let object = self.device.seals(draft)?;
        assert_eq!(self.device.puts(seq, &object.bytes).await?, taken(201));
        self.verdict(seq, Some(code)).await?;
        let faults = self.world.archive.vault(&["show", "faults"]).await?;
        let device = self.device.id().to_string();
        let named = faults
            .lines()
            .any(|line| line.contains(code) && line.contains(&device));
        assert!(named, "{code} of {device} is not in {faults}");
        self.anouk_works().await?;
        assert_none(&sets(&self.world, self.dir.path(), &[&self.anouk]).await?);
        // The vault's own check names this object, and nothing else.
        let verified = self.world.archive.vault(&["verify"]).await;
        let found = verified
            .expect_err("a quarantined object is a finding")
            .to_string();
        let quarantined = found.matches("quarantined ").count();
        assert!(found.contains(&format!("quarantined {code} object")), "{found}");
        assert_eq!(quarantined, 1, "{found}");
        self.world.stop().await
    }

    /// The phone of somebody else works, and what it captured is in the vault, once.
    async fn others_go_on(mut self) -> Outcome<()> {
        self.anouk_works().await?;
        assert_none(&difference(&self.world, self.dir.path(), &[&self.anouk]).await?);
        self.world.stop().await
    }

    async fn anouk_works(&self) -> Outcome<()> {
        self.anouk.create_room(Some("Gewoon werk"), &[], false).await?;
        rest(&[&self.anouk]).await
    }
}

fn taken(status: u16) -> Answered {
    Answered {
        status,
        code: String::new(),
    }
}

fn problem(status: u16, code: &str) -> Answered {
    Answered {
        status,
        code: code.to_owned(),
    }
}

/// Every byte of the head (magic, header, length fields), every 97th after it, and those of the signature.
fn places(length: usize) -> Vec<usize> {
    let signature = length - 64;
    (0..Header::LEN + 8)
        .chain((Header::LEN + 8..signature).step_by(97))
        .chain((signature..length).step_by(7))
        .collect()
}

#[tokio::test]
async fn a_flipped_byte_anywhere_is_refused_and_the_whole_object_taken_after_it() -> Outcome<()> {
    let mut harm = harm().await?;
    let object = harm.device.seals(&harm.device.draft()?)?;
    for place in places(object.bytes.len()) {
        let mut bytes = object.bytes.clone();
        bytes[place] ^= 1;
        let answer = harm.device.puts(1, &bytes).await?;
        let refused = answer == problem(422, "malformed_object") || answer == problem(422, "unknown_suite");
        assert!(refused, "byte {place}: {answer:?}");
    }
    assert_eq!(harm.device.puts(1, &object.bytes).await?, taken(201));
    harm.verdict(1, None).await?;
    harm.others_go_on().await
}

#[tokio::test]
async fn an_object_cut_anywhere_or_with_more_behind_it_is_refused() -> Outcome<()> {
    let mut harm = harm().await?;
    let object = harm.device.seals(&harm.device.draft()?)?;
    let length = object.bytes.len();
    let ends = (0..200).chain((200..length).step_by(61)).chain([length - 1]);
    for end in ends {
        let answer = harm.device.puts(1, &object.bytes[..end]).await?;
        let refused = answer == problem(422, "malformed_object") || answer == problem(422, "unknown_suite");
        assert!(refused, "cut at {end}: {answer:?}");
    }
    let longer = [&object.bytes[..], b"x"].concat();
    assert_eq!(
        harm.device.puts(1, &longer).await?,
        problem(422, "malformed_object")
    );
    assert_eq!(harm.device.puts(1, &object.bytes).await?, taken(201));
    harm.verdict(1, None).await?;
    harm.others_go_on().await
}

#[tokio::test]
async fn an_object_brought_again_is_in_the_vault_once() -> Outcome<()> {
    let mut harm = harm().await?;
    let bytes = harm.begins_honestly().await?;
    for _ in 0..3 {
        assert_eq!(harm.device.puts(1, &bytes).await?, taken(200));
    }
    let objects = harm.world.archive.vault(&["show"]).await?;
    let verdicts = harm.device.verdicts().await?;
    assert_eq!(verdicts.len(), 1, "{objects}");
    harm.others_go_on().await
}

#[tokio::test]
async fn a_captured_request_cannot_be_sent_again() -> Outcome<()> {
    let mut harm = harm().await?;
    let object = harm.device.seals(&harm.device.draft()?)?;
    let path = harm.device.path(1);
    let headers = harm.device.signs("PUT", &path, &object.bytes)?;
    let first = harm
        .device
        .sends("PUT", &path, headers.clone(), &object.bytes)
        .await?;
    assert_eq!(first, taken(201));
    let again = harm.device.sends("PUT", &path, headers, &object.bytes).await?;
    assert_eq!(again, problem(409, "replay"));
    harm.verdict(1, None).await?;
    harm.others_go_on().await
}

#[tokio::test]
async fn two_objects_under_one_number_are_an_equivocation() -> Outcome<()> {
    let mut harm = harm().await?;
    let (one, other) = (harm.device.draft()?, harm.device.draft()?);
    let other = harm.device.seals_apart(&other, &harm.device.key)?;
    let one = harm.device.seals(&one)?;
    assert_eq!(harm.device.puts(1, &one.bytes).await?, taken(201));
    assert_eq!(
        harm.device.puts(1, &other.bytes).await?,
        problem(409, "equivocation")
    );
    harm.verdict(1, None).await?;
    harm.others_go_on().await
}

#[tokio::test]
async fn an_object_under_another_number_than_its_own_is_refused() -> Outcome<()> {
    let mut harm = harm().await?;
    let bytes = harm.begins_honestly().await?;
    assert_eq!(
        harm.device.puts(2, &bytes).await?,
        problem(422, "malformed_object")
    );
    harm.others_go_on().await
}

/// What comes out of order is kept and waits for what belongs before it; nobody has to send it again.
#[tokio::test]
async fn objects_out_of_order_wait_for_each_other() -> Outcome<()> {
    let mut harm = harm().await?;
    harm.begins_honestly().await?;
    let second = harm.device.seals(&harm.device.draft()?)?;
    let third = harm.device.seals(&harm.device.draft()?)?;
    assert_eq!(harm.device.puts(3, &third.bytes).await?, taken(201));
    wait::until(
        "the vault holding the third",
        Duration::from_secs(60),
        async || {
            let shown = harm.world.archive.vault(&["show"]).await?;
            Ok(shown.contains("held (predecessor)").then_some(()))
        },
    )
    .await?;
    assert_eq!(
        harm.device.verdicts().await?.len(),
        1,
        "a held object has no verdict"
    );
    assert_eq!(harm.device.puts(2, &second.bytes).await?, taken(201));
    harm.verdict(2, None).await?;
    harm.verdict(3, None).await?;
    harm.others_go_on().await
}

#[tokio::test]
async fn an_object_signed_by_another_device_is_refused() -> Outcome<()> {
    let harm = harm().await?;
    let thief = Device::activate(&harm.world.archive.new_code("dief").await?).await?;
    let stolen = harm.device.seals_apart(&harm.device.draft()?, &thief.key)?;
    // Brought by its device, by the thief under the thief's own address, and by the thief in the device's name.
    let refused = problem(422, "malformed_object");
    assert_eq!(harm.device.puts(1, &stolen.bytes).await?, refused);
    assert_eq!(thief.puts(1, &stolen.bytes).await?, refused);
    let path = harm.device.path(1);
    let headers = thief.signs("PUT", &path, &stolen.bytes)?;
    let answer = thief.sends("PUT", &path, headers, &stolen.bytes).await?;
    assert_eq!(
        (answer.status / 100, answer.code.is_empty()),
        (4, false),
        "{answer:?}"
    );
    harm.others_go_on().await
}

/// A payload that was sealed by one device under the header of another: only who opens it can see that.
#[tokio::test]
async fn a_payload_of_another_device_is_refused_by_the_vault() -> Outcome<()> {
    let mut harm = harm().await?;
    harm.begins_honestly().await?;
    let mut draft = harm.device.draft()?;
    let other = Device::activate(&harm.world.archive.new_code("ander").await?).await?;
    draft.payload = other.draft()?.payload;
    harm.vault_refuses(&draft, "header_mismatch").await
}

#[tokio::test]
async fn a_header_of_another_organisation_or_device_is_refused() -> Outcome<()> {
    let harm = harm().await?;
    let mut draft = harm.device.draft()?;
    draft.header.tenant = STRANGERS;
    let object = harm.device.seals_apart(&draft, &harm.device.key)?;
    assert_eq!(
        harm.device.puts(1, &object.bytes).await?,
        problem(422, "malformed_object")
    );
    let mut draft = harm.device.draft()?;
    draft.header.device = DeviceId::from_bytes([9; 16]);
    let object = harm.device.seals_apart(&draft, &harm.device.key)?;
    assert_eq!(
        harm.device.puts(1, &object.bytes).await?,
        problem(422, "malformed_object")
    );
    harm.others_go_on().await
}

#[tokio::test]
async fn a_seal_configuration_rolled_back_is_refused_by_the_vault() -> Outcome<()> {
    let mut harm = harm().await?;
    harm.begins_honestly().await?;
    let draft = harm.device.draft_under(|header| header.seal_config_version = 0)?;
    harm.vault_refuses(&draft, "seal_config_rollback").await
}

#[tokio::test]
async fn a_zstd_bomb_is_refused_by_the_vault() -> Outcome<()> {
    let mut harm = harm().await?;
    harm.begins_honestly().await?;
    let mut draft = harm.device.draft()?;
    draft.payload = bomb(&draft.header);
    harm.vault_refuses(&draft, "batch_too_large").await
}

/// Payload of one entry that promises 60 MiB in 20 stored bytes (docs/formats/gso1.md); no honest encoder makes it.
fn bomb(header: &Header) -> Vec<u8> {
    let mut body = header.to_bytes().to_vec();
    body.extend([0; 64]);
    body.extend(1_u32.to_be_bytes());
    body.push(0);
    body.extend(1_u32.to_be_bytes());
    body.extend(0_u32.to_be_bytes());
    body.extend((60_u32 << 20).to_be_bytes());
    body.extend([0; 32]);
    body.push(1);
    body.extend(20_u32.to_be_bytes());
    body.extend([0; 20]);
    let mut payload = (body.len() as u64).to_be_bytes().to_vec();
    payload.extend(body);
    let padded = padded_len(payload.len() as u64);
    payload.resize(usize::try_from(padded).unwrap(), 0);
    payload
}
