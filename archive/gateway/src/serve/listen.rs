//! The listeners: public with TLS (or plain on loopback alone), internal on a socket of this user alone.

use std::{
    fs, io,
    os::unix::fs::{FileTypeExt as _, MetadataExt as _, PermissionsExt as _},
    path::{Path, PathBuf},
    sync::Arc,
};

use rustls::{
    ServerConfig,
    crypto::ring,
    pki_types::{CertificateDer, PrivateKeyDer},
};
use thiserror::Error;
use tokio::net::{TcpListener, UnixListener};
use tokio_rustls::TlsAcceptor;

use super::ServeOptions;

/// A listener that cannot be made, and what to do about it.
#[derive(Debug, Error)]
pub enum ListenError {
    /// Plain HTTP to the network.
    #[error(
        "plain HTTP is for loopback addresses only: give --tls-cert and --tls-key, or listen on 127.0.0.1 behind a proxy"
    )]
    PlainOutside,
    /// The address is not ours or taken.
    #[error("cannot listen on this address")]
    Address(#[source] io::Error),
    /// Certificate or key.
    #[error("cannot use {0} for TLS: {1}")]
    Tls(PathBuf, String),
    /// The internal socket.
    #[error("cannot make the socket {0}")]
    Socket(PathBuf, #[source] io::Error),
    /// Others could replace the socket.
    #[error("the folder of the socket {0} must belong to this user (or root) and be writable by nobody else")]
    SocketFolder(PathBuf),
    /// Something that is no socket, or a socket that somebody serves.
    #[error("{0} is in use")]
    SocketTaken(PathBuf),
}

/// The public listener.
pub(super) struct Public {
    pub(super) listener: TcpListener,
    pub(super) tls: Option<TlsAcceptor>,
    pub(super) url: String,
}

pub(super) async fn public(options: &ServeOptions) -> Result<Public, ListenError> {
    let tls = match &options.tls {
        Some((certificate, key)) => Some(acceptor(certificate, key)?),
        None if options.listen.ip().is_loopback() => None,
        None => return Err(ListenError::PlainOutside),
    };
    let listener = TcpListener::bind(options.listen)
        .await
        .map_err(ListenError::Address)?;
    let address = listener.local_addr().map_err(ListenError::Address)?;
    let scheme = if tls.is_some() { "https" } else { "http" };
    Ok(Public {
        listener,
        tls,
        url: format!("{scheme}://{address}"),
    })
}

fn acceptor(certificate: &Path, key: &Path) -> Result<TlsAcceptor, ListenError> {
    let chain = pem(certificate, |file| {
        rustls_pemfile::certs(file).collect::<Result<Vec<CertificateDer<'_>>, _>>()
    })?;
    if chain.is_empty() {
        return Err(ListenError::Tls(
            certificate.to_owned(),
            "no certificate in it".to_owned(),
        ));
    }
    let private: Option<PrivateKeyDer<'_>> = pem(key, |file| rustls_pemfile::private_key(file))?;
    let private =
        private.ok_or_else(|| ListenError::Tls(key.to_owned(), "no private key in it".to_owned()))?;
    let unusable = |error: rustls::Error| ListenError::Tls(certificate.to_owned(), error.to_string());
    let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(unusable)?
        .with_no_client_auth()
        .with_single_cert(chain, private)
        .map_err(unusable)?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(TlsAcceptor::from(Arc::new(config)))
}

fn pem<T>(path: &Path, read: impl FnOnce(&mut &[u8]) -> io::Result<T>) -> Result<T, ListenError> {
    let fail = |error: io::Error| ListenError::Tls(path.to_owned(), error.to_string());
    let bytes = fs::read(path).map_err(fail)?;
    read(&mut bytes.as_slice()).map_err(fail)
}

/// The internal socket, mode 0600, in a folder where nobody else can put another in its place.
pub(super) fn internal(path: &Path) -> Result<UnixListener, ListenError> {
    let fail = |error| ListenError::Socket(path.to_owned(), error);
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let metadata = fs::metadata(folder).map_err(fail)?;
    let own = metadata.uid() == 0 || metadata.uid() == rustix::process::geteuid().as_raw();
    if !own || metadata.permissions().mode() & 0o022 != 0 {
        return Err(ListenError::SocketFolder(path.to_owned()));
    }
    if let Ok(left) = fs::symlink_metadata(path) {
        // Left by a killed gateway: nobody answers. Anything else stays.
        let taken = !left.file_type().is_socket() || std::os::unix::net::UnixStream::connect(path).is_ok();
        if taken {
            return Err(ListenError::SocketTaken(path.to_owned()));
        }
        fs::remove_file(path).map_err(fail)?;
    }
    // The umask of the process is 077, so it is never open to others, not even for a moment.
    let listener = UnixListener::bind(path).map_err(fail)?;
    fs::set_permissions(path, fs::Permissions::from_mode(0o600)).map_err(fail)?;
    Ok(listener)
}
