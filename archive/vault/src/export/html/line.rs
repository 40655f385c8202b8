//! Everything in a conversation that is no message: who came and went, what is missing, what never left.

use maud::{Markup, html};

use super::View;
use crate::export::{
    model::{Item, What},
    said::in_words,
    when::When,
};

/// The line; nothing for a message, which is a bubble.
pub(super) fn line(item: &Item, view: &View<'_>) -> Markup {
    let language = view.language;
    let when = When::new(item.at, view.zone);
    let place = format!(
        "{} · record {} · object {}",
        when.exact(),
        item.source.entry,
        item.source.object_id
    );
    let time = html! { time datetime=(when.machine()) title=(place) { (when.clock()) } };
    match &item.what {
        What::Message(_) => html! {},
        What::Happening { by, happening } => html! {
            li.happened { bdi dir="auto" { (language.happening(&by.name, happening)) } (time) }
        },
        What::Gap { gap, closed } => html! {
            li class=(if closed.is_some() { "hole filled" } else { "hole" }) {
                (language.gap(gap)) " " (language.closed(*closed)) " " (time)
            }
        },
        What::NotSent { by, body, code } => html! {
            li.hole {
                bdi dir="auto" { (by.name) } " "
                (language.pick("schreef dit, maar het is niet verzonden", "wrote this, but it was not sent")) " (" (code) "): "
                bdi dir="auto" { (in_words(body, language)) } " " (time)
            }
        },
    }
}
