//! One well-formed content of each type that a room has, for the tests of both sides and nothing else.

use super::{Carrier, EventType, SECTIONS};

/// A content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sample {
    /// Name of the type, and the part if it is one.
    pub of: (&'static str, Option<&'static str>),
    /// JSON.
    pub content: &'static str,
    /// What a person must find of it in a transcript in Dutch, and in English; empty for what is not shown.
    pub says: [&'static str; 2],
}

const fn sample(
    name: &'static str,
    content: &'static str,
    dutch: &'static str,
    english: &'static str,
) -> Sample {
    Sample {
        of: (name, None),
        content,
        says: [dutch, english],
    }
}

const fn message(
    part: &'static str,
    content: &'static str,
    dutch: &'static str,
    english: &'static str,
) -> Sample {
    Sample {
        of: ("m.room.message", Some(part)),
        content,
        says: [dutch, english],
    }
}

const TARGET: &str = "$target";

/// Event that relating samples are about.
#[must_use]
pub fn target() -> &'static str {
    TARGET
}

const MESSAGES: &[Sample] = &[
    sample(
        "m.room.message",
        r#"{"msgtype":"nl.example.new","body":"nieuw soort"}"#,
        "nieuw soort",
        "nieuw soort",
    ),
    message(
        "msgtype m.text",
        r#"{"msgtype":"m.text","body":"goedemorgen"}"#,
        "goedemorgen",
        "goedemorgen",
    ),
    message(
        "msgtype m.notice",
        r#"{"msgtype":"m.notice","body":"melding van de bot"}"#,
        "melding van de bot",
        "melding van de bot",
    ),
    message(
        "msgtype m.server_notice",
        r#"{"msgtype":"m.server_notice","body":"onderhoud om vijf","server_notice_type":"m.server_notice.usage_limit_reached"}"#,
        "onderhoud om vijf",
        "onderhoud om vijf",
    ),
    message(
        "msgtype m.emote",
        r#"{"msgtype":"m.emote","body":"zwaait"}"#,
        "zwaait",
        "zwaait",
    ),
    message(
        "msgtype m.image",
        r#"{"msgtype":"m.image","body":"dijk.png","url":"mxc://x/1","info":{"w":2,"h":3,"size":4,"mimetype":"image/png"}}"#,
        "Afbeelding ‘dijk.png’",
        "Picture ‘dijk.png’",
    ),
    message(
        "msgtype m.file",
        r#"{"msgtype":"m.file","body":"nota.pdf","url":"mxc://x/2"}"#,
        "Bestand ‘nota.pdf’",
        "File ‘nota.pdf’",
    ),
    message(
        "msgtype m.audio",
        r#"{"msgtype":"m.audio","body":"lied.mp3","url":"mxc://x/3"}"#,
        "Geluid ‘lied.mp3’",
        "Audio ‘lied.mp3’",
    ),
    message(
        "msgtype m.video",
        r#"{"msgtype":"m.video","body":"film.mp4","url":"mxc://x/4"}"#,
        "Video ‘film.mp4’",
        "Video ‘film.mp4’",
    ),
    message(
        "msgtype m.location",
        r#"{"msgtype":"m.location","body":"Binnenhof","geo_uri":"geo:52.08,4.31","m.location":{"uri":"geo:52.08,4.31","description":"hier"},"m.asset":{"type":"m.pin"}}"#,
        "Locatie: hier geo:52.08,4.31",
        "Location: hier geo:52.08,4.31",
    ),
    message(
        "msgtype dm.filament.gallery",
        r#"{"msgtype":"dm.filament.gallery","body":"twee plaatjes","itemtypes":[{"itemtype":"m.image","body":"een.png","url":"mxc://x/5"},{"itemtype":"m.image","body":"twee.png","url":"mxc://x/6"}]}"#,
        "twee plaatjes",
        "twee plaatjes",
    ),
    message(
        "msgtype m.key.verification.request",
        r#"{"msgtype":"m.key.verification.request","body":"verificatie","from_device":"A","methods":["m.sas.v1"],"to":"@b:x"}"#,
        "",
        "",
    ),
    message(
        "field org.matrix.msc3245.voice",
        r#"{"msgtype":"m.audio","body":"spraak.ogg","url":"mxc://x/7","org.matrix.msc3245.voice":{},"org.matrix.msc1767.audio":{"duration":61000,"waveform":[0,512,1024,9000]}}"#,
        "Spraakbericht ‘spraak.ogg’",
        "Voice message ‘spraak.ogg’",
    ),
    message(
        "field m.mentions",
        r#"{"msgtype":"m.text","body":"Bo, kijk eens","m.mentions":{"user_ids":["@bo:x"]}}"#,
        "Bo, kijk eens",
        "Bo, kijk eens",
    ),
    message(
        "field m.relates_to.m.in_reply_to",
        r#"{"msgtype":"m.text","body":"een antwoord","m.relates_to":{"m.in_reply_to":{"event_id":"$target"}}}"#,
        "Antwoord op",
        "In reply to",
    ),
    message(
        "rel_type m.thread",
        r#"{"msgtype":"m.text","body":"in de draad","m.relates_to":{"rel_type":"m.thread","event_id":"$target"}}"#,
        "in een draad",
        "in a thread",
    ),
    message(
        "rel_type m.replace",
        r#"{"msgtype":"m.text","body":"* beter","m.new_content":{"msgtype":"m.text","body":"beter gezegd"},"m.relates_to":{"rel_type":"m.replace","event_id":"$target"}}"#,
        "beter gezegd",
        "beter gezegd",
    ),
    message(
        "field org.matrix.self_destruct_after",
        r#"{"msgtype":"m.text","body":"eenmalig","org.matrix.self_destruct_after":1795000000000}"#,
        "Dit bericht verdwijnt bij de deelnemers",
        "This message vanishes for its readers",
    ),
    message(
        "field com.beeper.disappearing_timer",
        r#"{"msgtype":"m.text","body":"even maar","com.beeper.disappearing_timer":{"type":"after_read","timer":86400000}}"#,
        "1 dag na lezing",
        "1 day after reading",
    ),
    sample(
        "m.sticker",
        r#"{"body":"dansende griffioen","url":"mxc://x/8","info":{}}"#,
        "dansende griffioen",
        "dansende griffioen",
    ),
    sample(
        "m.message",
        r#"{"m.text":[{"body":"uitbreidbaar"}]}"#,
        "uitbreidbaar",
        "uitbreidbaar",
    ),
    sample("m.emote", r#"{"m.text":"buigt"}"#, "buigt", "buigt"),
    sample(
        "m.image",
        r#"{"m.text":"strand","m.file":{"url":"mxc://x/9","name":"strand.png","mimetype":"image/png","size":5}}"#,
        "Afbeelding ‘strand.png’",
        "Picture ‘strand.png’",
    ),
    sample(
        "m.video",
        r#"{"m.text":"golf","m.file":{"url":"mxc://x/10","name":"golf.mp4"}}"#,
        "Video ‘golf.mp4’",
        "Video ‘golf.mp4’",
    ),
    sample(
        "m.audio",
        r#"{"m.text":"wind","m.file":{"url":"mxc://x/11","name":"wind.ogg"}}"#,
        "Geluid ‘wind.ogg’",
        "Audio ‘wind.ogg’",
    ),
    sample(
        "m.voice",
        r#"{"m.text":"stem","m.file":{"url":"mxc://x/12","name":"stem.ogg"},"m.audio_details":{"duration":3000,"waveform":[1,2]}}"#,
        "Spraakbericht ‘stem.ogg’",
        "Voice message ‘stem.ogg’",
    ),
    sample(
        "m.file",
        r#"{"m.text":"brief","m.file":{"url":"mxc://x/13","name":"brief.odt"}}"#,
        "Bestand ‘brief.odt’",
        "File ‘brief.odt’",
    ),
    sample(
        "m.poll.start",
        r#"{"m.poll":{"question":{"m.text":[{"body":"Wanneer?"}]},"answers":[{"m.id":"1","m.text":[{"body":"nu"}]},{"m.id":"2","m.text":[{"body":"straks"}]}],"max_selections":1,"kind":"m.disclosed"}}"#,
        "Peiling: Wanneer?",
        "Poll: Wanneer?",
    ),
    sample(
        "m.reaction",
        r#"{"m.relates_to":{"rel_type":"m.annotation","event_id":"$target","key":"👍"}}"#,
        "👍",
        "👍",
    ),
    sample(
        "m.room.redaction",
        r#"{"redacts":"$target","reason":"vergissing"}"#,
        "Verwijderd door",
        "Deleted by",
    ),
    sample(
        "m.poll.response",
        r#"{"m.relates_to":{"rel_type":"m.reference","event_id":"$target"},"m.selections":["2"]}"#,
        "straks: 1",
        "straks: 1",
    ),
    sample(
        "m.poll.end",
        r#"{"m.relates_to":{"rel_type":"m.reference","event_id":"$target"},"m.text":"afgelopen"}"#,
        "Gesloten",
        "Closed",
    ),
    sample(
        "m.location",
        r#"{"m.location":{"uri":"geo:51.9,4.5","description":"Rotterdam"}}"#,
        "Locatie: Rotterdam geo:51.9,4.5",
        "Location: Rotterdam geo:51.9,4.5",
    ),
    sample(
        "m.beacon",
        r#"{"m.relates_to":{"rel_type":"m.reference","event_id":"$target"},"m.location":{"uri":"geo:52.1,5.1"},"m.ts":1795000000000}"#,
        "geo:52.1,5.1",
        "geo:52.1,5.1",
    ),
    sample(
        "m.beacon_info",
        r#"{"live":true,"description":"onderweg","timeout":3600000,"m.ts":1795000000000,"m.asset":{"type":"m.self"}}"#,
        "deelt de eigen locatie (onderweg), 1 uur",
        "shares their location (onderweg), 1 hour",
    ),
];

const CALLS: &[Sample] = &[
    sample(
        "m.call.invite",
        r#"{"call_id":"c","party_id":"p","version":"1","lifetime":60000,"offer":{"type":"offer","sdp":"v=0\r\nm=video 9"}}"#,
        "belt met beeld",
        "calls, with video",
    ),
    sample(
        "m.call.answer",
        r#"{"call_id":"c","party_id":"p","version":"1","answer":{"type":"answer","sdp":"v=0"}}"#,
        "heeft de oproep aangenomen",
        "answered the call",
    ),
    sample(
        "m.call.hangup",
        r#"{"call_id":"c","party_id":"p","version":"1","reason":"user_hangup"}"#,
        "heeft opgehangen (user_hangup)",
        "hung up (user_hangup)",
    ),
    sample(
        "m.call.reject",
        r#"{"call_id":"c","party_id":"p","version":"1"}"#,
        "heeft de oproep geweigerd",
        "declined the call",
    ),
    sample(
        "m.rtc.notification",
        r#"{"sender_ts":1,"lifetime":30000,"notification_type":"ring"}"#,
        "laat de oproep overgaan",
        "rings the call",
    ),
    sample(
        "m.call.notify",
        r#"{"application":"m.call","call_id":"","notify_type":"ring"}"#,
        "laat de oproep overgaan",
        "rings the call",
    ),
    sample(
        "m.rtc.decline",
        r#"{"m.relates_to":{"rel_type":"m.reference","event_id":"$target"}}"#,
        "heeft de oproep geweigerd",
        "declined the call",
    ),
    sample(
        "m.call.member",
        r#"{"application":"m.call","call_id":"","device_id":"A","foci_preferred":[]}"#,
        "neemt deel aan de oproep",
        "joined the call",
    ),
    sample(
        "m.call",
        r#"{"m.type":"m.video","m.intent":"m.prompt"}"#,
        "is een oproep begonnen",
        "began a call",
    ),
    sample(
        "m.call.candidates",
        r#"{"call_id":"c","party_id":"p","version":"1","candidates":[]}"#,
        "",
        "",
    ),
    sample(
        "m.call.negotiate",
        r#"{"call_id":"c","party_id":"p","version":"1","description":{"type":"offer","sdp":"v=0"}}"#,
        "",
        "",
    ),
    sample(
        "m.call.select_answer",
        r#"{"call_id":"c","party_id":"p","version":"1","selected_party_id":"q"}"#,
        "",
        "",
    ),
    sample(
        "m.call.sdp_stream_metadata_changed",
        r#"{"call_id":"c","party_id":"p","version":"1","sdp_stream_metadata":{}}"#,
        "",
        "",
    ),
    sample(
        "m.call.encryption_keys",
        r#"{"call_id":"","device_id":"A","keys":[]}"#,
        "",
        "",
    ),
    sample(
        "m.room.encrypted",
        r#"{"algorithm":"m.megolm.v1.aes-sha2","ciphertext":"AwgA","session_id":"s","sender_key":"k","device_id":"A"}"#,
        "Niet te ontsleutelen",
        "Cannot be decrypted",
    ),
    sample(
        "m.encrypted",
        r#"{"m.encrypted":{"algorithm":"m.megolm.v1.aes-sha2"}}"#,
        "Niet te ontsleutelen",
        "Cannot be decrypted",
    ),
    sample(
        "m.key.verification.ready",
        r#"{"from_device":"A","methods":[],"m.relates_to":{"rel_type":"m.reference","event_id":"$target"}}"#,
        "",
        "",
    ),
    sample(
        "m.key.verification.start",
        r#"{"from_device":"A","method":"m.sas.v1"}"#,
        "",
        "",
    ),
    sample(
        "m.key.verification.accept",
        r#"{"method":"m.sas.v1","commitment":"x"}"#,
        "",
        "",
    ),
    sample("m.key.verification.key", r#"{"key":"x"}"#, "", ""),
    sample("m.key.verification.mac", r#"{"mac":{},"keys":"x"}"#, "", ""),
    sample(
        "m.key.verification.done",
        r#"{"m.relates_to":{"rel_type":"m.reference","event_id":"$target"}}"#,
        "",
        "",
    ),
    sample(
        "m.key.verification.cancel",
        r#"{"code":"m.user","reason":"nee"}"#,
        "",
        "",
    ),
];

const STATE: &[Sample] = &[
    sample(
        "m.room.member",
        r#"{"membership":"ban","reason":"schelden"}"#,
        "de toegang ontzegd (schelden)",
        "banned",
    ),
    Sample {
        of: ("m.room.member", Some("displayname, avatar_url")),
        content: r#"{"membership":"join","displayname":"Nieuwe Naam"}"#,
        says: ["Nieuwe Naam", "Nieuwe Naam"],
    },
    sample(
        "m.room.third_party_invite",
        r#"{"display_name":"p...@example.nl","key_validity_url":"https://x","public_key":"x"}"#,
        "heeft p...@example.nl van buiten Matrix uitgenodigd",
        "invited p...@example.nl from outside Matrix",
    ),
    sample(
        "io.element.functional_members",
        r#"{"service_members":["@bot:x"]}"#,
        "programma",
        "are programs",
    ),
    sample(
        "m.room.create",
        r#"{"room_version":"11","predecessor":{"room_id":"!oud:x"}}"#,
        "heeft het gesprek gemaakt als vervolg op !oud:x",
        "created the room as a continuation of !oud:x",
    ),
    sample(
        "m.room.name",
        r#"{"name":"Dijken"}"#,
        "‘Dijken’ genoemd",
        "named the room ‘Dijken’",
    ),
    sample(
        "m.room.topic",
        r#"{"topic":"Planning"}"#,
        "heeft het onderwerp gewijzigd: Planning",
        "changed the topic: Planning",
    ),
    sample(
        "m.room.avatar",
        r#"{"url":"mxc://x/14"}"#,
        "heeft de afbeelding van het gesprek gewijzigd",
        "changed the picture of the room",
    ),
    sample(
        "m.room.canonical_alias",
        r##"{"alias":"#dijken:x","alt_aliases":["#dijk:x"]}"##,
        "heeft het adres van het gesprek gewijzigd: #dijken:x, #dijk:x",
        "changed the address of the room: #dijken:x, #dijk:x",
    ),
    sample(
        "m.room.aliases",
        r##"{"aliases":["#oud:x"]}"##,
        "heeft het adres van het gesprek gewijzigd: #oud:x",
        "changed the address of the room: #oud:x",
    ),
    sample(
        "m.room.power_levels",
        r#"{"users":{"@bo:x":50},"redact":100}"#,
        "nodig voor berichten weghalen van 50 naar 100",
        "needed for deleting messages from 50 to 100",
    ),
    sample(
        "m.room.join_rules",
        r#"{"join_rule":"public"}"#,
        "wie mag deelnemen: iedereen",
        "who may join: everybody",
    ),
    sample(
        "m.room.guest_access",
        r#"{"guest_access":"can_join"}"#,
        "of gasten toegang hebben: ja",
        "whether guests may enter: yes",
    ),
    sample(
        "m.room.history_visibility",
        r#"{"history_visibility":"joined"}"#,
        "wie eerdere berichten mag zien: deelnemers, vanaf hun deelname",
        "who may see earlier messages: members, from when they joined",
    ),
    sample(
        "m.room.encryption",
        r#"{"algorithm":"m.megolm.v1.aes-sha2"}"#,
        "heeft versleuteling ingeschakeld",
        "turned on encryption",
    ),
    sample(
        "m.room.server_acl",
        r#"{"allow":["*"],"deny":["kwaad.example"],"allow_ip_literals":false}"#,
        "welke servers mogen meedoen: wel *; niet kwaad.example",
        "which servers may take part: allowed *; denied kwaad.example",
    ),
    sample(
        "m.room.tombstone",
        r#"{"body":"verhuisd","replacement_room":"!nieuw:x"}"#,
        "het gaat verder in !nieuw:x (verhuisd)",
        "it goes on in !nieuw:x (verhuisd)",
    ),
    sample(
        "m.room.pinned_events",
        r#"{"pinned":["$a","$b"]}"#,
        "heeft 2 berichten vastgezet",
        "pinned 2 messages",
    ),
    sample(
        "m.room.retention",
        r#"{"max_lifetime":604800000}"#,
        "hoe lang servers berichten bewaren: ten hoogste 7 dagen",
        "how long servers keep messages: at most 7 days",
    ),
    sample(
        "com.beeper.disappearing_timer",
        r#"{"type":"after_send","timer":3600000}"#,
        "laat berichten verdwijnen 1 uur na verzending",
        "lets messages vanish 1 hour after sending",
    ),
    sample(
        "m.room.language",
        r#"{"language":"nl"}"#,
        "de taal van het gesprek gewijzigd: nl",
        "changed the language of the room: nl",
    ),
    sample(
        "im.vector.room.access_rules",
        r#"{"rule":"restricted"}"#,
        "wie van buiten mag deelnemen: restricted",
        "who may join from outside: restricted",
    ),
    sample(
        "m.widget",
        r#"{"type":"jitsi","url":"https://meet.example","name":"Vergadering"}"#,
        "heeft het onderdeel ‘Vergadering’ aan het gesprek toegevoegd",
        "added the widget ‘Vergadering’ to the room",
    ),
    sample(
        "im.ponies.room_emotes",
        r#"{"images":{}}"#,
        "de plaatjes van het gesprek",
        "the pictures of the room",
    ),
    sample(
        "m.space.child",
        r#"{"via":["x"]}"#,
        "aan de ruimte toegevoegd",
        "to the space",
    ),
    sample(
        "m.space.parent",
        r#"{"via":["x"],"canonical":true}"#,
        "bij de ruimte",
        "under the space",
    ),
    sample(
        "m.policy.rule.user",
        r#"{"entity":"@spam*:x","recommendation":"m.ban","reason":"spam"}"#,
        "moderatieregel gesteld: m.ban user @spam*:x (spam)",
        "made a moderation rule: m.ban user @spam*:x (spam)",
    ),
    sample(
        "m.policy.rule.room",
        r#"{"entity":"!kwaad:x","recommendation":"m.ban","reason":"spam"}"#,
        "m.ban room !kwaad:x",
        "m.ban room !kwaad:x",
    ),
    sample(
        "m.policy.rule.server",
        r#"{"entity":"kwaad.example","recommendation":"m.ban"}"#,
        "m.ban server kwaad.example",
        "m.ban server kwaad.example",
    ),
    sample(
        "m.room.policy",
        r#"{"via":"toets.example","public_key":"x"}"#,
        "laat berichten toetsen door toets.example",
        "has messages checked by toets.example",
    ),
    sample(
        "m.bridge",
        r#"{"bridgebot":"@signalbot:x","protocol":{"id":"signal","displayname":"Signal"},"channel":{"id":"1"}}"#,
        "heeft het gesprek gekoppeld aan Signal",
        "connected the room to Signal",
    ),
];

/// State that is encrypted; apart from the rest because the same name is a message too.
const LOCKED_STATE: Sample = sample(
    "m.room.encrypted",
    r#"{"algorithm":"m.megolm.v1.aes-sha2","ciphertext":"AwgA","session_id":"s"}"#,
    "dat versleuteld is en niet gelezen kon worden",
    "that is encrypted and could not be read",
);

/// The sample of a type. Every type of a room has one.
#[must_use]
pub fn of(one: &EventType) -> Option<Sample> {
    if !matches!(one.carrier, Carrier::Message | Carrier::State) {
        return None;
    }
    let lists: [&[Sample]; 3] = [MESSAGES, CALLS, STATE];
    if one.names.contains(&LOCKED_STATE.of.0) && one.carrier == Carrier::State {
        return Some(LOCKED_STATE);
    }
    let mut all = lists.iter().flat_map(|list| list.iter());
    all.find(|sample| one.names.contains(&sample.of.0) && one.part == sample.of.1)
        .copied()
}

/// Every type that is an event of a room, with its sample.
pub fn of_rooms() -> impl Iterator<Item = (&'static EventType, Sample)> {
    let all = SECTIONS.iter().flat_map(|(_, types)| types.iter());
    all.filter_map(|one| Some((one, of(one)?)))
}
