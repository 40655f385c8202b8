//! The user's own name, as the homeserver shows it to others.

use serde_json::json;

use super::{Call, Matrix, MatrixError};
use crate::net::http::Method;

impl Matrix {
    /// `PUT /profile/{user}/displayname`
    pub(crate) async fn set_display_name(&self, user_id: &str, name: &str) -> Result<(), MatrixError> {
        let path = ["client", "v3", "profile", user_id, "displayname"];
        self.call(Call::new(Method::PUT, &path).json(&json!({ "displayname": name }))?)
            .await?;
        Ok(())
    }
}
