//! The table of plans; `invariants` holds for all of them.

mod invariants;

use griffie_wire::policy::Media;

use super::*;

const MINUTE: u64 = 60_000;
const HOUR: u64 = 60 * MINUTE;

const HOME: PhoneNow = PhoneNow {
    network: NetworkKind::Unmetered,
    roaming: false,
    charging: false,
    battery_percent: Some(80),
    low_power: false,
};
const AWAY: PhoneNow = PhoneNow {
    network: NetworkKind::Metered,
    ..HOME
};
const ABROAD: PhoneNow = PhoneNow {
    roaming: true,
    ..AWAY
};
const TUNNEL: PhoneNow = PhoneNow {
    network: NetworkKind::None,
    ..HOME
};
const RULES: RouteRules = RouteRules {
    segment_ms: 15 * MINUTE,
    segment_records: 500,
    segment_bytes: 4 << 20,
    quota_left_bytes: None,
    quota_renews_in_ms: 3 * HOUR,
    deadline_ms: 24 * HOUR,
};
const SPENT: RouteRules = RouteRules {
    quota_left_bytes: Some(0),
    ..RULES
};
const NOTHING: RouteBacklog = RouteBacklog {
    unsealed_records: 0,
    unsealed_bytes: 0,
    unsealed_age_ms: 0,
    at_once: false,
    sealed_objects: 0,
    sealed_age_ms: 0,
    unreceipted_objects: 0,
    small_files: 0,
    small_files_age_ms: 0,
    large_files: 0,
    since_contact_ms: HOUR,
};
/// Five minutes of a segment of fifteen.
const FRESH: RouteBacklog = RouteBacklog {
    unsealed_records: 3,
    unsealed_bytes: 3_000,
    unsealed_age_ms: 5 * MINUTE,
    ..NOTHING
};
const RIPE: RouteBacklog = RouteBacklog {
    unsealed_age_ms: 15 * MINUTE,
    ..FRESH
};
const SMALL: RouteBacklog = RouteBacklog {
    small_files: 1,
    small_files_age_ms: MINUTE,
    ..NOTHING
};
const LARGE: RouteBacklog = RouteBacklog {
    large_files: 1,
    ..NOTHING
};

