//! The user's own data on the homeserver: JSON by type. Griffie keeps Matrix secret storage in it.

use serde_json::{Value, value::RawValue};

use super::{Call, Matrix, MatrixError};
use crate::net::http::Method;

impl Matrix {
    /// `GET /user/{user}/account_data/{type}`; `None` when the user has none of this type.
    pub(crate) async fn account_data(
        &self,
        user_id: &str,
        data_type: &str,
    ) -> Result<Option<Box<RawValue>>, MatrixError> {
        let path = ["client", "v3", "user", user_id, "account_data", data_type];
        match self.call_json(Call::new(Method::GET, &path)).await {
            Err(MatrixError::Refused { status: 404, .. }) => Ok(None),
            answer => answer.map(Some),
        }
    }

    /// `PUT /user/{user}/account_data/{type}`
    pub(crate) async fn set_account_data(
        &self,
        user_id: &str,
        data_type: &str,
        content: &Value,
    ) -> Result<(), MatrixError> {
        let path = ["client", "v3", "user", user_id, "account_data", data_type];
        self.call(Call::new(Method::PUT, &path).json(content)?).await?;
        Ok(())
    }
}
