//! Short-lived tokens for `org.matrix.login.jwt` (Synapse `jwt_config`), HS256 by RFC 7515.
//!
//! Two base64 texts and one HMAC: ring does it, a JWT library would add its own parser and algorithm choice.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use griffie_wire::ids::Millis;
use ring::hmac;
use serde::Serialize;

use crate::limits::JWT_SECONDS;

/// Makes login tokens with the secret that the homeserver knows too.
pub(crate) struct JwtIssuer {
    key: hmac::Key,
    issuer: Option<String>,
    audience: Option<String>,
}

/// A token and the end of its life.
pub(crate) struct Jwt {
    pub(crate) token: String,
    pub(crate) expires: Millis,
}

#[derive(Serialize)]
struct Claims<'a> {
    sub: &'a str,
    iat: u64,
    exp: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    iss: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    aud: Option<&'a str>,
}

impl JwtIssuer {
    pub(crate) fn new(secret: &str, issuer: Option<String>, audience: Option<String>) -> Self {
        Self {
            key: hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes()),
            issuer,
            audience,
        }
    }

    /// A login for the user with this localpart.
    pub(crate) fn issue(&self, localpart: &str, now: Millis) -> Jwt {
        let iat = now.0 / 1000;
        let exp = iat + JWT_SECONDS;
        let claims = Claims {
            sub: localpart,
            iat,
            exp,
            iss: self.issuer.as_deref(),
            aud: self.audience.as_deref(),
        };
        let claims = serde_json::to_vec(&claims).expect("claims are plain text and numbers");
        Jwt {
            token: self.sign(br#"{"alg":"HS256","typ":"JWT"}"#, &claims),
            expires: Millis(exp * 1000),
        }
    }

    fn sign(&self, header: &[u8], claims: &[u8]) -> String {
        let signed = format!(
            "{}.{}",
            URL_SAFE_NO_PAD.encode(header),
            URL_SAFE_NO_PAD.encode(claims)
        );
        let tag = hmac::sign(&self.key, signed.as_bytes());
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(tag))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_rfc_7515_appendix_a_1_is_met() {
        let secret = URL_SAFE_NO_PAD
            .decode("AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow")
            .unwrap();
        let issuer = JwtIssuer {
            key: hmac::Key::new(hmac::HMAC_SHA256, &secret),
            issuer: None,
            audience: None,
        };
        let token = issuer.sign(
            b"{\"typ\":\"JWT\",\r\n \"alg\":\"HS256\"}",
            b"{\"iss\":\"joe\",\r\n \"exp\":1300819380,\r\n \"http://example.com/is_root\":true}",
        );
        assert!(token.ends_with(".dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"));
    }

    #[test]
    fn a_token_lives_two_minutes_at_most() {
        let jwt = JwtIssuer::new("s", Some("i".into()), Some("a".into())).issue("7k3m9x", Millis(5_000_500));
        let claims = jwt.token.split('.').nth(1).unwrap();
        let claims: serde_json::Value =
            serde_json::from_slice(&URL_SAFE_NO_PAD.decode(claims).unwrap()).unwrap();
        let expected = serde_json::json!({"sub": "7k3m9x", "iat": 5000, "exp": 5120, "iss": "i", "aud": "a"});
        assert_eq!((claims, jwt.expires), (expected, Millis(5_120_000)));
    }
}
