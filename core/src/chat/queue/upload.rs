//! Uploads the own copy of a file as a stream: as it is for an encrypted room, decrypted on the way for a room in clear.

use std::{
    fs::File,
    io::{self, BufReader, Write},
};

use bytes::Bytes;
use futures_util::stream;
use tokio::sync::mpsc;
use tokio_util::io::ReaderStream;

use super::{QueueParts, step::StepError};
use crate::{
    chat::{media::LocalFile, rooms::is_encrypted},
    e2ee::attachment::decrypt,
    net::http::Body,
    store::{
        StoreError,
        queue::{QueuedSend, Uploaded},
    },
};

/// Buffers between the thread that decrypts and the connection; the thread waits when they are full.
const IN_FLIGHT: usize = 4;

/// Gives the row's file to the homeserver.
pub(super) async fn upload(parts: &QueueParts, row: &QueuedSend) -> Result<Uploaded, StepError> {
    let json = row.file.as_deref().ok_or(StoreError::Malformed("queue row"))?;
    let local: LocalFile = serde_json::from_str(json).map_err(StoreError::from)?;
    let path = parts.dir.path(&local.stored_sha256);
    if !path.exists() {
        return Err(StepError::OwnCopy);
    }
    let encrypted = parts.store.read(|c| is_encrypted(c, &row.room_id))?;
    let mxc = if encrypted {
        let body = Body::wrap_stream(ReaderStream::new(tokio::fs::File::open(path).await?));
        parts
            .matrix
            .upload(body, local.stored_size, "application/octet-stream")
            .await?
    } else {
        let body = decrypted(File::open(path)?, &local);
        parts.matrix.upload(body, local.size, &local.mime).await?
    };
    Ok(Uploaded { mxc, encrypted })
}

/// The clear bytes as a body. A copy that does not decrypt breaks the request off, so that no homeserver keeps half a file.
fn decrypted(file: File, local: &LocalFile) -> Body {
    let (sink, chunks) = mpsc::channel(IN_FLIGHT);
    let key = local.key.clone();
    tokio::task::spawn_blocking(move || {
        let mut writer = ToBody(sink);
        if let Err(error) = decrypt(&mut BufReader::new(file), &key, &mut writer) {
            // Nobody listens when the request is over already; then there is nobody to tell.
            drop(writer.0.blocking_send(Err(io::Error::other(error))));
        }
    });
    Body::wrap_stream(stream::unfold(chunks, |mut chunks| async move {
        chunks.recv().await.map(|chunk| (chunk, chunks))
    }))
}

/// A writer whose bytes become the chunks of a body.
struct ToBody(mpsc::Sender<io::Result<Bytes>>);

impl Write for ToBody {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let sent = self.0.blocking_send(Ok(Bytes::copy_from_slice(bytes)));
        sent.map_err(|_| io::Error::from(io::ErrorKind::BrokenPipe))?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
