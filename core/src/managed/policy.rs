//! What the organisation's signed policy says of settings that are also keys. All else in it the core does by itself, whatever a device
//! manager says.

use griffie_wire::policy::Policy;

use super::{
    check::check,
    table,
    value::{Hours, Value, Values},
};

/// The values of `policy`: hours with sound (the quiet ones turned round), that and where people are told of the archive.
pub(crate) fn values(policy: &Policy) -> Values {
    let mut values = Values::default();
    if let Some(quiet) = &policy.quiet_hours {
        let hours = Hours {
            from: quiet.until_minute,
            until: quiet.from_minute,
        };
        values.put("notification_hours", Value::Hours(hours));
    }
    if let Some(disclaimer) = &policy.disclaimer {
        values.put("disclaimer_enabled", Value::Flag(true));
        let page = disclaimer
            .privacy_url
            .as_deref()
            .and_then(|url| check(table::find("privacy_url")?.kind, url).ok()?);
        if let Some(page) = page {
            values.put("privacy_url", page);
        }
    }
    values
}

#[cfg(test)]
mod tests {
    use griffie_wire::policy::QuietHours;

    use super::*;
    use crate::managed::{Layers, SettingSource, settle};

    #[test]
    fn quiet_hours_of_the_policy_are_turned_into_hours_with_notifications() {
        let policy = Policy {
            quiet_hours: Some(QuietHours {
                from_minute: 18 * 60,
                until_minute: 7 * 60,
                weekend: false,
            }),
            ..Policy::standard("standaard", 1)
        };
        let settled = settle(&Layers {
            policy: values(&policy),
            ..Layers::default()
        });
        let row = settled
            .rows
            .iter()
            .find(|row| row.key == "notification_hours")
            .unwrap();
        assert_eq!(row.value.as_deref(), Some("07:00-18:00"));
        assert_eq!((row.source, row.editable), (SettingSource::Policy, false));
        assert_eq!(values(&Policy::standard("standaard", 1)), Values::default());
    }
}