#[test]
#[expect(clippy::too_many_lines, reason = "a table reads best in one piece")]
fn the_table_of_plans() {
    use Carry::{AllFiles, Nothing, Records, SmallFiles};
    use WakeOn::{Network, Time, Unmetered, UnmeteredAndPower};
    let old = |backlog: RouteBacklog| RouteBacklog {
        unsealed_age_ms: 24 * HOUR,
        small_files_age_ms: 24 * HOUR,
        ..backlog
    };
    let saving = PhoneNow {
        low_power: true,
        ..HOME
    };
    let weak = PhoneNow {
        battery_percent: Some(15),
        ..HOME
    };
    let charged = PhoneNow {
        charging: true,
        low_power: true,
        battery_percent: Some(3),
        ..HOME
    };
    let silent = RouteBacklog {
        since_contact_ms: 6 * HOUR,
        ..NOTHING
    };
    let awaits = RouteBacklog {
        unreceipted_objects: 2,
        since_contact_ms: 14 * MINUTE,
        ..NOTHING
    };
    let sealed = RouteBacklog {
        sealed_objects: 1,
        sealed_age_ms: MINUTE,
        ..NOTHING
    };
    let many = RouteBacklog {
        unsealed_records: 500,
        ..FRESH
    };
    let thick = RouteBacklog {
        unsealed_bytes: 4 << 20,
        ..FRESH
    };
    let trigger = RouteBacklog {
        at_once: true,
        ..FRESH
    };
    let both = RouteBacklog {
        small_files: 1,
        large_files: 1,
        ..RIPE
    };
    let some_left = RouteRules {
        quota_left_bytes: Some(9),
        ..RULES
    };
    type Row = (
        &'static str,
        PhoneNow,
        RouteBacklog,
        RouteRules,
        Carry,
        u64,
        WakeOn,
    );
    let table: &[Row] = &[
        ("nothing waits", HOME, NOTHING, RULES, Nothing, 5 * HOUR, Time),
        (
            "nothing waits, no network",
            TUNNEL,
            NOTHING,
            RULES,
            Nothing,
            5 * HOUR,
            Time,
        ),
        (
            "six hours of silence",
            AWAY,
            silent,
            RULES,
            Records,
            6 * HOUR,
            Time,
        ),
        (
            "six hours of silence, no network",
            TUNNEL,
            silent,
            RULES,
            Nothing,
            6 * HOUR,
            Network,
        ),
        ("an open segment", HOME, FRESH, RULES, Nothing, 10 * MINUTE, Time),
        (
            "an open segment, no network",
            TUNNEL,
            FRESH,
            RULES,
            Nothing,
            10 * MINUTE,
            Time,
        ),
        ("a segment of age", HOME, RIPE, RULES, Records, 15 * MINUTE, Time),
        ("the same abroad", ABROAD, RIPE, RULES, Records, 15 * MINUTE, Time),
        (
            "the same saving energy",
            saving,
            RIPE,
            RULES,
            Records,
            15 * MINUTE,
            Time,
        ),
        (
            "the same without network",
            TUNNEL,
            RIPE,
            RULES,
            Nothing,
            6 * HOUR,
            Network,
        ),
        (
            "a segment full by count",
            AWAY,
            many,
            RULES,
            Records,
            15 * MINUTE,
            Time,
        ),
        (
            "a segment full by bytes",
            AWAY,
            thick,
            RULES,
            Records,
            15 * MINUTE,
            Time,
        ),
        (
            "a segment that does not wait",
            AWAY,
            trigger,
            RULES,
            Records,
            15 * MINUTE,
            Time,
        ),
        ("a sealed object", AWAY, sealed, RULES, Records, 15 * MINUTE, Time),
        (
            "receipts, a minute early",
            AWAY,
            awaits,
            RULES,
            Nothing,
            5 * HOUR + 46 * MINUTE,
            Time,
        ),
        ("a small file", AWAY, SMALL, RULES, SmallFiles, 6 * HOUR, Time),
        (
            "a small file abroad",
            ABROAD,
            SMALL,
            RULES,
            Nothing,
            3 * HOUR,
            Unmetered,
        ),
        (
            "a small file, no network",
            TUNNEL,
            SMALL,
            RULES,
            Nothing,
            5 * HOUR,
            Network,
        ),
        (
            "a large file at home",
            HOME,
            LARGE,
            RULES,
            AllFiles,
            6 * HOUR,
            Time,
        ),
        (
            "a large file, saving energy",
            saving,
            LARGE,
            RULES,
            Nothing,
            5 * HOUR,
            UnmeteredAndPower,
        ),
        (
            "a large file, weak battery",
            weak,
            LARGE,
            RULES,
            Nothing,
            5 * HOUR,
            UnmeteredAndPower,
        ),
        (
            "a large file on the charger",
            charged,
            LARGE,
            RULES,
            AllFiles,
            6 * HOUR,
            Time,
        ),
        (
            "a large file away",
            AWAY,
            LARGE,
            RULES,
            Nothing,
            5 * HOUR,
            UnmeteredAndPower,
        ),
        (
            "everything at home",
            HOME,
            both,
            RULES,
            AllFiles,
            15 * MINUTE,
            Time,
        ),
        (
            "everything away",
            AWAY,
            both,
            RULES,
            SmallFiles,
            15 * MINUTE,
            UnmeteredAndPower,
        ),
        (
            "everything abroad",
            ABROAD,
            both,
            RULES,
            Records,
            15 * MINUTE,
            Unmetered,
        ),
        ("no quota left", AWAY, RIPE, SPENT, Nothing, 3 * HOUR, Unmetered),
        (
            "no quota left, at home",
            HOME,
            RIPE,
            SPENT,
            Records,
            15 * MINUTE,
            Time,
        ),
        (
            "some quota left",
            AWAY,
            both,
            some_left,
            SmallFiles,
            15 * MINUTE,
            UnmeteredAndPower,
        ),
        (
            "no quota left, a day late",
            AWAY,
            old(RIPE),
            SPENT,
            Records,
            15 * MINUTE,
            Time,
        ),
        (
            "the same abroad",
            ABROAD,
            old(RIPE),
            SPENT,
            Records,
            15 * MINUTE,
            Time,
        ),
        (
            "a late file behind words that wait",
            AWAY,
            RouteBacklog {
                small_files_age_ms: 24 * HOUR,
                ..both
            },
            SPENT,
            Nothing,
            15 * MINUTE,
            Unmetered,
        ),
        (
            "late words, and a file",
            AWAY,
            RouteBacklog {
                unsealed_age_ms: 24 * HOUR,
                ..both
            },
            SPENT,
            Records,
            15 * MINUTE,
            Unmetered,
        ),
        (
            "a late file alone",
            AWAY,
            old(SMALL),
            SPENT,
            SmallFiles,
            6 * HOUR,
            Time,
        ),
    ];
    for (name, phone, backlog, rules, carry, wake_in, on) in table {
        let plan = plan_route(phone, backlog, rules);
        assert_eq!(
            (plan.carry, plan.wake_in_ms, plan.wake_on),
            (*carry, *wake_in, *on),
            "{name}"
        );
        let bounded = phone.network == NetworkKind::Metered
            && rules.quota_left_bytes.is_some_and(|left| left > 0)
            && *carry > Nothing;
        assert_eq!(
            plan.at_most_bytes,
            rules.quota_left_bytes.filter(|_| bounded),
            "{name}"
        );
    }
}

#[test]
fn the_rules_are_those_of_the_policy() {
    let rules = RouteRules::of(&Policy::standard("test", 1), 5, 7 * HOUR);
    let expected = RouteRules {
        quota_renews_in_ms: 7 * HOUR,
        ..RULES
    };
    assert_eq!(rules, expected);
    let bounded = Policy {
        media: Some(Media {
            metered_bytes_per_day: Some(1 << 20),
            ..Media::STANDARD
        }),
        ..Policy::standard("test", 1)
    };
    let left = |used| RouteRules::of(&bounded, used, HOUR).quota_left_bytes;
    assert_eq!((left(5), left(2 << 20)), (Some((1 << 20) - 5), Some(0)));
}
