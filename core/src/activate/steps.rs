//! Goes through the steps of an activation from wherever it stands. Each step is one request and one unit of work.

use std::sync::Arc;

use super::{ActivateError, grant, sign_in};
use crate::{
    clock::Clock,
    net::http::Http,
    store::{
        Store,
        activation::{self, Step},
    },
};

/// What the steps use.
pub(crate) struct Entrance<'a> {
    pub(crate) store: &'a Store,
    pub(crate) http: &'a Http,
    pub(crate) clock: &'a Arc<dyn Clock>,
}

/// Finishes what [`super::begin`] began; does nothing on a device that is active.
pub(crate) async fn finish(entrance: &Entrance<'_>) -> Result<(), ActivateError> {
    loop {
        let activation = entrance
            .store
            .read(activation::read)?
            .ok_or(ActivateError::NotBegun)?;
        match &activation.step {
            Step::Requested(code) => grant::ask(entrance, &activation, code).await?,
            Step::Granted(grant) => sign_in::sign_in(entrance, &activation, grant).await?,
            Step::SignedIn => sign_in::make_identity(entrance).await?,
            Step::Active => return Ok(()),
        }
    }
}
