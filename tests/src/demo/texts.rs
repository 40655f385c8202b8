//! What people say, varied by the seed: ordinary Dutch office talk, and texts that break weak archives.

use crate::kit::dice::Dice;

const OPENINGS: [&str; 8] = [
    "Even over het overleg van morgen:",
    "Voor de zekerheid:",
    "Zojuist gebeld met de provincie,",
    "Terugkomend op gisteren:",
    "Ter info,",
    "Vraag van de wethouder:",
    "Over de brief aan de Kamer:",
    "Kleine wijziging:",
];
const MIDDLES: [&str; 8] = [
    "de nota gaat vanmiddag naar de minister",
    "de cijfers over het derde kwartaal kloppen nu",
    "het spoedoverleg begint om half vier",
    "de tweede versie staat klaar voor akkoord",
    "de brug bij Zwolle blijft een week dicht",
    "de vergunning is verleend onder voorwaarden",
    "het antwoord op de vragen van de Kamer moet morgen weg",
    "de aanbesteding sluit vrijdag om twaalf uur",
];
const ENDINGS: [&str; 6] = [
    "Akkoord?",
    "Kun jij meelezen?",
    "Dank!",
    "Graag voor zes uur.",
    "Ik bel zo.",
    "Geen haast 🙂",
];

/// An ordinary message.
pub(super) fn sentence(dice: &mut Dice) -> String {
    format!(
        "{} {}. {}",
        dice.one(&OPENINGS),
        dice.one(&MIDDLES),
        dice.one(&ENDINGS)
    )
}

/// Hebrew within Dutch with isolates: an archive that strips them changes the meaning.
pub(super) const BIDI: &str =
    "Het adres is \u{2067}רחוב הנביאים 12\u{2069}, derde verdieping (\u{202B}שלום\u{202C}).";

/// Decomposed accents (NFD): an archive that normalises them is not byte-exact.
pub(super) const NFD: &str = "Cafe\u{301} bij de re\u{301}ception, meneer Mu\u{308}ller, coo\u{308}rdinatie.";

/// Emoji with joiners, skin tone and a flag.
pub(super) const EMOJI: &str = "Gelukt! 🎉👩🏽‍💻👨‍👩‍👧‍👦🇳🇱 ❤️‍🔥";

/// Text of exactly this many bytes.
pub(super) fn long_text(dice: &mut Dice, bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + 100);
    while text.len() < bytes {
        text.push_str(dice.one(&MIDDLES));
        text.push_str(". ");
    }
    text.truncate(bytes);
    text
}
