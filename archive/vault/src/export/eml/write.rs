//! The mail itself: `multipart/mixed` of text in two forms, the files, and `event.json`, the record byte for byte.

use std::{borrow::Cow, fs};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use mail_builder::{
    MessageBuilder,
    headers::{address::Address, content_type::ContentType, message_id::MessageId, raw::Raw, text::Text},
    mime::MimePart,
};
use maud::html;

use super::{Letter, headers, text};
use crate::{
    error::VaultError,
    export::{Options, files::Media, outside, when::When},
};

/// The bytes of the mail.
pub(super) fn write(
    letter: &Letter<'_>,
    room_id: &str,
    options: &Options,
    media: &mut Media<'_>,
) -> Result<Vec<u8>, VaultError> {
    let when = When::new(letter.seen.at, &options.zone);
    let id = headers::message_id(&letter.seen.event_id, letter.revision, options);
    let mut mail = MessageBuilder::new()
        .header("Message-ID", MessageId::new(id.clone()))
        .header("Date", Raw::new(when.mail()))
        .header("From", Address::from(headers::address(&letter.from)))
        .header("To", recipients(letter))
        .header("Subject", Text::new(headers::subject(letter, &when, options)));
    let references = headers::references(letter, options);
    if let Some(last) = references.last() {
        mail = mail
            .header("In-Reply-To", MessageId::new(last.clone()))
            .header("References", MessageId::from(references.clone()));
    }
    mail = mail
        .header("Auto-Submitted", Raw::new("auto-generated"))
        .header("Precedence", Raw::new("bulk"))
        .header(
            "List-Id",
            Raw::new(format!(
                "<{}.{}>",
                headers::short(room_id, 20),
                options.mail_domain
            )),
        )
        .header("Content-Language", Raw::new(options.language.tag()));
    for (name, value) in headers::griffie(letter, room_id) {
        mail = mail.header(name, Text::new(value));
    }
    let body = body(letter, &id, options, media)?;
    mail.body(body)
        .write_to_vec()
        .map_err(|error| VaultError::Outside("mail message".to_owned(), error))
}

fn recipients(letter: &Letter<'_>) -> Address<'static> {
    if letter.to.is_empty() {
        return Address::new_group(Some("undisclosed-recipients"), Vec::new());
    }
    Address::new_list(
        letter
            .to
            .iter()
            .map(|person| headers::address(person).into())
            .collect(),
    )
}

fn body(
    letter: &Letter<'_>,
    id: &str,
    options: &Options,
    media: &mut Media<'_>,
) -> Result<MimePart<'static>, VaultError> {
    let text = text(letter, options.language, &options.zone);
    let page = html! {
        html lang=(options.language.tag()) { head { meta charset="utf-8"; } body { pre dir="auto" { (text) } } }
    };
    let alternative = MimePart::new(
        multipart("multipart/alternative", id),
        vec![
            plain("text/plain", &text),
            plain("text/html", &page.into_string()),
        ],
    );
    let mut parts = vec![alternative];
    let mut missing = Vec::new();
    for file in &letter.files {
        match media.write(file)? {
            Some(exported) => {
                let path = media.path(&exported);
                let bytes = fs::read(&path).map_err(outside(&path))?;
                let kind = exported.picture.or_else(|| safe_type(file.fact.mime.as_deref()));
                let name = file
                    .fact
                    .file_name
                    .clone()
                    .unwrap_or_else(|| exported.name.clone());
                parts.push(attachment(
                    kind.unwrap_or("application/octet-stream"),
                    &name,
                    bytes,
                ));
            }
            None => missing.push(file.fact.mxc.clone()),
        }
    }
    let mut event = b"{\"missing\":".to_vec();
    event.extend(serde_json::to_vec(&missing).unwrap_or_default());
    event.extend_from_slice(b",\"record\":");
    event.extend_from_slice(&letter.seen.record);
    event.push(b'}');
    parts.push(attachment("application/json", "event.json", event));
    Ok(MimePart::new(multipart("multipart/mixed", id), parts))
}

/// The same boundary at every export; the digest keeps it out of any text.
fn multipart(kind: &'static str, id: &str) -> ContentType<'static> {
    let boundary = headers::short(&format!("{kind} {id}"), 40);
    ContentType::new(kind).attribute("boundary", format!("griffie-{boundary}"))
}

/// Text that arrives as it left, line ends and all: base64, which no mail server rewraps.
fn plain(kind: &'static str, text: &str) -> MimePart<'static> {
    let encoded = STANDARD.encode(text);
    let lines: String = encoded
        .as_bytes()
        .chunks(76)
        .flat_map(|line| [String::from_utf8_lossy(line), "\r\n".into()])
        .collect();
    MimePart::new(ContentType::new(kind).attribute("charset", "utf-8"), lines).transfer_encoding("base64")
}

fn attachment(kind: &str, name: &str, bytes: Vec<u8>) -> MimePart<'static> {
    MimePart::new(ContentType::new(kind.to_owned()), bytes)
        .header("Content-Disposition", Raw::new(disposition(name)))
}

/// RFC 2231: a name in any script, without a way out of the header.
fn disposition(name: &str) -> Cow<'static, str> {
    let mut value = String::from("attachment;\r\n filename*=UTF-8''");
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_') {
            value.push(char::from(byte));
        } else {
            value.push_str(&format!("%{byte:02X}"));
        }
    }
    value.into()
}

/// The sender's media type, if it is one and is not one that mail readers take apart.
fn safe_type(claimed: Option<&str>) -> Option<&str> {
    let token = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'+'))
    };
    let claimed = claimed?;
    let (top, sub) = claimed.split_once('/')?;
    (claimed.len() <= 100 && token(top) && token(sub) && !matches!(top, "multipart" | "message" | "text"))
        .then_some(claimed)
}
