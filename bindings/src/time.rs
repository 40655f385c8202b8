//! Moments: UTC milliseconds here, the language's own type of an instant there.

use griffie_wire::ids::Millis;

/// A moment in UTC, to the millisecond.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Timestamp(pub(crate) i64);

uniffi::custom_type!(Timestamp, i64, {
    lower: |moment| moment.0,
    try_lift: |millis| Ok(Timestamp(millis)),
});

impl Timestamp {
    /// Out of milliseconds since 1970.
    pub(crate) fn of(millis: u64) -> Self {
        Self(i64::try_from(millis).unwrap_or(i64::MAX))
    }
}

impl From<Millis> for Timestamp {
    fn from(moment: Millis) -> Self {
        Self::of(moment.0)
    }
}
