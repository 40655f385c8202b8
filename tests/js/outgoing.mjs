// What this client sent to rooms, taken where it leaves: the request tells that it was sent and under which event id, the SDK's
// local echo tells the clear text of what the request carries encrypted.

import { RoomEvent } from "matrix-js-sdk";

const ROAD = /\/rooms\/([^/]+)\/(send|state|redact)\/([^/]+)(?:\/([^/]*))?$/;

export class Outgoing {
    #clear = new Map();

    /** `{event_id, room, type, content, state_key?}` in the order of sending. */
    sent = [];

    /** Stands in for `fetch`. */
    fetch = async (url, options) => {
        const answer = await fetch(url, options);
        const road = ROAD.exec(new URL(url).pathname);
        // Of encrypted state there is no local echo: its clear text is what comes back.
        const secret = road?.[2] === "state" && road[3] === "m.room.encrypted";
        if (road && !secret && options?.method === "PUT" && answer.ok) {
            const { event_id } = await answer.clone().json();
            const [room, verb, what, last] = road.slice(1).map((part) => part && decodeURIComponent(part));
            this.sent.push({ event_id, room, ...this.#told(verb, what, last, JSON.parse(options.body)) });
        }
        return answer;
    };

    /** Keeps the clear text of what is about to be encrypted. */
    listenTo(client) {
        client.on(RoomEvent.LocalEchoUpdated, (event) => {
            const txn = event.getTxnId();
            if (txn && !this.#clear.has(txn)) {
                this.#clear.set(txn, { type: event.getType(), content: structuredClone(event.getContent()) });
            }
        });
    }

    #told(verb, what, last, body) {
        switch (verb) {
            case "state":
                return { type: what, content: body, state_key: last ?? "" };
            case "redact":
                return { type: "m.room.redaction", content: { ...body, redacts: what } };
            default:
                return what === "m.room.encrypted" ? this.#clearOf(last) : { type: what, content: body };
        }
    }

    #clearOf(txn) {
        const clear = this.#clear.get(txn);
        if (!clear) {
            throw new Error("something was sent encrypted that the SDK told nobody about");
        }
        return clear;
    }
}
