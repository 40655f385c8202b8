//! What a verification found, for programs (JSON) and for people.

use std::fmt::Write as _;

use serde::Serialize;

use crate::{fault::Fault, store::objects::ObjectRow};

/// The outcome of a verification.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Report {
    /// Objects whose stored bytes were read.
    pub objects: u64,
    /// Of them accepted.
    pub accepted: u64,
    /// Of them waiting.
    pub held: u64,
    /// Of them rejected.
    pub rejected: u64,
    /// (device, epoch) pairs.
    pub chains: u64,
    /// Records opened again.
    pub records: u64,
    /// Events among them.
    pub events: u64,
    /// Clear texts decrypted again and found the same.
    pub proven: u64,
    /// Attachments hashed and decrypted again.
    pub attachments: u64,
    /// Attachments that are waited for.
    pub attachments_missing: u64,
    /// Seal configurations and policies in the log, signed by the root and rising, unless a fault says otherwise.
    pub documents: u64,
    /// Final receipts that prove their object.
    pub receipts: u64,
    /// Lines of the log: objects and documents.
    pub log_size: u64,
    /// Largest size that we co-signed.
    pub cosigned: u64,
    /// Objects in quarantine, with the code of their fault.
    pub quarantined: Vec<Finding>,
    /// What is not as it was stored.
    pub faults: Vec<Finding>,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Code of the fault.
    pub code: String,
    /// Place in the log, when it is about one object.
    pub log_index: Option<u64>,
}

impl Report {
    /// Whether everything is as it was stored, and nothing is in quarantine.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.faults.is_empty() && self.rejected == 0
    }

    pub(super) fn find(&mut self, fault: Fault, log_index: Option<u64>) {
        let finding = Finding {
            code: fault.code().to_owned(),
            log_index,
        };
        if !self.faults.contains(&finding) {
            self.faults.push(finding);
        }
    }

    pub(super) fn reject(&mut self, row: &ObjectRow) {
        self.rejected += 1;
        self.quarantined.push(Finding {
            code: row.reason.clone(),
            log_index: Some(row.listed.index),
        });
    }

    /// The report as lines for a person.
    #[must_use]
    pub fn in_words(&self) -> String {
        let mut text = format!(
            "objects {} (accepted {}, held {}, rejected {})\nchains {}\nrecords {} (events {}, proven from ciphertext {})\n\
             attachments {} (waited for {})\nlog {} (documents {}, co-signed {}, receipts that hold {})\n",
            self.objects,
            self.accepted,
            self.held,
            self.rejected,
            self.chains,
            self.records,
            self.events,
            self.proven,
            self.attachments,
            self.attachments_missing,
            self.log_size,
            self.documents,
            self.cosigned,
            self.receipts,
        );
        for (kind, findings) in [("quarantined", &self.quarantined), ("fault", &self.faults)] {
            for finding in findings {
                let place = finding
                    .log_index
                    .map(|index| format!(" object {index}"))
                    .unwrap_or_default();
                let sentence = Fault::from_code(&finding.code)
                    .map(Fault::english)
                    .unwrap_or_default();
                // Writing to a String cannot fail.
                let _ = writeln!(text, "{kind} {}{place}: {sentence}", finding.code);
            }
        }
        text.push_str(if self.is_clean() {
            "everything holds"
        } else {
            "NOT everything holds"
        });
        text
    }
}
