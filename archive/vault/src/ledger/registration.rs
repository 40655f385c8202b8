//! The registration that the homeserver's operator installs (Matrix application service API, "Registration").

use griffie_wire::Sha256;

use super::LedgerError;
use crate::keys::random_seed;

/// Which events the homeserver pushes to us, where, and the tokens between us.
pub struct Registration {
    url: String,
    server_name: String,
    as_token: String,
    hs_token: String,
}

impl Registration {
    /// Fresh tokens for a ledger at `url` beside the homeserver called `server_name`.
    ///
    /// # Errors
    /// [`LedgerError::Unusable`] when either is not what it must be.
    pub(super) fn new(server_name: &str, url: &str) -> Result<Self, LedgerError> {
        let name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']');
        if server_name.is_empty() || server_name.len() > 255 || !server_name.chars().all(name) {
            return Err(LedgerError::Unusable(
                "the server name",
                "give it as in the homeserver's configuration, for example example.nl",
            ));
        }
        let printable = url.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\'');
        if !(url.starts_with("http://") || url.starts_with("https://")) || url.len() > 512 || !printable {
            return Err(LedgerError::Unusable(
                "the url",
                "give the address at which the homeserver reaches this ledger, for example http://127.0.0.1:9009",
            ));
        }
        Ok(Self {
            url: url.trim_end_matches('/').to_owned(),
            server_name: server_name.to_owned(),
            as_token: token()?,
            hs_token: token()?,
        })
    }

    pub(super) fn hs_token(&self) -> &str {
        &self.hs_token
    }

    /// The file as the homeserver reads it. Holds both tokens: for its owner alone.
    #[must_use]
    pub fn yaml(&self) -> String {
        format!(
            "# Griffie ledger: every event of this homeserver's users is told to the archive's witness, encrypted as it is.\n\
             id: griffie-ledger\n\
             url: '{}'\n\
             as_token: {}\n\
             hs_token: {}\n\
             sender_localpart: griffie-ledger\n\
             rate_limited: false\n\
             namespaces:\n  \
               users:\n    \
                 - exclusive: false\n      \
                   regex: '@.*:{}'\n  \
               aliases: []\n  \
               rooms: []\n",
            self.url,
            self.as_token,
            self.hs_token,
            escape(&self.server_name)
        )
    }
}

/// 256 bits, as text that YAML takes for text.
fn token() -> Result<String, LedgerError> {
    let seed = random_seed()?;
    Ok(format!("g{}", Sha256::of(seed.as_slice())))
}

/// A server name inside a regular expression.
fn escape(name: &str) -> String {
    let mut escaped = String::with_capacity(name.len() * 2);
    for c in name.chars() {
        if matches!(c, '.' | '[' | ']') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_addresses_that_would_break_the_file_are_refused() {
        for name in ["", "a b", "a'b", "a\nb"] {
            assert!(Registration::new(name, "http://127.0.0.1:9").is_err(), "{name:?}");
        }
        for url in ["", "ftp://a", "127.0.0.1:9", "http://a'\nid: x"] {
            assert!(Registration::new("example.nl", url).is_err(), "{url:?}");
        }
    }

    #[test]
    fn the_dot_of_a_name_stands_for_a_dot_alone_and_tokens_differ() {
        let registration = Registration::new("example.nl", "http://127.0.0.1:9009/").unwrap();
        let text = registration.yaml();
        assert!(text.contains(r"regex: '@.*:example\.nl'"), "{text}");
        assert!(text.contains("url: 'http://127.0.0.1:9009'\n"), "{text}");
        assert_ne!(registration.as_token, registration.hs_token);
    }
}
