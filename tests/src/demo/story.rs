//! The order of the play: world, people, chats, hardships, rest, proof.

use super::{
    direct,
    files::Files,
    full::{self, Full, Roads},
    group, hardship, losses,
    options::Options,
    rest, witness,
};
use crate::{
    judge,
    kit::{
        Outcome,
        archive::Pace,
        bad_network::BadNetwork,
        dice::Dice,
        ledger::Ledger,
        person::{self, Person},
        place,
        progress::Progress,
        world::World,
    },
};

/// Everything on the stage.
pub(super) struct Stage {
    pub(super) world: World,
    pub(super) people: Vec<Person>,
    pub(super) files: Files,
    pub(super) dice: Dice,
    pub(super) progress: Progress,
    pub(super) options: Options,
    pub(super) gateway_stops: u32,
    pub(super) witness: Option<Ledger>,
    pub(super) roads: Option<Roads>,
    pub(super) full: Full,
}

/// Plays it all; whether everything that must hold, holds.
pub async fn play(options: &Options) -> Outcome<bool> {
    let progress = Progress::start();
    let out = place::emptied(&options.out, "griffie-demo")?;
    progress.step("A homeserver (Synapse) and an archive are started: key ceremony, gateway, vault");
    let pace = Pace {
        // Many small objects, where some are to be lost.
        segment_seconds: if options.witness { 2 } else { 30 },
        prune_after_seconds: 0,
    };
    let (world, roads) = world(&out.join("world"), &pace, options.full).await?;
    let files = Files::in_folder(&out.join("sent"))?;
    let dice = Dice::new(options.seed);
    let options = Options {
        out,
        ..options.clone()
    };
    let mut stage = Stage {
        world,
        people: Vec::new(),
        files,
        dice,
        progress,
        options,
        gateway_stops: 0,
        witness: None,
        roads,
        full: Full::default(),
    };
    witness::begin(&mut stage).await?;
    stage.activate_people().await?;
    direct::play(&mut stage).await?;
    let room = group::play(&mut stage).await?;
    hardship::play(&mut stage, &room).await?;
    full::play(&mut stage, &room).await?;
    stage.come_to_rest().await?;
    let recovered = losses::recover(&mut stage).await?;
    let mut counts = judge::count(rest::case(&stage)).await?;
    counts.phones = rest::phones(&stage).await?;
    counts.findings = full::findings(&stage, &counts.difference).await?;
    counts.findings.extend(recovered);
    let events = counts.difference.homeserver_events;
    let testimony = witness::testifies(&stage, events).await?;
    let vouched = testimony.map(|report| witness::verdict(&report, events));
    stage.close(&counts, vouched).await
}

/// A world; in the full play each road can turn bad.
async fn world(dir: &std::path::Path, pace: &Pace, full: bool) -> Outcome<(World, Option<Roads>)> {
    if !full {
        return Ok((World::start(dir, pace).await?, None));
    }
    let (near, far) = (BadNetwork::start().await?, BadNetwork::start().await?);
    let world = World::start_behind(dir, pace, &near, &far).await?;
    Ok((world, Some(Roads { near, far })))
}

impl Stage {
    /// Every device that is on the stage.
    pub(super) fn phones(&self) -> impl Iterator<Item = &Person> {
        self.people.iter().chain(&self.full.devices)
    }

    async fn activate_people(&mut self) -> Outcome<()> {
        for number in 0..usize::from(self.options.people) {
            let name = person::name(number);
            self.progress.step(&format!("{name} activates with a code"));
            let mut person = self.world.person(&name).await?;
            losses::afflict(self, &mut person, number).await?;
            self.people.push(person);
        }
        Ok(())
    }

    /// Every phone hands over all it has and gets its final receipts.
    async fn come_to_rest(&self) -> Outcome<()> {
        self.progress
            .step("Every phone routes what it has and waits for its final receipts");
        self.hand_over().await
    }

    /// The same without a word.
    pub(super) async fn hand_over(&self) -> Outcome<()> {
        for person in self.phones() {
            person.call("route.now", serde_json::json!({})).await?;
        }
        for person in self.phones() {
            person.drains(std::time::Duration::from_secs(120)).await?;
        }
        Ok(())
    }

    /// Tells the outcome before it waits for somebody who wants to look around.
    async fn close(&mut self, counts: &judge::Counts, vouched: Option<(bool, String)>) -> Outcome<bool> {
        let good = judge::write(&self.options.out, counts)?;
        if self.options.keep {
            judge::summary(&self.options.out, counts, good);
            rest::tell_how_to_reach(self);
            println!("Press Ctrl-C to stop the servers.");
            tokio::signal::ctrl_c().await?;
        }
        for person in self.people.iter_mut().chain(&mut self.full.devices) {
            person.switch_off().await?;
        }
        self.world.stop().await?;
        let whole = vouched.as_ref().is_none_or(|(whole, _)| *whole);
        if let Some((_, sentence)) = vouched {
            println!("{sentence}");
        }
        judge::summary(&self.options.out, counts, good && whole);
        Ok(good && whole)
    }

    /// Somebody on the stage, by number.
    pub(super) fn person(&self, number: usize) -> Outcome<&Person> {
        self.people
            .get(number)
            .ok_or_else(|| crate::kit::failure("nobody with that number"))
    }

    /// Somebody on the stage, by number, to switch on or off.
    pub(super) fn person_mut(&mut self, number: usize) -> Outcome<&mut Person> {
        self.people
            .get_mut(number)
            .ok_or_else(|| crate::kit::failure("nobody with that number"))
    }

    /// The user ids of these people.
    pub(super) fn ids(&self, numbers: std::ops::Range<usize>) -> Vec<String> {
        let chosen = self.people.iter().skip(numbers.start).take(numbers.len());
        chosen.map(|person| person.user_id.clone()).collect()
    }
}
