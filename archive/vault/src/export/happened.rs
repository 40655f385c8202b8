//! The sentences that say what happened to a room, in Dutch and English.

use griffie_wire::event::{
    call,
    change::{self, Tongue},
};

use super::{Language, model::Happening};

impl Language {
    pub(super) const fn tongue(self) -> Tongue {
        match self {
            Self::Dutch => Tongue::Dutch,
            Self::English => Tongue::English,
        }
    }

    /// What happened to the room; names go in as they are.
    pub(super) fn happening(self, by: &str, happening: &Happening) -> String {
        match happening {
            Happening::Change { change, names } => {
                let name = |user: &str| names.get(user).map_or(user, String::as_str).to_owned();
                change::sentence(change, by, &name, self.tongue())
            }
            Happening::Call(call) => call::sentence(call, by, self.tongue()),
            Happening::Other(kind) => match self {
                Self::Dutch => format!("{by} heeft de eigenschap {kind} ingesteld"),
                Self::English => format!("{by} set the property {kind}"),
            },
            _ => self.membership(by, happening),
        }
    }

    #[expect(
        clippy::too_many_lines,
        reason = "a table of sentences reads best in one piece"
    )]
    fn membership(self, by: &str, happening: &Happening) -> String {
        let said = |dutch: String, english: String, reason: &Option<String>| {
            let reason = reason
                .as_ref()
                .map(|reason| format!(" ({reason})"))
                .unwrap_or_default();
            match self {
                Self::Dutch => dutch + &reason,
                Self::English => english + &reason,
            }
        };
        match happening {
            Happening::Joined { reason } => said(
                format!("{by} neemt deel aan het gesprek"),
                format!("{by} joined"),
                reason,
            ),
            Happening::Knocked { reason } => said(
                format!("{by} vraagt om toegang"),
                format!("{by} asks to be let in"),
                reason,
            ),
            Happening::Invited { who, reason } => {
                let who = &who.name;
                said(
                    format!("{by} heeft {who} uitgenodigd"),
                    format!("{by} invited {who}"),
                    reason,
                )
            }
            Happening::Left { reason } => said(
                format!("{by} heeft het gesprek verlaten"),
                format!("{by} left"),
                reason,
            ),
            Happening::Removed { who, reason } => {
                let who = &who.name;
                said(
                    format!("{by} heeft {who} verwijderd"),
                    format!("{by} removed {who}"),
                    reason,
                )
            }
            Happening::Banned { who, reason } => {
                let who = &who.name;
                said(
                    format!("{by} heeft {who} de toegang ontzegd"),
                    format!("{by} banned {who}"),
                    reason,
                )
            }
            Happening::Unbanned { who, reason } => {
                let who = &who.name;
                said(
                    format!("{by} laat {who} weer toe"),
                    format!("{by} lets {who} in again"),
                    reason,
                )
            }
            Happening::Renamed { before, now } => {
                let before = before.as_deref().unwrap_or(by);
                match now {
                    Some(now) => said(
                        format!("{before} heet nu {now}"),
                        format!("{before} is now called {now}"),
                        &None,
                    ),
                    None => said(
                        format!("{before} heeft geen naam meer"),
                        format!("{before} has no name any more"),
                        &None,
                    ),
                }
            }
            _ => said(
                format!("{by} heeft het eigen profiel gewijzigd"),
                format!("{by} changed their profile"),
                &None,
            ),
        }
    }
}
