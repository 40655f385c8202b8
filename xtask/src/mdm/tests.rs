//! The table has what the generators need, and Android's compiler refuses what is wrong, so that its silence means something.

use super::{
    android, judge,
    table::{GROUPS, Tongue, group_title, keys, text},
};

#[test]
fn every_key_and_group_has_its_texts_in_every_language() {
    for tongue in Tongue::ALL {
        for key in keys() {
            let (title, about) =
                text(key.name, tongue).unwrap_or_else(|| panic!("{} in {}", key.name, tongue.code()));
            assert!(
                !title.is_empty() && about.ends_with('.'),
                "{} in {}",
                key.name,
                tongue.code()
            );
        }
        for group in GROUPS {
            assert!(group_title(group.name, tongue).is_some(), "{}", group.name);
        }
    }
}

#[test]
fn names_are_unique_and_of_one_form() {
    let mut names: Vec<_> = keys().map(|key| key.name).collect();
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count);
    let plain = |name: &&str| name.bytes().all(|c| c.is_ascii_lowercase() || c == b'_');
    assert!(names.iter().all(plain));
}

/// A misspelt type and a missing text are found by aapt2; without aapt2 this fails and says what to install.
#[test]
fn androids_compiler_takes_the_restrictions_and_no_broken_ones() {
    let dir = tempfile::tempdir().unwrap();
    let made = android::all();
    let good = judge::android(&dir.path().join("good"), &made);
    assert_eq!(good, Ok(made.len()), "{good:?}");
    for (from, to) in [
        ("restrictionType=\"bool\"", "restrictionType=\"boolean\""),
        (
            "@string/managed_wifi_only_about",
            "@string/managed_wifi_only_abuot",
        ),
    ] {
        let mut broken = made.clone();
        let (_, text) = broken.first_mut().unwrap();
        assert!(text.contains(from), "{from}");
        *text = text.replace(from, to);
        assert!(
            judge::android(&dir.path().join("broken"), &broken).is_err(),
            "{to}"
        );
    }
}
