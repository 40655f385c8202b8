//! A Postfix of our own: Debian's package with its defaults, but another folder, a free port on loopback, room for 64 connections,
//! and mail thrown away after it was queued. The system's own configuration is not touched.

use std::{
    net::TcpListener,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use crate::{
    clock::pause,
    outcome::{Outcome, failure},
    process::{output, quietly},
};

/// Runs until dropped.
pub(super) struct Postfix {
    config: PathBuf,
    address: String,
}

impl Postfix {
    pub(super) fn start(folder: &Path) -> Outcome<Self> {
        if !Path::new("/usr/sbin/postfix").exists() {
            install()?;
        }
        let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
        let (config, queue, data) = (folder.join("config"), folder.join("queue"), folder.join("data"));
        for path in [&config, &queue, &data] {
            std::fs::create_dir_all(path)?;
            std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755))?;
        }
        output(Command::new("chown").arg("postfix").arg(&data))?;
        std::fs::write(config.join("main.cf"), main_cf(&queue, &data))?;
        std::fs::write(config.join("master.cf"), master_cf(port))?;
        let postfix = Self {
            config,
            address: format!("127.0.0.1:{port}"),
        };
        postfix.command("start")?;
        for _ in 0..100 {
            if std::net::TcpStream::connect(&postfix.address).is_ok() {
                return Ok(postfix);
            }
            pause(Duration::from_millis(50));
        }
        Err(failure("Postfix does not answer on its port"))
    }

    pub(super) fn address(&self) -> &str {
        &self.address
    }

    fn command(&self, word: &str) -> Outcome<()> {
        let mut command = Command::new("/usr/sbin/postfix");
        command.arg("-c").arg(&self.config).arg(word);
        quietly(&mut command)
    }
}

impl Drop for Postfix {
    fn drop(&mut self) {
        if let Err(error) = self.command("stop") {
            eprintln!("Postfix may still run on {}: {error}", self.address);
        }
    }
}

fn install() -> Outcome<()> {
    let mut command = Command::new("apt-get");
    command
        .args(["install", "--yes", "--no-install-recommends", "postfix"])
        .env("DEBIAN_FRONTEND", "noninteractive");
    output(&mut command).map(|_| ())
}

fn main_cf(queue: &Path, data: &Path) -> String {
    format!(
        "compatibility_level = 3.6\n\
         queue_directory = {}\n\
         data_directory = {}\n\
         daemon_directory = /usr/lib/postfix/sbin\n\
         command_directory = /usr/sbin\n\
         mail_owner = postfix\n\
         setgid_group = postdrop\n\
         myhostname = mail.bench.example\n\
         mydestination = bench.example\n\
         inet_interfaces = loopback-only\n\
         inet_protocols = ipv4\n\
         mynetworks = 127.0.0.0/8\n\
         local_recipient_maps =\n\
         local_transport = discard:\n\
         alias_maps =\n\
         smtpd_client_connection_count_limit = 0\n\
         default_process_limit = 200\n",
        queue.display(),
        data.display()
    )
}

/// Debian's services, without chroot, and with the SMTP server on our port.
fn master_cf(port: u16) -> String {
    let services = [
        &format!("127.0.0.1:{port} inet n - n - - smtpd") as &str,
        "pickup unix n - n 60 1 pickup",
        "cleanup unix n - n - 0 cleanup",
        "qmgr unix n - n 300 1 qmgr",
        "tlsmgr unix - - n 1000? 1 tlsmgr",
        "rewrite unix - - n - - trivial-rewrite",
        "bounce unix - - n - 0 bounce",
        "defer unix - - n - 0 bounce",
        "trace unix - - n - 0 bounce",
        "verify unix - - n - 1 verify",
        "flush unix n - n 1000? 0 flush",
        "proxymap unix - - n - - proxymap",
        "proxywrite unix - - n - 1 proxymap",
        "smtp unix - - n - - smtp",
        "relay unix - - n - - smtp",
        "showq unix n - n - - showq",
        "error unix - - n - - error",
        "retry unix - - n - - error",
        "discard unix - - n - - discard",
        "local unix - n n - - local",
        "virtual unix - n n - - virtual",
        "lmtp unix - - n - - lmtp",
        "anvil unix - - n - 1 anvil",
        "scache unix - - n - 1 scache",
        "postlog unix-dgram n - n - 1 postlogd",
    ];
    services.join("\n") + "\n"
}
