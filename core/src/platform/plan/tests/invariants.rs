//! What holds for every plan: words before files, nothing above the quota before the deadline, no record waits for ever.

use proptest::prelude::*;

use super::*;

fn phones() -> impl Strategy<Value = PhoneNow> {
    let networks = prop_oneof![
        Just(NetworkKind::None),
        Just(NetworkKind::Metered),
        Just(NetworkKind::Unmetered)
    ];
    let battery = proptest::option::of(0..=100_u8);
    (networks, any::<bool>(), any::<bool>(), battery, any::<bool>()).prop_map(
        |(network, roaming, charging, battery_percent, low_power)| PhoneNow {
            network,
            roaming,
            charging,
            battery_percent,
            low_power,
        },
    )
}

fn backlogs() -> impl Strategy<Value = RouteBacklog> {
    let age = || prop_oneof![0..HOUR, 0..48 * HOUR];
    let count = || 0..4_u64;
    let segment = (
        prop_oneof![count(), 490..510_u64],
        0..8_u64 << 20,
        age(),
        any::<bool>(),
    );
    let sealed = (count(), age(), count());
    let files = (count(), age(), count());
    (segment, sealed, files, age()).prop_map(|(segment, sealed, files, since_contact_ms)| RouteBacklog {
        unsealed_records: segment.0,
        unsealed_bytes: segment.1,
        unsealed_age_ms: segment.2,
        at_once: segment.3,
        sealed_objects: sealed.0,
        sealed_age_ms: sealed.1,
        unreceipted_objects: sealed.2,
        small_files: files.0,
        small_files_age_ms: files.1,
        large_files: files.2,
        since_contact_ms,
    })
}

fn rules() -> impl Strategy<Value = RouteRules> {
    let quota = proptest::option::of(prop_oneof![Just(0), 0..1_u64 << 30]);
    (1_000..7 * 24 * HOUR, quota, 0..24 * HOUR, HOUR..48 * HOUR).prop_map(
        |(segment_ms, quota_left_bytes, quota_renews_in_ms, deadline_ms)| RouteRules {
            segment_ms,
            quota_left_bytes,
            quota_renews_in_ms,
            deadline_ms,
            ..RULES
        },
    )
}

/// The backlog after a wait in which nothing happened.
fn later(backlog: RouteBacklog, by: u64) -> RouteBacklog {
    RouteBacklog {
        unsealed_age_ms: backlog.unsealed_age_ms + by,
        sealed_age_ms: backlog.sealed_age_ms + by,
        small_files_age_ms: backlog.small_files_age_ms + by,
        since_contact_ms: backlog.since_contact_ms + by,
        ..backlog
    }
}

proptest! {
    #[test]
    fn what_holds_for_every_plan(phone in phones(), backlog in backlogs(), rules in rules()) {
        let plan = plan_route(&phone, &backlog, &rules);
        let due = backlog.due(&rules);
        let online = phone.network != NetworkKind::None;
        let paid = phone.network == NetworkKind::Metered || phone.roaming;
        let late = backlog.oldest() >= rules.deadline_ms;
        let late_files = backlog.small_files > 0 && backlog.small_files_age_ms >= rules.deadline_ms;
        prop_assert!((SOONEST..=IDLE).contains(&plan.wake_in_ms));
        if !online {
            prop_assert_eq!(plan.carry, Carry::Nothing);
            prop_assert!(plan.wake_on == WakeOn::Network || !(due || backlog.has_files()));
        }
        if online && due && late {
            prop_assert!(plan.carry >= Carry::Records && plan.at_most_bytes.is_none());
        }
        // Text before files: no file travels while records that are due stay here.
        prop_assert!(plan.carry <= Carry::Records || !due || !(paid && rules.quota_left_bytes == Some(0)) || late);
        // Nothing above the quota before the deadline.
        if paid && rules.quota_left_bytes.is_some() && !late && !late_files {
            prop_assert!(plan.carry == Carry::Nothing || plan.at_most_bytes == rules.quota_left_bytes);
            prop_assert!(plan.carry == Carry::Nothing || plan.at_most_bytes > Some(0));
        }
        if plan.carry == Carry::AllFiles {
            prop_assert!(online && !paid && phone.has_power() && backlog.large_files > 0);
        }
        prop_assert!(plan.carry != Carry::SmallFiles || !phone.roaming);
        // What stays here for want of something asks to be woken for it.
        let all = !due && !backlog.has_files();
        prop_assert!(plan.carry > Carry::Nothing || all || plan.wake_on != WakeOn::Time);
    }

    /// A better network or a charger never carries less.
    #[test]
    fn better_conditions_carry_no_less(phone in phones(), backlog in backlogs(), rules in rules()) {
        let carry = |phone: PhoneNow| plan_route(&phone, &backlog, &rules).carry;
        let better = [
            PhoneNow { network: NetworkKind::Unmetered, ..phone },
            PhoneNow { roaming: false, ..phone },
            PhoneNow { charging: true, ..phone },
        ];
        for better in better {
            prop_assert!(carry(phone) <= carry(better), "{:?}", better);
        }
    }

    /// Whoever asks again when told to carries every record in the end, quota or not, as long as there is any network.
    #[test]
    fn no_record_waits_for_ever(phone in phones(), backlog in backlogs(), rules in rules()) {
        let backlog = RouteBacklog { unsealed_records: backlog.unsealed_records.max(1), ..backlog };
        let phone = if phone.network == NetworkKind::None { AWAY } else { phone };
        let (mut waited, mut asked) = (0, 0);
        while plan_route(&phone, &later(backlog, waited), &rules).carry == Carry::Nothing {
            waited += plan_route(&phone, &later(backlog, waited), &rules).wake_in_ms;
            asked += 1;
            prop_assert!(waited <= rules.segment_ms.max(rules.deadline_ms) + IDLE, "{waited} ms");
        }
        // Nor does the phone wake for nothing all the time.
        prop_assert!(asked <= 2 + (rules.segment_ms.max(rules.deadline_ms)) / (10 * MINUTE), "{asked} wakes");
    }
}
