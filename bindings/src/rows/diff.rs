//! Steps from one list to the next.

use griffie_core::{
    chat::{members, rooms, row},
    watch::Diff,
};

use super::{member::MemberRow, room::RoomRow, timeline::TimelineRow};

/// One enum per list, since what crosses the border has no type parameters.
macro_rules! steps {
    ($(#[$docs:meta])* $name:ident of $row:ident from $core:ty) => {
        $(#[$docs])*
        ///
        /// Steps are taken in order, each on the list that the one before left; after the last the list is the current one, to the row.
        /// The first delivery of a subscription is one `Reset`.
        #[derive(Debug, Clone, PartialEq, uniffi::Enum)]
        pub enum $name {
            /// Forget what there was.
            Reset {
                /// The whole list.
                rows: Vec<$row>,
            },
            /// A row comes; the one that stood there, and all behind it, move up.
            Insert {
                /// Where it stands then; from 0.
                index: u32,
                /// The row.
                row: $row,
            },
            /// The same row, newer.
            Update {
                /// Where it stands.
                index: u32,
                /// The row.
                row: $row,
            },
            /// A row goes; all behind it move down.
            Remove {
                /// Where it stood.
                index: u32,
            },
        }

        impl From<Diff<$core>> for $name {
            fn from(step: Diff<$core>) -> Self {
                match step {
                    Diff::Reset(rows) => Self::Reset {
                        rows: rows.into_iter().map($row::from).collect(),
                    },
                    Diff::Insert { index, row } => Self::Insert {
                        index: place(index),
                        row: row.into(),
                    },
                    Diff::Update { index, row } => Self::Update {
                        index: place(index),
                        row: row.into(),
                    },
                    Diff::Remove { index } => Self::Remove { index: place(index) },
                }
            }
        }
    };
}

steps! {
    /// A step from one room list to the next.
    RoomDiff of RoomRow from rooms::RoomRow
}

steps! {
    /// A step from what was seen of a timeline to what is seen now.
    TimelineDiff of TimelineRow from row::TimelineRow
}

steps! {
    /// A step from one list of members to the next.
    MemberDiff of MemberRow from members::MemberRow
}

fn place(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
