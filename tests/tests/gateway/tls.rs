//! TLS on the public listener. Certificate and key in `tls/` are for this test alone; `openssl req -x509` made them.

use std::{net::TcpStream, path::Path, sync::Arc};

use griffie_wire::problem::ProblemKind;
use rustls::{
    ClientConfig, ClientConnection, ProtocolVersion, RootCertStore, StreamOwned, SupportedProtocolVersion,
    crypto::ring, version,
};

use crate::kit::{Client, World};

fn world() -> World {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gateway/tls");
    let mut world = World::made();
    world.configure(1);
    let [certificate, key] =
        ["certificate.pem", "key.pem"].map(|name| folder.join(name).display().to_string());
    world.start_with(&["--tls-cert", &certificate, "--tls-key", &key]);
    world
}

fn connect(
    world: &World,
    versions: &[&'static SupportedProtocolVersion],
) -> StreamOwned<ClientConnection, TcpStream> {
    let pem = include_bytes!("tls/certificate.pem");
    let mut roots = RootCertStore::empty();
    for certificate in rustls_pemfile::certs(&mut &pem[..]) {
        roots.add(certificate.unwrap()).unwrap();
    }
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_protocol_versions(versions)
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let connection = ClientConnection::new(Arc::new(config), "localhost".try_into().unwrap()).unwrap();
    let stream = TcpStream::connect(world.url.strip_prefix("https://").unwrap()).unwrap();
    StreamOwned::new(connection, stream)
}

#[test]
fn both_tls_versions_are_served() {
    let world = world();
    for (version, name) in [
        (&version::TLS13, ProtocolVersion::TLSv1_3),
        (&version::TLS12, ProtocolVersion::TLSv1_2),
    ] {
        let mut stream = connect(&world, &[version]);
        stream.conn.complete_io(&mut stream.sock).unwrap();
        assert_eq!(stream.conn.protocol_version(), Some(name));
        let answer = Client::over(stream).send("GET", "/v1/nothing", &[], b"").unwrap();
        assert_eq!(answer.problem(), ProblemKind::NotFound);
    }
}

#[test]
fn plain_http_on_the_tls_port_gets_nothing_and_harms_nobody() {
    let world = world();
    let plain = world.url.replace("https://", "http://");
    assert!(
        Client::tcp(&plain)
            .unwrap()
            .send("GET", "/health", &[], b"")
            .is_err()
    );
    let answer = Client::over(connect(&world, &[&version::TLS13])).send("GET", "/health", &[], b"");
    assert_eq!(answer.unwrap().status, 200);
}

#[test]
fn a_certificate_that_cannot_be_used_is_named() {
    let world = World::made();
    let output = world.try_command(&[
        "serve",
        "--listen",
        "127.0.0.1:0",
        "--tls-cert",
        "/dev/null",
        "--tls-key",
        "/dev/null",
    ]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("/dev/null"));
}
