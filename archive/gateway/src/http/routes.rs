//! Every route of both faces. A route that is not in these tables does not exist.

use std::sync::Arc;

use axum::{
    Router,
    extract::{Request, State},
    http::header,
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::{MethodRouter, get, head, post, put},
};
use griffie_wire::problem::ProblemKind;

use super::{
    activate, attachments, carried, config, internal, log, login, metrics, objects, recalls, receipts,
    refusal::{ProblemCode, Refusal},
    verdicts,
};
use crate::gateway::Gateway;

const OPENAPI: &str = include_str!("openapi.json");

type Route = (&'static str, &'static str, MethodRouter<Arc<Gateway>>);

/// The public face: method, path, handler. `openapi.json` describes exactly these.
fn public_routes() -> Vec<Route> {
    vec![
        ("post", "/v1/activate", post(activate::post)),
        ("post", "/v1/devices/{device}/login", post(login::post)),
        ("get", "/v1/devices/{device}/config", get(config::get)),
        (
            "put",
            "/v1/devices/{device}/objects/{epoch}/{seq}",
            put(objects::put),
        ),
        (
            "head",
            "/v1/devices/{device}/attachments/{sha256}",
            head(attachments::head),
        ),
        (
            "put",
            "/v1/devices/{device}/attachments/{sha256}",
            put(attachments::put),
        ),
        ("get", "/v1/devices/{device}/receipts", get(receipts::get)),
        ("get", "/v1/log/checkpoint", get(log::checkpoint)),
        ("get", "/v1/log/tile/{*path}", get(log::tile)),
        ("get", "/openapi.json", get(openapi)),
        ("get", "/health", get(metrics::public_health)),
    ]
}

/// The face of the vault and of the operator's commands. It is reached through the socket's file alone, whose mode is the access control.
fn internal_routes() -> Vec<Route> {
    vec![
        ("get", "/objects", get(internal::objects)),
        ("get", "/objects/{index}", get(internal::object)),
        ("get", "/documents", get(internal::documents)),
        ("get", "/attachments/{sha256}", get(internal::attachment)),
        ("get", "/devices/{device}", get(internal::device)),
        ("get", "/proof", get(internal::proof)),
        (
            "put",
            "/carried/{device}/objects/{epoch}/{seq}",
            put(carried::object),
        ),
        ("head", "/carried/{device}/files/{sha256}", head(carried::held)),
        ("put", "/carried/{device}/files/{sha256}", put(carried::file)),
        ("get", "/carried/{device}/receipts", get(carried::receipts)),
        ("get", "/checkpoint", get(log::newest)),
        ("get", "/log/tile/{*path}", get(log::tile)),
        ("post", "/verdicts", post(verdicts::post)),
        ("post", "/recalls", post(recalls::post)),
        ("get", "/health", get(metrics::health)),
        ("get", "/metrics", get(metrics::metrics)),
    ]
}

pub(crate) fn public_router(gateway: Arc<Gateway>) -> Router {
    router(public_routes(), gateway)
}

pub(crate) fn internal_router(gateway: Arc<Gateway>) -> Router {
    router(internal_routes(), gateway)
}

fn router(routes: Vec<Route>, gateway: Arc<Gateway>) -> Router {
    let add = |router: Router<Arc<Gateway>>, (_, path, handler): Route| router.route(path, handler);
    routes
        .into_iter()
        .fold(Router::new(), add)
        .fallback(async || Refusal::from(ProblemKind::NotFound))
        .method_not_allowed_fallback(async || Refusal::from(ProblemKind::MethodNotAllowed))
        .layer(middleware::from_fn_with_state(Arc::clone(&gateway), count))
        .with_state(gateway)
}

async fn openapi() -> Response {
    ([(header::CONTENT_TYPE, "application/json")], OPENAPI).into_response()
}

/// Counts answers by status and problems by code.
async fn count(State(gateway): State<Arc<Gateway>>, request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    gateway.metrics.answered(response.status().as_u16());
    if let Some(ProblemCode(code)) = response.extensions().get() {
        gateway.metrics.problem(code);
    }
    response
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_openapi_document_describes_every_route_and_no_other() {
        let document: serde_json::Value = serde_json::from_str(OPENAPI).unwrap();
        let described: BTreeSet<(String, String)> = document["paths"]
            .as_object()
            .unwrap()
            .iter()
            .flat_map(|(path, methods)| {
                let methods = methods
                    .as_object()
                    .unwrap()
                    .keys()
                    .filter(|key| *key != "parameters");
                methods
                    .map(|method| (method.clone(), path.clone()))
                    .collect::<Vec<_>>()
            })
            .collect();
        let routed: BTreeSet<(String, String)> = public_routes()
            .into_iter()
            .map(|(method, path, _)| (method.to_owned(), path.replace("{*", "{")))
            .collect();
        assert_eq!(described, routed);
    }

    #[test]
    fn there_are_no_debug_endpoints() {
        for (_, path, _) in public_routes() {
            for word in [
                "debug",
                "heap",
                "dump",
                "metrics",
                "admin",
                "management",
                "actuator",
            ] {
                assert!(!path.contains(word), "CVE-2025-48927: {path}");
            }
        }
    }
}
