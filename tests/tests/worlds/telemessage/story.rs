//! What is left of the play when everything has stopped: values for every test to look at. Played once a process.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::OnceLock,
};

use griffie_tests::kit::{Outcome, bad_network::Again, held::Held};
use serde_json::Value;

/// Five moments of one event's way, UTC milliseconds.
#[derive(Debug)]
pub(super) struct Times {
    /// The homeserver of the sender says.
    pub(super) origin: u64,
    /// The phone got it.
    pub(super) received: u64,
    /// It stood in the journal.
    pub(super) journaled: u64,
    /// The object around it was sealed.
    pub(super) sealed: u64,
    /// The gateway had that.
    pub(super) at_gateway: u64,
    /// The vault fetched it.
    pub(super) in_vault: u64,
}

/// Texts by sort that were found where they must not be.
pub(super) type Found = BTreeMap<&'static str, Vec<String>>;

/// What was looked for, and where it was found.
#[derive(Default)]
pub(super) struct Scan {
    /// How many texts of each sort were looked for.
    pub(super) wanted: BTreeMap<&'static str, usize>,
    /// Size of the gateway's memory image.
    pub(super) memory_bytes: usize,
    pub(super) in_memory: Found,
    pub(super) on_gateways_disk: Found,
    pub(super) in_logs: Found,
    /// In the vault's own export: there they belong, so the search works.
    pub(super) in_export: Found,
    /// Digests of activation codes by algorithm that were found in the gateway's folder.
    pub(super) digests_of_codes: Vec<String>,
}

/// Event ids and texts that tests ask for.
#[derive(Default)]
pub(super) struct Names {
    pub(super) anouk: String,
    pub(super) bram: String,
    pub(super) carla: String,
    pub(super) bare: String,
    pub(super) taken_back: String,
    pub(super) edited: String,
    pub(super) same_twice: [String; 2],
    pub(super) story: String,
    pub(super) view_once: String,
    pub(super) forwarded: String,
    pub(super) while_off: String,
    /// Plain digests of the ten files.
    pub(super) ten_files: BTreeSet<String>,
    /// Digest of the file that was spoiled on its way to Anouk.
    pub(super) spoiled_file: String,
    /// The event that the homeserver never had.
    pub(super) replayed: String,
}

/// All of it.
pub(super) struct Story {
    pub(super) names: Names,
    pub(super) scan: Scan,
    /// Every request that went to the gateway, once more.
    pub(super) repeated: Vec<Again>,
    /// Every record in the vault, as exported.
    pub(super) lines: Vec<Value>,
    pub(super) held: Held,
    /// Of the message that came while Carla's phone was off.
    pub(super) times: Times,
    /// Anouk's phone at rest.
    pub(super) status: Value,
    /// The line of the view-once message on Anouk's screen.
    pub(super) view_once_line: Value,
    /// What an order got on a phone that was not activated.
    pub(super) before_activation: String,
    pub(super) reconciled: Value,
    /// Events that the homeserver's own database has for these people.
    pub(super) expected: usize,
}

impl Story {
    /// The facts of one person of one kind, with the record around each.
    pub(super) fn facts<'a>(&'a self, user: &'a str, kind: &'a str) -> impl Iterator<Item = &'a Value> {
        let records = self.lines.iter().map(|line| &line["record"]);
        records.filter(move |record| record["custodian"] == user && record["fact"]["kind"] == kind)
    }

    /// One person's record of an event; there is exactly one.
    pub(super) fn event<'a>(&'a self, user: &'a str, event_id: &str) -> &'a Value {
        let mut found = self
            .facts(user, "event")
            .filter(|record| record["fact"]["event_id"] == event_id);
        let one = found.next().expect("the event is in the archive");
        assert!(found.next().is_none(), "the event is in the archive twice");
        one
    }
}

/// The content of an event as it was said, from the clear text or, without encryption, from the event itself.
pub(super) fn content(record: &Value) -> Value {
    let fact = &record["fact"];
    let text = fact["decrypted"].as_str().or_else(|| fact["raw"].as_str());
    let event: Value = serde_json::from_str(text.expect("the event has its text")).unwrap();
    event["content"].clone()
}

/// The story, played by whichever test comes first.
pub(super) fn story() -> &'static Story {
    static STORY: OnceLock<Result<Story, String>> = OnceLock::new();
    let story = STORY.get_or_init(|| {
        let play = || -> Outcome<Story> { tokio::runtime::Runtime::new()?.block_on(super::play::play()) };
        play().map_err(|error| error.to_string())
    });
    story
        .as_ref()
        .unwrap_or_else(|error| panic!("the play broke off: {error}"))
}
