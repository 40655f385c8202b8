// Signs in, makes a cross-signed device, and follows its rooms.

import { ClientEvent, SyncState, createClient } from "matrix-js-sdk";
import { Incoming } from "./incoming.mjs";
import { Outgoing } from "./outgoing.mjs";

export async function signIn({ homeserver, user, password }) {
    const identifier = { type: "m.id.user", user };
    const login = await createClient({ baseUrl: homeserver }).loginRequest({
        type: "m.login.password",
        identifier,
        password,
        initial_device_display_name: "matrix-js-sdk",
    });
    const [outgoing, incoming] = [new Outgoing(), new Incoming()];
    const client = createClient({
        baseUrl: homeserver,
        userId: login.user_id,
        deviceId: login.device_id,
        accessToken: login.access_token,
        fetchFn: outgoing.fetch,
        enableEncryptedStateEvents: true,
    });
    outgoing.listenTo(client);
    incoming.listenTo(client);
    await client.initRustCrypto({ useIndexedDB: false });
    await started(client);
    await client.getCrypto().bootstrapCrossSigning({
        authUploadDeviceSigningKeys: (upload) => upload({ type: "m.login.password", identifier, password }),
    });
    return { client, outgoing, incoming };
}

async function started(client) {
    const prepared = new Promise((resolve, reject) => {
        client.on(ClientEvent.Sync, (state, _, data) => {
            if (state === SyncState.Prepared) {
                resolve();
            } else if (state === SyncState.Error) {
                reject(data?.error ?? new Error("the first sync failed"));
            }
        });
    });
    await client.startClient({ initialSyncLimit: 50 });
    await prepared;
}
