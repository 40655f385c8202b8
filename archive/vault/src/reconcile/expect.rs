//! Who should have an event: whoever was joined to the room when the homeserver accepted it. One pass over a room, in its order.

use crate::ledger::rows::events::Line;

/// The people of a room, by number, as far as the pass has come.
#[derive(Debug, Default)]
pub(super) struct Joined {
    people: Vec<usize>,
    /// Saw the event by which they left, and nothing after it.
    leaving: Option<usize>,
}

impl Joined {
    /// The people who should have this event: those joined before it, and whoever it lets in or out. `number` knows the people of the
    /// archive; others do not matter.
    pub(super) fn expecting(&mut self, line: &Line, number: impl Fn(&str) -> Option<usize>) -> &[usize] {
        if let Some(gone) = self.leaving.take() {
            self.people.retain(|person| *person != gone);
        }
        let about = line.state_key.as_deref().filter(|_| line.kind == "m.room.member");
        if let Some(person) = about.and_then(number) {
            match (line.membership.as_str(), self.people.binary_search(&person)) {
                ("join", Err(place)) => self.people.insert(place, person),
                ("join", Ok(_)) | (_, Err(_)) => {}
                (_, Ok(_)) => self.leaving = Some(person),
            }
        }
        &self.people
    }
}

#[cfg(test)]
mod tests {
    use griffie_wire::Millis;

    use super::*;

    fn line(kind: &str, state_key: Option<&str>, membership: &str) -> Line {
        Line {
            event_id: String::new(),
            sender: "@1:x".to_owned(),
            kind: kind.to_owned(),
            state_key: state_key.map(str::to_owned),
            membership: membership.to_owned(),
            origin_server_ts: Millis(0),
            received_at: Millis(0),
        }
    }

    fn member(who: &str, membership: &str) -> Line {
        line("m.room.member", Some(who), membership)
    }

    fn message() -> Line {
        line("m.room.encrypted", None, "")
    }

    /// The archive knows the people 1 to 9.
    fn number(user: &str) -> Option<usize> {
        user.strip_prefix('@')?.strip_suffix(":x")?.parse().ok()
    }

    #[test]
    fn a_person_expects_what_lies_between_joining_and_leaving_with_both() {
        let mut joined = Joined::default();
        let nobody: &[usize] = &[];
        for (line, expected) in [
            (line("m.room.create", Some(""), ""), nobody),
            (member("@2:x", "join"), &[2]),
            (member("@1:x", "invite"), &[2]),
            (member("@1:x", "join"), &[1, 2]),
            (message(), &[1, 2]),
            (member("@1:x", "join"), &[1, 2]),
            (member("@1:x", "ban"), &[1, 2]),
            (member("@1:x", "leave"), &[2]),
            (message(), &[2]),
            (member("@stranger:y", "join"), &[2]),
            (member("@1:x", "join"), &[1, 2]),
        ] {
            assert_eq!(joined.expecting(&line, number), expected, "{line:?}");
        }
    }

    #[test]
    fn a_state_event_of_another_type_with_a_persons_name_moves_nobody() {
        let mut joined = Joined::default();
        joined.expecting(&member("@1:x", "join"), number);
        joined.expecting(&line("org.example", Some("@1:x"), "leave"), number);
        assert_eq!(joined.expecting(&message(), number), [1]);
    }
}
