//! Names and pictures of users, and finding users.

use serde::Deserialize;
use serde_json::json;

use super::{Call, Matrix, MatrixError};
use crate::net::http::Method;

/// A user as the server shows them outside any room.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Profile {
    #[serde(rename = "displayname")]
    pub(crate) display_name: Option<String>,
    pub(crate) avatar_url: Option<String>,
}

/// A user found in the directory.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct FoundUser {
    pub(crate) user_id: String,
    pub(crate) display_name: Option<String>,
    pub(crate) avatar_url: Option<String>,
}

#[derive(Deserialize)]
struct Found {
    results: Vec<FoundUser>,
}

impl Matrix {
    /// `GET /profile/{user}`
    pub(crate) async fn profile(&self, user_id: &str) -> Result<Profile, MatrixError> {
        self.call_json(Call::new(Method::GET, &["client", "v3", "profile", user_id])).await
    }

    /// `PUT /profile/{user}/displayname`
    pub(crate) async fn set_display_name(&self, user_id: &str, name: &str) -> Result<(), MatrixError> {
        let path = ["client", "v3", "profile", user_id, "displayname"];
        self.call(Call::new(Method::PUT, &path).json(&json!({ "displayname": name }))?).await?;
        Ok(())
    }

    /// `POST /user_directory/search`
    pub(crate) async fn find_users(&self, term: &str) -> Result<Vec<FoundUser>, MatrixError> {
        let call = Call::new(Method::POST, &["client", "v3", "user_directory", "search"])
            .json(&json!({ "search_term": term, "limit": 30 }))?;
        Ok(self.call_json::<Found>(call).await?.results)
    }
}
