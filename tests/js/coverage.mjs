// Says which of the types that the SDK names were never sent, so that a newer SDK with more of them is noticed.

import { EventType, MsgType, RelationType } from "matrix-js-sdk";

const KEPT_BY_THE_ACCOUNT = [
    EventType.FullyRead,
    EventType.Tag,
    EventType.SpaceOrder,
    EventType.MarkedUnread,
    EventType.PushRules,
    EventType.Direct,
    EventType.IgnoredUserList,
    EventType.InvitePermissionConfig,
];
const TOLD_WITHOUT_AN_EVENT = [EventType.Typing, EventType.Receipt, EventType.Presence];
// In a room, a request for verification is a message with this name as its msgtype.
const FROM_DEVICE_TO_DEVICE = [
    EventType.KeyVerificationRequest,
    EventType.RoomKey,
    EventType.RoomKeyRequest,
    EventType.ForwardedRoomKey,
    EventType.Dummy,
    EventType.SecretRequest,
    EventType.SecretSend,
];
const THE_ENVELOPE = [EventType.RoomMessageEncrypted];
const NO_ROOM_EVENTS = new Set([...KEPT_BY_THE_ACCOUNT, ...TOLD_WITHOUT_AN_EVENT, ...FROM_DEVICE_TO_DEVICE, ...THE_ENVELOPE]);

/** Names of types, message types and relations that nothing in `sent` has. */
export function leftOut(sent) {
    const types = new Set(sent.map(({ type }) => type));
    const messages = new Set(sent.map(({ content }) => content.msgtype));
    const relations = new Set(sent.map(({ content }) => content["m.relates_to"]?.rel_type));
    return [
        ...Object.values(EventType).filter((type) => !types.has(type) && !NO_ROOM_EVENTS.has(type)),
        ...Object.values(MsgType).filter((msgtype) => !messages.has(msgtype)),
        ...Object.values(RelationType).filter((relation) => !relations.has(relation)),
    ];
}
