//! A bundle taken apart into its members, and put together again with a right manifest and the vault's own signature: what a
//! vault that lies can write.

use griffie_wire::{
    Sha256,
    bundle::{BLOCK, MANIFEST, MANIFEST_HEAD, SIGNATURE, header, manifest_line, padding},
    note::CosignerKey,
};

/// A member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Member {
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
    /// Where its header begins.
    pub(super) at: usize,
}

/// All members in order.
pub(super) fn unpack(bundle: &[u8]) -> Vec<Member> {
    let mut members = Vec::new();
    let mut at = 0;
    while bundle[at] != 0 {
        let end = at + bundle[at..].iter().position(|byte| *byte == 0).unwrap();
        let name = String::from_utf8(bundle[at..end].to_vec()).unwrap();
        let size = std::str::from_utf8(&bundle[at + 124..at + 135]).unwrap();
        let size = usize::from_str_radix(size, 8).unwrap();
        let bytes = bundle[at + BLOCK..at + BLOCK + size].to_vec();
        members.push(Member { name, bytes, at });
        at += BLOCK + size + padding(size as u64);
    }
    members
}

/// The members in a row, as they are.
pub(super) fn pack(members: &[Member]) -> Vec<u8> {
    let mut bundle = Vec::new();
    for Member { name, bytes, .. } in members {
        bundle.extend(header(name, bytes.len() as u64).unwrap());
        bundle.extend(bytes);
        bundle.resize(bundle.len() + padding(bytes.len() as u64), 0);
    }
    bundle.resize(bundle.len() + 2 * BLOCK, 0);
    bundle
}

/// The members with a manifest and signature that are right for them.
pub(super) fn resign(members: &[Member], vault: &CosignerKey) -> Vec<u8> {
    let mut members: Vec<Member> = members
        .iter()
        .filter(|member| ![MANIFEST, SIGNATURE].contains(&member.name.as_str()))
        .cloned()
        .collect();
    let mut manifest = MANIFEST_HEAD.to_owned();
    for Member { name, bytes, .. } in &members {
        manifest.push_str(&manifest_line(&Sha256::of(bytes), bytes.len() as u64, name));
    }
    let signature = format!("{}\n", vault.sign_bundle(manifest.as_bytes()));
    for (name, text) in [(MANIFEST, manifest), (SIGNATURE, signature)] {
        members.push(Member {
            name: name.to_owned(),
            bytes: text.into_bytes(),
            at: 0,
        });
    }
    pack(&members)
}
