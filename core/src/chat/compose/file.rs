//! Sends files and voice messages: a private copy first, then the message that refers to it.

use std::{
    fs::File,
    io::{Cursor, Read, Seek},
    path::{Path, PathBuf},
};

use serde_json::{Value, json};

use super::{ComposeError, Composer, Sent, SentAs, content, kind, submit::Submission};
use crate::{
    chat::{
        media::{self, LocalFile},
        picture::{Header, header},
    },
    store::config,
};

/// A file the user chose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileDraft {
    /// Where it is.
    pub path: PathBuf,
    /// What the user says with it.
    pub caption: Option<String>,
    /// Media type, when the caller knows better than the name's ending.
    pub mime: Option<String>,
}

/// A recorded voice message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VoiceDraft {
    /// The recording, most often Ogg Opus.
    pub path: PathBuf,
    /// Its length in milliseconds.
    pub duration_ms: u64,
    /// Loudness over time, 0 to 1024.
    pub waveform: Vec<u16>,
    /// Media type, when it is not `audio/ogg`.
    pub mime: Option<String>,
}

/// Where the clear bytes come from.
pub(super) enum Source {
    Path(PathBuf),
    Bytes(Vec<u8>),
}

impl Composer {
    /// Sends a file as it is, to the byte.
    pub(crate) async fn file(&self, room_id: &str, draft: &FileDraft) -> Result<Sent, ComposeError> {
        let name = name_of(&draft.path)?;
        let mime = draft
            .mime
            .clone()
            .unwrap_or_else(|| kind::media_type(&name).to_owned());
        let picture = if mime.starts_with("image/") {
            picture(draft.path.clone()).await?
        } else {
            None
        };
        self.send_shown(room_id, draft, (name, mime), picture).await
    }

    /// Sends a picture as it is, to the byte, under the media type that its content shows.
    pub(crate) async fn picture(&self, room_id: &str, draft: &FileDraft) -> Result<Sent, ComposeError> {
        let name = name_of(&draft.path)?;
        let header = picture(draft.path.clone())
            .await?
            .ok_or(ComposeError::NotAPicture)?;
        let mime = header.format.media_type().to_owned();
        self.send_shown(room_id, draft, (name, mime), Some(header)).await
    }

    async fn send_shown(
        &self,
        room_id: &str,
        draft: &FileDraft,
        names: (String, String),
        picture: Option<Header>,
    ) -> Result<Sent, ComposeError> {
        let file = self.take_in(Source::Path(draft.path.clone()), names).await?;
        let mut info = json!({ "mimetype": file.mime, "size": file.size });
        if let (Some(picture), Value::Object(info)) = (picture, &mut info) {
            info.insert("w".to_owned(), picture.width.into());
            info.insert("h".to_owned(), picture.height.into());
        }
        let content = content::file(
            kind::message_type(&file.mime),
            &file.name,
            draft.caption.as_deref(),
            info,
        );
        self.send_file(room_id, content, file).await
    }

    /// Sends a recording as a voice message.
    pub(crate) async fn voice(&self, room_id: &str, draft: &VoiceDraft) -> Result<Sent, ComposeError> {
        let mime = draft.mime.clone().unwrap_or_else(|| "audio/ogg".to_owned());
        let file = self
            .take_in(Source::Path(draft.path.clone()), (name_of(&draft.path)?, mime))
            .await?;
        let info = json!({ "mimetype": file.mime, "size": file.size, "duration": draft.duration_ms });
        let mut content = content::file("m.audio", &file.name, None, info);
        content::voice(&mut content, draft.duration_ms, &draft.waveform);
        self.send_file(room_id, content, file).await
    }

    /// Copies the file in, encrypted; `(name, media type)` go with it.
    pub(super) async fn take_in(
        &self,
        source: Source,
        names: (String, String),
    ) -> Result<LocalFile, ComposeError> {
        let policy = self.store.read(config::policy)?;
        let limit = policy.map_or(u64::MAX - 1, |policy| policy.max_attachment_bytes);
        let media = self.dir.clone();
        let taken = tokio::task::spawn_blocking(move || {
            let mut source: Box<dyn Read> = match source {
                Source::Path(path) => Box::new(open(&path)?),
                Source::Bytes(bytes) => Box::new(Cursor::new(bytes)),
            };
            Ok(media::take_in(&media, &mut source, names, limit)?)
        });
        taken.await.map_err(|_| ComposeError::Worker)?
    }

    async fn send_file(&self, room_id: &str, content: Value, file: LocalFile) -> Result<Sent, ComposeError> {
        let submission = Submission {
            room_id,
            event_type: "m.room.message",
            content,
            redacts: None,
            file: Some(file),
        };
        Ok(Sent {
            txn_id: self.submit(submission).await?,
            sent_as: SentAs::Event,
        })
    }
}

/// Only regular files: a pipe or a device could block or never end.
fn open(path: &Path) -> Result<File, ComposeError> {
    if !std::fs::metadata(path)?.is_file() {
        return Err(ComposeError::NotAFile);
    }
    Ok(File::open(path)?)
}

fn name_of(path: &Path) -> Result<String, ComposeError> {
    let name = path.file_name().ok_or(ComposeError::NotAFile)?;
    Ok(name.to_string_lossy().into_owned())
}

async fn picture(path: PathBuf) -> Result<Option<Header>, ComposeError> {
    let read = tokio::task::spawn_blocking(move || {
        let mut file = open(&path)?;
        file.rewind()?;
        Ok::<_, ComposeError>(header(&mut file))
    });
    read.await.map_err(|_| ComposeError::Worker)?
}
