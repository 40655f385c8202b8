//! Servers beside the archive, and where people find help.

use super::{Key, Kind, Preset};

pub(super) const KEYS: &[Key] = &[
    Key::new("managed_by", Kind::Text { longest: 100 }, Preset::None),
    Key::new("privacy_url", Kind::Address, Preset::None),
    Key::new("support_url", Kind::Address, Preset::None),
    Key::new("push_gateway_url", Kind::Address, Preset::None),
    Key::new("permalink_base_url", Kind::Address, Preset::None),
];
