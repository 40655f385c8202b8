//! Uploads the own copy of a file as a stream: as it is for an encrypted room, decrypted on the way for a room in clear.

use std::{
    fs::File,
    io::{self, BufReader, Write},
    sync::Arc,
};

use bytes::Bytes;
use futures_util::{Stream, TryStreamExt, stream};
use tokio::sync::mpsc;
use tokio_util::io::ReaderStream;

use super::{QueueParts, step::StepError};
use crate::{
    chat::{
        media::LocalFile,
        rooms::is_encrypted,
        transfer::{Moving, TransferId, Who},
    },
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
    let file = match File::open(parts.dir.path(&local.stored_sha256)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(StepError::OwnCopy),
        file => file?,
    };
    let encrypted = parts.store.read(|c| is_encrypted(c, &row.room_id))?;
    let id = TransferId::Sending {
        txn_id: row.txn_id.clone(),
    };
    let moving = Arc::new(parts.transfers.begin(id, Who::User, local.stored_size));
    let sent = async {
        if encrypted {
            let file = ReaderStream::new(tokio::fs::File::from_std(file));
            let body = counted(file, &moving);
            let of_ciphertext = "application/octet-stream";
            parts.matrix.upload(body, local.stored_size, of_ciphertext).await
        } else {
            let body = counted(decrypted(file, &local), &moving);
            parts.matrix.upload(body, local.size, &local.mime).await
        }
    };
    tokio::select! {
        biased;
        () = moving.stopped() => Err(StepError::TakenBack),
        mxc = sent => Ok(Uploaded { mxc: mxc?, encrypted }),
    }
}

/// A body that tells how far it is.
fn counted(chunks: impl Stream<Item = io::Result<Bytes>> + Send + 'static, moving: &Arc<Moving>) -> Body {
    let moving = moving.clone();
    Body::wrap_stream(chunks.inspect_ok(move |chunk| moving.add(chunk.len() as u64)))
}

/// The clear bytes. A copy that does not decrypt breaks the request off, so that no homeserver keeps half a file.
fn decrypted(file: File, local: &LocalFile) -> impl Stream<Item = io::Result<Bytes>> + Send + 'static {
    let (sink, chunks) = mpsc::channel(IN_FLIGHT);
    let key = local.key.clone();
    tokio::task::spawn_blocking(move || {
        let mut writer = ToBody(sink);
        if let Err(error) = decrypt(&mut BufReader::new(file), &key, &mut writer) {
            // Nobody listens when the request is over already; then there is nobody to tell.
            drop(writer.0.blocking_send(Err(io::Error::other(error))));
        }
    });
    stream::unfold(chunks, |mut chunks| async move {
        chunks.recv().await.map(|chunk| (chunk, chunks))
    })
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
