//! The full-text index over the timeline's bodies.

use rusqlite::{Connection, params};

use super::StoreError;

pub(super) fn add(c: &Connection, timeline_id: i64, body: &str) -> Result<(), StoreError> {
    if !body.is_empty() {
        c.prepare_cached("INSERT INTO search (rowid, body) VALUES (?1, ?2)")?
            .execute(params![timeline_id, body])?;
    }
    Ok(())
}

/// Must be given the body that was added: the index keeps no text of its own.
pub(super) fn remove(c: &Connection, timeline_id: i64, body: &str) -> Result<(), StoreError> {
    if !body.is_empty() {
        c.prepare_cached("INSERT INTO search (search, rowid, body) VALUES ('delete', ?1, ?2)")?
            .execute(params![timeline_id, body])?;
    }
    Ok(())
}

/// Adds every row that is to be found; the index must be empty.
pub(super) fn add_all(c: &Connection) -> Result<(), StoreError> {
    let mut query =
        c.prepare("SELECT id, kind, body FROM timeline WHERE redacted = 0 AND seq IS NOT NULL")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        if is_searchable(row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?) {
            add(
                c,
                row.get(0)?,
                row.get_ref(2)?.as_str().map_err(rusqlite::Error::from)?,
            )?;
        }
    }
    Ok(())
}

/// Whether the text of such a line is to be found.
pub(super) fn is_searchable(kind: &str) -> bool {
    matches!(
        kind,
        "text"
            | "notice"
            | "emote"
            | "image"
            | "file"
            | "audio"
            | "video"
            | "sticker"
            | "poll"
            | "edit"
            | "location"
    )
}

/// Event ids of the messages that hold all words of `text`, the last word as a beginning; newest first. An edit stands for its message.
pub(crate) fn find(c: &Connection, text: &str, limit: u32) -> Result<Vec<String>, StoreError> {
    let Some(expression) = expression(text) else {
        return Ok(Vec::new());
    };
    let mut query = c.prepare_cached(
        "SELECT coalesce(shown.event_id, hit.event_id) AS id, max(hit.at) AS at
         FROM search JOIN timeline AS hit ON hit.id = search.rowid
         LEFT JOIN timeline AS shown ON hit.kind = 'edit' AND shown.event_id = hit.target
         WHERE search MATCH ?1 AND hit.redacted = 0 AND coalesce(shown.event_id, hit.event_id) IS NOT NULL
         GROUP BY 1 ORDER BY 2 DESC LIMIT ?2",
    )?;
    let rows = query.query_map(params![expression, limit], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Quotes each word, so that nothing people type is taken for the index's own language. To SQLite a NUL is the end of all text.
fn expression(text: &str) -> Option<String> {
    let words: Vec<String> = text
        .split(|c: char| c.is_whitespace() || c == '\0')
        .filter(|word| !word.is_empty())
        .map(|word| format!("\"{}\"", word.replace('"', "\"\"")))
        .collect();
    (!words.is_empty()).then(|| format!("{}*", words.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_type_is_words_never_operators() {
        assert_eq!(
            expression("brief aan NEAR(x)"),
            Some(r#""brief" "aan" "NEAR(x)"*"#.to_owned())
        );
        assert_eq!(expression(r#"a"b"#), Some(r#""a""b"*"#.to_owned()));
        assert_eq!(expression("  \t\0"), None);
        assert_eq!(expression("a\0b"), Some(r#""a" "b"*"#.to_owned()));
    }
}
