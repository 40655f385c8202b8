//! Why a visit to the gateway ended early, cut by what the loop does next.

use griffie_wire::receipt::ReceiptError;

use crate::{net::gateway::GatewayError, store::StoreError};

/// An error of routing.
#[derive(Debug, thiserror::Error)]
pub(crate) enum RouteError {
    /// The store: ends the loop (invariant 10).
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The gateway or the way to it: try again later, with the next one.
    #[error(transparent)]
    Gateway(#[from] GatewayError),
    /// A receipt that proves nothing. An alarm was journaled; nothing is pruned on it.
    #[error("a receipt is false")]
    FalseReceipt(#[source] ReceiptError),
    /// A receipt for another object than ours under this number. An alarm was journaled.
    #[error("a receipt names another object")]
    OtherObject,
    /// Routing is stopped until a person has looked; everything is kept.
    #[error("routing is halted by {0}")]
    Halted(String),
    /// An attachment could not be read from the disk.
    #[error("attachment")]
    File(#[source] std::io::Error),
}

impl RouteError {
    /// A stable word for the status.
    pub(crate) fn code(&self) -> String {
        match self {
            Self::Store(_) => "storage".to_owned(),
            Self::Gateway(error) => error.code(),
            Self::FalseReceipt(_) => "false_receipt".to_owned(),
            Self::OtherObject => "other_object".to_owned(),
            Self::Halted(code) => code.clone(),
            Self::File(_) => "attachment_unreadable".to_owned(),
        }
    }
}
