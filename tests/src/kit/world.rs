//! A world: a homeserver, an archive and people, in one folder.

use std::path::{Path, PathBuf};

use super::{
    Outcome,
    archive::{Archive, Pace, Roads},
    bad_network::BadNetwork,
    person::Person,
    synapse::Synapse,
};

/// Everything that runs, owned by the test that plays in it.
pub struct World {
    /// The homeserver.
    pub homeserver: Synapse,
    /// Gateway and vault.
    pub archive: Archive,
    dir: PathBuf,
}

impl World {
    /// Starts homeserver and archive in `dir`.
    pub async fn start(dir: &Path, pace: &Pace) -> Outcome<Self> {
        let homeserver = Synapse::start(&dir.join("homeserver")).await?;
        let archive = Archive::start(&dir.join("archive"), &homeserver, pace).await?;
        Ok(Self {
            homeserver,
            archive,
            dir: dir.to_owned(),
        })
    }

    /// Starts both behind networks that can turn bad: phones reach the homeserver through `near`, the gateway through `far`.
    pub async fn start_behind(dir: &Path, pace: &Pace, near: &BadNetwork, far: &BadNetwork) -> Outcome<Self> {
        let homeserver = Synapse::start(&dir.join("homeserver")).await?;
        near.towards(&homeserver.url());
        let roads = Roads {
            homeserver: Some(near.url()),
            gateway: Some(far.url()),
        };
        let archive = Archive::start_behind(&dir.join("archive"), &homeserver, pace, roads).await?;
        far.towards(&archive.address());
        Ok(Self::of(homeserver, archive, dir))
    }

    /// A world of parts that were started one by one.
    pub fn of(homeserver: Synapse, archive: Archive, dir: &Path) -> Self {
        Self {
            homeserver,
            archive,
            dir: dir.to_owned(),
        }
    }

    /// The folder with everything in it.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Someone with a fresh phone who has just activated.
    pub async fn person(&self, name: &str) -> Outcome<Person> {
        let link = self.archive.new_code(&name.to_lowercase()).await?;
        let mut person = Person::new(name, &self.dir.join("people").join(name))?;
        person.switch_on()?;
        person.activate(&link).await?;
        Ok(person)
    }

    /// Asks everything to stop.
    pub async fn stop(&mut self) -> Outcome<()> {
        self.archive.stop().await?;
        self.homeserver.stop().await
    }
}
