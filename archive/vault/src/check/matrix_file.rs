//! Matrix attachments: finds a file's key in the event that refers to it, and decrypts it in constant memory.
//!
//! Client-server specification, "Sending encrypted attachments": AES-256-CTR, hash over the ciphertext.

use std::io::{self, Read};

use aes::Aes256;
use base64::{
    Engine as _, alphabet,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};
use ctr::{
    Ctr128BE,
    cipher::{KeyIvInit as _, StreamCipher as _},
};
use griffie_wire::Sha256;
use serde_json::Value;
use zeroize::Zeroizing;

const LENIENT: GeneralPurposeConfig =
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
const STANDARD: GeneralPurpose = GeneralPurpose::new(&alphabet::STANDARD, LENIENT);
const URL_SAFE: GeneralPurpose = GeneralPurpose::new(&alphabet::URL_SAFE, LENIENT);

/// How to read an encrypted file.
pub(crate) struct FileKey {
    key: Zeroizing<[u8; 32]>,
    iv: [u8; 16],
    /// Of the ciphertext.
    pub(crate) sha256: Sha256,
}

/// The key of the file at `mxc`, wherever in the content it stands: file, thumbnail, edited or in a gallery.
pub(crate) fn find_key(content: &Value, mxc: &str) -> Option<FileKey> {
    match content {
        Value::Object(fields) => {
            let here = fields.get("url").and_then(Value::as_str) == Some(mxc);
            here.then(|| read_key(content))
                .flatten()
                .or_else(|| fields.values().find_map(|value| find_key(value, mxc)))
        }
        Value::Array(items) => items.iter().find_map(|value| find_key(value, mxc)),
        _ => None,
    }
}

/// Whether the content refers to `mxc` anywhere.
pub(crate) fn names(content: &Value, mxc: &str) -> bool {
    match content {
        Value::Object(fields) => fields.values().any(|value| names(value, mxc)),
        Value::Array(items) => items.iter().any(|value| names(value, mxc)),
        Value::String(text) => text == mxc,
        _ => false,
    }
}

/// The key in the text of an `EncryptedFile`.
pub(crate) fn parse_key(text: &str) -> Option<FileKey> {
    read_key(&serde_json::from_str(text).ok()?)
}

fn read_key(file: &Value) -> Option<FileKey> {
    let text = |pointer: &str| file.pointer(pointer).and_then(Value::as_str);
    let key = Zeroizing::new(URL_SAFE.decode(text("/key/k")?).ok()?);
    Some(FileKey {
        key: Zeroizing::new(key.as_slice().try_into().ok()?),
        iv: STANDARD.decode(text("/iv")?).ok()?.try_into().ok()?,
        sha256: Sha256::from_bytes(STANDARD.decode(text("/hashes/sha256")?).ok()?.try_into().ok()?),
    })
}

/// Reads the clear text of an encrypted file.
pub(crate) struct Decrypting<R> {
    source: R,
    cipher: Ctr128BE<Aes256>,
}

impl<R: Read> Decrypting<R> {
    pub(crate) fn new(source: R, key: &FileKey) -> Self {
        Self {
            source,
            cipher: Ctr128BE::new((&*key.key).into(), &key.iv.into()),
        }
    }
}

impl<R: Read> Read for Decrypting<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.source.read(out)?;
        let clear = out
            .get_mut(..count)
            .ok_or_else(|| io::Error::other("the source read more than it was given"))?;
        self.cipher.apply_keystream(clear);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// Vectors of matrix-encrypt-attachment, the reference implementation.
    #[test]
    fn decrypts_the_published_vectors() {
        for (ciphertext, sha256, clear) in [
            (
                "5xJZTt5cQicm+9f4",
                "YzF08lARDdOCzJpzuSwsjTNlQc4pHxpdHcXiD/wpK6k",
                "Hello, World",
            ),
            (
                "zhtFStAeFx0s+9L/sSQO+WQMtldqYEHqTxMduJrCIpnkyer09kxJJuA4K+adQE4w+7jZe/vR9kIcqj9rOhDR8Q",
                "LzlyVGsWgqXDbD9B7nOWJmYYmUpDHmRi/1VDd7q2CVU",
                "alphanumericallyalphanumericallyalphanumericallyalphanumerically",
            ),
        ] {
            // As a thumbnail, to see that it is found there too.
            let content = json!({"info": {"thumbnail_file": {
                "v": "v1", "url": "mxc://x/y",
                "key": {"alg": "A256CTR", "k": "__________________________________________8", "kty": "oct", "ext": true,
                        "key_ops": ["encrypt", "decrypt"]},
                "iv": "//////////8AAAAAAAAAAA",
                "hashes": {"sha256": sha256},
            }}});
            let ciphertext = STANDARD.decode(ciphertext).unwrap();
            let key = find_key(&content, "mxc://x/y").unwrap();
            let mut read = String::new();
            Decrypting::new(ciphertext.as_slice(), &key)
                .read_to_string(&mut read)
                .unwrap();
            assert_eq!(read, clear);
            assert!(find_key(&content, "mxc://x/z").is_none());
            assert!(names(&content, "mxc://x/y") && !names(&content, "mxc://x/z"));
        }
    }
}
