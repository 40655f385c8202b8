// Every kind of message that people write: texts, what relates to a text, files, places, polls. Each by the SDK's own method where
// it has one.

import { randomBytes } from "node:crypto";
import { M_BEACON, M_POLL_KIND_DISCLOSED, MsgType, RelationType } from "matrix-js-sdk";
import {
    makeBeaconContent,
    makeBeaconInfoContent,
    makeHtmlMessage,
    makeLocationContent,
    makeTextMessage,
} from "matrix-js-sdk/lib/content-helpers.js";
import { PollEndEvent } from "matrix-js-sdk/lib/extensible_events_v1/PollEndEvent.js";
import { PollResponseEvent } from "matrix-js-sdk/lib/extensible_events_v1/PollResponseEvent.js";
import { PollStartEvent } from "matrix-js-sdk/lib/extensible_events_v1/PollStartEvent.js";
import { sha256, upload } from "./files.mjs";

const PICTURE = Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
);

/** What people write to each other; returns the event ids that later orders need. */
export async function writeTexts(client, room, other) {
    const first = await client.sendTextMessage(room, "Hier is de andere partij");
    await client.sendHtmlMessage(room, "vet en *scheef*", "<b>vet</b> en <em>scheef</em>");
    await client.sendNotice(room, "een mededeling");
    await client.sendHtmlNotice(room, "een mededeling", "<p>een mededeling</p>");
    await client.sendEmoteMessage(room, "zwaait");
    await client.sendHtmlEmote(room, "zwaait", "<i>zwaait</i>");
    await client.sendTextMessage(room, "🦅 \u202Eomgekeerd\u202C \u0000 \"'\\ e\u0301");
    await client.sendMessage(room, { ...makeTextMessage("Kijk eens"), "m.mentions": { user_ids: [other], room: true } });
    await client.sendMessage(room, { msgtype: "nl.griffie.onbekend", body: "een soort die niemand kent", getal: 2 ** 53 - 1 });
    return { first: first.event_id };
}

/** Replies, threads, edits, reactions, a reference. */
export async function relate(client, room, first, theirs) {
    const reply = { "m.in_reply_to": { event_id: theirs } };
    await client.sendMessage(room, { ...makeTextMessage("Dat is een antwoord"), "m.relates_to": reply });
    await client.sendMessage(room, first, makeTextMessage("in een gesprek apart"));
    const edited = await client.sendTextMessage(room, "met een fuot");
    const replace = (content) => ({
        ...makeTextMessage(`* ${content.body}`),
        "m.new_content": content,
        "m.relates_to": { rel_type: RelationType.Replace, event_id: edited.event_id },
    });
    await client.sendMessage(room, replace(makeTextMessage("met een fout")));
    await client.sendMessage(room, replace(makeHtmlMessage("zonder fout", "<b>zonder</b> fout")));
    const react = (key) =>
        client.sendEvent(room, "m.reaction", {
            "m.relates_to": { rel_type: RelationType.Annotation, event_id: theirs, key },
        });
    await react("👍");
    const reaction = await react("🙂");
    await client.sendEvent(room, "nl.griffie.verwijzing", {
        "m.relates_to": { rel_type: RelationType.Reference, event_id: theirs },
        inhoud: { lijst: [1, -2, null, true, { niets: {} }], tekst: "onbekende soort" },
    });
    const unsaid = await client.sendTextMessage(room, "dit had ik niet moeten zeggen");
    return { edited: edited.event_id, reaction: reaction.event_id, unsaid: unsaid.event_id };
}

/** Files of every kind; returns the digests of what was in them. */
export async function sendFiles(client, room) {
    const digests = [];
    const sealed = async (bytes) => {
        digests.push(sha256(bytes));
        return upload(client, bytes);
    };
    const plain = async (bytes, type) => {
        digests.push(sha256(bytes));
        return (await client.uploadContent(bytes, { type, includeFilename: false })).content_uri;
    };
    const noise = (length) => new Uint8Array(randomBytes(length));
    const send = async (msgtype, bytes, mimetype, more = {}) => {
        const { info, ...rest } = more;
        const file = await sealed(bytes);
        const described = { mimetype, size: bytes.length, ...info };
        await client.sendMessage(room, { msgtype, body: `bestand.${mimetype.split("/")[1]}`, info: described, file, ...rest });
    };
    const thumbnail = { mimetype: "image/png", size: PICTURE.length, w: 1, h: 1 };
    const shown = async () => ({ w: 1, h: 1, thumbnail_file: await sealed(PICTURE), thumbnail_info: thumbnail });
    await send(MsgType.Image, PICTURE, "image/png", { info: await shown() });
    await send(MsgType.File, noise(200_000), "application/pdf", { filename: "besluit.pdf", body: "bij het besluit" });
    await send(MsgType.File, new Uint8Array(0), "text/plain");
    await send(MsgType.Audio, noise(5_000), "audio/mpeg", { info: { duration: 61_000 } });
    await send(MsgType.Audio, noise(3_000), "audio/ogg", {
        info: { duration: 2_000 },
        "org.matrix.msc1767.audio": { duration: 2_000, waveform: [0, 256, 1024, 512] },
        "org.matrix.msc3245.voice": {},
    });
    await send(MsgType.Video, noise(40_000), "video/mp4", { info: { duration: 9_000, ...(await shown()) } });
    const info = { mimetype: "image/png", size: PICTURE.length, w: 1, h: 1 };
    await client.sendImageMessage(room, await plain(PICTURE, "image/png"), info, "open beeld.png");
    await client.sendStickerMessage(room, await plain(noise(900), "image/webp"), info, "een uil");
    return digests;
}

/** A place, a place that moves, and a poll from its question to its end. */
export async function placesAndPolls(client, room) {
    const [place, now] = ["geo:52.0799,4.3113;u=35", Date.now()];
    await client.sendMessage(room, makeLocationContent("Binnenhof", place, now, "Binnenhof"));
    const beacon = await client.unstable_createLiveBeacon(room, makeBeaconInfoContent(60_000, true, "onderweg"));
    await client.sendEvent(room, M_BEACON.name, makeBeaconContent(place, now, beacon.event_id, "hier"));
    await client.unstable_setLiveBeacon(room, makeBeaconInfoContent(60_000, false, "aangekomen"));
    const poll = PollStartEvent.from("Wanneer?", ["maandag", "dinsdag"], M_POLL_KIND_DISCLOSED);
    const send = async (event) => {
        const { type, content } = event.serialize();
        return (await client.sendEvent(room, type, content)).event_id;
    };
    const asked = await send(poll);
    await send(PollResponseEvent.from([poll.answers[0].id], asked));
    await send(PollResponseEvent.from([poll.answers[1].id], asked));
    await send(PollEndEvent.from(asked, "maandag wint"));
}
