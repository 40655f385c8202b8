//! The order of a play: set, cast, commands, proof.

use std::{path::Path, sync::Arc};

use tokio::signal::unix::{SignalKind, signal};

use super::{cast::Script, commands, control::Control, options::Options, set::Set};
use crate::{
    judge::{self, Case, Phones},
    kit::{Outcome, failure, place, progress::Progress},
};

/// How a play ended.
pub enum End {
    /// The archive holds all that was played, once.
    Complete,
    /// It does not; the summary says where.
    Different,
    /// A command failed, so there is nothing to judge.
    Failed(String),
}

/// Plays it; an error means that the stage itself did not hold.
pub async fn play(options: &Options) -> Outcome<End> {
    let progress = Progress::start();
    let out = place::emptied(&options.out, "griffie-stage")?;
    progress.step("A homeserver (Synapse) and an archive are started: key ceremony, gateway, vault");
    let set = Set::build(&out.join("world"), options.bad_roads).await?;
    let control = Arc::new(Control::new(set));
    let address = control.listen().await?;
    let script = out.join("stage.json");
    write(&control, &script, options.people, &address).await?;
    progress.step(&format!(
        "{} people have activation links; the play begins ({})",
        options.people,
        script.display()
    ));
    let mut terminated = signal(SignalKind::terminate())?;
    let wrong = tokio::select! {
        wrong = commands::perform(options, &script, &address) => wrong?,
        _ = tokio::signal::ctrl_c() => Some("the play was interrupted".to_owned()),
        _ = terminated.recv() => Some("the play was terminated".to_owned()),
    };
    let set = &mut *control.set.lock().await;
    set.measures.tell(&out.join("measures.json"))?;
    let end = match wrong {
        Some(sentence) => End::Failed(sentence),
        None => judge(set, &out, options, &progress).await?,
    };
    set.world.stop().await?;
    Ok(end)
}

async fn write(control: &Control, path: &Path, people: u16, address: &str) -> Outcome<()> {
    let set = control.set.lock().await;
    let phones = path.with_file_name("phones");
    std::fs::create_dir_all(&phones)?;
    let script = Script {
        homeserver: set.homeserver(),
        gateway: set.world.archive.url(),
        ca: None,
        people: set.cast(people).await?,
        control: address.to_owned(),
        phones: phones.display().to_string(),
    };
    std::fs::write(path, serde_json::to_vec_pretty(&script)?)?;
    control
        .script
        .set(script)
        .map_err(|_| failure("the stage was set twice"))
}

async fn judge(set: &Set, out: &Path, options: &Options, progress: &Progress) -> Outcome<End> {
    let users = set.judged()?;
    let activated = users.len() + set.left_out.len();
    if activated < usize::from(options.people) {
        return Ok(End::Failed(format!(
            "{} people have links and only {activated} of them activated",
            options.people
        )));
    }
    let case = Case {
        world: &set.world,
        out,
        users,
        sent: &set.sent,
        least_sent: options.attachments,
        progress,
    };
    let mut counts = judge::count(case).await?;
    let archive = &set.world.archive;
    counts.phones = Phones {
        kills: archive.gateway_kills + archive.vault_kills,
        unpruned: Vec::new(),
    };
    let good = judge::write(out, &counts)?;
    judge::summary(out, &counts, good);
    for left_out in &set.left_out {
        println!("Not judged: {} ({})", left_out.user, left_out.why);
    }
    Ok(if good { End::Complete } else { End::Different })
}
