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
            here.then(|| read_key(content)).flatten().or_else(|| fields.values().find_map(|value| find_key(value, mxc)))
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
        Self { source, cipher: Ctr128BE::new((&*key.key).into(), &key.iv.into()) }
    }
}

impl<R: Read> Read for Decrypting<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.source.read(out)?;
        let clear = out.get_mut(..count).ok_or_else(|| io::Error::other("the source read more than it was given"))?;
        self.cipher.apply_keystream(clear);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// Test vector of the specification's reference implementation (matrix-encrypt-attachment, "bigger ciphertext").
    #[test]
    fn decrypts_the_published_vector() {
        let file = json!({"info": {"thumbnail_file": {
            "v": "v2", "url": "mxc://x/y",
            "key": {"alg": "A256CTR", "k": "__________________________________________8", "kty": "oct", "ext": true,
                    "key_ops": ["encrypt", "decrypt"]},
            "iv": "//////////8AAAAAAAAAAA",
            "hashes": {"sha256": "LzlyVGsWgqXDbD9B7nOWJmYYmUpDHmRi/1VDd7q2CVU"},
        }}});
        let ciphertext = STANDARD.decode("tJVNBVJ/vl36UQt4Y5e5m84bRUrQHhcdLPvS/mcEuLqNjuOSq0DKSpqvyMW2AFcVpXx5JwDqQFnAGRvYBrjOcA").unwrap();
        let key = find_key(&file, "mxc://x/y").unwrap();
        let mut clear = Vec::new();
        Decrypting::new(ciphertext.as_slice(), &key).read_to_end(&mut clear).unwrap();
        assert_eq!(String::from_utf8_lossy(&clear).len(), clear.len());
        assert!(find_key(&file, "mxc://x/z").is_none());
        assert!(names(&file, "mxc://x/y") && !names(&file, "mxc://x/z"));
    }
}
