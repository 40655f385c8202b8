//! The user's own data on the homeserver: JSON by type. Griffie keeps Matrix secret storage in it.

use serde::Serialize;
use serde_json::value::RawValue;

use super::{Call, Matrix, MatrixError, error::if_there};
use crate::net::http::Method;

impl Matrix {
    /// `GET /user/{user}/account_data/{type}`; `None` when the user has none of this type.
    pub(crate) async fn account_data(
        &self,
        user_id: &str,
        data_type: &str,
    ) -> Result<Option<Box<RawValue>>, MatrixError> {
        let path = ["client", "v3", "user", user_id, "account_data", data_type];
        if_there(self.call_json(Call::new(Method::GET, &path)).await)
    }

    /// `PUT /user/{user}/account_data/{type}`
    pub(crate) async fn set_account_data(
        &self,
        user_id: &str,
        data_type: &str,
        content: &impl Serialize,
    ) -> Result<(), MatrixError> {
        let path = ["client", "v3", "user", user_id, "account_data", data_type];
        self.call(Call::new(Method::PUT, &path).json(content)?).await?;
        Ok(())
    }
}
