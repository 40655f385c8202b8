//! Who may know what: dependencies point one way (design.md section 2, house-style 8).

use super::Source;

/// A word that only some places may say.
struct Border {
    word: &'static str,
    inside: &'static str,
    allowed: &'static [&'static str],
    /// Whether tests and examples inside the folder are bound too.
    tests_too: bool,
}

const BORDERS: [Border; 12] = [
    Border {
        word: "matrix_sdk_crypto",
        inside: "core/src/",
        allowed: &["core/src/e2ee/", "core/src/store/"],
        tests_too: false,
    },
    Border {
        word: "reqwest",
        inside: "core/src/",
        allowed: &["core/src/net/"],
        tests_too: false,
    },
    Border {
        word: "rusqlite",
        inside: "core/src/",
        allowed: &["core/src/store/"],
        tests_too: false,
    },
    Border {
        word: "use hpke",
        inside: "wire/src/",
        allowed: &[
            "wire/src/gso1/hpke.rs",
            "wire/src/gso1/hpke/",
            "wire/src/recall/seal.rs",
        ],
        tests_too: true,
    },
    Border {
        word: "tokio",
        inside: "wire/src/",
        allowed: &[],
        tests_too: true,
    },
    Border {
        word: "std::fs",
        inside: "wire/src/",
        allowed: &[],
        tests_too: false,
    },
    Border {
        word: "std::net",
        inside: "wire/src/",
        allowed: &[],
        tests_too: true,
    },
    Border {
        word: "griffie_vault",
        inside: "core/src/",
        allowed: &[],
        tests_too: true,
    },
    Border {
        word: "griffie_gateway",
        inside: "core/src/",
        allowed: &[],
        tests_too: true,
    },
    Border {
        word: "griffie_core",
        inside: "archive/",
        allowed: &[],
        tests_too: true,
    },
    Border {
        word: "rusqlite",
        inside: "companion/",
        allowed: &[],
        tests_too: true,
    },
    Border {
        word: "matrix_sdk_crypto",
        inside: "companion/",
        allowed: &[],
        tests_too: true,
    },
];

pub(super) fn check(source: &Source) -> Vec<String> {
    let crossed = BORDERS.iter().filter(|border| border.is_crossed_by(source));
    crossed
        .map(|border| format!("{}: must not know {}", source.path, border.word))
        .collect()
}

impl Border {
    fn is_crossed_by(&self, source: &Source) -> bool {
        let path = &source.path;
        let bound =
            path.starts_with(self.inside) && !self.allowed.iter().any(|place| path.starts_with(place));
        if !bound || (!self.tests_too && is_test(path)) {
            return false;
        }
        let product = if self.tests_too {
            &source.text
        } else {
            before_tests(&source.text)
        };
        product
            .lines()
            .any(|line| !line.trim_start().starts_with("//") && says(line, self.word))
    }
}

/// Whether a line says the word as a crate's name: not as the tail of a longer name, nor as a module of ours
/// (`super::hpke::`).
fn says(line: &str, word: &str) -> bool {
    let in_name = |letter: char| letter.is_alphanumeric() || letter == '_';
    line.match_indices(word).any(|(at, _)| {
        let before = line.get(..at).unwrap_or_default();
        let of_ours = before
            .strip_suffix("::")
            .is_some_and(|path| path.ends_with(in_name));
        !of_ours && !before.ends_with(in_name)
    })
}

fn before_tests(text: &str) -> &str {
    text.split_once("#[cfg(test)]")
        .map_or(text, |(product, _)| product)
}

fn is_test(path: &str) -> bool {
    path.contains("/tests/") || path.ends_with("/tests.rs")
}

#[cfg(test)]
mod tests {
    use super::{Source, check};

    fn source(path: &str, text: &str) -> Source {
        Source {
            path: path.to_owned(),
            text: text.to_owned(),
        }
    }

    #[test]
    fn a_word_across_its_border_is_named() {
        assert_eq!(
            check(&source("core/src/chat/x.rs", "use rusqlite::Row;\n")).len(),
            1
        );
        assert_eq!(
            check(&source("core/src/store/x.rs", "use rusqlite::Row;\n")).len(),
            0
        );
        assert_eq!(
            check(&source("archive/vault/src/x.rs", "use griffie_core::Griffie;\n")).len(),
            1
        );
    }

    #[test]
    fn comments_tests_and_longer_names_are_free() {
        assert_eq!(
            check(&source(
                "core/src/chat/x.rs",
                "// rusqlite\nlet my_rusqlite = 1;\n"
            ))
            .len(),
            0
        );
        assert_eq!(
            check(&source(
                "core/src/chat/x.rs",
                "#[cfg(test)]\nmod t { use rusqlite; }\n"
            ))
            .len(),
            0
        );
    }
}
