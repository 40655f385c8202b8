//! The phone: the real core through its public face, with a clock and a homeserver of the play. It can be killed at any moment.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use griffie_core::{
    activate::Invitation,
    engine::{Griffie, OpenOptions},
    error::Error,
    store::StoreKey,
};
use griffie_tests::kit::{Outcome, failure, wait};
use tokio::runtime::Handle;

use crate::clock::{Calendar, Handed};

/// The phone of one person.
pub struct Phone {
    dir: PathBuf,
    /// Its time.
    pub calendar: Arc<Calendar>,
    griffie: Option<Griffie>,
    runs_on: Handle,
}

impl Phone {
    /// A new phone, activated with this link and running; all that it does by itself, it does on this runtime.
    pub async fn activated(dir: &Path, link: &str, runs_on: Handle) -> Outcome<Self> {
        let mut phone = Self {
            dir: dir.to_owned(),
            calendar: Arc::new(Calendar::new()),
            griffie: None,
            runs_on,
        };
        phone.open().await?;
        let (griffie, link) = (phone.griffie()?, Invitation::from_link(link)?);
        phone
            .runs_on
            .spawn(async move { griffie.activate(&link).await })
            .await??;
        phone.start().await?;
        Ok(phone)
    }

    /// The core.
    pub fn griffie(&self) -> Outcome<Griffie> {
        self.griffie.clone().ok_or_else(|| failure("the phone is off"))
    }

    /// Its folder.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Opens the database. After a kill the last transaction may still be rolling back in another thread.
    async fn open(&mut self) -> Outcome<()> {
        for _ in 0..2000 {
            let options = OpenOptions {
                data_dir: self.dir.clone(),
                key: StoreKey::from_bytes([7; 32]),
                extra_ca_pem: None,
                platform: None,
            };
            let clock = Arc::new(Handed(self.calendar.clone()));
            match self
                .runs_on
                .spawn(Griffie::open_with_clock(options, clock))
                .await?
            {
                Ok(griffie) => {
                    self.griffie = Some(griffie);
                    return Ok(());
                }
                Err(Error::Storage { code }) if code == "in_use" => {
                    wait::pause(Duration::from_millis(5)).await
                }
                Err(error) => return Err(error.into()),
            }
        }
        Err(failure("the database of a killed core stays in use"))
    }

    /// Stops in order and starts again.
    pub async fn restart(&mut self) -> Outcome<()> {
        if let Some(griffie) = self.griffie.take() {
            griffie.stop().await?;
        }
        self.starts().await
    }

    /// Ends without a word, and starts again.
    pub async fn kill(&mut self) -> Outcome<()> {
        drop(self.griffie.take());
        self.starts().await
    }

    async fn starts(&mut self) -> Outcome<()> {
        self.open().await?;
        self.start().await
    }

    async fn start(&self) -> Outcome<()> {
        let griffie = self.griffie()?;
        Ok(self.runs_on.spawn(async move { griffie.start().await }).await??)
    }

    /// Ends in order.
    pub async fn off(&mut self) -> Outcome<()> {
        match self.griffie.take() {
            Some(griffie) => Ok(griffie.stop().await?),
            None => Ok(()),
        }
    }
}
