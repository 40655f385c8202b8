// What this client sees in its rooms: every event as the SDK decrypts it, its own among them, kept as it was before any redaction.

import { ClientEvent, MatrixEventEvent } from "matrix-js-sdk";

export class Incoming {
    /** By event id. */
    events = new Map();
    #seen = new Map();

    listenTo(client) {
        client.on(ClientEvent.Event, async (event) => {
            if (!event.getRoomId() || !event.getId()) {
                return;
            }
            this.events.set(event.getId(), event);
            event.on(MatrixEventEvent.Decrypted, () => this.#look(event));
            await client.decryptEventIfNeeded(event);
            this.#look(event);
        });
    }

    /** `{event_id, room, sender, type, content, encrypted, failed, state_key?}` of a room. */
    of(room) {
        return [...this.#seen.values()].filter((row) => row.room === room);
    }

    #look(event) {
        const known = this.#seen.get(event.getId());
        if (known && !known.failed) {
            return;
        }
        const failed = event.isDecryptionFailure() ? (event.decryptionFailureReason ?? "unknown") : null;
        this.#seen.set(event.getId(), {
            event_id: event.getId(),
            room: event.getRoomId(),
            sender: event.getSender(),
            type: event.getType(),
            content: structuredClone(event.getClearContent() ?? event.event.content),
            state_key: event.getStateKey(),
            encrypted: event.isEncrypted(),
            failed,
        });
    }
}
