//! What a user types or scans to activate. Mistakes that can be seen without a server are said without asking one.

use griffie_wire::{
    activation::{ActivationCode, ActivationLink, CodeError},
    link::LinkError,
};
use thiserror::Error;

/// A gateway, the organisation's root, and the right to activate once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation(ActivationLink);

/// Why a text is no invitation; each case lets the app say what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum InvitationError {
    /// The code.
    #[error("activation code")]
    Code(#[from] CodeError),
    /// The link or one of its parts.
    #[error("activation link")]
    Link(#[from] LinkError),
}

impl InvitationError {
    /// A stable word: `code_mistyped`, `code_wrong_length`, `code_bad_character`, `link_malformed`, `gateway_malformed`, `root_malformed`.
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
        }
    }
}

impl Invitation {
    /// Reads `griffie://activate?...`, as a QR code or MDM carries it.
    ///
    /// # Errors
    /// [`InvitationError`] without asking any server.
    pub fn from_link(link: &str) -> Result<Self, InvitationError> {
        Ok(Self(link.trim().parse()?))
    }

    /// Reads a typed code; gateway and root come from MDM settings.
    ///
    /// # Errors
    /// [`InvitationError`] without asking any server.
    pub fn from_code(code: &str, gateway: &str, root: &str) -> Result<Self, InvitationError> {
        let code: ActivationCode = code.parse()?;
        let root = root.trim().parse().map_err(|_| LinkError::Root)?;
        let link = ActivationLink {
            gateway: gateway.trim().to_owned(),
            root,
            code,
        };
        // Through the text form, so that the same checks hold as for a link.
        Ok(Self(link.to_string().parse()?))
    }

    pub(crate) fn link(&self) -> &ActivationLink {
        &self.0
    }
}
