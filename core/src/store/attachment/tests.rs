//! Files go before the object that speaks of them, and stay until the vault has every record that does.

use super::*;

fn tables() -> Connection {
    let c = Connection::open_in_memory().unwrap();
    for sql in [
        include_str!("../migrations/0006_queue.sql"),
        include_str!("../migrations/0010_galleries.sql"),
        include_str!("../migrations/0014_labels.sql"),
    ] {
        c.execute_batch(sql).unwrap();
    }
    c.execute_batch(
        "CREATE TABLE outbox (seq INTEGER PRIMARY KEY, first_entry INTEGER, last_entry INTEGER, final_at INTEGER) STRICT;",
    )
    .unwrap();
    c
}

fn stored(c: &Connection, event_id: &str, sha256: Sha256, entry: u64) {
    let new = NewAttachment {
        event_id: event_id.into(),
        role: "file",
        room_id: "!r".into(),
        mxc: "mxc://x/1".into(),
        file_name: None,
        mime: None,
        key: None,
        own: None,
    };
    assert!(want(c, &new).unwrap());
    let id = find(c, event_id, "file").unwrap().unwrap().id;
    let settled = Settled {
        state: "stored",
        sha256_plain: None,
        sha256_stored: Some(sha256),
        sealed: false,
        entry: EntryNo(entry),
    };
    assert!(settle(c, id, &settled).unwrap());
    assert!(!settle(c, id, &settled).unwrap(), "settled twice");
    assert!(!want(c, &new).unwrap(), "wanted again");
    put_upload(
        c,
        &UploadRow {
            sha256,
            path: "media/x".into(),
            size: 1,
        },
    )
    .unwrap();
}

#[test]
fn a_file_goes_before_the_object_that_speaks_of_it() {
    let c = tables();
    let sha256 = Sha256::of(b"a");
    stored(&c, "$1", sha256, 5);
    c.execute("INSERT INTO outbox VALUES (1, 1, 4, NULL), (2, 5, 9, NULL)", [])
        .unwrap();
    assert!(uploads_for(&c, Seq(1)).unwrap().is_empty());
    assert_eq!(uploads_for(&c, Seq(2)).unwrap().len(), 1);
    set_uploaded(&c, &sha256, Millis(1)).unwrap();
    assert!(uploads_for(&c, Seq(2)).unwrap().is_empty());
}

#[test]
fn a_file_stays_until_the_vault_holds_every_record_that_speaks_of_it() {
    let c = tables();
    let sha256 = Sha256::of(b"a");
    stored(&c, "$1", sha256, 5);
    stored(&c, "$2", sha256, 9);
    c.execute("INSERT INTO outbox VALUES (1, 1, 5, 100), (2, 6, 9, NULL)", [])
        .unwrap();
    assert!(
        prunable(&c, Millis(1000)).unwrap().is_empty(),
        "not even with the gateway"
    );
    set_uploaded(&c, &sha256, Millis(1)).unwrap();
    assert!(
        prunable(&c, Millis(1000)).unwrap().is_empty(),
        "the second record has no final receipt"
    );
    c.execute("UPDATE outbox SET final_at = 200", []).unwrap();
    assert!(
        prunable(&c, Millis(150)).unwrap().is_empty(),
        "younger than policy wants"
    );
    assert_eq!(prunable(&c, Millis(200)).unwrap().len(), 1);
    set_pruned(&c, &sha256).unwrap();
    assert!(kept(&c).unwrap().is_empty());
}
