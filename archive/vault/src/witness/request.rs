//! The body of `add-checkpoint` (c2sp.org/tlog-witness): an old size, a proof, an empty line, a checkpoint. Pure.

use tlog_tiles::Hash;

/// More lines of proof than this are refused.
const MOST: usize = 63;

/// What a log asks a witness.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct AddCheckpoint {
    pub(crate) old: u64,
    pub(crate) proof: Vec<Hash>,
    /// The signed note, verbatim.
    pub(crate) note: String,
}

impl AddCheckpoint {
    pub(crate) fn text(&self) -> String {
        let proof: String = self.proof.iter().map(|hash| format!("{hash}\n")).collect();
        format!("old {}\n{proof}\n{}", self.old, self.note)
    }

    /// Reads a body. There is one spelling of each.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (front, note) = text.split_once("\n\n")?;
        let mut lines = front.split('\n');
        let old = lines.next()?.strip_prefix("old ")?.parse().ok()?;
        let proof: Vec<Hash> = lines
            .take(MOST + 1)
            .map(|line| Hash::parse_hash(line).ok())
            .collect::<Option<_>>()?;
        let request = Self {
            old,
            proof,
            note: note.to_owned(),
        };
        (request.proof.len() <= MOST && request.text() == text).then_some(request)
    }

    /// The first line of the checkpoint.
    pub(crate) fn origin(&self) -> Option<&str> {
        self.note.split_once('\n').map(|(origin, _)| origin)
    }
}
