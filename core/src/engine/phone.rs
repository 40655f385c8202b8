//! Asks the phone how things are, now and then and whenever the app says that something changed, and lets the core go by it: loops wait
//! for a network by themselves, and everything stops in an orderly way while the disk has too little room (invariant 10).

use std::{sync::Arc, time::Duration};

use tokio::task::AbortHandle;

use super::{Parts, wakes::Wakes};
use crate::{
    error::Error,
    platform::{
        Platform,
        conduct::{Conduct, Room, Seen, conduct},
    },
};

/// Between two questions nobody prompted: so fast a disk does not fill from the floor to its end.
const ASK_AGAIN: Duration = Duration::from_secs(15);
/// Longest text about the phone that the archive takes.
const ABOUT: usize = 160;

/// The task that asks; it ends when this is dropped.
pub(super) struct Attendant(AbortHandle);

impl Drop for Attendant {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Asks once, so that what starts now starts right, and from then on.
pub(super) async fn attend(parts: &Arc<Parts>) {
    let Some(platform) = parts.platform.clone() else {
        return;
    };
    follow(&parts.wakes, see(platform.clone()).await);
    let (weak, wakes, clock) = (Arc::downgrade(parts), parts.wakes.clone(), parts.clock.clone());
    let asking = tokio::spawn(async move {
        loop {
            tokio::select! {
                () = wakes.platform.notified() => {}
                () = clock.sleep(ASK_AGAIN) => {}
            }
            let seen = see(platform.clone()).await;
            let Some(parts) = weak.upgrade() else { return };
            parts.go_by(seen).await;
        }
    });
    parts.life.attended_by(Attendant(asking.abort_handle()));
}

/// Foreign code may take its time, and must not take ours.
async fn see(platform: Arc<dyn Platform>) -> Option<Seen> {
    let asked = tokio::task::spawn_blocking(move || Seen {
        network: platform.network(),
        battery_saver: platform.battery_saver(),
        free: platform.free_disk_bytes(),
    });
    asked
        .await
        .inspect_err(|_| tracing::error!("the platform panicked"))
        .ok()
}

/// Puts in force what follows from what was seen; gives what was in force when that changed. A phone that did not answer changes nothing.
fn follow(wakes: &Wakes, seen: Option<Seen>) -> Option<Conduct> {
    let before = wakes.conditions.now();
    wakes.conditions.set(conduct(seen?, before.room))
}

impl Parts {
    async fn go_by(&self, seen: Option<Seen>) {
        if let Some(before) = follow(&self.wakes, seen) {
            let now = self.wakes.conditions.now();
            if now.network && !before.network {
                // What failed before has nothing to say about the network there is now.
                self.health.well_all(&["fill", "login", "media", "route", "sync"]);
            }
            if (now.network && !before.network) || (now.large && !before.large) {
                self.wakes.all();
            }
            self.changes.bump();
        }
        let outcome = match self.wakes.conditions.now().room {
            Room::TooLittle => self.pause().await,
            Room::Enough if self.life.waits_for_room() => self.start().await,
            _ => Ok(()),
        };
        if let Err(error) = outcome {
            tracing::warn!(
                code = error.code().unwrap_or(error.kind()),
                "the core could not follow the phone"
            );
        }
    }

    /// Stops what runs, to go on by itself when there is room.
    async fn pause(&self) -> Result<(), Error> {
        let mut tasks = self.life.tasks.lock().await;
        let Some(running) = tasks.take() else {
            return Ok(());
        };
        self.life.let_end(running, &*self.clock).await;
        self.life.out_of_room();
        self.health.ill("storage", "storage_full");
        self.changes.bump();
        self.set_running(false).await
    }

    /// What the archive gets to know of this phone: operating system, its version, and the app's build.
    pub(super) async fn about_phone(&self) -> String {
        let mut about = std::env::consts::OS.to_owned();
        if let Some(platform) = self.platform.clone() {
            let told = tokio::task::spawn_blocking(move || (platform.os_version(), platform.app_build()));
            if let Ok((version, build)) = told.await {
                about = format!("{about} {}; app {}", plain(&version), plain(&build));
            }
        }
        about
    }
}

impl Parts {
    /// Free bytes and the build of the app, as the phone tells them now.
    pub(super) async fn told_by_phone(&self) -> (Option<u64>, String) {
        let Some(platform) = self.platform.clone() else {
            return (None, String::new());
        };
        let told = tokio::task::spawn_blocking(move || (platform.free_disk_bytes(), platform.app_build()));
        told.await
            .map_or((None, String::new()), |(free, build)| (free, plain(&build)))
    }
}

/// One line of printable characters, not too long.
fn plain(text: &str) -> String {
    let line = text.chars().filter(|c| !c.is_control());
    let mut short = String::new();
    for character in line {
        if short.len() + character.len_utf8() > ABOUT / 2 {
            break;
        }
        short.push(character);
    }
    short.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_app_says_of_itself_fits_in_a_record() {
        assert_eq!(plain(" 15\n"), "15");
        assert_eq!(plain("1.4.2\u{0}\r (1403)"), "1.4.2 (1403)");
        let long = plain(&"é".repeat(10_000));
        assert!(long.len() <= ABOUT / 2 && long.len() > 70);
    }
}
