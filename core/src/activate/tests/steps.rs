//! Activation up to the login, against prepared answers; from there the worlds go on with a real homeserver.
//!
//! Crash points on paper: (a) before `begin` commits: nothing happened. (b) between request and answer of /activate: the row stands at
//! `requested`, the same code and key are asked again and buy the same grant. (c) between grant and login: `granted`; the login is
//! for the fixed device id. (d) between login and commit: the same device id again gives a fresh token for the same device, which has
//! no keys yet. (e) between commit and upload of keys: `signed_in`; the bootstrap repeats what the server does not have.

use std::sync::Arc;

use griffie_wire::{
    activation::{ActivationCode, ActivationLink},
    api::Grant,
    ids::Millis,
    problem::ProblemKind,
    record::{Fact, Record},
};
use serde_json::json;

use crate::activate::{ActivateError, Entrance, Invitation, begin, finish};
use crate::{
    clock::{Clock, TestClock},
    net::{gateway::GatewayError, http::Http},
    route::tests::{
        kit::{DEVICE, NOW, Organisation, TENANT},
        server::{Raw, Script, answer, json as json_answer, problem},
    },
    store::{
        Store, StoreKey,
        activation::{self, Step},
        identity,
    },
};

struct Newcomer {
    _dir: tempfile::TempDir,
    store: Store,
    http: Http,
    clock: Arc<dyn Clock>,
}

impl Newcomer {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(dir.path(), &StoreKey::from_bytes([1; 32])).unwrap();
        Self {
            _dir: dir,
            store,
            http: Http::new(None).unwrap(),
            clock: Arc::new(TestClock::at(NOW)),
        }
    }

    async fn tries(&self, organisation: &Organisation, gateway: &Script) -> Result<(), ActivateError> {
        let code = ActivationCode::generate([3; 10]);
        let link = ActivationLink {
            gateway: gateway.url.clone(),
            root: organisation.root.public(),
            code,
        };
        let invitation = Invitation::from_link(&link.to_string()).unwrap();
        match begin(&self.store, &invitation, "test").await {
            Ok(()) | Err(ActivateError::AlreadyActivated) => self.goes_on().await,
            Err(error) => Err(error),
        }
    }

    async fn goes_on(&self) -> Result<(), ActivateError> {
        finish(&Entrance {
            store: &self.store,
            http: &self.http,
            clock: &self.clock,
        })
        .await
    }

    fn step(&self) -> &'static str {
        match self
            .store
            .read(activation::read)
            .unwrap()
            .map(|activation| activation.step)
        {
            None => "nothing",
            Some(Step::Requested(_)) => "requested",
            Some(Step::Granted(_)) => "granted",
            Some(Step::SignedIn) => "signed_in",
            Some(Step::Active) => "active",
        }
    }
}

fn grant(organisation: &Organisation, homeserver: &str) -> Raw {
    json_answer(&Grant {
        device: DEVICE,
        tenant: TENANT,
        user_id: "@7k3m9x:example.org".to_owned(),
        homeserver: homeserver.to_owned(),
        jwt: "jwt-once".to_owned(),
        jwt_expires: Millis(NOW.0 + 60_000),
        config: organisation.offers(&organisation.seal_config(1), &Organisation::policy(1)),
    })
}

#[test]
fn a_mistyped_code_is_said_without_asking_a_server() {
    let good = ActivationCode::generate([3; 10]).to_string();
    let root = Organisation::new(1).root.public().to_string();
    let try_code =
        |code: &str| Invitation::typed(code, "https://g.example", &root).map_err(|error| error.code());
    assert!(try_code(&good.to_lowercase().replace('-', " ")).is_ok());
    let last = good.chars().last().unwrap();
    let but_last = good.strip_suffix(last).unwrap();
    let wrong = format!("{but_last}{}", if last == '7' { '8' } else { '7' });
    assert_eq!(try_code(&wrong), Err("code_mistyped"));
    assert_eq!(try_code(but_last), Err("code_wrong_length"));
    assert_eq!(
        try_code(&good.replacen(|c| c != '-', "U", 1)),
        Err("code_bad_character")
    );
    let with_root = |root: &str| Invitation::typed(&good, "https://g.example", root).map_err(|e| e.code());
    assert_eq!(with_root("nonsense"), Err("root_malformed"));
    let to = |gateway: &str| Invitation::typed(&good, gateway, &root).map_err(|e| e.code());
    assert_eq!(to("http://gateway.example"), Err("gateway_malformed"));
    assert_eq!(
        Invitation::from_link("https://x").map_err(|e| e.code()),
        Err("link_malformed")
    );
}

