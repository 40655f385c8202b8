//! Trains the static zstd dictionary of codec 1 on made-up records: `cargo run -p griffie-wire --example train_dictionary`.
//!
//! No real record, name or message may ever come in here: a dictionary hands what it was trained on to everybody.
//! The committed file belongs to codec 1 for ever; train a better one under another name and codec.

mod facts;

use griffie_wire::{
    ids::{EntryNo, Millis, Sha256},
    record::{Record, RecordError, RoomKind, RoomThen, SCHEMA},
};

const SIZE: usize = 16 * 1024;
const SAMPLES: u64 = 6000;
const WORDS: [&str; 48] = [
    "de",
    "het",
    "een",
    "en",
    "van",
    "ik",
    "je",
    "niet",
    "dat",
    "is",
    "we",
    "morgen",
    "vandaag",
    "vergadering",
    "stuk",
    "akkoord",
    "graag",
    "kun",
    "nog",
    "even",
    "kijken",
    "naar",
    "voorstel",
    "besluit",
    "the",
    "and",
    "to",
    "of",
    "for",
    "please",
    "meeting",
    "tomorrow",
    "draft",
    "thanks",
    "agenda",
    "report",
    "planning",
    "vraag",
    "antwoord",
    "prima",
    "goed",
    "dank",
    "bijlage",
    "document",
    "versie",
    "termijn",
    "overleg",
    "team",
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let samples = (1..=SAMPLES)
        .map(|number| Maker(number).record(number)?.to_canonical())
        .collect::<Result<Vec<_>, _>>()?;
    let dictionary = zstd::dict::from_samples(&samples, SIZE)?;
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/dictionary.zstd");
    std::fs::write(path, &dictionary)?;
    println!("{} bytes, {}", dictionary.len(), Sha256::of(&dictionary));
    Ok(())
}

/// Draws from a fixed sequence (SplitMix64), so that training twice gives the same file.
struct Maker(u64);

impl Maker {
    fn draw(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % below as u64).unwrap_or(0)
    }

    fn base64(&mut self, len: usize) -> String {
        const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        (0..len)
            .map(|_| {
                LETTERS
                    .get(self.draw(64))
                    .map_or('A', |letter| char::from(*letter))
            })
            .collect()
    }

    fn sentence(&mut self) -> String {
        let count = 2 + self.draw(14);
        let words: Vec<&str> = (0..count)
            .filter_map(|_| WORDS.get(self.draw(WORDS.len())).copied())
            .collect();
        words.join(" ")
    }

    fn user(&mut self) -> String {
        let server = self.draw(3);
        format!("@u{}:s{server}.example", self.base64(4).to_lowercase())
    }

    fn event_id(&mut self) -> String {
        format!("${}", self.base64(43))
    }

    fn digest(&mut self) -> Sha256 {
        Sha256::of(self.base64(16).as_bytes())
    }

    fn record(&mut self, number: u64) -> Result<Record, RecordError> {
        let at = 1_790_000_000_000 + number * 7919;
        let room_id = format!("!{}:s0.example", self.base64(18));
        let fact = match self.draw(10) {
            0..=5 => self.event(&room_id, at),
            6 => self.state(at),
            _ => self.other(at, &room_id)?,
        };
        let tail = self.digest().to_string();
        let tail: String = tail.chars().take(12).collect();
        Ok(Record {
            schema: SCHEMA,
            record_id: format!(
                "{:08x}-{:04x}-7{:03x}-9{:03x}-{tail}",
                at >> 16,
                at & 0xffff,
                self.draw(4096),
                self.draw(4096)
            ),
            seq: EntryNo(number),
            custodian: self.user(),
            matrix_device: self.base64(10).to_uppercase(),
            captured_at: Millis(at),
            core_version: "0.1.0".to_owned(),
            policy_version: 1,
            room: Some(RoomThen {
                room_id,
                name: Some(self.sentence()),
                kind: if self.draw(2) == 0 {
                    RoomKind::Direct
                } else {
                    RoomKind::Group
                },
                encrypted: true,
                members: Some(self.digest()),
            }),
            fact,
        })
    }
}
