//! Signing in with a short-lived JWT, asking who we are, and signing out.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{Call, Matrix, MatrixError};
use crate::net::http::Method;

/// What a login gives.
#[derive(Deserialize)]
pub(crate) struct Login {
    pub(crate) user_id: String,
    pub(crate) device_id: String,
    pub(crate) access_token: String,
}

#[derive(Serialize)]
struct JwtLogin<'a> {
    r#type: &'static str,
    token: &'a str,
    device_id: &'a str,
    initial_device_display_name: &'a str,
}

impl Matrix {
    /// `POST /login` with type `org.matrix.login.jwt`. The same device id again gives a fresh token for the same device. The token is
    /// used for every following request.
    pub(crate) async fn login_jwt(
        &self,
        jwt: &str,
        device_id: &str,
        device_name: &str,
    ) -> Result<Login, MatrixError> {
        let body = JwtLogin {
            r#type: "org.matrix.login.jwt",
            token: jwt,
            device_id,
            initial_device_display_name: device_name,
        };
        let call = Call::new(Method::POST, &["client", "v3", "login"])
            .unsigned()
            .json(&body)?;
        let login: Login = self.call_json(call).await?;
        self.set_token(Some(login.access_token.clone()));
        Ok(login)
    }

    /// `POST /logout`: ends this device at the homeserver, with its keys. Within `within`, whatever the homeserver does.
    pub(crate) async fn log_out(&self, within: Duration) -> Result<(), MatrixError> {
        let call = Call::new(Method::POST, &["client", "v3", "logout"])
            .json(&serde_json::json!({}))?
            .within(Some(within));
        self.call(call).await?;
        Ok(())
    }

    /// `GET /account/whoami`: the user id that our token stands for.
    pub(crate) async fn who_am_i(&self) -> Result<String, MatrixError> {
        #[derive(Deserialize)]
        struct WhoAmI {
            user_id: String,
        }
        let call = Call::new(Method::GET, &["client", "v3", "account", "whoami"]);
        Ok(self.call_json::<WhoAmI>(call).await?.user_id)
    }
}
