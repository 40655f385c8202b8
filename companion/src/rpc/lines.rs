//! Cuts input into lines of bounded length. A line that is too long is passed over, not kept.

use std::io;

use tokio::io::{AsyncBufRead, AsyncBufReadExt};

/// Longest line, in bytes.
pub(crate) const LIMIT: usize = 1 << 20;

/// A line of input.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Line {
    /// Without its end.
    Whole(Vec<u8>),
    /// Longer than [`LIMIT`].
    TooLong,
}

/// Lines of `source`.
pub(crate) struct Lines<R> {
    source: R,
    line: Vec<u8>,
    too_long: bool,
}

impl<R: AsyncBufRead + Unpin> Lines<R> {
    pub(crate) fn of(source: R) -> Self {
        Self {
            source,
            line: Vec::new(),
            too_long: false,
        }
    }

    /// The next line, `None` at the end. What was read is kept when the caller goes away, so that this may race with other things.
    pub(crate) async fn next(&mut self) -> io::Result<Option<Line>> {
        loop {
            let bytes = self.source.fill_buf().await?;
            if bytes.is_empty() {
                return Ok(self.is_begun().then(|| self.take()));
            }
            let end = bytes.iter().position(|&byte| byte == b'\n');
            let (part, _) = bytes
                .split_at_checked(end.unwrap_or(bytes.len()))
                .unwrap_or((bytes, &[]));
            if self.line.len() + part.len() > LIMIT {
                self.too_long = true;
                self.line = Vec::new();
            } else if !self.too_long {
                self.line.extend_from_slice(part);
            }
            let used = part.len() + usize::from(end.is_some());
            self.source.consume(used);
            if end.is_some() {
                return Ok(Some(self.take()));
            }
        }
    }

    fn is_begun(&self) -> bool {
        self.too_long || !self.line.is_empty()
    }

    fn take(&mut self) -> Line {
        let line = std::mem::take(&mut self.line);
        if std::mem::take(&mut self.too_long) {
            Line::TooLong
        } else {
            Line::Whole(line)
        }
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::BufReader;

    use super::*;

    #[tokio::test]
    async fn a_line_that_is_too_long_does_not_spoil_the_next() {
        let mut input = vec![b'x'; LIMIT + 1];
        input.extend_from_slice(b"\nnext\n\nlast");
        let mut lines = Lines::of(BufReader::new(&*input));
        assert_eq!(lines.next().await.unwrap(), Some(Line::TooLong));
        assert_eq!(lines.next().await.unwrap(), Some(Line::Whole(b"next".to_vec())));
        assert_eq!(lines.next().await.unwrap(), Some(Line::Whole(Vec::new())));
        assert_eq!(lines.next().await.unwrap(), Some(Line::Whole(b"last".to_vec())));
        assert_eq!(lines.next().await.unwrap(), None);
    }

    #[tokio::test]
    async fn a_line_of_exactly_the_limit_is_whole() {
        let mut input = vec![b'x'; LIMIT];
        input.push(b'\n');
        let mut lines = Lines::of(BufReader::new(&*input));
        assert!(matches!(lines.next().await.unwrap(), Some(Line::Whole(line)) if line.len() == LIMIT));
    }
}
