#!/usr/bin/env python3
"""Verifies a Griffie evidence bundle from docs/formats/bundle.md alone: the second implementation, for tests.

Needs `cryptography` and nothing of ours. Prints "holds" or "broken <code> <member>" for each bundle.
usage: verify_bundle.py --root KEY --log VKEY --vault VKEY BUNDLE...
"""
import argparse, base64, hashlib, hmac, json, re, sys
from cryptography.hazmat.primitives import hashes, padding
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF, HKDFExpand

sha = lambda *parts: hashlib.sha256(b"".join(parts)).digest()
u = lambda b: int.from_bytes(b, "big")
def b64(text, url=False):
    """Base64 with or without padding, in its one spelling."""
    encode = base64.urlsafe_b64encode if url else base64.b64encode
    data = base64.b64decode(text + "=" * (-len(text) % 4), b"-_" if url else None, validate=True)
    if encode(data).rstrip(b"=") != text.rstrip("=").encode():
        raise ValueError("base64")
    return data


def b64u(text):
    return b64(text, True)


def unhex(text):
    if not re.fullmatch("[0-9a-f]*", text):
        raise ValueError("hex")
    return bytes.fromhex(text)


ZERO = bytes(32)


class Broken(Exception):
    """The first thing that is wrong: its code and the member it is in."""


def need(holds, code, member):
    if not holds:
        raise Broken(code, member)


def signed(key, message, signature):
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
        return True
    except Exception:
        return False


def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def load(data, member, keys=None, optional=()):
    """A member in canonical JSON, with just these keys."""
    try:
        value = json.loads(data)
        need(canonical(value) == data, "member_malformed", member)
        need(keys is None or set(keys) <= set(value) <= set(keys) | set(optional), "member_malformed", member)
        return value
    except (ValueError, TypeError, RecursionError):
        raise Broken("member_malformed", member)


def members(tar):
    """The members of the one tar form there is (section 2), in order."""
    last = ""
    while True:
        head = tar.read(512)
        need(len(head) == 512, "bundle_truncated", last)
        if head == bytes(512):
            tail = tar.read(513)
            need(len(tail) >= 512, "bundle_truncated", last)
            need(tail == bytes(512), "bundle_malformed", last)
            return
        name, size = head[:100].rstrip(b"\0").decode("latin1"), head[124:135]
        need(re.fullmatch(NAMES, name) and re.fullmatch(rb"[0-7]{11}", size), "bundle_malformed", last)
        size = int(size, 8)
        again = name.encode().ljust(100, b"\0") + b"0000444\0" + b"0000000\0" * 2 + b"%011o\0" % size + b"0" * 11 + b"\0"
        again += b" " * 8 + b"0" + bytes(100) + b"ustar\x0000" + bytes(247)
        again = again[:148] + b"%06o\0 " % sum(again) + again[156:]
        need(head == again, "bundle_malformed", last)
        need(size <= 1 << 29, "bundle_too_large", name)
        data, pad = tar.read(size), tar.read(-size % 512)
        need(len(data) + len(pad) == size + -size % 512, "bundle_truncated", name)
        need(not any(pad), "bundle_malformed", name)
        last = name
        yield name, data


NAMES = (r"statement\.json|documents/(policy|seal-config)-\d+\.json|checkpoint|files/[0-9a-f]{64}|manifest|manifest\.sig"
         r"|chains/\d{6}/(device\.json|\d{10}/(proof\.json|object\.gso1|records\.jsonl))")
STAGES = ["statement.json", "documents/policy", "documents/seal-config", "checkpoint", "chains/", "files/", "manifest", "manifest.sig"]
PARTS = ["device.json", "proof.json", "object.gso1", "records.jsonl"]


def rank(name):
    stage = max(i for i, start in enumerate(STAGES) if name.startswith(start))
    number = re.search(r"-(\d+)\.json", name)
    where = name.split("/")
    part = (where[1], where[2] if len(where) == 4 else "", PARTS.index(where[-1])) if stage == 4 else (name, "", 0)
    return (stage, int(number[1])) + part if number and stage < 4 else (stage, 0) + part


