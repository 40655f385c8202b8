//! A line of the log for a document that the root signed: which kind, which version, which text (requirement D23).
//!
//! It can never be taken for the line of an object: it begins with its own domain and has another length.

use tlog_tiles::{Hash, record_hash};

use crate::{
    ids::Sha256,
    signed::{DocumentKind, SignedDocument},
};

const DOMAIN: &[u8; 17] = b"griffie-document\0";

/// What the log commits to for one document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DocumentLeaf {
    pub kind: DocumentKind,
    pub version: u32,
    /// [`SignedDocument::digest`].
    pub digest: Sha256,
}

impl DocumentLeaf {
    /// Length of [`DocumentLeaf::to_bytes`]; no object's line is as long.
    pub const LENGTH: usize = DOMAIN.len() + 1 + 4 + 32;

    /// The line of `document`, whose payload says that it is `version`.
    pub fn of(kind: DocumentKind, version: u32, document: &SignedDocument) -> Self {
        Self {
            kind,
            version,
            digest: document.digest(kind),
        }
    }

    /// `"griffie-document\0" | kind u8 (1 seal configuration, 2 policy) | version u32 big-endian | digest[32]`.
    pub fn to_bytes(&self) -> Vec<u8> {
        [
            DOMAIN.as_slice(),
            &[self.kind.byte()],
            &self.version.to_be_bytes(),
            self.digest.as_bytes(),
        ]
        .concat()
    }

    /// RFC 6962 leaf hash, SHA-256(0x00 || bytes).
    pub fn hash(&self) -> Hash {
        record_hash(&self.to_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{key::SigningKey, leaf::Leaf, policy::Policy};

    fn leaf() -> DocumentLeaf {
        DocumentLeaf {
            kind: DocumentKind::Policy,
            version: 7,
            digest: Sha256::of(b"document"),
        }
    }

    #[test]
    fn a_line_of_a_document_is_no_line_of_an_object() {
        let bytes = leaf().to_bytes();
        assert_eq!(bytes.len(), DocumentLeaf::LENGTH);
        assert_ne!(DocumentLeaf::LENGTH, Leaf::LENGTH);
        assert_eq!(Leaf::from_bytes(&bytes), None);
    }

    #[test]
    fn kind_version_and_text_each_change_the_hash() {
        let root = SigningKey::from_seed(&[1; 32]);
        let document = Policy::standard("standaard", 1).sign(&root).unwrap();
        let of = |kind, version, document| DocumentLeaf::of(kind, version, document).hash();
        let one = of(DocumentKind::Policy, 1, &document);
        let mut other = document.clone();
        other.payload.push(' ');
        assert_ne!(one, of(DocumentKind::SealConfig, 1, &document));
        assert_ne!(one, of(DocumentKind::Policy, 2, &document));
        assert_ne!(one, of(DocumentKind::Policy, 1, &other));
    }
}
