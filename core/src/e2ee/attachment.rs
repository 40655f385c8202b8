//! Encrypts and decrypts files as Matrix does (AES-CTR, the digest of the ciphertext beside the key), in constant memory.
//!
//! Both directions compute the digests of clear text and ciphertext in the same pass. Knows files only as readers and writers.

use std::io::{self, Read, Write};

use griffie_wire::ids::{Sha256, Sha256Hasher};
use matrix_sdk_crypto::{AttachmentDecryptor, AttachmentEncryptor, MediaEncryptionInfo};
use serde_json::Value;

const BUFFER: usize = 64 << 10;

/// Digest and length of one form of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Measure {
    pub(crate) sha256: Sha256,
    pub(crate) size: u64,
}

/// A file that was encrypted.
pub(crate) struct Encrypted {
    pub(crate) plain: Measure,
    pub(crate) cipher: Measure,
    /// The `EncryptedFile` of the Matrix specification without its `url`.
    pub(crate) key: Value,
}

/// Why a file did not decrypt.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DecryptError {
    /// The event's key material is not what the specification asks for.
    #[error("file key is not usable")]
    Key,
    /// The ciphertext is not the one the event names.
    #[error("file is not the one the event names")]
    Mismatch,
    /// Reading or writing.
    #[error("file")]
    Io(#[from] io::Error),
}

/// Encrypts with a fresh key.
pub(crate) fn encrypt(source: &mut dyn Read, sink: &mut dyn Write) -> io::Result<Encrypted> {
    let mut plain = Metered::new(source);
    let mut encryptor = AttachmentEncryptor::new(&mut plain);
    let cipher = pour(&mut encryptor, sink)?;
    let key = serde_json::to_value(encryptor.finish()).map_err(io::Error::other)?;
    Ok(Encrypted {
        plain: plain.measure(),
        cipher,
        key,
    })
}

/// Decrypts and gives the measure of the clear text. What went to `sink` counts only when this returns `Ok`.
pub(crate) fn decrypt(
    source: &mut dyn Read,
    key: &Value,
    sink: &mut dyn Write,
) -> Result<Measure, DecryptError> {
    let info: MediaEncryptionInfo = serde_json::from_value(key.clone()).map_err(|_| DecryptError::Key)?;
    let named = named_digest(key).ok_or(DecryptError::Key)?;
    let mut cipher = Metered::new(source);
    let mut decryptor = AttachmentDecryptor::new(&mut cipher, info).map_err(|_| DecryptError::Key)?;
    let poured = pour(&mut decryptor, sink);
    // The decryptor tells a wrong digest as an I/O error at the end of the file; ours tells the two apart.
    if cipher.ended && cipher.measure().sha256 != named {
        return Err(DecryptError::Mismatch);
    }
    Ok(poured?)
}

/// The digest of the ciphertext that an `EncryptedFile` names.
pub(crate) fn named_digest(key: &Value) -> Option<Sha256> {
    let info: MediaEncryptionInfo = serde_json::from_value(key.clone()).ok()?;
    let named = serde_json::to_value(info.hashes).ok()?;
    let bytes =
        ruma::serde::Base64::<ruma::serde::base64::Standard>::parse(named.get("sha256")?.as_str()?).ok()?;
    Some(Sha256::from_bytes(bytes.as_bytes().try_into().ok()?))
}

/// Copies everything; gives the measure of what passed.
pub(crate) fn pour(source: &mut dyn Read, sink: &mut dyn Write) -> io::Result<Measure> {
    let mut metered = Metered::new(source);
    let mut buffer = vec![0; BUFFER];
    loop {
        match metered.read(&mut buffer) {
            Ok(0) => return Ok(metered.measure()),
            Ok(length) => sink.write_all(buffer.get(..length).unwrap_or_default())?,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// Digests and counts what is read through it.
struct Metered<'a> {
    source: &'a mut dyn Read,
    digest: Sha256Hasher,
    size: u64,
    ended: bool,
}

impl<'a> Metered<'a> {
    fn new(source: &'a mut dyn Read) -> Self {
        Self {
            source,
            digest: Sha256Hasher::new(),
            size: 0,
            ended: false,
        }
    }

    fn measure(self) -> Measure {
        Measure {
            sha256: self.digest.finish(),
            size: self.size,
        }
    }
}

impl Read for Metered<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.source.read(buffer)?;
        self.digest.update(buffer.get(..length).unwrap_or_default());
        self.size += length as u64;
        self.ended |= length == 0;
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sealed(clear: &[u8]) -> (Vec<u8>, Encrypted) {
        let mut cipher = Vec::new();
        let encrypted = encrypt(&mut &*clear, &mut cipher).unwrap();
        (cipher, encrypted)
    }

    #[test]
    fn a_file_comes_back_and_both_digests_are_right() {
        let clear = vec![7; 3 * BUFFER + 5];
        let (cipher, encrypted) = sealed(&clear);
        assert_eq!(
            encrypted.plain,
            Measure {
                sha256: Sha256::of(&clear),
                size: clear.len() as u64
            }
        );
        assert_eq!(
            encrypted.cipher,
            Measure {
                sha256: Sha256::of(&cipher),
                size: cipher.len() as u64
            }
        );
        assert_eq!(named_digest(&encrypted.key), Some(Sha256::of(&cipher)));
        let mut back = Vec::new();
        assert_eq!(
            decrypt(&mut &*cipher, &encrypted.key, &mut back).unwrap(),
            encrypted.plain
        );
        assert_eq!(back, clear);
    }

    #[test]
    fn another_file_in_its_place_is_noticed() {
        let (mut cipher, encrypted) = sealed(b"besluit");
        *cipher.last_mut().unwrap() ^= 1;
        let error = decrypt(&mut &*cipher, &encrypted.key, &mut io::sink()).unwrap_err();
        assert!(matches!(error, DecryptError::Mismatch));
    }

    #[test]
    fn the_example_of_the_specification_opens() {
        let key = serde_json::json!({
            "url": "mxc://example.org/FHyPlCeYUSFFxlgbQYZmoEoe", "v": "v2",
            "key": { "kty": "oct", "alg": "A256CTR", "ext": true, "key_ops": ["decrypt", "encrypt"],
                     "k": "Voq2nkPme_x8no5-Tjq_laDAdxE6iDbxnlQXxwFPgE4" },
            "iv": "i0DovxYdJEcAAAAAAAAAAA",
            "hashes": { "sha256": "ANdt819a8bZl4jKy3Z+jcqtiNICa2y0AW4BBJ/iQRAU" },
        });
        let cipher: &[u8] = &[
            179, 154, 118, 127, 186, 127, 110, 33, 203, 33, 33, 134, 67, 100, 173, 46, 235, 27, 215, 172, 36,
            26, 75, 47, 33, 160,
        ];
        let mut clear = Vec::new();
        decrypt(&mut &*cipher, &key, &mut clear).unwrap();
        assert_eq!(clear, b"It's a secret to everybody");
    }

    #[test]
    fn a_key_without_digest_opens_nothing() {
        let (cipher, mut encrypted) = sealed(b"besluit");
        encrypted.key["hashes"] = serde_json::json!({});
        let error = decrypt(&mut &*cipher, &encrypted.key, &mut io::sink()).unwrap_err();
        assert!(matches!(error, DecryptError::Key));
    }
}
