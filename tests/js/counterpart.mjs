// The other party: a client made of matrix-js-sdk, driven over standard input and output. JSON-RPC 2.0, one line a message, as the
// companion speaks it.

import "./quiet.mjs";
import { createInterface } from "node:readline";
import { Preset, ReceiptType, Visibility } from "matrix-js-sdk";
import { OnlySignedDevicesIsolationMode } from "matrix-js-sdk/lib/crypto-api/index.js";
import { signIn } from "./account.mjs";
import { call, ring, verify } from "./calls.mjs";
import { leftOut } from "./coverage.mjs";
import { download, sha256 } from "./files.mjs";
import { placesAndPolls, relate, sendFiles, writeTexts } from "./messages.mjs";
import { changeRoom, close, removeAndInvite } from "./state.mjs";

let client, incoming, outgoing;

/** What was sent: through a request of its own, or as part of another one (making a room, joining, a profile). */
async function told() {
    const known = new Set(outgoing.sent.map(({ event_id }) => event_id));
    const rooms = client.getRooms().map(({ roomId }) => roomId);
    const own = rooms.flatMap((room) => incoming.of(room)).filter(({ sender }) => sender === client.getUserId());
    const others = own.filter(({ event_id }) => !known.has(event_id));
    return [...outgoing.sent, ...(await Promise.all(others.map(asSent)))];
}

/** The SDK writes names into events of people who leave, for its screens; the homeserver has them as they were sent. */
async function asSent({ event_id, room, type, content, state_key }) {
    const sent = type === "m.room.member" ? (await client.fetchRoomEvent(room, event_id)).content : content;
    return { event_id, room, type, content: sent, state_key };
}

const orders = {
    async sign_in(account) {
        ({ client, incoming, outgoing } = await signIn(account));
        return { user_id: client.getUserId(), device_id: client.getDeviceId() };
    },
    /** With `secret_state`, what describes the room is encrypted too (MSC4362). */
    async create({ invite, secret_state }) {
        const algorithm = { algorithm: "m.megolm.v1.aes-sha2" };
        const encryption = secret_state ? { ...algorithm, "io.element.msc4362.encrypt_state_events": true } : algorithm;
        const made = await client.createRoom({
            preset: Preset.PrivateChat,
            visibility: Visibility.Private,
            invite,
            initial_state: [{ type: "m.room.encryption", state_key: "", content: encryption }],
        });
        return { room: made.room_id };
    },
    join: async ({ room }) => ({ room: (await client.joinRoom(room)).roomId }),
    text: async ({ room, text }) => client.sendTextMessage(room, text),
    rename: async ({ room, name }) => client.setRoomName(room, name),
    write_texts: async ({ room, other }) => writeTexts(client, room, other),
    relate: async ({ room, first, theirs }) => relate(client, room, first, theirs),
    send_files: async ({ room }) => ({ sha256: await sendFiles(client, room) }),
    places_and_polls: async ({ room }) => placesAndPolls(client, room),
    async calls({ room, other }) {
        await call(client, room, other);
        await ring(client, room);
        await verify(client, room, other);
    },
    change_room: async ({ room, ...what }) => changeRoom(client, room, what),
    remove_and_invite: async ({ room, guest }) => removeAndInvite(client, room, guest),
    redact: async ({ room, event, reason }) => client.redactEvent(room, event, undefined, { reason }),
    close: async ({ room, elsewhere }) => close(client, room, elsewhere),
    /** Receipts for everybody, then the private mark. */
    async read({ room, event }) {
        await client.sendReadReceipt(incoming.events.get(event), ReceiptType.Read);
        await client.setRoomReadMarkers(room, event);
    },
    read_by: async ({ room, user }) => ({ event: client.getRoom(room).getEventReadUpTo(user) }),
    /** From now on keys go only to devices that their owner has signed, and only such devices are believed. */
    async only_signed_devices() {
        client.getCrypto().setDeviceIsolationMode(new OnlySignedDevicesIsolationMode());
    },
    async device({ user, device }) {
        const status = await client.getCrypto().getDeviceVerificationStatus(user, device);
        return { known: status !== null, signed_by_owner: status?.signedByOwner ?? false };
    },
    heard: async ({ room }) => ({ events: incoming.of(room) }),
    async sent() {
        const events = await told();
        return { events, left_out: leftOut(events) };
    },
    async save({ event }) {
        const { content } = incoming.of(incoming.events.get(event).getRoomId()).find((row) => row.event_id === event);
        return { sha256: sha256(await download(client, content.file)) };
    },
    async stop() {
        client?.stopClient();
    },
};

async function answer({ id, method, params }) {
    try {
        const result = await orders[method](params ?? {});
        return { id, result: result ?? {} };
    } catch (error) {
        console.error(error);
        return { id, error: { code: -32000, message: `${method}: ${error}` } };
    }
}

for await (const line of createInterface({ input: process.stdin })) {
    const request = JSON.parse(line);
    process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...(await answer(request)) })}\n`);
    if (request.method === "stop") {
        break;
    }
}
process.exit(0);
