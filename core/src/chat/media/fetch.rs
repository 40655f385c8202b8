//! Downloads one file into its part file, going on where an earlier try stopped. Must not know what the bytes mean.

use std::{io, path::Path};

use tokio::{
    fs::{File, OpenOptions},
    io::AsyncWriteExt,
};

use crate::{
    chat::transfer::Moving,
    net::{
        http::HttpError,
        matrix::{Download, Matrix, MatrixError, Mxc},
    },
};

/// Why a file is not here after a try.
#[derive(Debug, thiserror::Error)]
pub(crate) enum FetchError {
    /// The address is none.
    #[error("media address is malformed")]
    Address,
    /// Larger than policy allows.
    #[error("file is larger than policy allows")]
    TooBig,
    /// The homeserver, or the way to it.
    #[error("homeserver")]
    Matrix(#[from] MatrixError),
    /// The own disk.
    #[error("file")]
    Io(#[from] io::Error),
}

/// Brings the whole file into `part`. When this fails half-way, what came stays for the next try.
pub(super) async fn fetch(
    matrix: &Matrix,
    mxc: &str,
    part: &Path,
    limit: u64,
    moving: &Moving,
) -> Result<(), FetchError> {
    let address = Mxc::parse(mxc).ok_or(FetchError::Address)?;
    let mut file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(part)
        .await?;
    let have = file.metadata().await?.len();
    let download = match matrix.download(address, have).await {
        // The part is as long as the file, or longer than it ever was: begin again.
        Err(MatrixError::Refused { status: 416, .. } | MatrixError::Status { status: 416 }) => {
            file.set_len(0).await?;
            matrix.download(address, 0).await?
        }
        begun => begun?,
    };
    if download
        .length
        .is_some_and(|length| length.saturating_add(download.offset) > limit)
    {
        return Err(FetchError::TooBig);
    }
    receive(download, &mut file, limit, moving).await
}

async fn receive(
    mut download: Download,
    file: &mut File,
    limit: u64,
    moving: &Moving,
) -> Result<(), FetchError> {
    use tokio::io::AsyncSeekExt;

    let mut at = download.offset;
    let whole = download.length.map(|length| length.saturating_add(at));
    moving.at(at, whole);
    file.set_len(at).await?;
    file.seek(io::SeekFrom::Start(at)).await?;
    while let Some(bytes) = download.body.chunk().await.map_err(broke_off)? {
        at = at.saturating_add(bytes.len() as u64);
        if at > limit {
            return Err(FetchError::TooBig);
        }
        file.write_all(&bytes).await?;
        moving.at(at, whole);
    }
    file.flush().await?;
    file.sync_all().await?;
    Ok(())
}

fn broke_off(error: HttpError) -> FetchError {
    FetchError::Matrix(MatrixError::Http(error))
}
