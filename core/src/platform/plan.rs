//! What a phone in the background does for the archive now, and when it looks again (issue 7, D13). Both apps ask this of the core and
//! hand the answer to their job scheduler; while the core runs, its own loops need no plan.
//!
//! Pure. Must not know jobs, sockets or the database.

use griffie_wire::policy::Policy;

use super::NetworkKind;

/// With nothing outstanding a device calls four times a day (reference/sealing.md 5.4).
const IDLE: u64 = 6 * 3_600_000;
/// No phone lets an app that nobody looks at wake more often.
const SOONEST: u64 = 60_000;
/// Who has nothing to carry but awaits receipts or a new quota looks no sooner again than this.
const RECEIPTS: u64 = 15 * 60_000;
/// What waited longer goes whatever it costs: a quota delays records, it does not keep them.
pub(crate) const DEADLINE: u64 = 24 * 3_600_000;
/// From this charge down, in percent, large files wait for power.
const WEAK: u8 = 15;

/// The phone, as a background job finds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PhoneNow {
    /// The network there is.
    pub network: NetworkKind,
    /// Whether it is somebody else's network, at a price.
    pub roaming: bool,
    /// Whether it hangs on a charger.
    pub charging: bool,
    /// Charge of the battery, 0 to 100; absent when the phone does not tell.
    pub battery_percent: Option<u8>,
    /// Whether the user asked the phone to save energy.
    pub low_power: bool,
}

/// What waits for the archive. Ages are milliseconds, of the oldest.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RouteBacklog {
    /// Records in no sealed object yet: the open segment.
    pub unsealed_records: u64,
    /// Bytes of these.
    pub unsealed_bytes: u64,
    /// Age of the segment's first record.
    pub unsealed_age_ms: u64,
    /// Whether the segment ends now, whatever its age: the user asked, or the app goes.
    pub at_once: bool,
    /// Sealed objects that the gateway has not taken.
    pub sealed_objects: u64,
    /// Age of the oldest of these.
    pub sealed_age_ms: u64,
    /// Objects that the gateway took and whose final receipt is to come.
    pub unreceipted_objects: u64,
    /// Files that travel on any network at home: those to be carried, and those to be fetched now.
    pub small_files: u64,
    /// Age of the oldest of these.
    pub small_files_age_ms: u64,
    /// Files that wait for a network that nobody pays for by the byte, and for power.
    pub large_files: u64,
    /// Time since the last contact with the gateway that went well.
    pub since_contact_ms: u64,
}

/// The policy's part in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RouteRules {
    /// A segment ends at the latest this long after its first record.
    pub segment_ms: u64,
    /// It ends with so many records.
    pub segment_records: u64,
    /// It ends with so many bytes.
    pub segment_bytes: u64,
    /// Bytes that may still travel today where somebody pays by the byte; absent: as many as there are.
    pub quota_left_bytes: Option<u64>,
    /// Until the quota is whole again.
    pub quota_renews_in_ms: u64,
    /// What waited this long goes above the quota.
    pub deadline_ms: u64,
}

/// What travels now. Each takes what stands before it with it, so that no file goes before the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Carry {
    /// Nothing: the gateway is not called.
    Nothing,
    /// What is due of records, and receipts and configuration back.
    Records,
    /// Small files too.
    SmallFiles,
    /// Large files too, after everything else.
    AllFiles,
}

/// Under which condition to be woken before the time is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WakeOn {
    /// None: the time alone.
    Time,
    /// As soon as there is a network.
    Network,
    /// As soon as there is one that nobody pays for by the byte.
    Unmetered,
    /// The same, and a charger.
    UnmeteredAndPower,
}

/// What to do now and when to ask again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RoutePlan {
    /// What travels now.
    pub carry: Carry,
    /// Bytes that may travel now; absent: as many as there are.
    pub at_most_bytes: Option<u64>,
    /// Ask again after this long at the latest, a minute to six hours.
    pub wake_in_ms: u64,
    /// Ask sooner when this holds.
    pub wake_on: WakeOn,
}

