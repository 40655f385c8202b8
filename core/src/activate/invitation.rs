//! What a user types or scans, or a device manager pushes, to activate. Mistakes that can be seen without a server are said without
//! asking one.

use std::collections::HashMap;

use griffie_wire::{
    activation::{ActivationCode, ActivationLink, CodeError},
    link::LinkError,
};
use thiserror::Error;
use url::Url;

use super::managed::{self, ManagedError};

/// A gateway, the organisation's root, and the right to activate once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    link: ActivationLink,
    homeservers: Vec<Url>,
}

/// Why something is no invitation; each case lets the app say what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum InvitationError {
    /// The code.
    #[error("activation code")]
    Code(#[from] CodeError),
    /// The link or one of its parts.
    #[error("activation link")]
    Link(#[from] LinkError),
    /// A key of the managed configuration.
    #[error(transparent)]
    Managed(#[from] ManagedError),
    /// The managed configuration has none of our keys: nobody manages this activation.
    #[error("nothing is managed")]
    NotManaged,
}

impl InvitationError {
    /// A stable word: `code_mistyped`, `code_wrong_length`, `code_bad_character`, `link_malformed`, `gateway_malformed`,
    /// `root_malformed`, `not_managed`, or that of a [`ManagedError`].
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Code(error) | Self::Link(LinkError::Code(error)) => match error {
                CodeError::WrongLength => "code_wrong_length",
                CodeError::BadCharacter { .. } => "code_bad_character",
                CodeError::Mistyped => "code_mistyped",
            },
            Self::Link(LinkError::Gateway) => "gateway_malformed",
            Self::Link(LinkError::Root) => "root_malformed",
            Self::Link(_) => "link_malformed",
            Self::Managed(error) => error.code(),
            Self::NotManaged => "not_managed",
        }
    }
}

/// The activation code as it is written, in groups of four, from what somebody typed.
///
/// # Errors
/// [`InvitationError::Code`] says what is wrong with it, without asking any server.
pub fn check_code(text: &str) -> Result<String, InvitationError> {
    Ok(text.parse::<ActivationCode>()?.to_string())
}

impl Invitation {
    /// Reads a typed code; gateway and root come with the app or from MDM settings.
    ///
    /// # Errors
    /// [`InvitationError`] without asking any server.
    pub fn typed(code: &str, gateway: &str, root: &str) -> Result<Self, InvitationError> {
        let code: ActivationCode = code.parse()?;
        let root = root.trim().parse().map_err(|_| LinkError::Root)?;
        let link = ActivationLink {
            gateway: gateway.trim().to_owned(),
            root,
            code,
        };
        // Through the text form, so that the same checks hold as for a link.
        Ok(Self::of(link.to_string().parse()?))
    }

    /// Reads `griffie://activate?...`, as a QR code or a mail carries it.
    ///
    /// # Errors
    /// [`InvitationError`] without asking any server.
    pub fn from_link(link: &str) -> Result<Self, InvitationError> {
        Ok(Self::of(link.trim().parse()?))
    }

    /// Reads the managed configuration of the app, of which an activation needs the keys that [`crate::managed`] marks so; others may be
    /// wrong. Values that are no strings there are given as JSON.
    ///
    /// # Errors
    /// [`InvitationError::Managed`] names the key that is missing or wrong; [`InvitationError::NotManaged`] when none is there.
    pub fn from_managed(values: &HashMap<String, String>) -> Result<Self, InvitationError> {
        let managed = managed::read(values).ok_or(InvitationError::NotManaged)??;
        Ok(Self {
            link: managed.link,
            homeservers: managed.homeservers,
        })
    }

    fn of(link: ActivationLink) -> Self {
        Self {
            link,
            homeservers: Vec::new(),
        }
    }

    pub(crate) fn link(&self) -> &ActivationLink {
        &self.link
    }

    /// The homeservers that a grant may name; empty: any.
    pub(crate) fn homeservers(&self) -> &[Url] {
        &self.homeservers
    }
}
