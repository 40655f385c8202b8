//! Times as people read them, in a stated zone, and as programs read them.

use griffie_wire::Millis;
use jiff::{Timestamp, Zoned, tz::TimeZone};

use super::Language;

const DAYS: [[&str; 7]; 2] = [
    [
        "maandag",
        "dinsdag",
        "woensdag",
        "donderdag",
        "vrijdag",
        "zaterdag",
        "zondag",
    ],
    [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ],
];
const MONTHS: [[&str; 12]; 2] = [
    [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ],
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
];

/// A moment in a zone. Times outside the calendar (a homeserver may claim anything) become its edge.
#[derive(Clone, Debug)]
pub(crate) struct When(Zoned);

impl When {
    pub(crate) fn new(at: Millis, zone: &TimeZone) -> Self {
        let at = i64::try_from(at.0)
            .ok()
            .and_then(|at| Timestamp::from_millisecond(at).ok());
        Self(at.unwrap_or(Timestamp::MAX).to_zoned(zone.clone()))
    }

    /// `maandag 2 november 2026`
    pub(crate) fn day(&self, language: Language) -> String {
        let weekday = usize::try_from(self.0.weekday().to_monday_zero_offset()).unwrap_or_default();
        let month = usize::try_from(self.0.month() - 1).unwrap_or_default();
        let name = |names: &[&'static str], index: usize| names.get(index).copied().unwrap_or_default();
        let (days, months) = match language {
            Language::Dutch => (&DAYS[0], &MONTHS[0]),
            Language::English => (&DAYS[1], &MONTHS[1]),
        };
        format!(
            "{} {} {} {}",
            name(days, weekday),
            self.0.day(),
            name(months, month),
            self.0.year()
        )
    }

    /// `14:03`
    pub(crate) fn clock(&self) -> String {
        self.0.strftime("%H:%M").to_string()
    }

    /// `2026-11-02 14:03:07 CET`
    pub(super) fn exact(&self) -> String {
        self.0.strftime("%Y-%m-%d %H:%M:%S %Z").to_string()
    }

    /// `2026-11-02T14:03:07.123+01:00`, RFC 3339
    pub(super) fn machine(&self) -> String {
        self.0.strftime("%Y-%m-%dT%H:%M:%S%.3f%:z").to_string()
    }

    /// `Mon, 02 Nov 2026 13:03:07 +0000`, RFC 5322, in UTC
    pub(super) fn mail(&self) -> String {
        self.0
            .timestamp()
            .to_zoned(TimeZone::UTC)
            .strftime("%a, %d %b %Y %H:%M:%S +0000")
            .to_string()
    }

    /// `2026-11-02`
    pub(super) fn date(&self) -> String {
        self.0.strftime("%Y-%m-%d").to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_reads_in_its_zone_also_across_midnight_and_summer_time() {
        let zone = TimeZone::get("Europe/Amsterdam").unwrap();
        let winter = When::new(Millis(1_793_662_387_123), &zone);
        assert_eq!(winter.day(Language::Dutch), "dinsdag 3 november 2026");
        assert_eq!(winter.machine(), "2026-11-03T00:33:07.123+01:00");
        assert_eq!(winter.mail(), "Mon, 02 Nov 2026 23:33:07 +0000");
        let summer = When::new(Millis(1_782_000_000_000), &zone);
        assert_eq!(summer.exact(), "2026-06-21 02:00:00 CEST");
        assert_eq!(summer.day(Language::English), "Sunday 21 June 2026");
    }

    #[test]
    fn an_impossible_time_is_no_panic() {
        assert_eq!(When::new(Millis(u64::MAX), &TimeZone::UTC).date(), "9999-12-30");
    }
}
