//! What fits in an event: the whole event, signatures and all, may have 65,536 bytes (client-server API, "Size limits"). Pure.

const EVENT_LIMIT: usize = 65_536;
/// What the homeserver adds: ids of 255 bytes, twenty parents and ten authorising events of 46, hashes, a signature.
const AROUND: usize = 3 * 1024;
/// What Megolm adds before base64: version, index, code and signature.
const MEGOLM: usize = 96;
/// `m.room.encrypted` around the ciphertext: algorithm, keys, session and device ids.
const ENVELOPE: usize = 320;

/// Whether an event with this content can be sent, encrypted or not.
pub(super) fn fits(event_type: &str, room_id: &str, content: &str, encrypted: bool) -> bool {
    on_wire(event_type, room_id, content, encrypted) + AROUND <= EVENT_LIMIT
}

fn on_wire(event_type: &str, room_id: &str, content: &str, encrypted: bool) -> usize {
    let clear = event_type.len() + room_id.len() + content.len();
    if !encrypted {
        return clear;
    }
    // The payload is {"type":..,"content":..,"room_id":..}, padded to whole AES blocks, then base64.
    let padded = (clear + 40).next_multiple_of(16) + MEGOLM;
    padded.div_ceil(3) * 4 + ENVELOPE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encryption_takes_a_third_more() {
        let content = "x".repeat(50_000);
        assert!(fits("m.room.message", "!r:x", &content, false));
        assert!(!fits("m.room.message", "!r:x", &content, true));
        assert!(fits("m.room.message", "!r:x", &"x".repeat(46_000), true));
        assert!(!fits("m.room.message", "!r:x", &"x".repeat(47_000), true));
        assert!(!fits("m.room.message", "!r:x", &"x".repeat(63_000), false));
    }
}
