//! What a measure that cannot be made fails with.

/// Any error; it ends up as one line under the table.
pub(crate) type Failure = Box<dyn std::error::Error + Send + Sync>;
pub(crate) type Outcome<T> = Result<T, Failure>;

/// A failure in words.
pub(crate) fn failure(words: impl Into<String>) -> Failure {
    words.into().into()
}
