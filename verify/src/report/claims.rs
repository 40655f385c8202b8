//! The statements of a report: each with who vouches for it and since when. They hold when nothing failed.

use griffie_wire::bundle::Statement;
use jiff::Timestamp;
use serde::Serialize;

use super::{Found, Language};

/// One statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Claim {
    /// Stable name.
    pub code: &'static str,
    /// Whether the bundle proves it, or says only that it is so.
    pub proven: bool,
    /// Who vouches for it.
    pub by: &'static str,
    /// Since when, when that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
    /// The statement as a sentence.
    pub says: String,
}

/// Seconds as a time in UTC.
pub(super) fn seconds(seconds: u64) -> Option<String> {
    let time = Timestamp::from_second(i64::try_from(seconds).ok()?).ok()?;
    Some(time.to_string())
}

/// Milliseconds as a time in UTC.
pub(super) fn millis(millis: u64) -> Option<String> {
    seconds(millis / 1000)
}

/// All statements about what was found.
pub(super) fn of(statement: Option<&Statement>, found: &Found, language: Language) -> Vec<Claim> {
    let mut list = List {
        language,
        claims: Vec::new(),
    };
    list.log(found);
    list.objects(found);
    list.texts(found);
    list.open(statement, found);
    list.claims
}

struct List {
    language: Language,
    claims: Vec<Claim>,
}

impl List {
    fn add(
        &mut self,
        proven: bool,
        code: &'static str,
        by: [&'static str; 2],
        says: [String; 2],
    ) -> &mut Claim {
        let [by_dutch, by_english] = by;
        let [dutch, english] = says;
        let (by, says) = match self.language {
            Language::Dutch => (by_dutch, dutch),
            Language::English => (by_english, english),
        };
        self.claims.push(Claim {
            code,
            proven,
            by,
            since: None,
            says,
        });
        self.claims.last_mut().expect("just pushed")
    }

    fn proven(&mut self, code: &'static str, by: [&'static str; 2], says: [String; 2]) -> &mut Claim {
        self.add(true, code, by, says)
    }

    fn not_proven(&mut self, code: &'static str, by: [&'static str; 2], says: [String; 2]) -> &mut Claim {
        self.add(false, code, by, says)
    }

    fn log(&mut self, found: &Found) {
        self.proven(
            "whole",
            VAULT,
            [
                "De bundel is heel en zoals de kluis hem schreef.".to_owned(),
                "The bundle is whole and as the vault wrote it.".to_owned(),
            ],
        );
        let size = found.log_size;
        self.proven(
            "log",
            LOG,
            [
                format!("Het logboek had {size} objecten toen het dit ondertekende."),
                format!("The log had {size} objects when it signed this."),
            ],
        );
        self.proven(
            "cosigned",
            VAULT,
            [
                "De kluis bewaarde toen alles onder dit controlepunt.".to_owned(),
                "The vault then kept everything under this checkpoint.".to_owned(),
            ],
        )
        .since = found.cosigned_at.and_then(seconds);
        if found.witness_asked {
            self.proven(
                "witnessed",
                WITNESS,
                [
                    "De onafhankelijke getuige zag hetzelfde logboek.".to_owned(),
                    "The independent witness saw the same log.".to_owned(),
                ],
            )
            .since = found.witnessed_at.and_then(seconds);
        }
        let documents = found.configs.len() + found.policies.len();
        if documents > 0 {
            self.proven("documents", ROOT, [
                format!("{documents} instellingen zijn van de hoofdsleutel en noemen deze log- en kluissleutel."),
                format!("{documents} documents are the root's and name these log and vault keys."),
            ]);
        }
    }

    fn objects(&mut self, found: &Found) {
        let (included, sealed) = (found.included, found.objects - found.listed);
        self.proven(
            "included",
            LOG,
            [
                format!("{included} objecten staan in dit logboek, elk op zijn plaats."),
                format!("{included} objects are in this log, each at its place."),
            ],
        );
        self.proven(
            "signed",
            DEVICE,
            [
                format!("{sealed} objecten zijn ondertekend door hun apparaat; geen keten heeft een gat."),
                format!("{sealed} objects are signed by their device; no chain has a hole."),
            ],
        );
        if found.receipts > 0 {
            let receipts = found.receipts;
            self.proven(
                "receipts",
                VAULT,
                [
                    format!("{receipts} objecten zijn geopend, gecontroleerd en definitief aanvaard."),
                    format!("{receipts} objects were opened, checked and finally accepted."),
                ],
            )
            .since = found.first_receipt.and_then(seconds);
        }
        if found.by_device > 0 {
            let records = found.by_device;
            self.proven(
                "sealed",
                DEVICE,
                [
                    format!("{records} records zijn byte voor byte wat het apparaat verzegelde."),
                    format!("{records} records are byte for byte what the device sealed."),
                ],
            );
        }
    }

    fn texts(&mut self, found: &Found) {
        if found.texts_proven > 0 {
            let texts = found.texts_proven;
            self.proven(
                "texts",
                SENDER,
                [
                    format!("{texts} teksten zijn opnieuw ontsleuteld en zeggen hetzelfde."),
                    format!("{texts} texts were decrypted again and say the same."),
                ],
            );
        }
        if found.files_decrypted > 0 {
            let files = found.files_decrypted;
            self.proven(
                "files",
                SENDER,
                [
                    format!("{files} bestanden zijn opnieuw ontsleuteld en zijn die van hun bericht."),
                    format!("{files} files were decrypted again and are those of their message."),
                ],
            );
        }
    }

    /// What the bundle does not prove.
    fn open(&mut self, statement: Option<&Statement>, found: &Found) {
        for chain in &found.chains {
            let (user, device) = (&chain.user_id, &chain.device);
            self.not_proven(
                "holder",
                VAULT,
                [
                    format!("Apparaat {device} is van {user}: zo gaf de ontvanger het bij activatie op."),
                    format!("Device {device} is {user}'s: so the gateway said at activation."),
                ],
            )
            .since = millis(chain.first_seen);
        }
        self.not_proven("complete", VAULT, [
            "Dat dit alle records van de selectie zijn, en dat het apparaat alles vastlegde wat de server had, staat hier niet.".to_owned(),
            "That these are all records of the selection, and that the device captured all that the homeserver had, is not shown here.".to_owned(),
        ]);
        self.not_proven("times", NOBODY, [
            "Tijden in records zijn van de klok van apparaat of server; alleen de volgorde in een keten staat vast.".to_owned(),
            "Times in records are by the clock of a device or server; only the order within a chain is certain.".to_owned(),
        ]);
        self.not_proven("sender", NOBODY, [
            "Welk apparaat een bericht verzond staat in het record, maar Megolm bewijst alleen dat één sessie het schreef.".to_owned(),
            "Which device sent a message stands in the record, but Megolm proves only that one session wrote it.".to_owned(),
        ]);
        for Counted {
            count,
            code,
            by,
            says,
        } in COUNTED
        {
            let count = count(found);
            if count > 0 {
                let [dutch, english] = says.map(|says| format!("{count} {says}"));
                self.not_proven(code, by, [dutch, english]);
            }
        }
        if statement.is_some_and(|statement| !statement.asked.files) {
            self.not_proven(
                "no_files",
                NOBODY,
                [
                    "Er is niet om bestanden gevraagd.".to_owned(),
                    "Files were not asked for.".to_owned(),
                ],
            );
        }
    }
}

