// What a moderator changes in a room, and who comes and goes.

import { EventType } from "matrix-js-sdk";

/** Every kind of state that the SDK names, once; the last one closes the room, so it has its own function. */
export async function changeRoom(client, room, { other, elsewhere, pin }) {
    const server = client.getDomain();
    const alias = `#${room.slice(1, 9).toLowerCase().replaceAll(/[^a-z0-9]/g, "x")}:${server}`;
    const picture = new Uint8Array([1, 2, 3]);
    const avatar = await client.uploadContent(picture, { type: "image/png", includeFilename: false });
    await client.setRoomName(room, "Overleg met een ander");
    await client.setRoomTopic(room, "Waarover", "<b>Waarover</b>");
    await client.createAlias(alias, room);
    const banned = { entity: "@*:kwaad.example", recommendation: "m.ban", reason: "reclame" };
    const states = [
        [EventType.RoomAvatar, { url: avatar.content_uri, info: { mimetype: "image/png", size: 3 } }],
        [EventType.RoomCanonicalAlias, { alias }],
        [EventType.RoomPinnedEvents, { pinned: [pin] }],
        [EventType.RoomJoinRules, { join_rule: "knock" }],
        [EventType.RoomHistoryVisibility, { history_visibility: "invited" }],
        [EventType.RoomGuestAccess, { guest_access: "forbidden" }],
        [EventType.RoomServerAcl, { allow: ["*"], deny: ["kwaad.example"], allow_ip_literals: false }],
        [EventType.RoomEncryption, { algorithm: "m.megolm.v1.aes-sha2", rotation_period_msgs: 5 }],
        [EventType.RoomPredecessor, { predecessor_room_id: elsewhere }],
        [EventType.PolicyRuleUser, banned, "rule-user"],
        [EventType.PolicyRuleRoom, { ...banned, entity: "!kwaad:*" }, "rule-room"],
        [EventType.PolicyRuleServer, { ...banned, entity: "kwaad.example" }, "rule-server"],
        [EventType.SpaceChild, { via: [server], order: "a" }, elsewhere],
        [EventType.SpaceParent, { via: [server], canonical: true }, elsewhere],
        [EventType.RoomThirdPartyInvite, { display_name: "g...@...", key_validity_url: "https://id.example/valid", public_key: "Z2VoZWlt" }, "token"],
        [EventType.GroupCallPrefix, { "m.intent": "m.room", "m.type": "m.video" }, "conf"],
        [EventType.GroupCallMemberPrefix, { "m.calls": [] }, client.getUserId()],
        [EventType.RTCSlot, { application: { type: "m.call" } }, "m.call#ROOM"],
        [EventType.RoomPolicy, { via: server }],
        [EventType.RetentionPolicy, { max_lifetime: 7_776_000_000 }],
        [EventType.RetentionPolicyUnstable, { max_lifetime: 7_776_000_000 }],
        ["nl.griffie.stand", { waarde: 1 }, "sleutel"],
    ];
    for (const [type, content, key] of states) {
        await client.sendStateEvent(room, type, content, key ?? "");
    }
    await client.setPowerLevel(room, other, 50);
    await client.sendEvent(room, EventType.RoomMessageFeedback, { target_event_id: pin, type: "read" });
    await client.setDisplayName("De ander");
}

/** Invited is somebody already in the room: removed, shut out, let in again. */
export async function removeAndInvite(client, room, guest) {
    await client.kick(room, guest, "even pauze");
    await client.ban(room, guest, "te lange pauze");
    await client.unban(room, guest);
    await client.invite(room, guest, { reason: "welkom terug" });
}

/** The room ends and goes on elsewhere. */
export async function close(client, room, elsewhere) {
    await client.sendStateEvent(room, EventType.RoomTombstone, { body: "Wij zijn verhuisd", replacement_room: elsewhere }, "");
    await client.leave(room);
}