/// Decides. The same values give the same plan.
#[must_use]
pub fn plan_route(phone: &PhoneNow, backlog: &RouteBacklog, rules: &RouteRules) -> RoutePlan {
    let online = phone.network != NetworkKind::None;
    let free = phone.network == NetworkKind::Unmetered && !phone.roaming;
    let quota = rules.quota_left_bytes.filter(|_| !free);
    let due = backlog.due(rules);
    let overdue = due && backlog.oldest() >= rules.deadline_ms;
    let files_overdue = backlog.small_files > 0 && backlog.small_files_age_ms >= rules.deadline_ms;
    let spent = quota == Some(0);
    let words = online && due && (!spent || overdue);
    // Files wait with the words that wait.
    let may_follow = online && words == due;
    let small = may_follow && backlog.small_files > 0 && !phone.roaming && (!spent || files_overdue);
    let large = may_follow && backlog.large_files > 0 && free && phone.has_power();
    let carry = match (large, small, words) {
        (true, _, _) => Carry::AllFiles,
        (_, true, _) => Carry::SmallFiles,
        (_, _, true) => Carry::Records,
        _ => Carry::Nothing,
    };
    RoutePlan {
        carry,
        at_most_bytes: quota.filter(|_| carry > Carry::Nothing && !overdue && !(small && files_overdue)),
        wake_in_ms: wake_in(online, carry, backlog, rules).clamp(SOONEST, IDLE),
        wake_on: match () {
            () if !online && (due || backlog.has_files()) => WakeOn::Network,
            () if (due && !words) || (backlog.small_files > 0 && !small) => WakeOn::Unmetered,
            () if backlog.large_files > 0 && !large => WakeOn::UnmeteredAndPower,
            () => WakeOn::Time,
        },
    }
}

fn wake_in(online: bool, carry: Carry, backlog: &RouteBacklog, rules: &RouteRules) -> u64 {
    let segment = (backlog.unsealed_records > 0 && !backlog.segment_ends(rules))
        .then(|| rules.segment_ms.saturating_sub(backlog.unsealed_age_ms));
    let awaits = backlog.unreceipted_objects > 0 || backlog.sealed_objects > 0 || backlog.segment_ends(rules);
    let receipts = (carry > Carry::Nothing && awaits).then(|| rules.segment_ms.max(RECEIPTS));
    let held = online && carry == Carry::Nothing && (backlog.due(rules) || backlog.small_files > 0);
    let age = backlog.oldest().max(backlog.small_files_age_ms);
    let late_in = rules.deadline_ms.saturating_sub(age);
    let quota = held.then(|| rules.quota_renews_in_ms.min(late_in).max(RECEIPTS));
    let contact = (carry == Carry::Nothing && !backlog.due(rules))
        .then(|| IDLE.saturating_sub(backlog.since_contact_ms));
    let waits = [segment, receipts, quota, contact];
    waits.into_iter().flatten().min().unwrap_or(IDLE)
}

impl PhoneNow {
    /// Whether large files may cost what they cost.
    fn has_power(&self) -> bool {
        let weak = self.battery_percent.is_some_and(|percent| percent <= WEAK);
        self.charging || !(self.low_power || weak)
    }
}

impl RouteBacklog {
    /// Whether the gateway is to be called for records, receipts or news.
    fn due(&self, rules: &RouteRules) -> bool {
        self.sealed_objects > 0
            || self.segment_ends(rules)
            || self.since_contact_ms >= IDLE
            || (self.unreceipted_objects > 0 && self.since_contact_ms >= rules.segment_ms.max(RECEIPTS))
    }

    /// By its age, its size, or an event that does not wait.
    fn segment_ends(&self, rules: &RouteRules) -> bool {
        self.unsealed_records > 0
            && (self.at_once
                || self.unsealed_age_ms >= rules.segment_ms
                || self.unsealed_records >= rules.segment_records
                || self.unsealed_bytes >= rules.segment_bytes)
    }

    fn oldest(&self) -> u64 {
        let unsealed = if self.unsealed_records > 0 {
            self.unsealed_age_ms
        } else {
            0
        };
        let sealed = if self.sealed_objects > 0 {
            self.sealed_age_ms
        } else {
            0
        };
        unsealed.max(sealed).max(self.since_contact_ms)
    }

    fn has_files(&self) -> bool {
        self.small_files > 0 || self.large_files > 0
    }
}

impl RouteRules {
    /// What the policy in force says, of whose quota so many bytes are used and which renews in so many milliseconds.
    pub(crate) fn of(policy: &Policy, used: u64, renews_in: u64) -> Self {
        let quota = policy.media().metered_bytes_per_day;
        Self {
            segment_ms: u64::from(policy.segment_seconds) * 1000,
            segment_records: u64::from(policy.batch_max_events),
            segment_bytes: policy.batch_max_bytes,
            quota_left_bytes: quota.map(|quota| quota.saturating_sub(used)),
            quota_renews_in_ms: renews_in,
            deadline_ms: DEADLINE,
        }
    }
}

#[cfg(test)]
mod tests;
