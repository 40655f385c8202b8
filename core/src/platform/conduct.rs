//! What the core does under the conditions that the phone tells of. Pure.

use super::NetworkKind;

/// With less room than this nothing runs: a database that meets a full disk in the middle of its work is what must not happen. It is
/// what a burst of the write-ahead log and the sealing of a batch may take at most, several times over.
pub(crate) const FLOOR: u64 = 64 << 20;
/// With so much room everything runs again. More than [`FLOOR`], so that it does not stop and start at its edge.
pub(crate) const ROOM_AGAIN: u64 = 96 << 20;
/// Room is told in steps of this, so that a number that always moves is not always news.
const STEP: u64 = 16 << 20;
/// Beyond this no file is too large for the disk.
const PLENTY: u64 = 8 << 30;

/// What the phone said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Seen {
    pub(crate) network: NetworkKind,
    pub(crate) battery_saver: bool,
    pub(crate) free: Option<u64>,
}

/// Whether there is room on the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Room {
    /// Nobody tells: go on until the disk itself says no.
    Unknown,
    Enough,
    /// Stop before the disk is really full (invariant 10).
    TooLittle,
}

/// What follows from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Conduct {
    /// Whether a server may be tried at all.
    pub(crate) network: bool,
    /// Whether somebody pays by the byte.
    pub(crate) metered: bool,
    /// Whether large files travel now; texts and records always do.
    pub(crate) large: bool,
    pub(crate) room: Room,
    /// The largest file that the disk has room for; `None`: any.
    pub(crate) spare: Option<u64>,
}

impl Conduct {
    /// As on a server: nothing to mind.
    pub(crate) const FREE: Self = Self {
        network: true,
        metered: false,
        large: true,
        room: Room::Unknown,
        spare: None,
    };

    /// The largest file to fetch now, of those up to `limit`, when those above `large` are large.
    pub(crate) fn largest(&self, limit: u64, large: u64) -> u64 {
        let large = if self.large { u64::MAX } else { large };
        limit.min(large).min(self.spare.unwrap_or(u64::MAX))
    }
}

/// What to do now, having stopped for want of room or not.
pub(crate) fn conduct(seen: Seen, before: Room) -> Conduct {
    let room = match seen.free {
        None => Room::Unknown,
        Some(free) if free < FLOOR => Room::TooLittle,
        Some(free) if free < ROOM_AGAIN && before == Room::TooLittle => Room::TooLittle,
        Some(_) => Room::Enough,
    };
    let spare = seen.free.map(|free| free.saturating_sub(FLOOR) / STEP * STEP);
    Conduct {
        network: seen.network != NetworkKind::None,
        metered: seen.network == NetworkKind::Metered,
        large: seen.network == NetworkKind::Unmetered && !seen.battery_saver,
        room,
        spare: spare.filter(|spare| *spare < PLENTY),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MIB: u64 = 1 << 20;

    #[test]
    fn network_and_power_decide_what_travels() {
        use NetworkKind::{Metered, None, Unmetered};
        let cases = [
            (None, false, false, false),
            (None, true, false, false),
            (Metered, false, true, false),
            (Metered, true, true, false),
            (Unmetered, false, true, true),
            (Unmetered, true, true, false),
        ];
        for (network, battery_saver, tries, large) in cases {
            let seen = Seen {
                network,
                battery_saver,
                free: Option::None,
            };
            let conduct = conduct(seen, Room::Unknown);
            assert_eq!((conduct.network, conduct.large), (tries, large), "{seen:?}");
            assert_eq!(conduct.metered, network == Metered, "{seen:?}");
        }
    }

    #[test]
    fn room_ends_at_the_floor_and_begins_again_above_it() {
        use Room::{Enough, TooLittle, Unknown};
        let cases = [
            (None, Enough, Unknown, None),
            (None, TooLittle, Unknown, None),
            (Some(0), Enough, TooLittle, Some(0)),
            (Some(FLOOR - 1), Enough, TooLittle, Some(0)),
            (Some(FLOOR), Enough, Enough, Some(0)),
            (Some(FLOOR), TooLittle, TooLittle, Some(0)),
            (Some(ROOM_AGAIN - 1), TooLittle, TooLittle, Some(16 * MIB)),
            (Some(ROOM_AGAIN), TooLittle, Enough, Some(32 * MIB)),
            (Some(ROOM_AGAIN), Unknown, Enough, Some(32 * MIB)),
            (Some(u64::MAX), TooLittle, Enough, None),
        ];
        for (free, before, room, spare) in cases {
            let seen = Seen {
                network: NetworkKind::Unmetered,
                battery_saver: false,
                free,
            };
            let conduct = conduct(seen, before);
            assert_eq!(
                (conduct.room, conduct.spare),
                (room, spare),
                "{free:?} {before:?}"
            );
        }
    }

    #[test]
    fn a_file_is_fetched_up_to_what_policy_network_and_disk_allow() {
        let with = |large, spare| Conduct {
            large,
            spare,
            ..Conduct::FREE
        };
        assert_eq!(with(true, None).largest(50 * MIB, MIB), 50 * MIB);
        assert_eq!(with(false, None).largest(50 * MIB, MIB), MIB);
        assert_eq!(with(false, None).largest(10, MIB), 10);
        assert_eq!(with(true, Some(16 * MIB)).largest(50 * MIB, MIB), 16 * MIB);
        assert_eq!(with(false, Some(0)).largest(50 * MIB, MIB), 0);
    }
}