# --- RFC 6962 and signed notes (sections 5 and 6)
def node(left, right):
    return sha(b"\1", left, right)


def root_of(path, index, size, leaf):
    """RFC 9162, 2.1.3.2."""
    fn, sn, r = index, size - 1, leaf
    for p in path:
        if sn == 0:
            return None
        if fn & 1 or fn == sn:
            r = node(p, r)
            while fn and not fn & 1:
                fn, sn = fn >> 1, sn >> 1
        else:
            r = node(r, p)
        fn, sn = fn >> 1, sn >> 1
    return r if sn == 0 and index < size else None


def consistent(first, old, second, new, path):
    """RFC 9162, 2.1.4.2."""
    if first == second or first == 0:
        return not path and (first == 0 or old == new)
    if first > second or not path:
        return False
    path = ([old] if first & (first - 1) == 0 else []) + path
    fn, sn = first - 1, second - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    fr = sr = path[0]
    for c in path[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            fr, sr = node(c, fr), node(c, sr)
            while fn and not fn & 1:
                fn, sn = fn >> 1, sn >> 1
        else:
            sr = node(sr, c)
        fn, sn = fn >> 1, sn >> 1
    return fr == old and sr == new and sn == 0


def note_of(note, vkeys):
    """Size and root of a checkpoint that all these keys signed; None if one did not."""
    try:
        text, lines = note.rsplit("\n\n", 1)
        text += "\n"
        if not lines.endswith("\n"):
            return None
        origin, size, root = text.split("\n")[:3]
        for vkey in vkeys:
            name, key_id, material = vkey.split("+", 2)
            material = b64(material)
            good = False
            for line in lines[:-1].split("\n"):
                dash, who, blob = line.split(" ")
                blob = b64(blob)
                if dash == "\u2014" and who == name and blob[:4].hex() == key_id:
                    message, signature = text.encode(), blob[4:]
                    if material[0] == 4:
                        message = b"cosignature/v1\ntime %d\n" % u(signature[:8]) + message
                        signature = signature[8:]
                    if not signed(material[1:], message, signature):
                        return None
                    good = True
            if not good:
                return None
        if origin != vkeys[0].split("+")[0]:
            return None
        return int(size), b64(root)
    except ValueError:
        return None


# --- Megolm (matrix.org, Megolm group ratchet)
def ratchet_to(parts, now, index):
    """From one index to a later one, a step for each carry and not for each message."""
    for h in range(4):
        step = 1 << 8 * (3 - h)
        while (now // step + 1) * step <= index:
            for i in range(3, h - 1, -1):
                parts[i] = hmac.new(parts[h], bytes([i]), "sha256").digest()
            now = (now // step + 1) * step
    return parts


def varint(data, at):
    value = shift = 0
    while True:
        byte = data[at]
        value, shift, at = value | (byte & 127) << shift, shift + 7, at + 1
        if byte < 128:
            return value, at


def decrypt(session, ciphertext):
    """Index and clear text, or None if the session's key is of a later index."""
    first, parts, key = session
    data = b64(ciphertext)
    need(len(data) > 72 and data[0] == 3 and signed(key, data[:-64], data[-64:]), "ciphertext_invalid", "")
    index, at = varint(data, 2)
    length, at = varint(data, at + 1)
    body = data[at:at + length]
    if index < first:
        return None
    ratchet = b"".join(ratchet_to(list(parts), first, index))
    okm = HKDF(hashes.SHA256(), 80, ZERO, b"MEGOLM_KEYS").derive(ratchet)
    mac = hmac.new(okm[32:64], data[:-72], "sha256").digest()[:8]
    need(mac == data[-72:-64], "ciphertext_invalid", "")
    cipher = Cipher(algorithms.AES(okm[:32]), modes.CBC(okm[64:])).decryptor()
    unpad = padding.PKCS7(128).unpadder()
    return index, unpad.update(cipher.update(body) + cipher.finalize()) + unpad.finalize()


def alike(a, b):
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(alike(a[k], b[k]) for k in a)
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(alike, a, b))
    if type(a) is float and type(b) is float:
        return abs(a - b) <= 2 * sys.float_info.epsilon * max(abs(a), abs(b))
    return type(a) is type(b) and a == b


def keys_in(content, found):
    """Address and key of every encrypted file in a content."""
    for value in content.values() if isinstance(content, dict) else content if isinstance(content, list) else []:
        keys_in(value, found)
    try:
        found[content["url"]] = (b64u(content["key"]["k"]), b64(content["iv"]), b64(content["hashes"]["sha256"]))
    except (KeyError, TypeError, ValueError):
        pass
    return found


class Chain:
    """A device in one epoch (sections 7 to 10)."""

    def __init__(self, holder):
        self.holder, self.next, self.before, self.tail, self.versions = holder, holder["first"], None, None, (0, 0)
        self.sessions, self.messages, self.raws, self.files, self.attached = {}, {}, {}, {}, []
        self.withheld = {}

    def record(self, record, proof, state, member):
        fact, holder = record["fact"], self.holder
        need(record["schema"] in (1, 2, 3), "record_malformed", member)
        if fact["kind"] == "withheld":
            self.withheld[record["seq"]] = fact["digest"]
        elif fact["kind"] == "disclosed":
            need(record["seq"] == proof["entry"] and record["custodian"] == holder["user_id"], "record_malformed", member)
            digest = sha(b"griffie-withheld\0", unhex(fact["salt"]), fact["record"].encode()).hex()
            need(self.withheld.get(fact["entry"], digest) == digest, "disclosure_mismatch", member)
            inner = json.loads(fact["record"])
            same = all(inner.get(k) == v for k, v in (("seq", fact["entry"]), ("custodian", record["custodian"])))
            same &= (inner.get("room") or {}).get("room_id") == (record.get("room") or {}).get("room_id")
            need(same and inner["fact"]["kind"] not in ("withheld", "disclosed"), "disclosure_mismatch", member)
            return self.record(inner, {**proof, "entry": fact["entry"]}, state, member)
        room = (record.get("room") or {}).get("room_id")
        need(record["seq"] == proof["entry"], "record_malformed", member)
        need(record["custodian"] == holder["user_id"], "record_custodian", member)
        kind = fact["kind"]
        if kind == "activated":
            need((fact["epoch"], fact["user_id"]) == (holder["epoch"], holder["user_id"]), "record_custodian", member)
        elif kind == "members":
            need(sha(canonical(fact["members"])).hex() == fact["digest"], "members_mismatch", member)
        elif kind == "session_key":
            key = b64(fact["key"])
            good = room and len(key) == 165 and key[0] == 1 and u(key[1:5]) == fact["first_index"]
            need(good and b64(fact["session_id"]) == key[133:], "session_key", member)
            parts = [key[5 + 32 * i:37 + 32 * i] for i in range(4)]
            known = self.sessions.get((room, fact["session_id"]))
            if not known or known[0] > fact["first_index"]:
                self.sessions[room, fact["session_id"]] = (fact["first_index"], parts, key[133:])
        elif kind == "event":
            self.event(fact, room, proof, member)
        elif kind == "late_key":
            self.note_files(fact["event_id"], fact["decrypted"])
            if not proof["unproven"]:
                need(fact["event_id"] in self.raws, "late_key_unbound", member)
                self.prove(fact, self.raws[fact["event_id"]], fact["encryption"], room, member)
        elif kind == "attachment" and fact["state"] == "stored":
            self.attached.append((fact, state == "accepted", member))

    def end(self, bundle):
        """Files against their events, which may stand behind them."""
        need(self.next == self.holder["last"] + 1, "chain_gap", self.name)
        for fact, accepted, member in self.attached:
            key, digest = self.files.get((fact["event_id"], fact["mxc"])), fact["sha256_stored"]
            if not key and fact.get("key"):  # an own event that came redacted names no file
                own = json.loads(fact["key"])
                key = keys_in({**own, "url": ""}, {}).get("")
            encrypted = fact["form"] == "matrix_ciphertext"
            if encrypted and not (key and key[2].hex() == digest):
                need(not accepted, "file_mismatch", member)
                continue
            bundle.expected.setdefault(digest, []).append((key if encrypted else None, fact))
            if bundle.asked["files"] and accepted:
                bundle.owed.setdefault(digest, member)

    def note_files(self, event_id, text):
        try:
            content = json.loads(text)["content"]
        except (ValueError, KeyError, TypeError, RecursionError):
            return
        for url, key in keys_in(content, {}).items():
            self.files[event_id, url] = key

    def event(self, fact, room, proof, member):
        text = fact.get("decrypted")
        self.note_files(fact["event_id"], text or fact["raw"])
        try:
            raw = json.loads(fact["raw"])
        except (ValueError, RecursionError):
            raw = {}
        said = raw if isinstance(raw, dict) else {}
        same = all(said.get(k, v) == v for k, v in (("event_id", fact["event_id"]), ("sender", fact["sender"]), ("room_id", room)))
        time = said.get("origin_server_ts", fact["origin_server_ts"])
        same &= type(time) is not int or not 0 <= time < 1 << 53 or time == fact["origin_server_ts"]
        same &= text is not None or said.get("type", fact["event_type"]) == fact["event_type"]
        need(same, "event_mismatch", member)
        if text is None or proof["unproven"]:
            self.raws[fact["event_id"]] = fact["raw"]
        else:
            self.prove(fact, fact["raw"], fact.get("encryption"), room, member)

    def prove(self, fact, raw, said, room, member):
        outer = json.loads(raw).get("content", {})
        claimed = said is None or (said["algorithm"], said["session_id"]) == ("m.megolm.v1.aes-sha2", outer.get("session_id", ""))
        need(room and claimed and outer.get("algorithm") == "m.megolm.v1.aes-sha2", "event_mismatch", member)
        session = self.sessions.get((room, outer["session_id"]))
        need(session, "text_unproven", member)
        try:
            opened = decrypt(session, outer["ciphertext"])
        except (Broken, ValueError, IndexError):
            raise Broken("ciphertext_invalid", member)
        need(opened, "text_unproven", member)
        index, clear = opened
        need(not said or said.get("message_index", index) == index, "message_index", member)
        clear, told = json.loads(clear.decode(errors="replace")), json.loads(fact["decrypted"])
        a, b = clear.get("content"), told.get("content")
        if isinstance(a, dict) and "m.relates_to" in outer and "m.relates_to" not in a and not alike(a, b):
            a = {**a, "m.relates_to": outer["m.relates_to"]}
        same = clear.get("room_id") == room == told.get("room_id", room) and clear["type"] == told["type"] and alike(a, b)
        need(same, "plaintext_mismatch", member)
        place = (room, outer["session_id"], index)
        need(self.messages.setdefault(place, fact["event_id"]) == fact["event_id"], "message_replayed", member)


class Bundle:
    def __init__(self, trust):
        self.trust, self.expected, self.owed, self.configs, self.chain, self.obj = trust, {}, {}, {}, None, None
        self.counts = dict.fromkeys(["chains", "objects", "asked", "context", "withheld", "files"], 0)
        self.at, self.manifest, self.signed, self.size, self.asked, self.read = "", b"griffie-bundle 1\n", False, None, None, None

    def run(self, tar):
        before, name = None, ""
        for name, data in members(tar):
            need(before is None or before < rank(name), "bundle_malformed", name)
            need(before is not None or name == "statement.json", "member_missing", "statement.json")
            before = rank(name)
            self.at = name
            self.leave(name)
            if not name.startswith("manifest"):
                self.manifest += f"{hashlib.sha256(data).hexdigest()} {len(data)} {name}\n".encode()
            self.member(name, data)
        need(self.signed, "member_missing", "manifest.sig")

    def member(self, name, data):
        top, where = name.split("/")[0], name.split("/")
        if name == "statement.json":
            s = load(data, name, ["schema", "tenant", "root", "log", "vault", "asked", "inside", "producer"])
            need(s["schema"] == 1, "member_malformed", name)
            need([s["root"], s["log"], s["vault"]] == self.trust, "statement_mismatch", name)
            self.statement, self.asked = s, s["asked"]
        elif top == "documents":
            self.document(name, where[1].rsplit("-", 1)[0], data)
        elif name == "checkpoint":
            self.size = note_of(data.decode(errors="replace"), self.trust[1:2])
            need(self.size, "checkpoint_log", name)
            need(note_of(data.decode(errors="replace"), self.trust[1:]), "checkpoint_vault", name)
        elif top == "files":
            self.file(name, where[1], data)
        elif name == "manifest":
            said, real = data.decode(errors="replace").splitlines(), self.manifest.decode().splitlines()
            for i in range(max(len(said), len(real))):
                pair = [lines[i] if i < len(lines) else None for lines in (real, said)]
                need(pair[0] == pair[1], "manifest_mismatch", (pair[0] or pair[1]).split(" ")[-1])
            need(data == self.manifest, "manifest_mismatch", name)
            for member in self.owed.values():
                raise Broken("file_missing", member)
            need(self.counts == self.statement["inside"], "statement_mismatch", "statement.json")
            need(self.size, "member_missing", "checkpoint")
            self.read = data
        elif name == "manifest.sig":
            need(self.read, "member_missing", "manifest")
            good = len(data) == 87 and data[-1:] == b"\n" and re.fullmatch(rb"[\w-]{86}", data[:-1])
            key = b64(self.trust[2].split("+", 2)[2])[1:]
            need(good and signed(key, b"griffie-bundle\0" + self.read, b64u(data[:-1].decode())), "manifest_signature", name)
            self.signed = True
        elif where[2] == "device.json":
            need(self.size and int(where[1]) == self.counts["chains"] + 1, "member_missing", name)
            self.counts["chains"] += 1
            holder = load(data, name, ["device", "epoch", "tenant", "user_id", "public_key", "first_seen", "first", "last"])
            self.chain = Chain(holder)
            self.chain.name = name
            need(holder["tenant"] == self.statement["tenant"], "statement_mismatch", name)
        else:
            need(self.chain and int(where[1]) == self.counts["chains"], "member_missing", name)
            need(where[3] == "proof.json" or self.obj and self.obj["seq"] == int(where[2]), "member_missing", name)
            {"proof.json": self.proof, "object.gso1": self.sealed, "records.jsonl": self.records}[where[3]](name, int(where[2]), data)

    def document(self, name, kind, data):
        try:
            d = json.loads(data)
            payload = d["payload"]
            good = signed(b64u(self.trust[0]), f"griffie-{kind}\0{payload}".encode(), b64u(d["signature"]))
            p = json.loads(payload)
            need(good and f"-{p['version']}.json" in name, "document_signature", name)
        except (ValueError, KeyError, TypeError):
            raise Broken("document_signature", name)
        if kind == "seal-config":
            same = [p["log"], p["vault"], p["tenant"]] == self.trust[1:] + [self.statement["tenant"]]
            need(same, "document_keys", name)
            self.configs[p["version"]] = p

    def proof(self, name, seq, data):
        p = load(data, name, ["object", "index", "received", "path", "state", "reason", "consistency"], ["receipt", "key"])
        o, h, c = p["object"], self.chain.holder, self.chain
        self.counts["objects"] += 1
        self.obj = {"seq": seq, "proof": p, "name": name, "header": None, "ends": None, "records": False}
        need((o["device"], o["epoch"], o["seq"]) == (h["device"], h["epoch"], seq), "object_listing", name)
        if h["first"] <= seq <= h["last"]:
            need(seq == c.next, "chain_gap", name)
            c.next = seq + 1
        leaf = bytes.fromhex(o["object_id"] + o["device"] + o["epoch"]) + seq.to_bytes(8, "big") + o["size"].to_bytes(8, "big")
        size, root = self.size
        try:
            path, consistency = [b64(x) for x in p["path"]], [b64(x) for x in p["consistency"]]
        except ValueError:
            raise Broken("log_inclusion", name)
        need(root_of(path, p["index"], size, sha(b"\0", leaf)) == root, "log_inclusion", name)
        if "receipt" not in p:
            return need(not consistency, "receipt_invalid", name)
        m = re.fullmatch(r"c2sp\.org/tlog-proof@v1\nextra (\S+)\nindex (\d+)\n((?:\S{44}\n)*)\n(.*)", p["receipt"], re.S)
        old = m and note_of(m[4], self.trust[1:])
        key = b64(self.trust[2].split("+", 2)[2])[1:]
        good = old and int(m[2]) == p["index"] and p["state"] == "accepted" and signed(key, b"griffie-accept\0" + leaf, b64(m[1]))
        need(good and root_of([b64(x) for x in m[3].split()], p["index"], old[0], sha(b"\0", leaf)) == old[1], "receipt_invalid", name)
        need(consistent(*old, size, root, consistency), "log_inconsistent", name)

    def sealed(self, name, seq, d):
        p, h, c, o = self.obj["proof"], self.chain.holder, self.chain, self.obj["proof"]["object"]
        enc = {1: 1120, 2: 1665, 127: 32}.get(d[4] if len(d) > 4 else 0)
        whole = len(d) > 216 and d[:4] == b"GSO1" and enc and u(d[5:9]) == 142 and 1 <= d[151] <= 16
        need(whole and len(d) >= 152 + d[151] * (56 + enc) + 32 + 16 + 64, "object_malformed", name)
        header, n = d[9:151], d[151]
        end = 152 + n * (56 + enc)
        oid = sha(b"griffie-gso1-id\0", d[:-64])
        need(oid.hex() == o["object_id"], "object_id", name)
        at = lambda a, b: header[a:b].hex()
        listed = (o["device"], o["epoch"], seq, o["size"], h["tenant"])
        need((at(17, 33), at(33, 49), u(header[49:57]), len(d), at(1, 17)) == listed, "object_listing", name)
        need(signed(b64u(h["public_key"]), b"griffie-gso1-sig\0" + oid, d[-64:]), "object_signature", name)
        builds = ZERO if seq == 1 else c.before[1] if c.before and c.before[0] == seq - 1 else None
        need(builds is None or header[57:89] == builds, "chain_broken", name)
        versions = (u(header[122:126]), u(header[118:122]))
        need(versions[0] >= c.versions[0] and versions[1] >= c.versions[1], "chain_broken", name)
        c.versions = versions
        config = self.configs.get(versions[0])
        if config:
            ids = sorted(d[152 + i * (56 + enc):160 + i * (56 + enc)].hex() for i in range(n))
            told = sorted(r["key_id"] for r in config["recipients"])
            need(ids == told and config["suite"] == d[4], "object_recipients", name)
            witnesses, receipt = config.get("witnesses"), p.get("receipt")
            if witnesses and receipt:
                note = receipt.split("\n\n", 1)[1]
                seen = sum(note_of(note, [self.trust[1], key]) is not None for key in witnesses["keys"])
                need(seen >= max(1, witnesses["quorum"]), "receipt_invalid", name)
        self.obj["header"] = header
        if "key" in p:
            prk = hmac.new(sha(header, d[152:end]), unhex(p["key"]), "sha256").digest()
            okm = lambda label: HKDFExpand(hashes.SHA256(), 32, label).derive(prk)
            need(okm(b"commit") == d[end:end + 32], "object_key", name)
            aead, sealed, clear = (AESGCM if d[4] == 2 else ChaCha20Poly1305)(okm(b"payload")), d[end + 32:-64], b""
            try:
                for i in range(0, len(sealed), 65552):
                    last = i + 65552 >= len(sealed)
                    clear += aead.decrypt(bytes(3) + (i // 65552).to_bytes(8, "big") + bytes([last]), sealed[i:i + 65552], b"")
            except Exception:
                raise Broken("object_key", name)
            clear = clear[8:] if header[0] == 1 else clear
            need(clear[:142] == header, "object_header", name)
            self.obj["ends"] = (clear[142:174], clear[174:206]) if header[0] == 1 else (None, clear[142:174])

    def records(self, name, seq, data):
        obj, c = self.obj, self.chain
        header, ends = obj["header"], obj["ends"]
        need(header is not None, "member_missing", name)
        need(data.endswith(b"\n"), "member_malformed", name)
        obj["records"], lines = True, data[:-1].split(b"\n")
        prev = tail = unhex(load(lines[0], name, ["prev"])["prev"])
        first, last = u(header[93:101]), u(header[101:109])
        known = ZERO if first == 1 else None
        if first > 1 and c.tail:
            gap = c.tail[2] + 1 < seq
            need(first == c.tail[0] + 1 or gap and first > c.tail[0], "entry_gap", name)
            known = c.tail[1] if first == c.tail[0] + 1 else None
        need(known is None or known == prev, "entry_commitment", name)
        entry = first - 1
        for line in lines[1:]:
            cut = line.find(b',"record":')
            need(line.startswith(b'{"proof":') and line.endswith(b"}"), "member_malformed", name)
            p = load(line[9:cut if cut > 0 else -1], name, ["commitment", "entry", "unproven", "why"], ["salt"])
            shown = p["why"] != "withheld"
            need(p["why"] in ("asked", "context", "withheld") and shown == (cut > 0) == ("salt" in p), "member_malformed", name)
            entry += 1
            need(p["entry"] == entry, "entry_gap", name)
            commitment = unhex(p["commitment"])
            if shown:
                body = line[cut + 10:-1]
                need(sha(b"griffie-entry\0", tail, unhex(p["salt"]), body) == commitment, "entry_commitment", name)
                try:
                    c.record(load(body, name), p, obj["proof"]["state"], name)
                except (KeyError, ValueError, TypeError, AttributeError, RecursionError):
                    raise Broken("record_malformed", name)
            self.counts[p["why"]] += 1
            need(shown or not ends, "entry_last", name)
            tail = commitment
        need(entry == last, "entry_gap", name)
        need(not ends or ends == (prev, tail), "entry_last", name)
        c.tail = (last, tail, seq)

    def leave(self, name):
        obj, c, where = self.obj, self.chain, name.split("/")
        if obj and not (where[0] == "chains" and len(where) == 4 and (int(where[1]), int(where[2])) == (self.counts["chains"], obj["seq"])):
            header = obj["header"]
            if header is None:
                need("key" not in obj["proof"] and not obj["records"], "member_missing", obj["name"])
            else:
                need((header[0] == 1) == obj["records"], "member_missing", obj["name"])
                if header[0] != 1 and obj["ends"] and c.tail and c.tail[2] + 1 == obj["seq"]:
                    need(obj["ends"][1] == c.tail[1], "entry_last", obj["name"])
                    c.tail = c.tail[:2] + (obj["seq"],)
            c.before, self.obj = (obj["seq"], bytes.fromhex(obj["proof"]["object"]["object_id"])), None
        if c and not (where[0] == "chains" and int(where[1]) == self.counts["chains"]):
            c.end(self)
            self.chain = None

    def file(self, name, digest, data):
        need(digest in self.expected, "file_unexpected", name)
        self.counts["files"] += 1
        self.owed.pop(digest, None)
        need(hashlib.sha256(data).hexdigest() == digest, "file_mismatch", name)
        for key, fact in self.expected[digest]:
            need(fact["stored_size"] == len(data), "file_mismatch", name)
            if key:
                clear = Cipher(algorithms.AES(key[0]), modes.CTR(key[1])).decryptor().update(data)
                plain = hashlib.sha256(clear).hexdigest()
                need(fact["size"] == len(data) and fact.get("sha256_plain", plain) == plain, "file_mismatch", name)


def verdict(path, trust):
    bundle = Bundle(trust)
    try:
        with open(path, "rb") as tar:
            bundle.run(tar)
        return "holds"
    except Broken as broken:
        return "broken %s %s" % broken.args
    except Exception:
        # Another type or length than a field can have.
        return "broken member_malformed %s" % bundle.at


def main():
    parser = argparse.ArgumentParser()
    for key in ("--root", "--log", "--vault"):
        parser.add_argument(key, required=True)
    parser.add_argument("bundle", nargs="+")
    args = parser.parse_args()
    paths = [line.strip() for line in open(args.bundle[0][1:])] if args.bundle[0].startswith("@") else args.bundle
    verdicts = [verdict(path, [args.root, args.log, args.vault]) for path in paths]
    print("\n".join(verdicts))
    sys.exit(any(v != "holds" for v in verdicts))


if __name__ == "__main__":
    main()
