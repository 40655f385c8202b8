//! Attachments in clear, beside an export: decrypted, checked once more, under names that are safe anywhere.

use std::{
    collections::HashMap,
    fs::{self, File},
    io::{self, Read, Write as _},
    path::{Path, PathBuf},
};

use griffie_wire::{Sha256, Sha256Hasher, gso1::OpenReader};

use super::{model::AttachedFile, outside};
use crate::{
    check::{
        attachment::{Way, way},
        matrix_file::Decrypting,
    },
    error::VaultError,
    vault::Vault,
};

/// Longest name in a file system that we write, without the digest.
const MAX_NAME: usize = 80;

/// A file that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Exported {
    /// Name in the media folder.
    pub(super) name: String,
    pub(super) size: u64,
    pub(super) sha256: Sha256,
    /// Media type by its first bytes, when it is a picture that browsers show safely.
    pub(super) picture: Option<&'static str>,
}

/// The media folder of an export; each file once.
pub(super) struct Media<'a> {
    vault: &'a Vault,
    folder: PathBuf,
    done: HashMap<Sha256, Exported>,
}

impl<'a> Media<'a> {
    pub(super) fn new(vault: &'a Vault, out: &Path) -> Self {
        Self {
            vault,
            folder: out.join("media"),
            done: HashMap::new(),
        }
    }

    /// Writes the clear text of a file; nothing when it is not here or not verified.
    pub(super) fn write(&mut self, file: &AttachedFile) -> Result<Option<Exported>, VaultError> {
        let stored = file.fact.sha256_stored;
        if let Some(known) = self.done.get(&stored) {
            return Ok(Some(known.clone()));
        }
        if !file.verified {
            return Ok(None);
        }
        let (Some(source), Some(way)) = (
            self.vault.files.open_attachment(stored)?,
            way(&file.fact, &file.content),
        ) else {
            return Ok(None);
        };
        fs::create_dir_all(&self.folder).map_err(outside(&self.folder))?;
        let name = file.fact.file_name.as_deref().unwrap_or_default();
        let draft = self.folder.join(format!(".{stored}"));
        let source = io::BufReader::with_capacity(64 * 1024, source);
        let copied = match way {
            Way::Matrix(key) => copy(Decrypting::new(source, &key), &draft),
            Way::Sealed => match OpenReader::new(source, self.vault.keys.opener()) {
                Ok(reader) => copy(reader, &draft),
                Err(error) => Err(error.into()),
            },
        };
        let (sha256, size, head) = copied.map_err(outside(&draft))?;
        let name = safe_name(&sha256, name, &head);
        fs::rename(&draft, self.folder.join(&name)).map_err(outside(&draft))?;
        let exported = Exported {
            name,
            size,
            sha256,
            picture: picture(&head),
        };
        self.done.insert(stored, exported.clone());
        Ok(Some(exported))
    }

    /// Removes the folder again, for exports that carry the files inside.
    pub(super) fn remove(self) -> Result<(), VaultError> {
        match fs::remove_dir_all(&self.folder) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(outside(&self.folder)(error)),
            _ => Ok(()),
        }
    }

    /// Where a written file is.
    pub(super) fn path(&self, file: &Exported) -> PathBuf {
        self.folder.join(&file.name)
    }
}

fn copy(mut source: impl Read, path: &Path) -> io::Result<(Sha256, u64, Vec<u8>)> {
    let mut file = File::create(path)?;
    let mut hasher = Sha256Hasher::new();
    let mut head = Vec::new();
    let mut size = 0;
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let count = source.read(&mut buffer)?;
        let Some(read) = buffer.get(..count).filter(|read| !read.is_empty()) else {
            break;
        };
        if head.is_empty() {
            head.extend(read.iter().take(16));
        }
        hasher.update(read);
        size += read.len() as u64;
        file.write_all(read)?;
    }
    file.sync_all()?;
    Ok((hasher.finish(), size, head))
}

/// The picture formats that a page may show; never by what the sender claims, and never SVG, which can run scripts.
fn picture(head: &[u8]) -> Option<&'static str> {
    let riff = head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP");
    match head {
        _ if head.starts_with(b"\x89PNG\r\n\x1a\n") => Some("image/png"),
        _ if head.starts_with(b"\xff\xd8\xff") => Some("image/jpeg"),
        _ if head.starts_with(b"GIF8") => Some("image/gif"),
        _ if riff => Some("image/webp"),
        _ => None,
    }
}

/// Beginning of the digest, then the sender's name with everything odd replaced. Pictures get the ending they are.
fn safe_name(sha256: &Sha256, name: &str, head: &[u8]) -> String {
    let digest: String = sha256.to_string().chars().take(16).collect();
    let clean: String = name
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') {
                c
            } else {
                '_'
            }
        })
        .collect();
    let clean = clean.trim_matches(['.', '_']);
    let skipped = clean.chars().count().saturating_sub(MAX_NAME);
    let end: String = clean.chars().skip(skipped).collect();
    let ending = match picture(head) {
        Some("image/png") => ".png",
        Some("image/jpeg") => ".jpg",
        Some("image/gif") => ".gif",
        Some("image/webp") => ".webp",
        _ if end.is_empty() => ".bin",
        _ => "",
    };
    let named_so = end.to_ascii_lowercase().ends_with(ending) || ending == ".jpg" && end.ends_with(".jpeg");
    let ending = if named_so && !end.is_empty() { "" } else { ending };
    let dash = if end.is_empty() { "" } else { "-" };
    format!("{digest}{dash}{end}{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_leave_the_folder_nor_lie_about_a_picture() {
        let digest = Sha256::from_bytes([0xab; 32]);
        let name = |name, head| safe_name(&digest, name, head);
        assert_eq!(name("../../etc/passwd", b""), "abababababababab-etc_passwd");
        assert_eq!(
            name("foto.exe", b"\x89PNG\r\n\x1a\nrest"),
            "abababababababab-foto.exe.png"
        );
        assert_eq!(
            name("foto.JPEG", b"\xff\xd8\xff\xe0"),
            "abababababababab-foto.JPEG.jpg"
        );
        assert_eq!(name("\u{202e}gnp.exe", b"MZ"), "abababababababab-gnp.exe");
        assert_eq!(name("", b""), "abababababababab.bin");
        assert!(name(&"x".repeat(500), b"").len() < 120);
        assert_eq!(picture(b"<svg xmlns="), None);
    }
}
