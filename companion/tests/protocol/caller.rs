//! A caller of the companion: starts the binary, writes lines, reads answers. Every wait ends when the companion does.

use std::{
    collections::VecDeque,
    io::{BufRead, BufReader, Write},
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
};

use serde_json::{Value, json};
use tempfile::TempDir;

/// A running companion with a data directory of its own.
pub(crate) struct Companion {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    place: Option<TempDir>,
    notifications: VecDeque<Value>,
    next: u64,
}

fn command(place: &TempDir) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_griffie"));
    command
        .arg("--data")
        .arg(place.path().join("data"))
        .arg("--key-file")
        .arg(place.path().join("key"));
    command
}

impl Companion {
    pub(crate) fn start() -> Self {
        Self::start_in(tempfile::tempdir().unwrap())
    }

    pub(crate) fn start_in(place: TempDir) -> Self {
        let mut command = command(&place);
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        Self {
            input: child.stdin.take(),
            output: BufReader::new(child.stdout.take().unwrap()),
            child,
            place: Some(place),
            notifications: VecDeque::new(),
            next: 1,
        }
    }

    /// Whether it ended well, and what it said on standard error.
    pub(crate) fn fails_to_start(place: &TempDir) -> (bool, String) {
        let output = command(place).stdin(Stdio::null()).output().unwrap();
        (output.status.success(), String::from_utf8(output.stderr).unwrap())
    }

    pub(crate) fn line(&mut self, line: &str) {
        self.bytes(line.as_bytes());
        self.bytes(b"\n");
    }

    pub(crate) fn bytes(&mut self, bytes: &[u8]) {
        self.input.as_mut().unwrap().write_all(bytes).unwrap();
    }

    /// The next answer.
    pub(crate) fn answer(&mut self) -> Value {
        loop {
            let message = self.message();
            if message.get("id").is_some() {
                return message;
            }
            self.notifications.push_back(message);
        }
    }

    /// The next notification.
    pub(crate) fn notification(&mut self) -> Value {
        match self.notifications.pop_front() {
            Some(told) => told,
            None => self.message(),
        }
    }

    pub(crate) fn call(&mut self, method: &str, params: &Value) -> Value {
        let id = self.next;
        self.next += 1;
        self.line(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }).to_string());
        let answer = self.answer();
        assert_eq!(answer["id"], id);
        answer
    }

    pub(crate) fn hang_up(&mut self) {
        self.input = None;
    }

    /// Waits for the end; whether it was a good one.
    pub(crate) fn ends(&mut self) -> bool {
        self.child.wait().unwrap().success()
    }

    pub(crate) fn place(mut self) -> TempDir {
        self.place.take().unwrap()
    }

    fn message(&mut self) -> Value {
        let mut line = String::new();
        self.output.read_line(&mut line).unwrap();
        serde_json::from_str(&line).expect("a line of JSON")
    }
}

impl Drop for Companion {
    fn drop(&mut self) {
        self.input = None;
        // It may have ended already.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
