//! Polls (MSC3381, in the form that Element sends and shows): asking, voting, closing.

use serde_json::{Value, json};

use super::{ComposeError, Composer, Sent, SentAs, submit::Submission};

const START: &str = "org.matrix.msc3381.poll.start";
const VOTE: &str = "org.matrix.msc3381.poll.response";
const END: &str = "org.matrix.msc3381.poll.end";
const TEXT: &str = "org.matrix.msc1767.text";
/// Others count no more answers than these (MSC3381).
const MOST_ANSWERS: usize = 20;

/// A question as the user composed it. Everybody sees how the votes stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PollDraft {
    /// Not empty.
    pub question: String,
    /// Two to twenty, none empty.
    pub answers: Vec<String>,
    /// How many of them one person may choose, from 1 on.
    pub max_selections: u32,
}

impl Composer {
    /// Asks a question.
    pub(crate) async fn poll(&self, room_id: &str, draft: &PollDraft) -> Result<Sent, ComposeError> {
        let answers = draft.answers.len();
        let blank = |text: &String| text.trim().is_empty();
        if blank(&draft.question) || draft.answers.iter().any(blank) || answers < 2 {
            return Err(ComposeError::Empty);
        }
        if answers > MOST_ANSWERS {
            return Err(ComposeError::TooLong);
        }
        self.send_as(room_id, START, start(draft)).await
    }

    /// Votes: these answers, by their ids, in the place of the former; none takes the vote back.
    pub(crate) async fn vote(
        &self,
        room_id: &str,
        event_id: &str,
        answers: &[String],
    ) -> Result<Sent, ComposeError> {
        self.author(room_id, event_id)?;
        self.send_as(room_id, VOTE, vote(event_id, answers)).await
    }

    /// Closes an own poll: later votes do not count.
    pub(crate) async fn end_poll(&self, room_id: &str, event_id: &str) -> Result<Sent, ComposeError> {
        let (author, own) = self.author(room_id, event_id)?;
        if author != own {
            return Err(ComposeError::NotOwn);
        }
        self.send_as(room_id, END, end(event_id)).await
    }

    async fn send_as(
        &self,
        room_id: &str,
        event_type: &'static str,
        content: Value,
    ) -> Result<Sent, ComposeError> {
        let submission = Submission {
            room_id,
            event_type,
            content,
            redacts: None,
            file: None,
        };
        Ok(Sent {
            txn_id: self.submit(submission).await?,
            sent_as: SentAs::Event,
        })
    }
}

fn start(draft: &PollDraft) -> Value {
    let numbered = draft.answers.iter().enumerate();
    let answers: Vec<Value> = numbered
        .clone()
        .map(|(at, text)| json!({ "id": (at + 1).to_string(), TEXT: text }))
        .collect();
    let lines: Vec<String> = numbered.map(|(at, text)| format!("{}. {text}", at + 1)).collect();
    json!({
        TEXT: format!("{}\n{}", draft.question, lines.join("\n")),
        START: {
            "kind": "org.matrix.msc3381.poll.disclosed",
            "max_selections": draft.max_selections.max(1),
            "question": { TEXT: draft.question, "body": draft.question, "msgtype": "m.text" },
            "answers": answers,
        },
    })
}

fn vote(event_id: &str, answers: &[String]) -> Value {
    json!({ VOTE: { "answers": answers }, "m.relates_to": about(event_id) })
}

fn end(event_id: &str) -> Value {
    json!({ END: {}, TEXT: "De peiling is gesloten. / The poll is closed.", "m.relates_to": about(event_id) })
}

fn about(event_id: &str) -> Value {
    json!({ "rel_type": "m.reference", "event_id": event_id })
}

#[cfg(test)]
mod tests {
    use griffie_wire::event::poll::{chosen, poll};

    use super::*;

    #[test]
    fn what_is_asked_and_voted_is_what_the_archive_counts() {
        let draft = PollDraft {
            question: "Wanneer?".into(),
            answers: vec!["Dinsdag".into(), "Donderdag".into()],
            max_selections: 2,
        };
        let read = poll(&start(&draft).to_string()).expect("a poll");
        let texts: Vec<_> = read
            .answers
            .iter()
            .map(|answer| (&*answer.id, &*answer.text))
            .collect();
        assert_eq!(texts, [("1", "Dinsdag"), ("2", "Donderdag")]);
        assert_eq!(
            (&*read.question, read.max_selections, read.disclosed),
            ("Wanneer?", 2, true)
        );
        let voted = vote("$p", &["2".to_owned()]);
        assert_eq!(chosen(&voted.to_string()), ["2"]);
        for content in [voted, end("$p")] {
            assert_eq!(content["m.relates_to"]["event_id"], "$p");
        }
    }
}