/// A number that a reader should know of when it is not 0.
struct Counted {
    count: fn(&Found) -> u64,
    code: &'static str,
    by: [&'static str; 2],
    says: [&'static str; 2],
}

const COUNTED: [Counted; 11] = [
    Counted {
        count: |found| found.by_vault,
        code: "attested",
        by: VAULT,
        says: [
            "records staan volgens de kluis in hun object; andere records daarvan zijn niet getoond.",
            "records are in their object on the vault's word; others of those objects are not shown.",
        ],
    },
    Counted {
        count: |found| found.withheld,
        code: "withheld",
        by: VAULT,
        says: [
            "andere records zijn niet getoond.",
            "other records are not shown.",
        ],
    },
    Counted {
        count: |found| found.listed,
        code: "listed",
        by: LOG,
        says: [
            "objecten zijn alleen als regel van het logboek getoond.",
            "objects are shown as a line of the log only.",
        ],
    },
    Counted {
        count: |found| found.texts_unproven,
        code: "unproven",
        by: NOBODY,
        says: [
            "teksten zijn niet bewezen; de kluis zegt dat zelf.",
            "texts are unproven; the vault says so itself.",
        ],
    },
    Counted {
        count: |found| found.texts_unread,
        code: "unread",
        by: NOBODY,
        says: [
            "berichten kon het apparaat niet lezen.",
            "events could not be read by the device.",
        ],
    },
    Counted {
        count: |found| found.texts_clear,
        code: "clear",
        by: DEVICE,
        says: [
            "gebeurtenissen waren niet versleuteld: zij berusten op het apparaat.",
            "events were not encrypted: they rest on the device.",
        ],
    },
    Counted {
        count: |found| found.files_sealed,
        code: "sealed_files",
        by: DEVICE,
        says: [
            "bestanden zijn verzegeld voor het archief; hun inhoud is niet getoond.",
            "files are sealed for the archive; their inside is not shown.",
        ],
    },
    Counted {
        count: |found| found.accepted - found.receipts.min(found.accepted),
        code: "without_receipt",
        by: VAULT,
        says: [
            "aanvaarde objecten hebben hier nog geen ontvangstbewijs.",
            "accepted objects have no receipt here yet.",
        ],
    },
    Counted {
        count: |found| found.held,
        code: "held",
        by: VAULT,
        says: [
            "objecten wachten nog ergens op.",
            "objects still wait for something.",
        ],
    },
    Counted {
        count: |found| found.rejected,
        code: "rejected",
        by: VAULT,
        says: ["objecten zijn afgewezen.", "objects were rejected."],
    },
    Counted {
        count: |found| found.unknown_configs.len() as u64,
        code: "unknown_configs",
        by: NOBODY,
        says: [
            "verzegelinstellingen waaronder is verzegeld zitten niet in de bundel.",
            "seal configurations that objects name are not in the bundle.",
        ],
    },
];

const VAULT: [&str; 2] = ["de kluis", "the vault"];
const LOG: [&str; 2] = ["het logboek", "the log"];
const ROOT: [&str; 2] = ["de hoofdsleutel", "the root"];
const WITNESS: [&str; 2] = ["de getuige", "the witness"];
const DEVICE: [&str; 2] = ["het apparaat", "the device"];
const SENDER: [&str; 2] = ["de versleutelde tekst", "the ciphertext"];
const NOBODY: [&str; 2] = ["niemand", "nobody"];
