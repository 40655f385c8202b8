//! Sentences of Dutch office words. Frequent words come often (Zipf), so that the texts compress about as prose does.

use super::dice::Dice;

const WORDS: &str = include_str!("words.txt");

/// Makes texts; lengths as in chats: most short, some long.
pub(crate) struct Writer {
    words: Vec<&'static str>,
}

impl Writer {
    pub(crate) fn new() -> Self {
        Self {
            words: WORDS.split_whitespace().collect(),
        }
    }

    /// One to three sentences, 12 words on average.
    pub(crate) fn text(&self, dice: &mut Dice) -> String {
        let sentences = [1, 1, 1, 2, 2, 3].get(dice.below(6)).copied().unwrap_or(1);
        let mut text = String::new();
        for _ in 0..sentences {
            if !text.is_empty() {
                text.push(' ');
            }
            let words = 3 + dice.below(10);
            for number in 0..words {
                let word = self.word(dice);
                if number == 0 {
                    let mut letters = word.chars();
                    text.extend(letters.next().map(|letter| letter.to_ascii_uppercase()));
                    text.push_str(letters.as_str());
                } else {
                    text.push(' ');
                    text.push_str(word);
                }
            }
            text.push(match dice.below(8) {
                0 => '?',
                1 => '!',
                _ => '.',
            });
        }
        text
    }

    /// Rank r comes about 1/r as often as the first: a rank drawn evenly from a range that itself is drawn by doubling.
    fn word(&self, dice: &mut Dice) -> &'static str {
        let doublings = usize::try_from(self.words.len().max(1).ilog2()).unwrap_or(1) + 1;
        let start = (1_usize << dice.below(doublings)) - 1;
        let rank = start + dice.below(start + 1);
        self.words
            .get(rank.min(self.words.len().saturating_sub(1)))
            .copied()
            .unwrap_or("ja")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_repeat_with_the_seed_and_are_as_long_as_chat_is() {
        let writer = Writer::new();
        let all = |seed| {
            let mut dice = Dice::new(seed);
            (0..1000).map(|_| writer.text(&mut dice)).collect::<Vec<_>>()
        };
        assert_eq!(all(1), all(1));
        assert_ne!(all(1), all(2));
        let mean = all(1).iter().map(String::len).sum::<usize>() / 1000;
        assert!((50..120).contains(&mean), "{mean} bytes on average");
    }
}
