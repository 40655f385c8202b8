//! Reaches every method of the engine from one exported symbol, so that the linker keeps what a real library would hold.
//! Nobody calls it.

use std::path::Path;

use griffie_core::{
    activate::Invitation,
    chat::{
        compose::{FileDraft, TextDraft, VoiceDraft},
        transfer::TransferId,
    },
    engine::{Griffie, OpenOptions, RoomDraft},
    error::Error,
    store::StoreKey,
};

/// Calls everything once.
#[expect(
    unsafe_code,
    reason = "an exported name is the one thing that makes a library of this crate"
)]
#[unsafe(no_mangle)]
pub extern "C" fn griffie_size() -> bool {
    let text = std::env::args().next_back().unwrap_or_default();
    let Ok(runtime) = tokio::runtime::Runtime::new() else {
        return false;
    };
    runtime.block_on(all(&text)).is_ok()
}

async fn all(text: &str) -> Result<(), Error> {
    let options = OpenOptions {
        data_dir: text.into(),
        key: StoreKey::from_bytes([0; 32]),
        extra_ca_pem: None,
        platform: None,
    };
    let griffie = Griffie::open(options).await?;
    if let Ok(invitation) = Invitation::from_link(text) {
        griffie.activate(&invitation).await?;
    }
    griffie.start().await?;
    let _changes = griffie.subscribe_changes();
    rooms(&griffie, text).await?;
    messages(&griffie, text).await?;
    watching(&griffie, text).await?;
    griffie.route_now().await?;
    griffie.journal_facts(0, 1).await?;
    griffie.rebuild().await?;
    griffie.status().await?;
    griffie.stop().await
}

async fn rooms(griffie: &Griffie, text: &str) -> Result<(), Error> {
    griffie.rooms().await?;
    griffie.members(text).await?;
    let name = Some(text.to_owned());
    let draft = RoomDraft {
        name,
        topic: None,
        invite: Vec::new(),
        direct: false,
        encrypted: true,
    };
    griffie.create_room(&draft).await?;
    griffie.invite(text, text).await?;
    griffie.join(text).await?;
    griffie.leave(text, None).await?;
    griffie.kick(text, text, None).await?;
    griffie.set_power(text, text, 50).await?;
    griffie.set_display_name(text).await?;
    griffie.mark_read(text, text).await?;
    griffie.typing(text, true, None).await
}

async fn messages(griffie: &Griffie, text: &str) -> Result<(), Error> {
    let draft = TextDraft {
        body: text.to_owned(),
        formatted: None,
        mentions: Vec::new(),
    };
    griffie.send_text(text, &draft).await?;
    griffie.reply(text, text, &draft).await?;
    griffie.edit(text, text, &draft).await?;
    griffie.react(text, text, text).await?;
    griffie.redact(text, text, None).await?;
    griffie
        .send_file(
            text,
            &FileDraft {
                path: text.into(),
                caption: None,
                mime: None,
            },
        )
        .await?;
    let voice = VoiceDraft {
        path: text.into(),
        duration_ms: 1,
        waveform: Vec::new(),
        mime: None,
    };
    griffie.send_voice(text, &voice).await?;
    griffie
        .send_picture(
            text,
            &FileDraft {
                path: text.into(),
                caption: None,
                mime: None,
            },
        )
        .await?;
    griffie.cancel_send(text).await?;
    griffie.cancel_fetch(text);
    griffie.thumbnail(text, 1).await?;
    griffie.sent(text).await?;
    griffie.save_file(text, Path::new(text)).await?;
    griffie.timeline(text, None, 1).await?;
    griffie.search(text).await?;
    Ok(())
}

async fn watching(griffie: &Griffie, text: &str) -> Result<(), Error> {
    let window = griffie.watch_timeline(text);
    let id = TransferId::Sending {
        txn_id: text.to_owned(),
    };
    let _subscriptions = [
        griffie.watch_rooms(|_| Ok(())),
        griffie.watch_members(text, |_| Ok(())),
        window.watch(|_| Ok(()))?,
        griffie.watch_archive(|_| Ok(())),
        griffie.watch_sign_in(|_| Ok(())),
        griffie.watch_transfer(&id, |_| Ok(())),
    ];
    window.load_earlier(1).await?;
    window.rows().await?;
    Ok(())
}
