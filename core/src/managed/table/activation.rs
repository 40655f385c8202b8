//! What a device manager gives so that nobody types a word: read once, by the activation.

use super::{Key, Kind};

pub(super) const KEYS: &[Key] = &[
    Key::of_activation("enrolment_code", Kind::EnrolmentCode),
    Key::of_activation("router_url", Kind::Address),
    Key::of_activation("policy_public_key", Kind::PublicKey),
    Key::of_activation("homeserver_url", Kind::Address),
    Key::of_activation("allowed_homeservers", Kind::Addresses { most: 64 }),
];
