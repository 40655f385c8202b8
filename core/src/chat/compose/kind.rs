//! Media type from a name's ending, and the Matrix message type that goes with it. A guess for screens; the archive looks itself.

/// By ending, in lower case. What a civil servant sends; anything else is bytes.
const KNOWN: &[(&str, &str)] = &[
    ("csv", "text/csv"),
    ("doc", "application/msword"),
    (
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    ("gif", "image/gif"),
    ("heic", "image/heic"),
    ("html", "text/html"),
    ("ics", "text/calendar"),
    ("jpeg", "image/jpeg"),
    ("jpg", "image/jpeg"),
    ("json", "application/json"),
    ("m4a", "audio/mp4"),
    ("mov", "video/quicktime"),
    ("mp3", "audio/mpeg"),
    ("mp4", "video/mp4"),
    ("odp", "application/vnd.oasis.opendocument.presentation"),
    ("ods", "application/vnd.oasis.opendocument.spreadsheet"),
    ("odt", "application/vnd.oasis.opendocument.text"),
    ("oga", "audio/ogg"),
    ("ogg", "audio/ogg"),
    ("opus", "audio/ogg"),
    ("pdf", "application/pdf"),
    ("png", "image/png"),
    ("ppt", "application/vnd.ms-powerpoint"),
    (
        "pptx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ),
    ("svg", "image/svg+xml"),
    ("txt", "text/plain"),
    ("wav", "audio/wav"),
    ("webm", "video/webm"),
    ("webp", "image/webp"),
    ("xls", "application/vnd.ms-excel"),
    (
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    ("xml", "application/xml"),
    ("zip", "application/zip"),
];

/// The media type that the name suggests.
pub(super) fn media_type(name: &str) -> &'static str {
    let ending = name
        .rsplit_once('.')
        .map(|(_, ending)| ending.to_ascii_lowercase());
    let known = ending.and_then(|ending| KNOWN.iter().find(|(known, _)| *known == ending));
    known.map_or("application/octet-stream", |(_, mime)| mime)
}

/// The `msgtype` under which clients show it best.
pub(super) fn message_type(mime: &str) -> &'static str {
    match mime.split_once('/').map(|(family, _)| family) {
        // A vector picture may hold scripts; clients offer it as a file.
        Some("image") if mime != "image/svg+xml" => "m.image",
        Some("video") => "m.video",
        Some("audio") => "m.audio",
        _ => "m.file",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_are_read_in_any_case_and_only_the_last() {
        assert_eq!(media_type("Foto.JPG"), "image/jpeg");
        assert_eq!(media_type("besluit.pdf.exe"), "application/octet-stream");
        assert_eq!(media_type("README"), "application/octet-stream");
    }

    #[test]
    fn a_message_is_shown_as_what_it_is() {
        for (mime, msgtype) in [
            ("image/png", "m.image"),
            ("image/svg+xml", "m.file"),
            ("video/mp4", "m.video"),
            ("x", "m.file"),
        ] {
            assert_eq!(message_type(mime), msgtype);
        }
    }
}
