// Calls, old and new, and verification in a room. Node has no WebRTC, so the contents are those of a call's steps without its sound.

import { EventType, RelationType } from "matrix-js-sdk";

/** Every step of a call. */
export async function call(client, room, other) {
    const base = { call_id: "gesprek-1", party_id: client.getDeviceId(), version: "1" };
    const description = (type) => ({ type, sdp: "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\n" });
    const streams = { stream: { purpose: "m.usermedia", audio_muted: false, video_muted: true } };
    const steps = [
        [EventType.CallInvite, { lifetime: 60_000, offer: description("offer"), invitee: other }],
        [EventType.CallCandidates, { candidates: [{ candidate: "", sdpMid: "0", sdpMLineIndex: 0 }] }],
        [EventType.CallAnswer, { answer: description("answer") }],
        [EventType.CallSelectAnswer, { selected_party_id: "ANDERE" }],
        [EventType.CallNegotiate, { lifetime: 60_000, description: description("offer") }],
        [EventType.CallSDPStreamMetadataChanged, { sdp_stream_metadata: streams }],
        [EventType.CallSDPStreamMetadataChangedPrefix, { "org.matrix.msc3077.sdp_stream_metadata": streams }],
        [EventType.CallReplaces, { replacement_id: "r", target_user: { id: other }, create_call: "gesprek-2" }],
        [EventType.CallAssertedIdentity, { asserted_identity: { id: other, display_name: "Anouk" } }],
        [EventType.CallAssertedIdentityPrefix, { asserted_identity: { id: other, display_name: "Anouk" } }],
        [EventType.CallEncryptionKeysPrefix, { device_id: base.party_id, keys: [{ index: 0, key: "c2xldXRlbA" }] }],
        [EventType.CallReject, { reason: "user_busy" }],
        [EventType.CallHangup, { reason: "user_hangup" }],
    ];
    for (const [type, content] of steps) {
        await client.sendEvent(room, type, { ...base, ...content });
    }
}

/** A call through a server (MatrixRTC) rings and is declined. */
export async function ring(client, room) {
    const mentions = { user_ids: [], room: true };
    const rtc = { application: "m.call", call_id: "" };
    await client.sendEvent(room, EventType.CallNotify, { ...rtc, notify_type: "ring", "m.mentions": mentions });
    const member = await client.sendEvent(room, EventType.RTCMembership, {
        slot_id: "m.call#ROOM",
        application: { type: "m.call" },
        member: { id: "lid", user_id: client.getUserId(), device_id: client.getDeviceId() },
        rtc_transports: [],
        versions: [],
        msc4354_sticky_key: "lid",
    });
    const rung = await client.sendEvent(room, EventType.RTCNotification, {
        sender_ts: Date.now(),
        lifetime: 30_000,
        notification_type: "ring",
        "m.mentions": mentions,
        "m.relates_to": { rel_type: RelationType.Reference, event_id: member.event_id },
    });
    await client.sendRtcDecline(room, rung.event_id);
}

/** A verification that is asked for and called off, then each of its steps with nobody to take it. */
export async function verify(client, room, other) {
    const request = await client.getCrypto().requestVerificationDM(other, room);
    const about = { "m.relates_to": { rel_type: RelationType.Reference, event_id: request.transactionId } };
    await request.cancel();
    const steps = [
        [EventType.KeyVerificationReady, { from_device: client.getDeviceId(), methods: ["m.sas.v1"] }],
        [EventType.KeyVerificationStart, { from_device: client.getDeviceId(), method: "m.reciprocate.v1", secret: "Z2VoZWlt" }],
        [EventType.KeyVerificationAccept, { method: "m.sas.v1", commitment: "Z2VoZWlt" }],
        [EventType.KeyVerificationKey, { key: "Z2VoZWlt" }],
        [EventType.KeyVerificationMac, { keys: "Z2VoZWlt", mac: {} }],
        [EventType.KeyVerificationDone, {}],
        [EventType.KeyVerificationCancel, { code: "m.user", reason: "klaar" }],
    ];
    for (const [type, content] of steps) {
        await client.sendEvent(room, type, { ...content, ...about });
    }
}
