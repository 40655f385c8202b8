//! What people were called at each moment, from the member lists that records point to and from membership events.

use std::collections::HashMap;

use griffie_wire::{
    Sha256,
    record::{Member, MembersFact},
};

use super::Person;

/// Names by moment.
#[derive(Default)]
pub(crate) struct Names {
    lists: HashMap<Sha256, Vec<Member>>,
    latest: HashMap<String, String>,
}

impl Names {
    /// Learns a member list.
    pub(super) fn learn(&mut self, fact: &MembersFact) {
        for member in &fact.members {
            if let Some(name) = &member.display_name {
                self.latest
                    .entry(member.user_id.clone())
                    .or_insert_with(|| name.clone());
            }
        }
        self.lists.insert(fact.digest, fact.members.clone());
    }

    /// From here on somebody is called this.
    pub(super) fn called(&mut self, user_id: &str, name: &str) {
        self.latest.insert(user_id.to_owned(), name.to_owned());
    }

    /// The person, as called when this member list held.
    pub(crate) fn person(&self, user_id: &str, list: Option<&Sha256>) -> Person {
        let then = list
            .and_then(|digest| self.lists.get(digest))
            .and_then(|members| members.iter().find(|member| member.user_id == user_id))
            .and_then(|member| member.display_name.clone());
        let name = then
            .or_else(|| self.latest.get(user_id).cloned())
            .unwrap_or_else(|| localpart(user_id).to_owned());
        Person {
            user_id: user_id.to_owned(),
            name,
        }
    }

    /// The members under this list; nothing when it is not in the archive.
    pub(crate) fn members(&self, list: Option<&Sha256>) -> Option<&[Member]> {
        self.lists.get(list?).map(Vec::as_slice)
    }

    /// The power that somebody had when this member list held.
    pub(super) fn power(&self, user_id: &str, list: Option<&Sha256>) -> i64 {
        let members = self.members(list).unwrap_or_default();
        let member = members.iter().find(|member| member.user_id == user_id);
        member.map_or(0, |member| member.power)
    }

    /// Who was in the room under this member list.
    pub(crate) fn joined(&self, list: Option<&Sha256>) -> Vec<Person> {
        let members = list.and_then(|digest| self.lists.get(digest));
        members
            .into_iter()
            .flatten()
            .filter(|member| member.membership == "join")
            .map(|member| self.person(&member.user_id, list))
            .collect()
    }
}

/// `anna` of `@anna:example.nl`.
pub(crate) fn localpart(user_id: &str) -> &str {
    let without_sigil = user_id.strip_prefix('@').unwrap_or(user_id);
    without_sigil.split(':').next().unwrap_or(without_sigil)
}
