//! Reads the `Date` of an answer (RFC 9110 section 5.6.7), from which a device with a wrong clock learns the time.

use griffie_wire::ids::Millis;

/// The time in an HTTP date (RFC 9110 section 5.6.7, the one form that is sent): `Sun, 06 Nov 1994 08:49:37 GMT`.
pub(super) fn http_date(text: &str) -> Option<Millis> {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let mut words = text.split_once(", ")?.1.split(' ');
    let day: u64 = words.next()?.parse().ok().filter(|day| (1..=31).contains(day))?;
    let name = words.next()?;
    let month = u64::try_from(MONTHS.iter().position(|month| *month == name)?).ok()?;
    let year: u64 = words
        .next()?
        .parse()
        .ok()
        .filter(|year| (1970..10_000).contains(year))?;
    let mut clock = words.next()?.split(':').map(|part| part.parse::<u64>().ok());
    let (hour, minute, second) = (clock.next()??, clock.next()??, clock.next()??);
    if words.next() != Some("GMT") || hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    // Days since 1970 by counting from March, so that the leap day is the last of a year.
    let (shifted_year, shifted_month) = if month < 2 {
        (year - 1, month + 10)
    } else {
        (year, month - 2)
    };
    let leaps = shifted_year / 4 - shifted_year / 100 + shifted_year / 400;
    let days = (365 * shifted_year + leaps + (153 * shifted_month + 2) / 5 + day - 1).checked_sub(719_468)?;
    Some(Millis(
        (days * 86_400 + hour * 3_600 + minute * 60 + second) * 1_000,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_and_nonsense_is_not() {
        let cases = [
            ("Sun, 06 Nov 1994 08:49:37 GMT", Some(784_111_777)),
            ("Thu, 01 Jan 1970 00:00:00 GMT", Some(0)),
            ("Thu, 29 Feb 2024 12:00:00 GMT", Some(1_709_208_000)),
            ("Fri, 01 Mar 2024 00:00:00 GMT", Some(1_709_251_200)),
            ("Sunday, 06-Nov-94 08:49:37 GMT", None),
            ("Sun, 06 Nov 1994 24:49:37 GMT", None),
            ("Sun, 06 Nov 1994 08:49:37 CET", None),
            ("", None),
        ];
        for (text, seconds) in cases {
            assert_eq!(http_date(text), seconds.map(|s: u64| Millis(s * 1000)), "{text}");
        }
    }
}
