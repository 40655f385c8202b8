//! What may leave the app, and who may look into it.

use super::{Choices, Key, Kind, Preset};

/// Allow, warn, block.
const CONDUCT: Choices = Choices {
    name: "Conduct",
    about: "What the app does when it meets something.",
    words: &[
        ("allow", "Nothing."),
        ("warn", "It tells the user, who goes on."),
        ("block", "It refuses."),
    ],
};

pub(super) const KEYS: &[Key] = &[
    Key::flag("screenshots_allowed", false),
    Key::flag("pin_required", true),
    Key::flag("biometrics_allowed", true).editable(),
    Key::new(
        "pin_timeout_minutes",
        Kind::Number { min: 0, max: 60 },
        Preset::Number(5),
    ),
    Key::flag("copy_out_allowed", false),
    Key::flag("share_in_allowed", true),
    Key::flag("share_out_allowed", false),
    Key::flag("save_media_allowed", false),
    Key::flag("message_preview_allowed", true).editable(),
    Key::new(
        "root_jailbreak_action",
        Kind::Choice(CONDUCT),
        Preset::Word("warn"),
    ),
    Key::new("external_users", Kind::Choice(CONDUCT), Preset::Word("warn")),
];
