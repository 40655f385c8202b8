//! A world: a homeserver, an archive and people, in one folder.

use std::path::{Path, PathBuf};

use super::{
    Outcome,
    archive::{Archive, Pace},
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
