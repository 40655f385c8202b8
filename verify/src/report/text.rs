//! The report as lines for a terminal.

use std::fmt::Write as _;

use super::{Language, Report, claims};

impl Report {
    /// The report in words.
    #[must_use]
    pub fn in_words(&self, language: Language) -> String {
        let mut text = String::new();
        // Writing to a String cannot fail.
        let mut line = |words: String| {
            let _ = writeln!(text, "{words}");
        };
        let found = &self.found;
        line(format!("sha256 {} ({} bytes)", found.sha256, found.bytes));
        line(format!(
            "{} chains {} objects {} records {} (+{} context, {} withheld) texts {} files {}",
            language.pick("gevonden:", "found:"),
            found.chains.len(),
            found.objects,
            found.asked,
            found.context,
            found.withheld,
            found.texts_proven,
            found.files_decrypted + found.files_sealed
        ));
        let claims = claims::of(self.statement.as_ref(), found, language);
        for (proven, title) in [
            (true, language.pick("Bewezen", "Proven")),
            (false, language.pick("Niet bewezen", "Not proven")),
        ] {
            if proven && !self.holds() {
                continue;
            }
            line(format!("\n{title}"));
            for claim in claims.iter().filter(|claim| claim.proven == proven) {
                let since = claim
                    .since
                    .as_ref()
                    .map(|since| format!(", {since}"))
                    .unwrap_or_default();
                line(format!("  {} [{}{since}]", claim.says, claim.by));
            }
        }
        if !self.failures.is_empty() {
            line(format!("\n{}", language.pick("Fout", "Wrong")));
        }
        for failure in &self.failures {
            let index = failure
                .log_index
                .map(|index| format!(" log {index}"))
                .unwrap_or_default();
            let entry = failure
                .entry
                .map(|entry| format!(" entry {entry}"))
                .unwrap_or_default();
            let sentence = failure.code.sentence(language == Language::Dutch);
            line(format!(
                "  {} {}{index}{entry}: {sentence}",
                failure.code.code(),
                failure.member
            ));
        }
        if self.more_failures > 0 {
            line(format!("  + {}", self.more_failures));
        }
        line(format!("\n{}", self.verdict_in_words(language)));
        text
    }

    /// The verdict as a sentence.
    pub(super) fn verdict_in_words(&self, language: Language) -> &'static str {
        match (self.holds(), language) {
            (true, Language::Dutch) => "Alles wat de bundel beweert klopt.",
            (true, Language::English) => "Everything that the bundle claims holds.",
            (false, Language::Dutch) => "NIET alles wat de bundel beweert klopt.",
            (false, Language::English) => "NOT everything that the bundle claims holds.",
        }
    }
}
