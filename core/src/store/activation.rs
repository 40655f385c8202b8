//! How far this device is on its way in, so that an activation that was cut anywhere goes on where it stood; and whether the core
//! stopped in an orderly way.

use griffie_wire::{activation::ActivationCode, api::Grant, ids::Epoch, key::PublicKey};
use rusqlite::{Connection, OptionalExtension, named_params};

use super::{StoreError, Unit};

/// The one row of `activation`.
pub(crate) struct Activation {
    pub(crate) step: Step,
    pub(crate) epoch: Epoch,
    /// The Matrix device id, fixed before the login.
    pub(crate) matrix_device: String,
    pub(crate) root: PublicKey,
    pub(crate) gateway: String,
    pub(crate) os: String,
    /// Homeservers that the grant may name; empty: any.
    pub(crate) homeservers: Vec<String>,
}

/// What was reached, with what the next step needs.
pub(crate) enum Step {
    /// A code is to be turned into a grant.
    Requested(ActivationCode),
    /// A grant is to be turned into a login.
    Granted(Box<Grant>),
    /// Signed in; the Matrix identity is to be made.
    SignedIn,
    /// Done.
    Active,
}

/// `None` before anybody tried.
pub(crate) fn read(c: &Connection) -> Result<Option<Activation>, StoreError> {
    let malformed = || StoreError::Malformed("activation");
    let row = c
        .prepare_cached(
            "SELECT step, epoch, matrix_device, root, gateway, os, code, grant_text, homeservers FROM activation WHERE id = 1",
        )?
        .query_row([], |row| {
            let raw = Raw {
                step: row.get(0)?, root: row.get(3)?, code: row.get(6)?, grant: row.get(7)?, homeservers: row.get(8)?,
            };
            Ok((raw, Epoch::from_bytes(row.get(1)?), row.get(2)?, row.get(4)?, row.get(5)?))
        })
        .optional()?;
    let Some((raw, epoch, matrix_device, gateway, os)) = row else {
        return Ok(None);
    };
    let homeservers = serde_json::from_str(&raw.homeservers)?;
    let root = raw.root.parse().map_err(|_| malformed())?;
    Ok(Some(Activation {
        step: raw.step()?,
        epoch,
        matrix_device,
        root,
        gateway,
        os,
        homeservers,
    }))
}

struct Raw {
    step: String,
    root: String,
    code: Option<String>,
    grant: Option<String>,
    homeservers: String,
}

impl Raw {
    fn step(self) -> Result<Step, StoreError> {
        let malformed = || StoreError::Malformed("activation");
        match (self.step.as_str(), self.code, self.grant) {
            ("requested", Some(code), _) => Ok(Step::Requested(code.parse().map_err(|_| malformed())?)),
            ("granted", _, Some(grant)) => Ok(Step::Granted(Box::new(serde_json::from_str(&grant)?))),
            ("signed_in", ..) => Ok(Step::SignedIn),
            ("active", ..) => Ok(Step::Active),
            _ => Err(malformed()),
        }
    }
}

/// Stores what a user typed or scanned. A second try before any grant takes the new code, gateway, root and homeservers, and keeps epoch and
/// Matrix device.
pub(crate) fn request(unit: &Unit, activation: &Activation, code: &ActivationCode) -> Result<(), StoreError> {
    let homeservers = serde_json::to_string(&activation.homeservers)?;
    unit.write(|c| {
        c.prepare_cached(
            "INSERT INTO activation (id, step, epoch, matrix_device, root, gateway, os, code, homeservers)
             VALUES (1, 'requested', :epoch, :matrix_device, :root, :gateway, :os, :code, :homeservers)
             ON CONFLICT (id) DO UPDATE SET root = excluded.root, gateway = excluded.gateway, code = excluded.code,
                 homeservers = excluded.homeservers
             WHERE step = 'requested'",
        )?
        .execute(named_params! {
            ":epoch": activation.epoch.as_bytes(), ":matrix_device": activation.matrix_device,
            ":root": activation.root.to_string(), ":gateway": activation.gateway, ":os": activation.os,
            ":code": code.to_string(), ":homeservers": homeservers,
        })?;
        Ok(())
    })
}

/// The code is spent and forgotten (invariant 5); the grant is kept until it has bought the login.
pub(crate) fn granted(unit: &Unit, grant: &Grant) -> Result<(), StoreError> {
    let text = serde_json::to_string(grant)?;
    step(
        unit,
        "UPDATE activation SET step = 'granted', code = NULL, grant_text = :grant WHERE step = 'requested'",
        Some(&text),
    )
}

/// The grant is spent and forgotten.
pub(crate) fn signed_in(unit: &Unit) -> Result<(), StoreError> {
    step(
        unit,
        "UPDATE activation SET step = 'signed_in', grant_text = NULL WHERE step = 'granted'",
        None,
    )
}

pub(crate) fn active(unit: &Unit) -> Result<(), StoreError> {
    step(
        unit,
        "UPDATE activation SET step = 'active' WHERE step = 'signed_in'",
        None,
    )
}

fn step(unit: &Unit, sql: &'static str, grant: Option<&str>) -> Result<(), StoreError> {
    unit.write(|c| {
        let mut statement = c.prepare_cached(sql)?;
        let changed = match grant {
            Some(grant) => statement.execute(named_params! { ":grant": grant })?,
            None => statement.execute([])?,
        };
        if changed == 1 {
            Ok(())
        } else {
            Err(StoreError::Malformed("activation step"))
        }
    })
}

/// Whether the core was running when it was last heard of.
pub(crate) fn was_running(c: &Connection) -> Result<bool, StoreError> {
    Ok(c.prepare_cached("SELECT running FROM running WHERE id = 1")?
        .query_row([], |row| row.get(0))?)
}

/// Notes a start, or an orderly stop.
pub(crate) fn set_running(unit: &Unit, running: bool) -> Result<(), StoreError> {
    unit.write(|c| {
        c.prepare_cached("UPDATE running SET running = :running WHERE id = 1")?
            .execute(named_params! { ":running": running })?;
        Ok(())
    })
}
