//! Reads the tar file once, from front to back, in one form only, and notes what the manifest should say of it.

use std::io::{self, Read};

use griffie_wire::{
    Sha256, Sha256Hasher,
    bundle::{BLOCK, MANIFEST_HEAD, header, manifest_line, padding},
};

use crate::{
    failure::{Code, Place, Stop},
    name::Name,
};

/// A member whose bytes are still to be read.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    pub(crate) text: String,
    pub(crate) name: Name,
    pub(crate) size: u64,
}

/// The members that are left.
pub(crate) struct Members<R> {
    source: R,
    whole: Sha256Hasher,
    read: u64,
    before: Option<(Name, String)>,
    /// What the manifest must be, of the members read so far.
    pub(crate) manifest: String,
}

impl Member {
    pub(crate) fn place(&self) -> Place {
        Place {
            member: self.text.clone(),
            ..Place::default()
        }
    }
}

impl<R: Read> Members<R> {
    pub(crate) fn new(source: R) -> Self {
        Self {
            source,
            whole: Sha256Hasher::new(),
            read: 0,
            before: None,
            manifest: MANIFEST_HEAD.to_owned(),
        }
    }

    /// Bytes of the bundle so far and their digest.
    pub(crate) fn read_so_far(&self) -> (u64, Sha256) {
        (self.read, self.whole.clone().finish())
    }

    /// The next member; nothing at the end, behind which nothing stands.
    pub(crate) fn next(&mut self) -> Result<Option<Member>, Stop> {
        let mut block = [0; BLOCK];
        self.fill(&mut block)?;
        if block == [0; BLOCK] {
            self.fill(&mut block)?;
            let mut rest = [0];
            let nothing = self.source.read(&mut rest).map_err(Stop::Io)? == 0;
            return if block == [0; BLOCK] && nothing {
                Ok(None)
            } else {
                Err(self.stop(Code::BundleMalformed))
            };
        }
        let member = parse(&block).ok_or_else(|| self.stop(Code::BundleMalformed))?;
        if self
            .before
            .as_ref()
            .is_some_and(|(before, _)| *before >= member.name)
        {
            return Err(Stop::Failed(Code::BundleMalformed, member.place()));
        }
        if member.size > member.name.limit() {
            return Err(Stop::Failed(Code::BundleTooLarge, member.place()));
        }
        self.before = Some((member.name, member.text.clone()));
        Ok(Some(member))
    }

    /// All bytes of a member.
    pub(crate) fn bytes(&mut self, member: &Member) -> Result<Vec<u8>, Stop> {
        // Not more at once than a promise is worth.
        let mut bytes = Vec::with_capacity(usize::try_from(member.size.min(1 << 20)).unwrap_or(0));
        self.stream(member, |part| bytes.extend_from_slice(part))?;
        Ok(bytes)
    }

    /// The bytes of a member in parts.
    pub(crate) fn stream(&mut self, member: &Member, mut each: impl FnMut(&[u8])) -> Result<(), Stop> {
        let mut hasher = Sha256Hasher::new();
        let mut buffer = vec![0; 64 * 1024];
        let mut left = member.size;
        while left > 0 {
            let count = usize::try_from(left.min(buffer.len() as u64)).unwrap_or(buffer.len());
            let part = buffer.get_mut(..count).expect("at most its length");
            self.fill(part)?;
            hasher.update(part);
            each(part);
            left -= count as u64;
        }
        let pad = buffer.get_mut(..padding(member.size)).expect("less than a block");
        self.fill(pad)?;
        if pad.iter().any(|byte| *byte != 0) {
            return Err(Stop::Failed(Code::BundleMalformed, member.place()));
        }
        if !matches!(member.name, Name::Manifest | Name::Signature) {
            self.manifest
                .push_str(&manifest_line(&hasher.finish(), member.size, &member.text));
        }
        Ok(())
    }

    fn fill(&mut self, buffer: &mut [u8]) -> Result<(), Stop> {
        self.source
            .read_exact(buffer)
            .map_err(|error| match error.kind() {
                io::ErrorKind::UnexpectedEof => self.stop(Code::BundleTruncated),
                _ => Stop::Io(error),
            })?;
        self.whole.update(buffer);
        self.read += buffer.len() as u64;
        Ok(())
    }

    /// At or right behind the last member that was whole.
    fn stop(&self, code: Code) -> Stop {
        let member = self
            .before
            .as_ref()
            .map(|(_, text)| text.clone())
            .unwrap_or_default();
        Stop::Failed(
            code,
            Place {
                member,
                ..Place::default()
            },
        )
    }
}

/// The member of a header, which must be the very header that its name and size make.
fn parse(block: &[u8; BLOCK]) -> Option<Member> {
    let name = block.get(..100)?;
    let end = name.iter().position(|byte| *byte == 0)?;
    let text = std::str::from_utf8(name.get(..end)?).ok()?;
    let size = std::str::from_utf8(block.get(124..135)?).ok()?;
    let size = u64::from_str_radix(size, 8).ok()?;
    if header(text, size)? != *block {
        return None;
    }
    Some(Member {
        text: text.to_owned(),
        name: Name::parse(text)?,
        size,
    })
}
