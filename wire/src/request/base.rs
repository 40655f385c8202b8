//! The signature base of RFC 9421 section 2.5: one line per covered component, then the parameters.

/// The components every request of ours covers, as they stand in `Signature-Input`.
pub(super) const COVERED: &str = r#"("@method" "@path" "@query" "content-digest")"#;

/// The base for one of our requests. A target without query has the query `?` (RFC 9421 section 2.2.7).
pub(super) fn of_request(method: &str, path_and_query: &str, digest: &str, parameters: &str) -> String {
    let (path, query) = path_and_query.split_once('?').unwrap_or((path_and_query, ""));
    of_components(
        &[
            ("@method", method),
            ("@path", path),
            ("@query", &format!("?{query}")),
            ("content-digest", digest),
        ],
        parameters,
    )
}

/// The base over these components, in this order.
pub(super) fn of_components(components: &[(&str, &str)], parameters: &str) -> String {
    let lines: String = components
        .iter()
        .map(|(name, value)| format!("\"{name}\": {value}\n"))
        .collect();
    format!("{lines}\"@signature-params\": {parameters}")
}
