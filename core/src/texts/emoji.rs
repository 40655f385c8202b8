//! Names of the emoji that two people compare, in every language, as the Matrix specification has them: both may have another language
//! on their screens, and other apps say the same words.

use super::Language;

const TABLE: &str = include_str!("emoji.tsv");

/// The name of emoji `number` (0 to 63); empty for a number that there is not.
#[must_use]
pub fn emoji_name(number: u8, language: Language) -> &'static str {
    let column = match language {
        Language::English => 2,
        Language::Dutch => 3,
        Language::German => 4,
        Language::French => 5,
    };
    let row = rows().nth(usize::from(number));
    row.and_then(|row| row.split('\t').nth(column))
        .unwrap_or_default()
}

fn rows() -> impl Iterator<Item = &'static str> {
    TABLE.lines().filter(|line| !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn all_sixty_four_have_a_name_of_their_own_in_every_language() {
        for language in Language::ALL {
            let names: BTreeSet<_> = (0..64).map(|number| emoji_name(number, language)).collect();
            assert_eq!(names.len(), 64, "{language:?}");
            assert!(!names.contains(""), "{language:?}");
        }
        assert_eq!(emoji_name(64, Language::Dutch), "");
        assert_eq!(emoji_name(11, Language::Dutch), "Schildpad");
        assert_eq!(emoji_name(63, Language::French), "Punaise");
    }

    #[test]
    fn each_row_has_six_fields_and_its_own_number() {
        for (number, row) in rows().enumerate() {
            let fields: Vec<_> = row.split('\t').collect();
            assert_eq!((fields.len(), fields[0]), (6, number.to_string().as_str()));
        }
    }
}
