//! How the app is used: name, language of notices, hours, network, diagnosis.

use super::{Choices, Key, Kind, Preset};

const LOCALE: Choices = Choices {
    name: "DisclaimerLocale",
    about: "The language of the notice that a conversation is archived.",
    words: &[
        ("nl", "Nederlands."),
        ("en", "English."),
        ("de", "Deutsch."),
        ("fr", "Français."),
    ],
};

const LOG: Choices = Choices {
    name: "LogLevel",
    about: "How much the log tells; content, names and ids are in it at no level.",
    words: &[
        ("error", "What failed."),
        ("warn", "And what is odd."),
        ("info", "And what was done."),
        ("debug", "And how."),
    ],
};

pub(super) const KEYS: &[Key] = &[
    Key::new("display_name", Kind::Text { longest: 100 }, Preset::None).editable(),
    Key::new("login_hint", Kind::Text { longest: 255 }, Preset::None),
    Key::flag("disclaimer_enabled", true),
    Key::new("disclaimer_locale", Kind::Choice(LOCALE), Preset::None),
    Key::new("notification_hours", Kind::Hours, Preset::None).editable(),
    Key::flag("wifi_only", true).editable(),
    Key::new("log_level", Kind::Choice(LOG), Preset::Word("warn")),
    Key::flag("diagnostics_allowed", false),
];
