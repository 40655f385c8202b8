// Encrypted attachments as the Matrix specification has them (client-server API, "Sending encrypted attachments"): the SDK leaves
// this to applications.

import { createHash, webcrypto } from "node:crypto";

const { subtle } = webcrypto;
const NAME = "AES-CTR";

const base64 = (bytes) => Buffer.from(bytes).toString("base64").replaceAll("=", "");
export const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

/** Uploads `bytes` encrypted; what goes under `file` of a message. */
export async function upload(client, bytes) {
    const iv = new Uint8Array(16);
    webcrypto.getRandomValues(iv.subarray(0, 8));
    const key = await subtle.generateKey({ name: NAME, length: 256 }, true, ["encrypt", "decrypt"]);
    const cipher = new Uint8Array(await subtle.encrypt({ name: NAME, counter: iv, length: 64 }, key, bytes));
    const { content_uri: url } = await client.uploadContent(cipher, { type: "application/octet-stream", includeFilename: false });
    const digest = await subtle.digest("SHA-256", cipher);
    return {
        v: "v2",
        url,
        key: await subtle.exportKey("jwk", key),
        iv: base64(iv),
        hashes: { sha256: base64(digest) },
    };
}

/** Downloads and decrypts what stands under `file` of a message. */
export async function download(client, file) {
    const cipher = await fetched(client, file.url);
    if (base64(await subtle.digest("SHA-256", cipher)) !== file.hashes.sha256.replaceAll("=", "")) {
        throw new Error("the ciphertext has another digest than the message says");
    }
    const key = await subtle.importKey("jwk", file.key, NAME, false, ["decrypt"]);
    const counter = Buffer.from(file.iv, "base64");
    return new Uint8Array(await subtle.decrypt({ name: NAME, counter, length: 64 }, key, cipher));
}

async function fetched(client, mxc) {
    const url = client.mxcUrlToHttp(mxc, undefined, undefined, undefined, false, true, true);
    const answer = await fetch(url, { headers: { Authorization: `Bearer ${client.getAccessToken()}` } });
    if (!answer.ok) {
        throw new Error(`media: HTTP ${answer.status}`);
    }
    return new Uint8Array(await answer.arrayBuffer());
}