#[tokio::test]
async fn a_lost_answer_is_asked_again_with_the_same_key_and_code() {
    let organisation = Organisation::new(1);
    let newcomer = Newcomer::new();
    let nobody = "http://127.0.0.1:1";
    let gateway = Script::with(vec![Vec::new(), grant(&organisation, nobody)]).await;
    let lost = newcomer.tries(&organisation, &gateway).await;
    assert!(
        matches!(lost, Err(ActivateError::Gateway(GatewayError::Http(_)))),
        "{lost:?}"
    );
    assert_eq!(newcomer.step(), "requested");
    // The homeserver is not there, so it ends at the grant.
    assert!(matches!(
        newcomer.tries(&organisation, &gateway).await,
        Err(ActivateError::Matrix(_))
    ));
    assert_eq!(newcomer.step(), "granted");
    let bodies: Vec<_> = gateway
        .asked()
        .iter()
        .map(|asked| asked.split("\r\n\r\n").nth(1).unwrap().to_owned())
        .collect();
    assert_eq!(bodies[0], bodies[1]);
}

#[tokio::test]
async fn a_refused_code_leaves_room_for_another() {
    let organisation = Organisation::new(1);
    let newcomer = Newcomer::new();
    let gateway = Script::with(vec![
        problem(ProblemKind::CodeUsed),
        grant(&organisation, "http://127.0.0.1:1"),
    ])
    .await;
    let refused = newcomer.tries(&organisation, &gateway).await.unwrap_err();
    assert!(
        matches!(refused, ActivateError::Gateway(error) if error.problem() == Some(ProblemKind::CodeUsed))
    );
    assert!(newcomer.tries(&organisation, &gateway).await.is_err());
    assert_eq!(newcomer.step(), "granted");
}

/// Invariant 7, from the first contact on: whatever TLS says, the root in the invitation decides.
#[tokio::test]
async fn a_configuration_of_another_root_is_refused_and_nothing_of_the_grant_is_kept() {
    let (ours, thief) = (Organisation::new(1), Organisation::new(40));
    let newcomer = Newcomer::new();
    let gateway = Script::with(vec![grant(&thief, "http://127.0.0.1:1")]).await;
    let refused = newcomer.tries(&ours, &gateway).await;
    assert!(
        matches!(refused, Err(ActivateError::Config("seal_config_not_signed"))),
        "{refused:?}"
    );
    assert_eq!(newcomer.step(), "requested");
    assert!(
        newcomer
            .store
            .read(crate::store::config::accepted)
            .unwrap()
            .is_none()
    );
}

#[tokio::test]
async fn signing_in_as_somebody_else_is_refused() {
    let organisation = Organisation::new(1);
    let newcomer = Newcomer::new();
    let other = json!({ "user_id": "@mallory:example.org", "device_id": "X", "access_token": "t" });
    let homeserver = Script::with(vec![answer("200 OK", other.to_string())]).await;
    let gateway = Script::with(vec![grant(&organisation, &homeserver.url)]).await;
    assert!(matches!(
        newcomer.tries(&organisation, &gateway).await,
        Err(ActivateError::OtherUser)
    ));
    assert_eq!(newcomer.step(), "granted");
    assert!(newcomer.store.read(identity::load).unwrap().is_none());
}

#[tokio::test]
async fn the_login_writes_the_first_records_and_forgets_what_it_spent() {
    let organisation = Organisation::new(1);
    let newcomer = Newcomer::new();
    let gateway_first = Script::with(vec![grant(&organisation, "http://127.0.0.1:1")]).await;
    assert!(newcomer.tries(&organisation, &gateway_first).await.is_err());
    let activation = newcomer.store.read(activation::read).unwrap().unwrap();
    let login = json!({ "user_id": "@7k3m9x:example.org", "device_id": activation.matrix_device, "access_token": "t0ken" });
    let homeserver = Script::with(vec![answer("200 OK", login.to_string())]).await;
    // As if the homeserver had been at that address all along.
    let unit = newcomer.store.begin("move homeserver").await.unwrap();
    unit.write(|c| {
        let sql = "UPDATE activation SET grant_text = replace(grant_text, 'http://127.0.0.1:1', ?1)";
        Ok(c.execute(sql, [&homeserver.url])?)
    })
    .unwrap();
    unit.commit().await.unwrap();
    // The homeserver answers the login and nothing else, so the keys stay to be uploaded.
    assert!(newcomer.goes_on().await.is_err());
    assert_eq!(newcomer.step(), "signed_in");
    let records: Vec<Vec<u8>> = newcomer
        .store
        .read(|c| {
            let mut statement = c.prepare("SELECT record FROM journal ORDER BY seq")?;
            Ok(statement
                .query_map([], |row| row.get(0))?
                .collect::<Result<_, _>>()?)
        })
        .unwrap();
    let facts: Vec<_> = records
        .iter()
        .map(|record| Record::from_canonical(record).unwrap().fact)
        .collect();
    assert!(matches!(&facts[..], [Fact::Activated(fact), Fact::Config(_)] if fact.epoch == activation.epoch));
    let spent: i64 = newcomer
        .store
        .read(|c| {
            let sql = "SELECT count(*) FROM activation WHERE code IS NOT NULL OR grant_text IS NOT NULL";
            Ok(c.query_row(sql, [], |row| row.get(0))?)
        })
        .unwrap();
    assert_eq!(spent, 0, "no code and no token is kept (invariant 5)");
    assert!(homeserver.asked()[0].contains("org.matrix.login.jwt"));
}
