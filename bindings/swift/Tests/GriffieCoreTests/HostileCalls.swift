// Written by `cargo xtask bindgen` from the library's own metadata; do not edit.

import Foundation
import GriffieCore
import Testing

private let huge = String(repeating: "x", count: 1 << 20)
private let bidi = "\u{202e}\u{2066}gnp.exe\u{2069}"
private let nul = "a\u{0}b"
private let path = "../../../x"

/// What calls are made on.
struct Subjects: Sendable {
    let griffie: Griffie
    let room: Room
    let timeline: Timeline
    let subscription: Subscription

    init(griffie: Griffie, room id: RoomId = RoomId(rawValue: "!nowhere:example.org")) throws {
        self.griffie = griffie
        room = try griffie.room(id: id)
        timeline = try room.timeline()
        subscription = griffie.watchRooms(listener: SomeRoomListListener(throws: false))
    }
}

/// A call with input that may be bad.
struct HostileCall: Sendable {
    let name: String
    let make: @Sendable (Subjects) async throws -> Void

    init(_ name: String, _ make: @escaping @Sendable (Subjects) async throws -> Void) {
        self.name = name
        self.make = make
    }

    /// Makes it. The answer is a value or the library's own error; anything else fails.
    func on(_ subjects: Subjects) async {
        do {
            try await make(subjects)
        } catch GriffieError.Bug(let id) {
            Issue.record("\(name): a fault of the library, \(id)")
        } catch is GriffieError {
            // Refused, as it should be.
        } catch {
            Issue.record("\(name): \(error)")
        }
    }
}

/// Everything the library exports, with bad input.
@Suite struct HostileCalls {
    @Test("Bad input on a device that nobody activated", .timeLimit(.minutes(5)))
    func onANewDevice() async throws {
        let subjects = try await Subjects(griffie: opened())
        for call in hostileCalls() {
            await call.on(subjects)
        }
    }

    private func opened() async throws -> Griffie {
        try await Griffie.open(
            options: OpenOptions(dataDir: freshFolder()),
            secrets: SomeSecretStore(throws: false),
            platform: SomePlatform(throws: false))
    }
}

/// Four folders deep, so that a path which climbs stays within.
private func freshFolder() -> String {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("griffie-hostile-\(UUID().uuidString)")
    return folder.appendingPathComponent("a/b/c/d").path
}

private struct OnPurpose: Error {}

private func answer<T>(_ fails: Bool, _ answer: T) throws -> T {
    if fails { throw OnPurpose() }
    return answer
}

func hostileCalls() -> [HostileCall] {
    libraryCalls() + griffieCalls() + roomCalls() + subscriptionCalls() + timelineCalls()
}

private func libraryCalls() -> [HostileCall] {
    var calls: [HostileCall] = []
    calls.append(HostileCall("check_code plain") { _ in _ = try checkCode(text: "x") })
    calls.append(HostileCall("check_code text: empty") { _ in _ = try checkCode(text: "") })
    calls.append(HostileCall("check_code text: huge") { _ in _ = try checkCode(text: huge) })
    calls.append(HostileCall("check_code text: bidi") { _ in _ = try checkCode(text: bidi) })
    calls.append(HostileCall("check_code text: nul") { _ in _ = try checkCode(text: nul) })
    calls.append(HostileCall("check_code text: path") { _ in _ = try checkCode(text: path) })
    calls.append(HostileCall("describe plain") { _ in _ = describe(error: GriffieError.NotSignedIn, language: Language.dutch) })
    calls.append(HostileCall("describe error: NotSignedIn") { _ in _ = describe(error: GriffieError.NotSignedIn, language: Language.dutch) })
    calls.append(HostileCall("describe error: Offline") { _ in _ = describe(error: GriffieError.Offline(reason: "x"), language: Language.dutch) })
    calls.append(HostileCall("describe error.Offline.reason: empty") { _ in _ = describe(error: GriffieError.Offline(reason: ""), language: Language.dutch) })
    calls.append(HostileCall("describe error.Offline.reason: huge") { _ in _ = describe(error: GriffieError.Offline(reason: huge), language: Language.dutch) })
    calls.append(HostileCall("describe error.Offline.reason: bidi") { _ in _ = describe(error: GriffieError.Offline(reason: bidi), language: Language.dutch) })
    calls.append(HostileCall("describe error.Offline.reason: nul") { _ in _ = describe(error: GriffieError.Offline(reason: nul), language: Language.dutch) })
    calls.append(HostileCall("describe error.Offline.reason: path") { _ in _ = describe(error: GriffieError.Offline(reason: path), language: Language.dutch) })
    calls.append(HostileCall("describe error: Rejected") { _ in _ = describe(error: GriffieError.Rejected(reason: "x"), language: Language.dutch) })
    calls.append(HostileCall("describe error.Rejected.reason: empty") { _ in _ = describe(error: GriffieError.Rejected(reason: ""), language: Language.dutch) })
    calls.append(HostileCall("describe error.Rejected.reason: huge") { _ in _ = describe(error: GriffieError.Rejected(reason: huge), language: Language.dutch) })
    calls.append(HostileCall("describe error.Rejected.reason: bidi") { _ in _ = describe(error: GriffieError.Rejected(reason: bidi), language: Language.dutch) })
    calls.append(HostileCall("describe error.Rejected.reason: nul") { _ in _ = describe(error: GriffieError.Rejected(reason: nul), language: Language.dutch) })
    calls.append(HostileCall("describe error.Rejected.reason: path") { _ in _ = describe(error: GriffieError.Rejected(reason: path), language: Language.dutch) })
    calls.append(HostileCall("describe error: StorageFull") { _ in _ = describe(error: GriffieError.StorageFull, language: Language.dutch) })
    calls.append(HostileCall("describe error: StorageUnusable") { _ in _ = describe(error: GriffieError.StorageUnusable(reason: "x"), language: Language.dutch) })
    calls.append(HostileCall("describe error.StorageUnusable.reason: empty") { _ in _ = describe(error: GriffieError.StorageUnusable(reason: ""), language: Language.dutch) })
    calls.append(HostileCall("describe error.StorageUnusable.reason: huge") { _ in _ = describe(error: GriffieError.StorageUnusable(reason: huge), language: Language.dutch) })
    calls.append(HostileCall("describe error.StorageUnusable.reason: bidi") { _ in _ = describe(error: GriffieError.StorageUnusable(reason: bidi), language: Language.dutch) })
    calls.append(HostileCall("describe error.StorageUnusable.reason: nul") { _ in _ = describe(error: GriffieError.StorageUnusable(reason: nul), language: Language.dutch) })
    calls.append(HostileCall("describe error.StorageUnusable.reason: path") { _ in _ = describe(error: GriffieError.StorageUnusable(reason: path), language: Language.dutch) })
    calls.append(HostileCall("describe error: ArchiveBlocked") { _ in _ = describe(error: GriffieError.ArchiveBlocked(reason: "x"), language: Language.dutch) })
    calls.append(HostileCall("describe error.ArchiveBlocked.reason: empty") { _ in _ = describe(error: GriffieError.ArchiveBlocked(reason: ""), language: Language.dutch) })
    calls.append(HostileCall("describe error.ArchiveBlocked.reason: huge") { _ in _ = describe(error: GriffieError.ArchiveBlocked(reason: huge), language: Language.dutch) })
    calls.append(HostileCall("describe error.ArchiveBlocked.reason: bidi") { _ in _ = describe(error: GriffieError.ArchiveBlocked(reason: bidi), language: Language.dutch) })
    calls.append(HostileCall("describe error.ArchiveBlocked.reason: nul") { _ in _ = describe(error: GriffieError.ArchiveBlocked(reason: nul), language: Language.dutch) })
    calls.append(HostileCall("describe error.ArchiveBlocked.reason: path") { _ in _ = describe(error: GriffieError.ArchiveBlocked(reason: path), language: Language.dutch) })
    calls.append(HostileCall("describe error: Bug") { _ in _ = describe(error: GriffieError.Bug(id: "x"), language: Language.dutch) })
    calls.append(HostileCall("describe error.Bug.id: empty") { _ in _ = describe(error: GriffieError.Bug(id: ""), language: Language.dutch) })
    calls.append(HostileCall("describe error.Bug.id: huge") { _ in _ = describe(error: GriffieError.Bug(id: huge), language: Language.dutch) })
    calls.append(HostileCall("describe error.Bug.id: bidi") { _ in _ = describe(error: GriffieError.Bug(id: bidi), language: Language.dutch) })
    calls.append(HostileCall("describe error.Bug.id: nul") { _ in _ = describe(error: GriffieError.Bug(id: nul), language: Language.dutch) })
    calls.append(HostileCall("describe error.Bug.id: path") { _ in _ = describe(error: GriffieError.Bug(id: path), language: Language.dutch) })
    calls.append(HostileCall("describe language: Dutch") { _ in _ = describe(error: GriffieError.NotSignedIn, language: Language.dutch) })
    calls.append(HostileCall("describe language: English") { _ in _ = describe(error: GriffieError.NotSignedIn, language: Language.english) })
    calls.append(HostileCall("describe language: German") { _ in _ = describe(error: GriffieError.NotSignedIn, language: Language.german) })
    calls.append(HostileCall("describe language: French") { _ in _ = describe(error: GriffieError.NotSignedIn, language: Language.french) })
    calls.append(HostileCall("describe_reason plain") { _ in _ = describeReason(reason: "x", language: Language.dutch) })
    calls.append(HostileCall("describe_reason reason: empty") { _ in _ = describeReason(reason: "", language: Language.dutch) })
    calls.append(HostileCall("describe_reason reason: huge") { _ in _ = describeReason(reason: huge, language: Language.dutch) })
    calls.append(HostileCall("describe_reason reason: bidi") { _ in _ = describeReason(reason: bidi, language: Language.dutch) })
    calls.append(HostileCall("describe_reason reason: nul") { _ in _ = describeReason(reason: nul, language: Language.dutch) })
    calls.append(HostileCall("describe_reason reason: path") { _ in _ = describeReason(reason: path, language: Language.dutch) })
    calls.append(HostileCall("describe_reason language: Dutch") { _ in _ = describeReason(reason: "x", language: Language.dutch) })
    calls.append(HostileCall("describe_reason language: English") { _ in _ = describeReason(reason: "x", language: Language.english) })
    calls.append(HostileCall("describe_reason language: German") { _ in _ = describeReason(reason: "x", language: Language.german) })
    calls.append(HostileCall("describe_reason language: French") { _ in _ = describeReason(reason: "x", language: Language.french) })
    calls.append(HostileCall("emoji_name plain") { _ in _ = emojiName(number: UInt8(0), language: Language.dutch) })
    calls.append(HostileCall("emoji_name number: least") { _ in _ = emojiName(number: UInt8.min, language: Language.dutch) })
    calls.append(HostileCall("emoji_name number: most") { _ in _ = emojiName(number: UInt8.max, language: Language.dutch) })
    calls.append(HostileCall("emoji_name language: Dutch") { _ in _ = emojiName(number: UInt8(0), language: Language.dutch) })
    calls.append(HostileCall("emoji_name language: English") { _ in _ = emojiName(number: UInt8(0), language: Language.english) })
    calls.append(HostileCall("emoji_name language: German") { _ in _ = emojiName(number: UInt8(0), language: Language.german) })
    calls.append(HostileCall("emoji_name language: French") { _ in _ = emojiName(number: UInt8(0), language: Language.french) })
    calls.append(HostileCall("version plain") { _ in _ = version() })
    calls.append(HostileCall("Griffie.open plain") { _ in _ = try await Griffie.open(options: OpenOptions(dataDir: freshFolder(), certificateAuthorities: nil), secrets: SomeSecretStore(throws: false), platform: SomePlatform(throws: false)) })
    calls.append(HostileCall("Griffie.open options.data_dir: empty") { _ in _ = try await Griffie.open(options: OpenOptions(dataDir: freshFolder() + "/" + "", certificateAuthorities: nil), secrets: SomeSecretStore(throws: false), platform: SomePlatform(throws: false)) })
    calls.append(HostileCall("Griffie.open options.data_dir: huge") { _ in _ = try await Griffie.open(options: OpenOptions(dataDir: freshFolder() + "/" + huge, certificateAuthorities: nil), secrets: SomeSecretStore(throws: false), platform: SomePlatform(throws: false)) })
    calls.append(HostileCall("Griffie.open options.data_dir: bidi") { _ in _ = try await Griffie.open(options: OpenOptions(dataDir: freshFolder() + "/" + bidi, certificateAuthorities: nil), secrets: SomeSecretStore(throws: false), platform: SomePlatform(throws: false)) })
    calls.append(HostileCall("Griffie.open options.data_dir: nul") { _ in _ = try await Griffie.open(options: OpenOptions(dataDir: freshFolder() + "/" + nul, certificateAuthorities: nil), secrets: SomeSecretStore(throws: false), platform: SomePlatform(throws: false)) })
    calls.append(HostileCall("Griffie.open options.data_dir: path") { _ in _ = try await Griffie.open(options: OpenOptions(dataDir: freshFolder() + "/" + path, certificateAuthorities: nil), secrets: SomeSecretStore(throws: false), platform: SomePlatform(throws: false)) })
    calls.append(HostileCall("Griffie.open options.certificate_authorities: there") { _ in _ = try await Griffie.open(options: OpenOptions(dataDir: freshFolder(), certificateAuthorities: Data(repeating: 0xff, count: 32)), secrets: SomeSecretStore(throws: false), platform: SomePlatform(throws: false)) })
    calls.append(HostileCall("Griffie.open options.certificate_authorities: empty") { _ in _ = try await Griffie.open(options: OpenOptions(dataDir: freshFolder(), certificateAuthorities: Data(repeating: 0xff, count: 0)), secrets: SomeSecretStore(throws: false), platform: SomePlatform(throws: false)) })
    calls.append(HostileCall("Griffie.open options.certificate_authorities: huge") { _ in _ = try await Griffie.open(options: OpenOptions(dataDir: freshFolder(), certificateAuthorities: Data(repeating: 0xff, count: 1048576)), secrets: SomeSecretStore(throws: false), platform: SomePlatform(throws: false)) })
    calls.append(HostileCall("Griffie.open secrets: throws") { _ in _ = try await Griffie.open(options: OpenOptions(dataDir: freshFolder(), certificateAuthorities: nil), secrets: SomeSecretStore(throws: true), platform: SomePlatform(throws: false)) })
    calls.append(HostileCall("Griffie.open platform: throws") { _ in _ = try await Griffie.open(options: OpenOptions(dataDir: freshFolder(), certificateAuthorities: nil), secrets: SomeSecretStore(throws: false), platform: SomePlatform(throws: true)) })
    return calls
}

private func griffieCalls() -> [HostileCall] {
    var calls: [HostileCall] = []
    calls.append(HostileCall("Griffie.activate plain") { on in try await on.griffie.activate(invitation: Invitation.typed(code: "x", gateway: "x", root: "x"), displayName: nil) })
    calls.append(HostileCall("Griffie.activate invitation: Typed") { on in try await on.griffie.activate(invitation: Invitation.typed(code: "x", gateway: "x", root: "x"), displayName: nil) })
    calls.append(HostileCall("Griffie.activate invitation.Typed.code: empty") { on in try await on.griffie.activate(invitation: Invitation.typed(code: "", gateway: "x", root: "x"), displayName: nil) })
    calls.append(HostileCall("Griffie.activate invitation.Typed.code: huge") { on in try await on.griffie.activate(invitation: Invitation.typed(code: huge, gateway: "x", root: "x"), displayName: nil) })
    calls.append(HostileCall("Griffie.activate invitation.Typed.code: bidi") { on in try await on.griffie.activate(invitation: Invitation.typed(code: bidi, gateway: "x", root: "x"), displayName: nil) })
    calls.append(HostileCall("Griffie.activate invitation.Typed.code: nul") { on in try await on.griffie.activate(invitation: Invitation.typed(code: nul, gateway: "x", root: "x"), displayName: nil) })
    calls.append(HostileCall("Griffie.activate invitation.Typed.code: path") { on in try await on.griffie.activate(invitation: Invitation.typed(code: path, gateway: "x", root: "x"), displayName: nil) })
    calls.append(HostileCall("Griffie.activate invitation.Typed.gateway: empty") { on in try await on.griffie.activate(invitation: Invitation.typed(code: "x", gateway: "", root: "x"), displayName: nil) })
    calls.append(HostileCall("Griffie.activate invitation.Typed.gateway: huge") { on in try await on.griffie.activate(invitation: Invitation.typed(code: "x", gateway: huge, root: "x"), displayName: nil) })
    calls.append(HostileCall("Griffie.activate invitation.Typed.gateway: bidi") { on in try await on.griffie.activate(invitation: Invitation.typed(code: "x", gateway: bidi, root: "x"), displayName: nil) })
    calls.append(HostileCall("Griffie.activate invitation.Typed.gateway: nul") { on in try await on.griffie.activate(invitation: Invitation.typed(code: "x", gateway: nul, root: "x"), displayName: nil) })
    calls.append(HostileCall("Griffie.activate invitation.Typed.gateway: path") { on in try await on.griffie.activate(invitation: Invitation.typed(code: "x", gateway: path, root: "x"), displayName: nil) })
    calls.append(HostileCall("Griffie.activate invitation.Typed.root: empty") { on in try await on.griffie.activate(invitation: Invitation.typed(code: "x", gateway: "x", root: ""), displayName: nil) })
    calls.append(HostileCall("Griffie.activate invitation.Typed.root: huge") { on in try await on.griffie.activate(invitation: Invitation.typed(code: "x", gateway: "x", root: huge), displayName: nil) })
    calls.append(HostileCall("Griffie.activate invitation.Typed.root: bidi") { on in try await on.griffie.activate(invitation: Invitation.typed(code: "x", gateway: "x", root: bidi), displayName: nil) })
    calls.append(HostileCall("Griffie.activate invitation.Typed.root: nul") { on in try await on.griffie.activate(invitation: Invitation.typed(code: "x", gateway: "x", root: nul), displayName: nil) })
    calls.append(HostileCall("Griffie.activate invitation.Typed.root: path") { on in try await on.griffie.activate(invitation: Invitation.typed(code: "x", gateway: "x", root: path), displayName: nil) })
    calls.append(HostileCall("Griffie.activate invitation: Link") { on in try await on.griffie.activate(invitation: Invitation.link(text: "x"), displayName: nil) })
    calls.append(HostileCall("Griffie.activate invitation.Link.text: empty") { on in try await on.griffie.activate(invitation: Invitation.link(text: ""), displayName: nil) })
    calls.append(HostileCall("Griffie.activate invitation.Link.text: huge") { on in try await on.griffie.activate(invitation: Invitation.link(text: huge), displayName: nil) })
    calls.append(HostileCall("Griffie.activate invitation.Link.text: bidi") { on in try await on.griffie.activate(invitation: Invitation.link(text: bidi), displayName: nil) })
    calls.append(HostileCall("Griffie.activate invitation.Link.text: nul") { on in try await on.griffie.activate(invitation: Invitation.link(text: nul), displayName: nil) })
    calls.append(HostileCall("Griffie.activate invitation.Link.text: path") { on in try await on.griffie.activate(invitation: Invitation.link(text: path), displayName: nil) })
    calls.append(HostileCall("Griffie.activate invitation: Managed") { on in try await on.griffie.activate(invitation: Invitation.managed(values: [:]), displayName: nil) })
    calls.append(HostileCall("Griffie.activate invitation.Managed.values key: empty") { on in try await on.griffie.activate(invitation: Invitation.managed(values: ["": "x"]), displayName: nil) })
    calls.append(HostileCall("Griffie.activate invitation.Managed.values key: huge") { on in try await on.griffie.activate(invitation: Invitation.managed(values: [huge: "x"]), displayName: nil) })
    calls.append(HostileCall("Griffie.activate invitation.Managed.values key: bidi") { on in try await on.griffie.activate(invitation: Invitation.managed(values: [bidi: "x"]), displayName: nil) })
    calls.append(HostileCall("Griffie.activate invitation.Managed.values key: nul") { on in try await on.griffie.activate(invitation: Invitation.managed(values: [nul: "x"]), displayName: nil) })
    calls.append(HostileCall("Griffie.activate invitation.Managed.values key: path") { on in try await on.griffie.activate(invitation: Invitation.managed(values: [path: "x"]), displayName: nil) })
    calls.append(HostileCall("Griffie.activate invitation.Managed.values value: empty") { on in try await on.griffie.activate(invitation: Invitation.managed(values: ["x": ""]), displayName: nil) })
    calls.append(HostileCall("Griffie.activate invitation.Managed.values value: huge") { on in try await on.griffie.activate(invitation: Invitation.managed(values: ["x": huge]), displayName: nil) })
    calls.append(HostileCall("Griffie.activate invitation.Managed.values value: bidi") { on in try await on.griffie.activate(invitation: Invitation.managed(values: ["x": bidi]), displayName: nil) })
    calls.append(HostileCall("Griffie.activate invitation.Managed.values value: nul") { on in try await on.griffie.activate(invitation: Invitation.managed(values: ["x": nul]), displayName: nil) })
    calls.append(HostileCall("Griffie.activate invitation.Managed.values value: path") { on in try await on.griffie.activate(invitation: Invitation.managed(values: ["x": path]), displayName: nil) })
    calls.append(HostileCall("Griffie.activate display_name: there") { on in try await on.griffie.activate(invitation: Invitation.typed(code: "x", gateway: "x", root: "x"), displayName: "x") })
    calls.append(HostileCall("Griffie.activate display_name: empty") { on in try await on.griffie.activate(invitation: Invitation.typed(code: "x", gateway: "x", root: "x"), displayName: "") })
    calls.append(HostileCall("Griffie.activate display_name: huge") { on in try await on.griffie.activate(invitation: Invitation.typed(code: "x", gateway: "x", root: "x"), displayName: huge) })
    calls.append(HostileCall("Griffie.activate display_name: bidi") { on in try await on.griffie.activate(invitation: Invitation.typed(code: "x", gateway: "x", root: "x"), displayName: bidi) })
    calls.append(HostileCall("Griffie.activate display_name: nul") { on in try await on.griffie.activate(invitation: Invitation.typed(code: "x", gateway: "x", root: "x"), displayName: nul) })
    calls.append(HostileCall("Griffie.activate display_name: path") { on in try await on.griffie.activate(invitation: Invitation.typed(code: "x", gateway: "x", root: "x"), displayName: path) })
    calls.append(HostileCall("Griffie.platform_changed plain") { on in on.griffie.platformChanged() })
    calls.append(HostileCall("Griffie.safety plain") { on in _ = try await on.griffie.safety() })
    calls.append(HostileCall("Griffie.set_display_name plain") { on in try await on.griffie.setDisplayName(name: "x") })
    calls.append(HostileCall("Griffie.set_display_name name: empty") { on in try await on.griffie.setDisplayName(name: "") })
    calls.append(HostileCall("Griffie.set_display_name name: huge") { on in try await on.griffie.setDisplayName(name: huge) })
    calls.append(HostileCall("Griffie.set_display_name name: bidi") { on in try await on.griffie.setDisplayName(name: bidi) })
    calls.append(HostileCall("Griffie.set_display_name name: nul") { on in try await on.griffie.setDisplayName(name: nul) })
    calls.append(HostileCall("Griffie.set_display_name name: path") { on in try await on.griffie.setDisplayName(name: path) })
    calls.append(HostileCall("Griffie.sign_in_state plain") { on in _ = try on.griffie.signInState() })
    calls.append(HostileCall("Griffie.start plain") { on in try await on.griffie.start() })
    calls.append(HostileCall("Griffie.watch_sign_in plain") { on in _ = on.griffie.watchSignIn(listener: SomeSignInListener(throws: false)) })
    calls.append(HostileCall("Griffie.watch_sign_in listener: throws") { on in _ = on.griffie.watchSignIn(listener: SomeSignInListener(throws: true)) })
    calls.append(HostileCall("Griffie.archive_state plain") { on in _ = try await on.griffie.archiveState() })
    calls.append(HostileCall("Griffie.journal_facts plain") { on in _ = try await on.griffie.journalFacts(after: UInt64(0), limit: UInt32(0)) })
    calls.append(HostileCall("Griffie.journal_facts after: least") { on in _ = try await on.griffie.journalFacts(after: UInt64.min, limit: UInt32(0)) })
    calls.append(HostileCall("Griffie.journal_facts after: most") { on in _ = try await on.griffie.journalFacts(after: UInt64.max, limit: UInt32(0)) })
    calls.append(HostileCall("Griffie.journal_facts limit: least") { on in _ = try await on.griffie.journalFacts(after: UInt64(0), limit: UInt32.min) })
    calls.append(HostileCall("Griffie.journal_facts limit: most") { on in _ = try await on.griffie.journalFacts(after: UInt64(0), limit: UInt32.max) })
    calls.append(HostileCall("Griffie.route_now plain") { on in _ = try await on.griffie.routeNow() })
    calls.append(HostileCall("Griffie.watch_archive plain") { on in _ = on.griffie.watchArchive(listener: SomeArchiveListener(throws: false)) })
    calls.append(HostileCall("Griffie.watch_archive listener: throws") { on in _ = on.griffie.watchArchive(listener: SomeArchiveListener(throws: true)) })
    calls.append(HostileCall("Griffie.carry_in plain") { on in _ = try await on.griffie.carryIn(folder: "x") })
    calls.append(HostileCall("Griffie.carry_in folder: empty") { on in _ = try await on.griffie.carryIn(folder: "") })
    calls.append(HostileCall("Griffie.carry_in folder: huge") { on in _ = try await on.griffie.carryIn(folder: huge) })
    calls.append(HostileCall("Griffie.carry_in folder: bidi") { on in _ = try await on.griffie.carryIn(folder: bidi) })
    calls.append(HostileCall("Griffie.carry_in folder: nul") { on in _ = try await on.griffie.carryIn(folder: nul) })
    calls.append(HostileCall("Griffie.carry_in folder: path") { on in _ = try await on.griffie.carryIn(folder: path) })
    calls.append(HostileCall("Griffie.carry_out plain") { on in _ = try await on.griffie.carryOut(folder: "x") })
    calls.append(HostileCall("Griffie.carry_out folder: empty") { on in _ = try await on.griffie.carryOut(folder: "") })
    calls.append(HostileCall("Griffie.carry_out folder: huge") { on in _ = try await on.griffie.carryOut(folder: huge) })
    calls.append(HostileCall("Griffie.carry_out folder: bidi") { on in _ = try await on.griffie.carryOut(folder: bidi) })
    calls.append(HostileCall("Griffie.carry_out folder: nul") { on in _ = try await on.griffie.carryOut(folder: nul) })
    calls.append(HostileCall("Griffie.carry_out folder: path") { on in _ = try await on.griffie.carryOut(folder: path) })
    calls.append(HostileCall("Griffie.end_review plain") { on in _ = try await on.griffie.endReview() })
    calls.append(HostileCall("Griffie.label_choice plain") { on in _ = try await on.griffie.labelChoice() })
    calls.append(HostileCall("Griffie.label_event plain") { on in _ = try await on.griffie.labelEvent(event: EventId(rawValue: "$nothing"), label: Label.business, reason: nil) })
    calls.append(HostileCall("Griffie.label_event event: empty") { on in _ = try await on.griffie.labelEvent(event: EventId(rawValue: ""), label: Label.business, reason: nil) })
    calls.append(HostileCall("Griffie.label_event event: huge") { on in _ = try await on.griffie.labelEvent(event: EventId(rawValue: huge), label: Label.business, reason: nil) })
    calls.append(HostileCall("Griffie.label_event event: bidi") { on in _ = try await on.griffie.labelEvent(event: EventId(rawValue: bidi), label: Label.business, reason: nil) })
    calls.append(HostileCall("Griffie.label_event event: nul") { on in _ = try await on.griffie.labelEvent(event: EventId(rawValue: nul), label: Label.business, reason: nil) })
    calls.append(HostileCall("Griffie.label_event event: path") { on in _ = try await on.griffie.labelEvent(event: EventId(rawValue: path), label: Label.business, reason: nil) })
    calls.append(HostileCall("Griffie.label_event label: Business") { on in _ = try await on.griffie.labelEvent(event: EventId(rawValue: "$nothing"), label: Label.business, reason: nil) })
    calls.append(HostileCall("Griffie.label_event label: Private") { on in _ = try await on.griffie.labelEvent(event: EventId(rawValue: "$nothing"), label: Label.private, reason: nil) })
    calls.append(HostileCall("Griffie.label_event label: Party") { on in _ = try await on.griffie.labelEvent(event: EventId(rawValue: "$nothing"), label: Label.party, reason: nil) })
    calls.append(HostileCall("Griffie.label_event reason: there") { on in _ = try await on.griffie.labelEvent(event: EventId(rawValue: "$nothing"), label: Label.business, reason: "x") })
    calls.append(HostileCall("Griffie.label_event reason: empty") { on in _ = try await on.griffie.labelEvent(event: EventId(rawValue: "$nothing"), label: Label.business, reason: "") })
    calls.append(HostileCall("Griffie.label_event reason: huge") { on in _ = try await on.griffie.labelEvent(event: EventId(rawValue: "$nothing"), label: Label.business, reason: huge) })
    calls.append(HostileCall("Griffie.label_event reason: bidi") { on in _ = try await on.griffie.labelEvent(event: EventId(rawValue: "$nothing"), label: Label.business, reason: bidi) })
    calls.append(HostileCall("Griffie.label_event reason: nul") { on in _ = try await on.griffie.labelEvent(event: EventId(rawValue: "$nothing"), label: Label.business, reason: nul) })
    calls.append(HostileCall("Griffie.label_event reason: path") { on in _ = try await on.griffie.labelEvent(event: EventId(rawValue: "$nothing"), label: Label.business, reason: path) })
    calls.append(HostileCall("Griffie.device_feedback plain") { on in _ = try await on.griffie.deviceFeedback(sources: SettingSources(managed: [:], activated: nil, builtIn: [:], user: [:]), refused: nil) })
    calls.append(HostileCall("Griffie.device_feedback sources.managed key: empty") { on in _ = try await on.griffie.deviceFeedback(sources: SettingSources(managed: ["": "x"], activated: nil, builtIn: [:], user: [:]), refused: nil) })
    calls.append(HostileCall("Griffie.device_feedback sources.managed key: huge") { on in _ = try await on.griffie.deviceFeedback(sources: SettingSources(managed: [huge: "x"], activated: nil, builtIn: [:], user: [:]), refused: nil) })
    calls.append(HostileCall("Griffie.device_feedback sources.managed key: bidi") { on in _ = try await on.griffie.deviceFeedback(sources: SettingSources(managed: [bidi: "x"], activated: nil, builtIn: [:], user: [:]), refused: nil) })
    calls.append(HostileCall("Griffie.device_feedback sources.managed key: nul") { on in _ = try await on.griffie.deviceFeedback(sources: SettingSources(managed: [nul: "x"], activated: nil, builtIn: [:], user: [:]), refused: nil) })
    calls.append(HostileCall("Griffie.device_feedback sources.managed key: path") { on in _ = try await on.griffie.deviceFeedback(sources: SettingSources(managed: [path: "x"], activated: nil, builtIn: [:], user: [:]), refused: nil) })
    calls.append(HostileCall("Griffie.device_feedback sources.managed value: empty") { on in _ = try await on.griffie.deviceFeedback(sources: SettingSources(managed: ["x": ""], activated: nil, builtIn: [:], user: [:]), refused: nil) })
    calls.append(HostileCall("Griffie.device_feedback sources.managed value: huge") { on in _ = try await on.griffie.deviceFeedback(sources: SettingSources(managed: ["x": huge], activated: nil, builtIn: [:], user: [:]), refused: nil) })
    calls.append(HostileCall("Griffie.device_feedback sources.managed value: bidi") { on in _ = try await on.griffie.deviceFeedback(sources: SettingSources(managed: ["x": bidi], activated: nil, builtIn: [:], user: [:]), refused: nil) })
    calls.append(HostileCall("Griffie.device_feedback sources.managed value: nul") { on in _ = try await on.griffie.deviceFeedback(sources: SettingSources(managed: ["x": nul], activated: nil, builtIn: [:], user: [:]), refused: nil) })
    calls.append(HostileCall("Griffie.device_feedback sources.managed value: path") { on in _ = try await on.griffie.deviceFeedback(sources: SettingSources(managed: ["x": path], activated: nil, builtIn: [:], user: [:]), refused: nil) })
    calls.append(HostileCall("Griffie.device_feedback sources.activated: there") { on in _ = try await on.griffie.deviceFeedback(sources: SettingSources(managed: [:], activated: [:], builtIn: [:], user: [:]), refused: nil) })
    calls.append(HostileCall("Griffie.device_feedback sources.activated key: empty") { on in _ = try await on.griffie.deviceFeedback(sources: SettingSources(managed: [:], activated: ["": "x"], builtIn: [:], user: [:]), refused: nil) })
    calls.append(HostileCall("Griffie.device_feedback sources.activated key: huge") { on in _ = try await on.griffie.deviceFeedback(sources: SettingSources(managed: [:], activated: [huge: "x"], builtIn: [:], user: [:]), refused: nil) })
    calls.append(HostileCall("Griffie.device_feedback sources.activated key: bidi") { on in _ = try await on.griffie.deviceFeedback(sources: SettingSources(managed: [:], activated: [bidi: "x"], builtIn: [:], user: [:]), refused: nil) })
    calls.append(HostileCall("Griffie.device_feedback sources.activated key: nul") { on in _ = try await on.griffie.deviceFeedback(sources: SettingSources(managed: [:], activated: [nul: "x"], builtIn: [:], user: [:]), refused: nil) })
    calls.append(HostileCall("Griffie.device_feedback sources.activated key: path") { on in _ = try await on.griffie.deviceFeedback(sources: SettingSources(managed: [:], activated: [path: "x"], builtIn: [:], user: [:]), refused: nil) })
    calls.append(HostileCall("Griffie.device_feedback sources.activated value: empty") { on in _ = try await on.griffie.deviceFeedback(sources: SettingSources(managed: [:], activated: ["x": ""], builtIn: [:], user: [:]), refused: nil) })
    calls.append(HostileCall("Griffie.device_feedback sources.activated value: huge") { on in _ = try await on.griffie.deviceFeedback(sources: SettingSources(managed: [:], activated: ["x": huge], builtIn: [:], user: [:]), refused: nil) })
    calls.append(HostileCall("Griffie.device_feedback sources.activated value: bidi") { on in _ = try await on.griffie.deviceFeedback(sources: SettingSources(managed: [:], activated: ["x": bidi], builtIn: [:], user: [:]), refused: nil) })
    calls.append(HostileCall("Griffie.device_feedback sources.activated value: nul") { on in _ = try await on.griffie.deviceFeedback(sources: SettingSources(managed: [:], activated: ["x": nul], builtIn: [:], user: [:]), refused: nil) })
    calls.append(HostileCall("Griffie.device_feedback sources.activated value: path") { on in _ = try await on.griffie.deviceFeedback(sources: SettingSources(managed: [:], activated: ["x": path], builtIn: [:], user: [:]), refused: nil) })
    calls.append(HostileCall("Griffie.device_feedback sources.built_in key: empty") { on in _ = try await on.griffie.deviceFeedback(sources: SettingSources(managed: [:], activated: nil, builtIn: ["": "x"], user: [:]), refused: nil) })
    calls.append(HostileCall("Griffie.device_feedback sources.built_in key: huge") { on in _ = try await on.griffie.deviceFeedback(sources: SettingSources(managed: [:], activated: nil, builtIn: [huge: "x"], user: [:]), refused: nil) })
    calls.append(HostileCall("Griffie.device_feedback sources.built_in key: bidi") { on in _ = try await on.griffie.deviceFeedback(sources: SettingSources(managed: [:], activated: nil, builtIn: [bidi: "x"], user: [:]), refused: nil) })
    calls.append(HostileCall("Griffie.device_feedback sources.built_in key: nul") { on in _ = try await on.griffie.deviceFeedback(sources: SettingSources(managed: [:], activated: nil, builtIn: [nul: "x"], user: [:]), refused: nil) })
    calls.append(HostileCall("Griffie.device_feedback sources.built_in key: path") { on in _ = try await on.griffie.deviceFeedback(sources: SettingSources(managed: [:], activated: nil, builtIn: [path: "x"], user: [:]), refused: nil) })
    calls.append(HostileCall("Griffie.device_feedback sources.built_in value: empty") { on in _ = try await on.griffie.deviceFeedback(sources: SettingSources(managed: [:], activated: nil, builtIn: ["x": ""], user: [:]), refused: nil) })
    calls.append(HostileCall("Griffie.device_feedback sources.built_in value: huge") { on in _ = try await on.griffie.deviceFeedback(sources: SettingSources(managed: [:], activated: nil, builtIn: ["x": huge], user: [:]), refused: nil) })
    calls.append(HostileCall("Griffie.device_feedback sources.built_in value: bidi") { on in _ = try await on.griffie.deviceFeedback(sources: SettingSources(managed: [:], activated: nil, builtIn: ["x": bidi], user: [:]), refused: nil) })
    calls.append(HostileCall("Griffie.device_feedback sources.built_in value: nul") { on in _ = try await on.griffie.deviceFeedback(sources: SettingSources(managed: [:], activated: nil, builtIn: ["x": nul], user: [:]), refused: nil) })
    calls.append(HostileCall("Griffie.device_feedback sources.built_in value: path") { on in _ = try await on.griffie.deviceFeedback(sources: SettingSources(managed: [:], activated: nil, builtIn: ["x": path], user: [:]), refused: nil) })
    calls.append(HostileCall("Griffie.device_feedback sources.user key: empty") { on in _ = try await on.griffie.deviceFeedback(sources: SettingSources(managed: [:], activated: nil, builtIn: [:], user: ["": "x"]), refused: nil) })
    calls.append(HostileCall("Griffie.device_feedback sources.user key: huge") { on in _ = try await on.griffie.deviceFeedback(sources: SettingSources(managed: [:], activated: nil, builtIn: [:], user: [huge: "x"]), refused: nil) })
    calls.append(HostileCall("Griffie.device_feedback sources.user key: bidi") { on in _ = try await on.griffie.deviceFeedback(sources: SettingSources(managed: [:], activated: nil, builtIn: [:], user: [bidi: "x"]), refused: nil) })
    calls.append(HostileCall("Griffie.device_feedback sources.user key: nul") { on in _ = try await on.griffie.deviceFeedback(sources: SettingSources(managed: [:], activated: nil, builtIn: [:], user: [nul: "x"]), refused: nil) })
    calls.append(HostileCall("Griffie.device_feedback sources.user key: path") { on in _ = try await on.griffie.deviceFeedback(sources: SettingSources(managed: [:], activated: nil, builtIn: [:], user: [path: "x"]), refused: nil) })
    calls.append(HostileCall("Griffie.device_feedback sources.user value: empty") { on in _ = try await on.griffie.deviceFeedback(sources: SettingSources(managed: [:], activated: nil, builtIn: [:], user: ["x": ""]), refused: nil) })
    calls.append(HostileCall("Griffie.device_feedback sources.user value: huge") { on in _ = try await on.griffie.deviceFeedback(sources: SettingSources(managed: [:], activated: nil, builtIn: [:], user: ["x": huge]), refused: nil) })
    calls.append(HostileCall("Griffie.device_feedback sources.user value: bidi") { on in _ = try await on.griffie.deviceFeedback(sources: SettingSources(managed: [:], activated: nil, builtIn: [:], user: ["x": bidi]), refused: nil) })
    calls.append(HostileCall("Griffie.device_feedback sources.user value: nul") { on in _ = try await on.griffie.deviceFeedback(sources: SettingSources(managed: [:], activated: nil, builtIn: [:], user: ["x": nul]), refused: nil) })
    calls.append(HostileCall("Griffie.device_feedback sources.user value: path") { on in _ = try await on.griffie.deviceFeedback(sources: SettingSources(managed: [:], activated: nil, builtIn: [:], user: ["x": path]), refused: nil) })
    calls.append(HostileCall("Griffie.device_feedback refused: there") { on in _ = try await on.griffie.deviceFeedback(sources: SettingSources(managed: [:], activated: nil, builtIn: [:], user: [:]), refused: "x") })
    calls.append(HostileCall("Griffie.device_feedback refused: empty") { on in _ = try await on.griffie.deviceFeedback(sources: SettingSources(managed: [:], activated: nil, builtIn: [:], user: [:]), refused: "") })
    calls.append(HostileCall("Griffie.device_feedback refused: huge") { on in _ = try await on.griffie.deviceFeedback(sources: SettingSources(managed: [:], activated: nil, builtIn: [:], user: [:]), refused: huge) })
    calls.append(HostileCall("Griffie.device_feedback refused: bidi") { on in _ = try await on.griffie.deviceFeedback(sources: SettingSources(managed: [:], activated: nil, builtIn: [:], user: [:]), refused: bidi) })
    calls.append(HostileCall("Griffie.device_feedback refused: nul") { on in _ = try await on.griffie.deviceFeedback(sources: SettingSources(managed: [:], activated: nil, builtIn: [:], user: [:]), refused: nul) })
    calls.append(HostileCall("Griffie.device_feedback refused: path") { on in _ = try await on.griffie.deviceFeedback(sources: SettingSources(managed: [:], activated: nil, builtIn: [:], user: [:]), refused: path) })
    calls.append(HostileCall("Griffie.device_settings plain") { on in _ = try await on.griffie.deviceSettings(sources: SettingSources(managed: [:], activated: nil, builtIn: [:], user: [:]), language: Language.dutch) })
    calls.append(HostileCall("Griffie.device_settings sources.managed key: empty") { on in _ = try await on.griffie.deviceSettings(sources: SettingSources(managed: ["": "x"], activated: nil, builtIn: [:], user: [:]), language: Language.dutch) })
    calls.append(HostileCall("Griffie.device_settings sources.managed key: huge") { on in _ = try await on.griffie.deviceSettings(sources: SettingSources(managed: [huge: "x"], activated: nil, builtIn: [:], user: [:]), language: Language.dutch) })
    calls.append(HostileCall("Griffie.device_settings sources.managed key: bidi") { on in _ = try await on.griffie.deviceSettings(sources: SettingSources(managed: [bidi: "x"], activated: nil, builtIn: [:], user: [:]), language: Language.dutch) })
    calls.append(HostileCall("Griffie.device_settings sources.managed key: nul") { on in _ = try await on.griffie.deviceSettings(sources: SettingSources(managed: [nul: "x"], activated: nil, builtIn: [:], user: [:]), language: Language.dutch) })
    calls.append(HostileCall("Griffie.device_settings sources.managed key: path") { on in _ = try await on.griffie.deviceSettings(sources: SettingSources(managed: [path: "x"], activated: nil, builtIn: [:], user: [:]), language: Language.dutch) })
    calls.append(HostileCall("Griffie.device_settings sources.managed value: empty") { on in _ = try await on.griffie.deviceSettings(sources: SettingSources(managed: ["x": ""], activated: nil, builtIn: [:], user: [:]), language: Language.dutch) })
    calls.append(HostileCall("Griffie.device_settings sources.managed value: huge") { on in _ = try await on.griffie.deviceSettings(sources: SettingSources(managed: ["x": huge], activated: nil, builtIn: [:], user: [:]), language: Language.dutch) })
    calls.append(HostileCall("Griffie.device_settings sources.managed value: bidi") { on in _ = try await on.griffie.deviceSettings(sources: SettingSources(managed: ["x": bidi], activated: nil, builtIn: [:], user: [:]), language: Language.dutch) })
    calls.append(HostileCall("Griffie.device_settings sources.managed value: nul") { on in _ = try await on.griffie.deviceSettings(sources: SettingSources(managed: ["x": nul], activated: nil, builtIn: [:], user: [:]), language: Language.dutch) })
    calls.append(HostileCall("Griffie.device_settings sources.managed value: path") { on in _ = try await on.griffie.deviceSettings(sources: SettingSources(managed: ["x": path], activated: nil, builtIn: [:], user: [:]), language: Language.dutch) })
    calls.append(HostileCall("Griffie.device_settings sources.activated: there") { on in _ = try await on.griffie.deviceSettings(sources: SettingSources(managed: [:], activated: [:], builtIn: [:], user: [:]), language: Language.dutch) })
    calls.append(HostileCall("Griffie.device_settings sources.activated key: empty") { on in _ = try await on.griffie.deviceSettings(sources: SettingSources(managed: [:], activated: ["": "x"], builtIn: [:], user: [:]), language: Language.dutch) })
    calls.append(HostileCall("Griffie.device_settings sources.activated key: huge") { on in _ = try await on.griffie.deviceSettings(sources: SettingSources(managed: [:], activated: [huge: "x"], builtIn: [:], user: [:]), language: Language.dutch) })
    calls.append(HostileCall("Griffie.device_settings sources.activated key: bidi") { on in _ = try await on.griffie.deviceSettings(sources: SettingSources(managed: [:], activated: [bidi: "x"], builtIn: [:], user: [:]), language: Language.dutch) })
    calls.append(HostileCall("Griffie.device_settings sources.activated key: nul") { on in _ = try await on.griffie.deviceSettings(sources: SettingSources(managed: [:], activated: [nul: "x"], builtIn: [:], user: [:]), language: Language.dutch) })
    calls.append(HostileCall("Griffie.device_settings sources.activated key: path") { on in _ = try await on.griffie.deviceSettings(sources: SettingSources(managed: [:], activated: [path: "x"], builtIn: [:], user: [:]), language: Language.dutch) })
    calls.append(HostileCall("Griffie.device_settings sources.activated value: empty") { on in _ = try await on.griffie.deviceSettings(sources: SettingSources(managed: [:], activated: ["x": ""], builtIn: [:], user: [:]), language: Language.dutch) })
    calls.append(HostileCall("Griffie.device_settings sources.activated value: huge") { on in _ = try await on.griffie.deviceSettings(sources: SettingSources(managed: [:], activated: ["x": huge], builtIn: [:], user: [:]), language: Language.dutch) })
    calls.append(HostileCall("Griffie.device_settings sources.activated value: bidi") { on in _ = try await on.griffie.deviceSettings(sources: SettingSources(managed: [:], activated: ["x": bidi], builtIn: [:], user: [:]), language: Language.dutch) })
    calls.append(HostileCall("Griffie.device_settings sources.activated value: nul") { on in _ = try await on.griffie.deviceSettings(sources: SettingSources(managed: [:], activated: ["x": nul], builtIn: [:], user: [:]), language: Language.dutch) })
    calls.append(HostileCall("Griffie.device_settings sources.activated value: path") { on in _ = try await on.griffie.deviceSettings(sources: SettingSources(managed: [:], activated: ["x": path], builtIn: [:], user: [:]), language: Language.dutch) })
    calls.append(HostileCall("Griffie.device_settings sources.built_in key: empty") { on in _ = try await on.griffie.deviceSettings(sources: SettingSources(managed: [:], activated: nil, builtIn: ["": "x"], user: [:]), language: Language.dutch) })
    calls.append(HostileCall("Griffie.device_settings sources.built_in key: huge") { on in _ = try await on.griffie.deviceSettings(sources: SettingSources(managed: [:], activated: nil, builtIn: [huge: "x"], user: [:]), language: Language.dutch) })
    calls.append(HostileCall("Griffie.device_settings sources.built_in key: bidi") { on in _ = try await on.griffie.deviceSettings(sources: SettingSources(managed: [:], activated: nil, builtIn: [bidi: "x"], user: [:]), language: Language.dutch) })
    calls.append(HostileCall("Griffie.device_settings sources.built_in key: nul") { on in _ = try await on.griffie.deviceSettings(sources: SettingSources(managed: [:], activated: nil, builtIn: [nul: "x"], user: [:]), language: Language.dutch) })
    calls.append(HostileCall("Griffie.device_settings sources.built_in key: path") { on in _ = try await on.griffie.deviceSettings(sources: SettingSources(managed: [:], activated: nil, builtIn: [path: "x"], user: [:]), language: Language.dutch) })
    calls.append(HostileCall("Griffie.device_settings sources.built_in value: empty") { on in _ = try await on.griffie.deviceSettings(sources: SettingSources(managed: [:], activated: nil, builtIn: ["x": ""], user: [:]), language: Language.dutch) })
    calls.append(HostileCall("Griffie.device_settings sources.built_in value: huge") { on in _ = try await on.griffie.deviceSettings(sources: SettingSources(managed: [:], activated: nil, builtIn: ["x": huge], user: [:]), language: Language.dutch) })
    calls.append(HostileCall("Griffie.device_settings sources.built_in value: bidi") { on in _ = try await on.griffie.deviceSettings(sources: SettingSources(managed: [:], activated: nil, builtIn: ["x": bidi], user: [:]), language: Language.dutch) })
    calls.append(HostileCall("Griffie.device_settings sources.built_in value: nul") { on in _ = try await on.griffie.deviceSettings(sources: SettingSources(managed: [:], activated: nil, builtIn: ["x": nul], user: [:]), language: Language.dutch) })
    calls.append(HostileCall("Griffie.device_settings sources.built_in value: path") { on in _ = try await on.griffie.deviceSettings(sources: SettingSources(managed: [:], activated: nil, builtIn: ["x": path], user: [:]), language: Language.dutch) })
    calls.append(HostileCall("Griffie.device_settings sources.user key: empty") { on in _ = try await on.griffie.deviceSettings(sources: SettingSources(managed: [:], activated: nil, builtIn: [:], user: ["": "x"]), language: Language.dutch) })
    calls.append(HostileCall("Griffie.device_settings sources.user key: huge") { on in _ = try await on.griffie.deviceSettings(sources: SettingSources(managed: [:], activated: nil, builtIn: [:], user: [huge: "x"]), language: Language.dutch) })
    calls.append(HostileCall("Griffie.device_settings sources.user key: bidi") { on in _ = try await on.griffie.deviceSettings(sources: SettingSources(managed: [:], activated: nil, builtIn: [:], user: [bidi: "x"]), language: Language.dutch) })
    calls.append(HostileCall("Griffie.device_settings sources.user key: nul") { on in _ = try await on.griffie.deviceSettings(sources: SettingSources(managed: [:], activated: nil, builtIn: [:], user: [nul: "x"]), language: Language.dutch) })
    calls.append(HostileCall("Griffie.device_settings sources.user key: path") { on in _ = try await on.griffie.deviceSettings(sources: SettingSources(managed: [:], activated: nil, builtIn: [:], user: [path: "x"]), language: Language.dutch) })
    calls.append(HostileCall("Griffie.device_settings sources.user value: empty") { on in _ = try await on.griffie.deviceSettings(sources: SettingSources(managed: [:], activated: nil, builtIn: [:], user: ["x": ""]), language: Language.dutch) })
    calls.append(HostileCall("Griffie.device_settings sources.user value: huge") { on in _ = try await on.griffie.deviceSettings(sources: SettingSources(managed: [:], activated: nil, builtIn: [:], user: ["x": huge]), language: Language.dutch) })
    calls.append(HostileCall("Griffie.device_settings sources.user value: bidi") { on in _ = try await on.griffie.deviceSettings(sources: SettingSources(managed: [:], activated: nil, builtIn: [:], user: ["x": bidi]), language: Language.dutch) })
    calls.append(HostileCall("Griffie.device_settings sources.user value: nul") { on in _ = try await on.griffie.deviceSettings(sources: SettingSources(managed: [:], activated: nil, builtIn: [:], user: ["x": nul]), language: Language.dutch) })
    calls.append(HostileCall("Griffie.device_settings sources.user value: path") { on in _ = try await on.griffie.deviceSettings(sources: SettingSources(managed: [:], activated: nil, builtIn: [:], user: ["x": path]), language: Language.dutch) })
    calls.append(HostileCall("Griffie.device_settings language: Dutch") { on in _ = try await on.griffie.deviceSettings(sources: SettingSources(managed: [:], activated: nil, builtIn: [:], user: [:]), language: Language.dutch) })
    calls.append(HostileCall("Griffie.device_settings language: English") { on in _ = try await on.griffie.deviceSettings(sources: SettingSources(managed: [:], activated: nil, builtIn: [:], user: [:]), language: Language.english) })
    calls.append(HostileCall("Griffie.device_settings language: German") { on in _ = try await on.griffie.deviceSettings(sources: SettingSources(managed: [:], activated: nil, builtIn: [:], user: [:]), language: Language.german) })
    calls.append(HostileCall("Griffie.device_settings language: French") { on in _ = try await on.griffie.deviceSettings(sources: SettingSources(managed: [:], activated: nil, builtIn: [:], user: [:]), language: Language.french) })
    calls.append(HostileCall("Griffie.devices plain") { on in _ = try await on.griffie.devices() })
    calls.append(HostileCall("Griffie.recover plain") { on in try await on.griffie.recover(key: "x") })
    calls.append(HostileCall("Griffie.recover key: empty") { on in try await on.griffie.recover(key: "") })
    calls.append(HostileCall("Griffie.recover key: huge") { on in try await on.griffie.recover(key: huge) })
    calls.append(HostileCall("Griffie.recover key: bidi") { on in try await on.griffie.recover(key: bidi) })
    calls.append(HostileCall("Griffie.recover key: nul") { on in try await on.griffie.recover(key: nul) })
    calls.append(HostileCall("Griffie.recover key: path") { on in try await on.griffie.recover(key: path) })
    calls.append(HostileCall("Griffie.recovery plain") { on in _ = try await on.griffie.recovery() })
    calls.append(HostileCall("Griffie.recovery_key plain") { on in _ = try await on.griffie.recoveryKey() })
    calls.append(HostileCall("Griffie.create_room plain") { on in _ = try await on.griffie.createRoom(draft: RoomDraft(name: nil, topic: nil, invite: [], direct: true, encrypted: true)) })
    calls.append(HostileCall("Griffie.create_room draft.name: there") { on in _ = try await on.griffie.createRoom(draft: RoomDraft(name: "x", topic: nil, invite: [], direct: true, encrypted: true)) })
    calls.append(HostileCall("Griffie.create_room draft.name: empty") { on in _ = try await on.griffie.createRoom(draft: RoomDraft(name: "", topic: nil, invite: [], direct: true, encrypted: true)) })
    calls.append(HostileCall("Griffie.create_room draft.name: huge") { on in _ = try await on.griffie.createRoom(draft: RoomDraft(name: huge, topic: nil, invite: [], direct: true, encrypted: true)) })
    calls.append(HostileCall("Griffie.create_room draft.name: bidi") { on in _ = try await on.griffie.createRoom(draft: RoomDraft(name: bidi, topic: nil, invite: [], direct: true, encrypted: true)) })
    calls.append(HostileCall("Griffie.create_room draft.name: nul") { on in _ = try await on.griffie.createRoom(draft: RoomDraft(name: nul, topic: nil, invite: [], direct: true, encrypted: true)) })
    calls.append(HostileCall("Griffie.create_room draft.name: path") { on in _ = try await on.griffie.createRoom(draft: RoomDraft(name: path, topic: nil, invite: [], direct: true, encrypted: true)) })
    calls.append(HostileCall("Griffie.create_room draft.topic: there") { on in _ = try await on.griffie.createRoom(draft: RoomDraft(name: nil, topic: "x", invite: [], direct: true, encrypted: true)) })
    calls.append(HostileCall("Griffie.create_room draft.topic: empty") { on in _ = try await on.griffie.createRoom(draft: RoomDraft(name: nil, topic: "", invite: [], direct: true, encrypted: true)) })
    calls.append(HostileCall("Griffie.create_room draft.topic: huge") { on in _ = try await on.griffie.createRoom(draft: RoomDraft(name: nil, topic: huge, invite: [], direct: true, encrypted: true)) })
    calls.append(HostileCall("Griffie.create_room draft.topic: bidi") { on in _ = try await on.griffie.createRoom(draft: RoomDraft(name: nil, topic: bidi, invite: [], direct: true, encrypted: true)) })
    calls.append(HostileCall("Griffie.create_room draft.topic: nul") { on in _ = try await on.griffie.createRoom(draft: RoomDraft(name: nil, topic: nul, invite: [], direct: true, encrypted: true)) })
    calls.append(HostileCall("Griffie.create_room draft.topic: path") { on in _ = try await on.griffie.createRoom(draft: RoomDraft(name: nil, topic: path, invite: [], direct: true, encrypted: true)) })
    calls.append(HostileCall("Griffie.create_room draft.invite: many") { on in _ = try await on.griffie.createRoom(draft: RoomDraft(name: nil, topic: nil, invite: Array(repeating: UserId(rawValue: "@nobody:example.org"), count: 10000), direct: true, encrypted: true)) })
    calls.append(HostileCall("Griffie.create_room draft.invite: empty") { on in _ = try await on.griffie.createRoom(draft: RoomDraft(name: nil, topic: nil, invite: [UserId(rawValue: "")], direct: true, encrypted: true)) })
    calls.append(HostileCall("Griffie.create_room draft.invite: huge") { on in _ = try await on.griffie.createRoom(draft: RoomDraft(name: nil, topic: nil, invite: [UserId(rawValue: huge)], direct: true, encrypted: true)) })
    calls.append(HostileCall("Griffie.create_room draft.invite: bidi") { on in _ = try await on.griffie.createRoom(draft: RoomDraft(name: nil, topic: nil, invite: [UserId(rawValue: bidi)], direct: true, encrypted: true)) })
    calls.append(HostileCall("Griffie.create_room draft.invite: nul") { on in _ = try await on.griffie.createRoom(draft: RoomDraft(name: nil, topic: nil, invite: [UserId(rawValue: nul)], direct: true, encrypted: true)) })
    calls.append(HostileCall("Griffie.create_room draft.invite: path") { on in _ = try await on.griffie.createRoom(draft: RoomDraft(name: nil, topic: nil, invite: [UserId(rawValue: path)], direct: true, encrypted: true)) })
    calls.append(HostileCall("Griffie.create_room draft.direct: false") { on in _ = try await on.griffie.createRoom(draft: RoomDraft(name: nil, topic: nil, invite: [], direct: false, encrypted: true)) })
    calls.append(HostileCall("Griffie.create_room draft.encrypted: false") { on in _ = try await on.griffie.createRoom(draft: RoomDraft(name: nil, topic: nil, invite: [], direct: true, encrypted: false)) })
    calls.append(HostileCall("Griffie.join plain") { on in _ = try await on.griffie.join(idOrAlias: "x") })
    calls.append(HostileCall("Griffie.join id_or_alias: empty") { on in _ = try await on.griffie.join(idOrAlias: "") })
    calls.append(HostileCall("Griffie.join id_or_alias: huge") { on in _ = try await on.griffie.join(idOrAlias: huge) })
    calls.append(HostileCall("Griffie.join id_or_alias: bidi") { on in _ = try await on.griffie.join(idOrAlias: bidi) })
    calls.append(HostileCall("Griffie.join id_or_alias: nul") { on in _ = try await on.griffie.join(idOrAlias: nul) })
    calls.append(HostileCall("Griffie.join id_or_alias: path") { on in _ = try await on.griffie.join(idOrAlias: path) })
    calls.append(HostileCall("Griffie.room plain") { on in _ = try on.griffie.room(id: RoomId(rawValue: "!nowhere:example.org")) })
    calls.append(HostileCall("Griffie.room id: empty") { on in _ = try on.griffie.room(id: RoomId(rawValue: "")) })
    calls.append(HostileCall("Griffie.room id: huge") { on in _ = try on.griffie.room(id: RoomId(rawValue: huge)) })
    calls.append(HostileCall("Griffie.room id: bidi") { on in _ = try on.griffie.room(id: RoomId(rawValue: bidi)) })
    calls.append(HostileCall("Griffie.room id: nul") { on in _ = try on.griffie.room(id: RoomId(rawValue: nul)) })
    calls.append(HostileCall("Griffie.room id: path") { on in _ = try on.griffie.room(id: RoomId(rawValue: path)) })
    calls.append(HostileCall("Griffie.rooms plain") { on in _ = try await on.griffie.rooms() })
    calls.append(HostileCall("Griffie.search plain") { on in _ = try await on.griffie.search(words: "x") })
    calls.append(HostileCall("Griffie.search words: empty") { on in _ = try await on.griffie.search(words: "") })
    calls.append(HostileCall("Griffie.search words: huge") { on in _ = try await on.griffie.search(words: huge) })
    calls.append(HostileCall("Griffie.search words: bidi") { on in _ = try await on.griffie.search(words: bidi) })
    calls.append(HostileCall("Griffie.search words: nul") { on in _ = try await on.griffie.search(words: nul) })
    calls.append(HostileCall("Griffie.search words: path") { on in _ = try await on.griffie.search(words: path) })
    calls.append(HostileCall("Griffie.watch_rooms plain") { on in _ = on.griffie.watchRooms(listener: SomeRoomListListener(throws: false)) })
    calls.append(HostileCall("Griffie.watch_rooms listener: throws") { on in _ = on.griffie.watchRooms(listener: SomeRoomListListener(throws: true)) })
    calls.append(HostileCall("Griffie.accept_identity plain") { on in try await on.griffie.acceptIdentity(user: UserId(rawValue: "@nobody:example.org")) })
    calls.append(HostileCall("Griffie.accept_identity user: empty") { on in try await on.griffie.acceptIdentity(user: UserId(rawValue: "")) })
    calls.append(HostileCall("Griffie.accept_identity user: huge") { on in try await on.griffie.acceptIdentity(user: UserId(rawValue: huge)) })
    calls.append(HostileCall("Griffie.accept_identity user: bidi") { on in try await on.griffie.acceptIdentity(user: UserId(rawValue: bidi)) })
    calls.append(HostileCall("Griffie.accept_identity user: nul") { on in try await on.griffie.acceptIdentity(user: UserId(rawValue: nul)) })
    calls.append(HostileCall("Griffie.accept_identity user: path") { on in try await on.griffie.acceptIdentity(user: UserId(rawValue: path)) })
    calls.append(HostileCall("Griffie.accept_verification plain") { on in try await on.griffie.acceptVerification(flow: "x") })
    calls.append(HostileCall("Griffie.accept_verification flow: empty") { on in try await on.griffie.acceptVerification(flow: "") })
    calls.append(HostileCall("Griffie.accept_verification flow: huge") { on in try await on.griffie.acceptVerification(flow: huge) })
    calls.append(HostileCall("Griffie.accept_verification flow: bidi") { on in try await on.griffie.acceptVerification(flow: bidi) })
    calls.append(HostileCall("Griffie.accept_verification flow: nul") { on in try await on.griffie.acceptVerification(flow: nul) })
    calls.append(HostileCall("Griffie.accept_verification flow: path") { on in try await on.griffie.acceptVerification(flow: path) })
    calls.append(HostileCall("Griffie.cancel_verification plain") { on in try await on.griffie.cancelVerification(flow: "x") })
    calls.append(HostileCall("Griffie.cancel_verification flow: empty") { on in try await on.griffie.cancelVerification(flow: "") })
    calls.append(HostileCall("Griffie.cancel_verification flow: huge") { on in try await on.griffie.cancelVerification(flow: huge) })
    calls.append(HostileCall("Griffie.cancel_verification flow: bidi") { on in try await on.griffie.cancelVerification(flow: bidi) })
    calls.append(HostileCall("Griffie.cancel_verification flow: nul") { on in try await on.griffie.cancelVerification(flow: nul) })
    calls.append(HostileCall("Griffie.cancel_verification flow: path") { on in try await on.griffie.cancelVerification(flow: path) })
    calls.append(HostileCall("Griffie.compare_emoji plain") { on in try await on.griffie.compareEmoji(flow: "x") })
    calls.append(HostileCall("Griffie.compare_emoji flow: empty") { on in try await on.griffie.compareEmoji(flow: "") })
    calls.append(HostileCall("Griffie.compare_emoji flow: huge") { on in try await on.griffie.compareEmoji(flow: huge) })
    calls.append(HostileCall("Griffie.compare_emoji flow: bidi") { on in try await on.griffie.compareEmoji(flow: bidi) })
    calls.append(HostileCall("Griffie.compare_emoji flow: nul") { on in try await on.griffie.compareEmoji(flow: nul) })
    calls.append(HostileCall("Griffie.compare_emoji flow: path") { on in try await on.griffie.compareEmoji(flow: path) })
    calls.append(HostileCall("Griffie.confirm_verification plain") { on in try await on.griffie.confirmVerification(flow: "x") })
    calls.append(HostileCall("Griffie.confirm_verification flow: empty") { on in try await on.griffie.confirmVerification(flow: "") })
    calls.append(HostileCall("Griffie.confirm_verification flow: huge") { on in try await on.griffie.confirmVerification(flow: huge) })
    calls.append(HostileCall("Griffie.confirm_verification flow: bidi") { on in try await on.griffie.confirmVerification(flow: bidi) })
    calls.append(HostileCall("Griffie.confirm_verification flow: nul") { on in try await on.griffie.confirmVerification(flow: nul) })
    calls.append(HostileCall("Griffie.confirm_verification flow: path") { on in try await on.griffie.confirmVerification(flow: path) })
    calls.append(HostileCall("Griffie.deny_verification plain") { on in try await on.griffie.denyVerification(flow: "x") })
    calls.append(HostileCall("Griffie.deny_verification flow: empty") { on in try await on.griffie.denyVerification(flow: "") })
    calls.append(HostileCall("Griffie.deny_verification flow: huge") { on in try await on.griffie.denyVerification(flow: huge) })
    calls.append(HostileCall("Griffie.deny_verification flow: bidi") { on in try await on.griffie.denyVerification(flow: bidi) })
    calls.append(HostileCall("Griffie.deny_verification flow: nul") { on in try await on.griffie.denyVerification(flow: nul) })
    calls.append(HostileCall("Griffie.deny_verification flow: path") { on in try await on.griffie.denyVerification(flow: path) })
    calls.append(HostileCall("Griffie.person_safety plain") { on in _ = try await on.griffie.personSafety(user: UserId(rawValue: "@nobody:example.org")) })
    calls.append(HostileCall("Griffie.person_safety user: empty") { on in _ = try await on.griffie.personSafety(user: UserId(rawValue: "")) })
    calls.append(HostileCall("Griffie.person_safety user: huge") { on in _ = try await on.griffie.personSafety(user: UserId(rawValue: huge)) })
    calls.append(HostileCall("Griffie.person_safety user: bidi") { on in _ = try await on.griffie.personSafety(user: UserId(rawValue: bidi)) })
    calls.append(HostileCall("Griffie.person_safety user: nul") { on in _ = try await on.griffie.personSafety(user: UserId(rawValue: nul)) })
    calls.append(HostileCall("Griffie.person_safety user: path") { on in _ = try await on.griffie.personSafety(user: UserId(rawValue: path)) })
    calls.append(HostileCall("Griffie.renew_keys plain") { on in try await on.griffie.renewKeys(room: RoomId(rawValue: "!nowhere:example.org")) })
    calls.append(HostileCall("Griffie.renew_keys room: empty") { on in try await on.griffie.renewKeys(room: RoomId(rawValue: "")) })
    calls.append(HostileCall("Griffie.renew_keys room: huge") { on in try await on.griffie.renewKeys(room: RoomId(rawValue: huge)) })
    calls.append(HostileCall("Griffie.renew_keys room: bidi") { on in try await on.griffie.renewKeys(room: RoomId(rawValue: bidi)) })
    calls.append(HostileCall("Griffie.renew_keys room: nul") { on in try await on.griffie.renewKeys(room: RoomId(rawValue: nul)) })
    calls.append(HostileCall("Griffie.renew_keys room: path") { on in try await on.griffie.renewKeys(room: RoomId(rawValue: path)) })
    calls.append(HostileCall("Griffie.scan_verification plain") { on in try await on.griffie.scanVerification(flow: "x", bytes: Data(repeating: 0xff, count: 32)) })
    calls.append(HostileCall("Griffie.scan_verification flow: empty") { on in try await on.griffie.scanVerification(flow: "", bytes: Data(repeating: 0xff, count: 32)) })
    calls.append(HostileCall("Griffie.scan_verification flow: huge") { on in try await on.griffie.scanVerification(flow: huge, bytes: Data(repeating: 0xff, count: 32)) })
    calls.append(HostileCall("Griffie.scan_verification flow: bidi") { on in try await on.griffie.scanVerification(flow: bidi, bytes: Data(repeating: 0xff, count: 32)) })
    calls.append(HostileCall("Griffie.scan_verification flow: nul") { on in try await on.griffie.scanVerification(flow: nul, bytes: Data(repeating: 0xff, count: 32)) })
    calls.append(HostileCall("Griffie.scan_verification flow: path") { on in try await on.griffie.scanVerification(flow: path, bytes: Data(repeating: 0xff, count: 32)) })
    calls.append(HostileCall("Griffie.scan_verification bytes: empty") { on in try await on.griffie.scanVerification(flow: "x", bytes: Data(repeating: 0xff, count: 0)) })
    calls.append(HostileCall("Griffie.scan_verification bytes: huge") { on in try await on.griffie.scanVerification(flow: "x", bytes: Data(repeating: 0xff, count: 1048576)) })
    calls.append(HostileCall("Griffie.verification_code plain") { on in _ = try await on.griffie.verificationCode(flow: "x") })
    calls.append(HostileCall("Griffie.verification_code flow: empty") { on in _ = try await on.griffie.verificationCode(flow: "") })
    calls.append(HostileCall("Griffie.verification_code flow: huge") { on in _ = try await on.griffie.verificationCode(flow: huge) })
    calls.append(HostileCall("Griffie.verification_code flow: bidi") { on in _ = try await on.griffie.verificationCode(flow: bidi) })
    calls.append(HostileCall("Griffie.verification_code flow: nul") { on in _ = try await on.griffie.verificationCode(flow: nul) })
    calls.append(HostileCall("Griffie.verification_code flow: path") { on in _ = try await on.griffie.verificationCode(flow: path) })
    calls.append(HostileCall("Griffie.verifications plain") { on in _ = try on.griffie.verifications() })
    calls.append(HostileCall("Griffie.verify_device plain") { on in _ = try await on.griffie.verifyDevice(user: UserId(rawValue: "@nobody:example.org"), matrixDevice: "x") })
    calls.append(HostileCall("Griffie.verify_device user: empty") { on in _ = try await on.griffie.verifyDevice(user: UserId(rawValue: ""), matrixDevice: "x") })
    calls.append(HostileCall("Griffie.verify_device user: huge") { on in _ = try await on.griffie.verifyDevice(user: UserId(rawValue: huge), matrixDevice: "x") })
    calls.append(HostileCall("Griffie.verify_device user: bidi") { on in _ = try await on.griffie.verifyDevice(user: UserId(rawValue: bidi), matrixDevice: "x") })
    calls.append(HostileCall("Griffie.verify_device user: nul") { on in _ = try await on.griffie.verifyDevice(user: UserId(rawValue: nul), matrixDevice: "x") })
    calls.append(HostileCall("Griffie.verify_device user: path") { on in _ = try await on.griffie.verifyDevice(user: UserId(rawValue: path), matrixDevice: "x") })
    calls.append(HostileCall("Griffie.verify_device matrix_device: empty") { on in _ = try await on.griffie.verifyDevice(user: UserId(rawValue: "@nobody:example.org"), matrixDevice: "") })
    calls.append(HostileCall("Griffie.verify_device matrix_device: huge") { on in _ = try await on.griffie.verifyDevice(user: UserId(rawValue: "@nobody:example.org"), matrixDevice: huge) })
    calls.append(HostileCall("Griffie.verify_device matrix_device: bidi") { on in _ = try await on.griffie.verifyDevice(user: UserId(rawValue: "@nobody:example.org"), matrixDevice: bidi) })
    calls.append(HostileCall("Griffie.verify_device matrix_device: nul") { on in _ = try await on.griffie.verifyDevice(user: UserId(rawValue: "@nobody:example.org"), matrixDevice: nul) })
    calls.append(HostileCall("Griffie.verify_device matrix_device: path") { on in _ = try await on.griffie.verifyDevice(user: UserId(rawValue: "@nobody:example.org"), matrixDevice: path) })
    calls.append(HostileCall("Griffie.verify_own_devices plain") { on in _ = try await on.griffie.verifyOwnDevices() })
    calls.append(HostileCall("Griffie.watch_verifications plain") { on in _ = on.griffie.watchVerifications(listener: SomeVerificationsListener(throws: false)) })
    calls.append(HostileCall("Griffie.watch_verifications listener: throws") { on in _ = on.griffie.watchVerifications(listener: SomeVerificationsListener(throws: true)) })
    calls.append(HostileCall("Griffie.stop plain") { on in try await on.griffie.stop() })
    calls.append(HostileCall("Griffie.sign_out plain") { on in _ = try await on.griffie.signOut() })
    return calls
}

private func roomCalls() -> [HostileCall] {
    var calls: [HostileCall] = []
    calls.append(HostileCall("Room.id plain") { on in _ = on.room.id() })
    calls.append(HostileCall("Room.invite plain") { on in try await on.room.invite(user: UserId(rawValue: "@nobody:example.org")) })
    calls.append(HostileCall("Room.invite user: empty") { on in try await on.room.invite(user: UserId(rawValue: "")) })
    calls.append(HostileCall("Room.invite user: huge") { on in try await on.room.invite(user: UserId(rawValue: huge)) })
    calls.append(HostileCall("Room.invite user: bidi") { on in try await on.room.invite(user: UserId(rawValue: bidi)) })
    calls.append(HostileCall("Room.invite user: nul") { on in try await on.room.invite(user: UserId(rawValue: nul)) })
    calls.append(HostileCall("Room.invite user: path") { on in try await on.room.invite(user: UserId(rawValue: path)) })
    calls.append(HostileCall("Room.leave plain") { on in try await on.room.leave(reason: nil) })
    calls.append(HostileCall("Room.leave reason: there") { on in try await on.room.leave(reason: "x") })
    calls.append(HostileCall("Room.leave reason: empty") { on in try await on.room.leave(reason: "") })
    calls.append(HostileCall("Room.leave reason: huge") { on in try await on.room.leave(reason: huge) })
    calls.append(HostileCall("Room.leave reason: bidi") { on in try await on.room.leave(reason: bidi) })
    calls.append(HostileCall("Room.leave reason: nul") { on in try await on.room.leave(reason: nul) })
    calls.append(HostileCall("Room.leave reason: path") { on in try await on.room.leave(reason: path) })
    calls.append(HostileCall("Room.mark_read plain") { on in try await on.room.markRead(event: EventId(rawValue: "$nothing")) })
    calls.append(HostileCall("Room.mark_read event: empty") { on in try await on.room.markRead(event: EventId(rawValue: "")) })
    calls.append(HostileCall("Room.mark_read event: huge") { on in try await on.room.markRead(event: EventId(rawValue: huge)) })
    calls.append(HostileCall("Room.mark_read event: bidi") { on in try await on.room.markRead(event: EventId(rawValue: bidi)) })
    calls.append(HostileCall("Room.mark_read event: nul") { on in try await on.room.markRead(event: EventId(rawValue: nul)) })
    calls.append(HostileCall("Room.mark_read event: path") { on in try await on.room.markRead(event: EventId(rawValue: path)) })
    calls.append(HostileCall("Room.members plain") { on in _ = try await on.room.members() })
    calls.append(HostileCall("Room.remove plain") { on in try await on.room.remove(user: UserId(rawValue: "@nobody:example.org"), reason: nil) })
    calls.append(HostileCall("Room.remove user: empty") { on in try await on.room.remove(user: UserId(rawValue: ""), reason: nil) })
    calls.append(HostileCall("Room.remove user: huge") { on in try await on.room.remove(user: UserId(rawValue: huge), reason: nil) })
    calls.append(HostileCall("Room.remove user: bidi") { on in try await on.room.remove(user: UserId(rawValue: bidi), reason: nil) })
    calls.append(HostileCall("Room.remove user: nul") { on in try await on.room.remove(user: UserId(rawValue: nul), reason: nil) })
    calls.append(HostileCall("Room.remove user: path") { on in try await on.room.remove(user: UserId(rawValue: path), reason: nil) })
    calls.append(HostileCall("Room.remove reason: there") { on in try await on.room.remove(user: UserId(rawValue: "@nobody:example.org"), reason: "x") })
    calls.append(HostileCall("Room.remove reason: empty") { on in try await on.room.remove(user: UserId(rawValue: "@nobody:example.org"), reason: "") })
    calls.append(HostileCall("Room.remove reason: huge") { on in try await on.room.remove(user: UserId(rawValue: "@nobody:example.org"), reason: huge) })
    calls.append(HostileCall("Room.remove reason: bidi") { on in try await on.room.remove(user: UserId(rawValue: "@nobody:example.org"), reason: bidi) })
    calls.append(HostileCall("Room.remove reason: nul") { on in try await on.room.remove(user: UserId(rawValue: "@nobody:example.org"), reason: nul) })
    calls.append(HostileCall("Room.remove reason: path") { on in try await on.room.remove(user: UserId(rawValue: "@nobody:example.org"), reason: path) })
    calls.append(HostileCall("Room.set_label plain") { on in try await on.room.setLabel(label: Label.business, reason: nil) })
    calls.append(HostileCall("Room.set_label label: Business") { on in try await on.room.setLabel(label: Label.business, reason: nil) })
    calls.append(HostileCall("Room.set_label label: Private") { on in try await on.room.setLabel(label: Label.private, reason: nil) })
    calls.append(HostileCall("Room.set_label label: Party") { on in try await on.room.setLabel(label: Label.party, reason: nil) })
    calls.append(HostileCall("Room.set_label reason: there") { on in try await on.room.setLabel(label: Label.business, reason: "x") })
    calls.append(HostileCall("Room.set_label reason: empty") { on in try await on.room.setLabel(label: Label.business, reason: "") })
    calls.append(HostileCall("Room.set_label reason: huge") { on in try await on.room.setLabel(label: Label.business, reason: huge) })
    calls.append(HostileCall("Room.set_label reason: bidi") { on in try await on.room.setLabel(label: Label.business, reason: bidi) })
    calls.append(HostileCall("Room.set_label reason: nul") { on in try await on.room.setLabel(label: Label.business, reason: nul) })
    calls.append(HostileCall("Room.set_label reason: path") { on in try await on.room.setLabel(label: Label.business, reason: path) })
    calls.append(HostileCall("Room.set_power plain") { on in try await on.room.setPower(user: UserId(rawValue: "@nobody:example.org"), power: Int64(0)) })
    calls.append(HostileCall("Room.set_power user: empty") { on in try await on.room.setPower(user: UserId(rawValue: ""), power: Int64(0)) })
    calls.append(HostileCall("Room.set_power user: huge") { on in try await on.room.setPower(user: UserId(rawValue: huge), power: Int64(0)) })
    calls.append(HostileCall("Room.set_power user: bidi") { on in try await on.room.setPower(user: UserId(rawValue: bidi), power: Int64(0)) })
    calls.append(HostileCall("Room.set_power user: nul") { on in try await on.room.setPower(user: UserId(rawValue: nul), power: Int64(0)) })
    calls.append(HostileCall("Room.set_power user: path") { on in try await on.room.setPower(user: UserId(rawValue: path), power: Int64(0)) })
    calls.append(HostileCall("Room.set_power power: least") { on in try await on.room.setPower(user: UserId(rawValue: "@nobody:example.org"), power: Int64.min) })
    calls.append(HostileCall("Room.set_power power: most") { on in try await on.room.setPower(user: UserId(rawValue: "@nobody:example.org"), power: Int64.max) })
    calls.append(HostileCall("Room.timeline plain") { on in _ = try on.room.timeline() })
    calls.append(HostileCall("Room.typing plain") { on in try await on.room.typing(on: true) })
    calls.append(HostileCall("Room.typing on: false") { on in try await on.room.typing(on: false) })
    calls.append(HostileCall("Room.watch_members plain") { on in _ = try on.room.watchMembers(listener: SomeMembersListener(throws: false)) })
    calls.append(HostileCall("Room.watch_members listener: throws") { on in _ = try on.room.watchMembers(listener: SomeMembersListener(throws: true)) })
    calls.append(HostileCall("Room.cancel_fetch plain") { on in try await on.room.cancelFetch(event: EventId(rawValue: "$nothing")) })
    calls.append(HostileCall("Room.cancel_fetch event: empty") { on in try await on.room.cancelFetch(event: EventId(rawValue: "")) })
    calls.append(HostileCall("Room.cancel_fetch event: huge") { on in try await on.room.cancelFetch(event: EventId(rawValue: huge)) })
    calls.append(HostileCall("Room.cancel_fetch event: bidi") { on in try await on.room.cancelFetch(event: EventId(rawValue: bidi)) })
    calls.append(HostileCall("Room.cancel_fetch event: nul") { on in try await on.room.cancelFetch(event: EventId(rawValue: nul)) })
    calls.append(HostileCall("Room.cancel_fetch event: path") { on in try await on.room.cancelFetch(event: EventId(rawValue: path)) })
    calls.append(HostileCall("Room.cancel_send plain") { on in try await on.room.cancelSend(transaction: TransactionId(rawValue: "griffie-0")) })
    calls.append(HostileCall("Room.cancel_send transaction: empty") { on in try await on.room.cancelSend(transaction: TransactionId(rawValue: "")) })
    calls.append(HostileCall("Room.cancel_send transaction: huge") { on in try await on.room.cancelSend(transaction: TransactionId(rawValue: huge)) })
    calls.append(HostileCall("Room.cancel_send transaction: bidi") { on in try await on.room.cancelSend(transaction: TransactionId(rawValue: bidi)) })
    calls.append(HostileCall("Room.cancel_send transaction: nul") { on in try await on.room.cancelSend(transaction: TransactionId(rawValue: nul)) })
    calls.append(HostileCall("Room.cancel_send transaction: path") { on in try await on.room.cancelSend(transaction: TransactionId(rawValue: path)) })
    calls.append(HostileCall("Room.save_file plain") { on in try await on.room.saveFile(event: EventId(rawValue: "$nothing"), toPath: "x") })
    calls.append(HostileCall("Room.save_file event: empty") { on in try await on.room.saveFile(event: EventId(rawValue: ""), toPath: "x") })
    calls.append(HostileCall("Room.save_file event: huge") { on in try await on.room.saveFile(event: EventId(rawValue: huge), toPath: "x") })
    calls.append(HostileCall("Room.save_file event: bidi") { on in try await on.room.saveFile(event: EventId(rawValue: bidi), toPath: "x") })
    calls.append(HostileCall("Room.save_file event: nul") { on in try await on.room.saveFile(event: EventId(rawValue: nul), toPath: "x") })
    calls.append(HostileCall("Room.save_file event: path") { on in try await on.room.saveFile(event: EventId(rawValue: path), toPath: "x") })
    calls.append(HostileCall("Room.save_file to_path: empty") { on in try await on.room.saveFile(event: EventId(rawValue: "$nothing"), toPath: "") })
    calls.append(HostileCall("Room.save_file to_path: huge") { on in try await on.room.saveFile(event: EventId(rawValue: "$nothing"), toPath: huge) })
    calls.append(HostileCall("Room.save_file to_path: bidi") { on in try await on.room.saveFile(event: EventId(rawValue: "$nothing"), toPath: bidi) })
    calls.append(HostileCall("Room.save_file to_path: nul") { on in try await on.room.saveFile(event: EventId(rawValue: "$nothing"), toPath: nul) })
    calls.append(HostileCall("Room.save_file to_path: path") { on in try await on.room.saveFile(event: EventId(rawValue: "$nothing"), toPath: path) })
    calls.append(HostileCall("Room.thumbnail plain") { on in _ = try await on.room.thumbnail(event: EventId(rawValue: "$nothing"), maxEdge: UInt32(0)) })
    calls.append(HostileCall("Room.thumbnail event: empty") { on in _ = try await on.room.thumbnail(event: EventId(rawValue: ""), maxEdge: UInt32(0)) })
    calls.append(HostileCall("Room.thumbnail event: huge") { on in _ = try await on.room.thumbnail(event: EventId(rawValue: huge), maxEdge: UInt32(0)) })
    calls.append(HostileCall("Room.thumbnail event: bidi") { on in _ = try await on.room.thumbnail(event: EventId(rawValue: bidi), maxEdge: UInt32(0)) })
    calls.append(HostileCall("Room.thumbnail event: nul") { on in _ = try await on.room.thumbnail(event: EventId(rawValue: nul), maxEdge: UInt32(0)) })
    calls.append(HostileCall("Room.thumbnail event: path") { on in _ = try await on.room.thumbnail(event: EventId(rawValue: path), maxEdge: UInt32(0)) })
    calls.append(HostileCall("Room.thumbnail max_edge: least") { on in _ = try await on.room.thumbnail(event: EventId(rawValue: "$nothing"), maxEdge: UInt32.min) })
    calls.append(HostileCall("Room.thumbnail max_edge: most") { on in _ = try await on.room.thumbnail(event: EventId(rawValue: "$nothing"), maxEdge: UInt32.max) })
    calls.append(HostileCall("Room.watch_transfer plain") { on in _ = try on.room.watchTransfer(of: TransferId.sending(transaction: TransactionId(rawValue: "griffie-0")), listener: SomeTransferListener(throws: false)) })
    calls.append(HostileCall("Room.watch_transfer of: Sending") { on in _ = try on.room.watchTransfer(of: TransferId.sending(transaction: TransactionId(rawValue: "griffie-0")), listener: SomeTransferListener(throws: false)) })
    calls.append(HostileCall("Room.watch_transfer of.Sending.transaction: empty") { on in _ = try on.room.watchTransfer(of: TransferId.sending(transaction: TransactionId(rawValue: "")), listener: SomeTransferListener(throws: false)) })
    calls.append(HostileCall("Room.watch_transfer of.Sending.transaction: huge") { on in _ = try on.room.watchTransfer(of: TransferId.sending(transaction: TransactionId(rawValue: huge)), listener: SomeTransferListener(throws: false)) })
    calls.append(HostileCall("Room.watch_transfer of.Sending.transaction: bidi") { on in _ = try on.room.watchTransfer(of: TransferId.sending(transaction: TransactionId(rawValue: bidi)), listener: SomeTransferListener(throws: false)) })
    calls.append(HostileCall("Room.watch_transfer of.Sending.transaction: nul") { on in _ = try on.room.watchTransfer(of: TransferId.sending(transaction: TransactionId(rawValue: nul)), listener: SomeTransferListener(throws: false)) })
    calls.append(HostileCall("Room.watch_transfer of.Sending.transaction: path") { on in _ = try on.room.watchTransfer(of: TransferId.sending(transaction: TransactionId(rawValue: path)), listener: SomeTransferListener(throws: false)) })
    calls.append(HostileCall("Room.watch_transfer of: Fetching") { on in _ = try on.room.watchTransfer(of: TransferId.fetching(event: EventId(rawValue: "$nothing")), listener: SomeTransferListener(throws: false)) })
    calls.append(HostileCall("Room.watch_transfer of.Fetching.event: empty") { on in _ = try on.room.watchTransfer(of: TransferId.fetching(event: EventId(rawValue: "")), listener: SomeTransferListener(throws: false)) })
    calls.append(HostileCall("Room.watch_transfer of.Fetching.event: huge") { on in _ = try on.room.watchTransfer(of: TransferId.fetching(event: EventId(rawValue: huge)), listener: SomeTransferListener(throws: false)) })
    calls.append(HostileCall("Room.watch_transfer of.Fetching.event: bidi") { on in _ = try on.room.watchTransfer(of: TransferId.fetching(event: EventId(rawValue: bidi)), listener: SomeTransferListener(throws: false)) })
    calls.append(HostileCall("Room.watch_transfer of.Fetching.event: nul") { on in _ = try on.room.watchTransfer(of: TransferId.fetching(event: EventId(rawValue: nul)), listener: SomeTransferListener(throws: false)) })
    calls.append(HostileCall("Room.watch_transfer of.Fetching.event: path") { on in _ = try on.room.watchTransfer(of: TransferId.fetching(event: EventId(rawValue: path)), listener: SomeTransferListener(throws: false)) })
    calls.append(HostileCall("Room.watch_transfer listener: throws") { on in _ = try on.room.watchTransfer(of: TransferId.sending(transaction: TransactionId(rawValue: "griffie-0")), listener: SomeTransferListener(throws: true)) })
    calls.append(HostileCall("Room.edit plain") { on in _ = try await on.room.edit(event: EventId(rawValue: "$nothing"), draft: TextDraft(text: "x", formatted: nil, mentions: [])) })
    calls.append(HostileCall("Room.edit event: empty") { on in _ = try await on.room.edit(event: EventId(rawValue: ""), draft: TextDraft(text: "x", formatted: nil, mentions: [])) })
    calls.append(HostileCall("Room.edit event: huge") { on in _ = try await on.room.edit(event: EventId(rawValue: huge), draft: TextDraft(text: "x", formatted: nil, mentions: [])) })
    calls.append(HostileCall("Room.edit event: bidi") { on in _ = try await on.room.edit(event: EventId(rawValue: bidi), draft: TextDraft(text: "x", formatted: nil, mentions: [])) })
    calls.append(HostileCall("Room.edit event: nul") { on in _ = try await on.room.edit(event: EventId(rawValue: nul), draft: TextDraft(text: "x", formatted: nil, mentions: [])) })
    calls.append(HostileCall("Room.edit event: path") { on in _ = try await on.room.edit(event: EventId(rawValue: path), draft: TextDraft(text: "x", formatted: nil, mentions: [])) })
    calls.append(HostileCall("Room.edit draft.text: empty") { on in _ = try await on.room.edit(event: EventId(rawValue: "$nothing"), draft: TextDraft(text: "", formatted: nil, mentions: [])) })
    calls.append(HostileCall("Room.edit draft.text: huge") { on in _ = try await on.room.edit(event: EventId(rawValue: "$nothing"), draft: TextDraft(text: huge, formatted: nil, mentions: [])) })
    calls.append(HostileCall("Room.edit draft.text: bidi") { on in _ = try await on.room.edit(event: EventId(rawValue: "$nothing"), draft: TextDraft(text: bidi, formatted: nil, mentions: [])) })
    calls.append(HostileCall("Room.edit draft.text: nul") { on in _ = try await on.room.edit(event: EventId(rawValue: "$nothing"), draft: TextDraft(text: nul, formatted: nil, mentions: [])) })
    calls.append(HostileCall("Room.edit draft.text: path") { on in _ = try await on.room.edit(event: EventId(rawValue: "$nothing"), draft: TextDraft(text: path, formatted: nil, mentions: [])) })
    calls.append(HostileCall("Room.edit draft.formatted: there") { on in _ = try await on.room.edit(event: EventId(rawValue: "$nothing"), draft: TextDraft(text: "x", formatted: "x", mentions: [])) })
    calls.append(HostileCall("Room.edit draft.formatted: empty") { on in _ = try await on.room.edit(event: EventId(rawValue: "$nothing"), draft: TextDraft(text: "x", formatted: "", mentions: [])) })
    calls.append(HostileCall("Room.edit draft.formatted: huge") { on in _ = try await on.room.edit(event: EventId(rawValue: "$nothing"), draft: TextDraft(text: "x", formatted: huge, mentions: [])) })
    calls.append(HostileCall("Room.edit draft.formatted: bidi") { on in _ = try await on.room.edit(event: EventId(rawValue: "$nothing"), draft: TextDraft(text: "x", formatted: bidi, mentions: [])) })
    calls.append(HostileCall("Room.edit draft.formatted: nul") { on in _ = try await on.room.edit(event: EventId(rawValue: "$nothing"), draft: TextDraft(text: "x", formatted: nul, mentions: [])) })
    calls.append(HostileCall("Room.edit draft.formatted: path") { on in _ = try await on.room.edit(event: EventId(rawValue: "$nothing"), draft: TextDraft(text: "x", formatted: path, mentions: [])) })
    calls.append(HostileCall("Room.edit draft.mentions: many") { on in _ = try await on.room.edit(event: EventId(rawValue: "$nothing"), draft: TextDraft(text: "x", formatted: nil, mentions: Array(repeating: UserId(rawValue: "@nobody:example.org"), count: 10000))) })
    calls.append(HostileCall("Room.edit draft.mentions: empty") { on in _ = try await on.room.edit(event: EventId(rawValue: "$nothing"), draft: TextDraft(text: "x", formatted: nil, mentions: [UserId(rawValue: "")])) })
    calls.append(HostileCall("Room.edit draft.mentions: huge") { on in _ = try await on.room.edit(event: EventId(rawValue: "$nothing"), draft: TextDraft(text: "x", formatted: nil, mentions: [UserId(rawValue: huge)])) })
    calls.append(HostileCall("Room.edit draft.mentions: bidi") { on in _ = try await on.room.edit(event: EventId(rawValue: "$nothing"), draft: TextDraft(text: "x", formatted: nil, mentions: [UserId(rawValue: bidi)])) })
    calls.append(HostileCall("Room.edit draft.mentions: nul") { on in _ = try await on.room.edit(event: EventId(rawValue: "$nothing"), draft: TextDraft(text: "x", formatted: nil, mentions: [UserId(rawValue: nul)])) })
    calls.append(HostileCall("Room.edit draft.mentions: path") { on in _ = try await on.room.edit(event: EventId(rawValue: "$nothing"), draft: TextDraft(text: "x", formatted: nil, mentions: [UserId(rawValue: path)])) })
    calls.append(HostileCall("Room.react plain") { on in _ = try await on.room.react(event: EventId(rawValue: "$nothing"), key: "x") })
    calls.append(HostileCall("Room.react event: empty") { on in _ = try await on.room.react(event: EventId(rawValue: ""), key: "x") })
    calls.append(HostileCall("Room.react event: huge") { on in _ = try await on.room.react(event: EventId(rawValue: huge), key: "x") })
    calls.append(HostileCall("Room.react event: bidi") { on in _ = try await on.room.react(event: EventId(rawValue: bidi), key: "x") })
    calls.append(HostileCall("Room.react event: nul") { on in _ = try await on.room.react(event: EventId(rawValue: nul), key: "x") })
    calls.append(HostileCall("Room.react event: path") { on in _ = try await on.room.react(event: EventId(rawValue: path), key: "x") })
    calls.append(HostileCall("Room.react key: empty") { on in _ = try await on.room.react(event: EventId(rawValue: "$nothing"), key: "") })
    calls.append(HostileCall("Room.react key: huge") { on in _ = try await on.room.react(event: EventId(rawValue: "$nothing"), key: huge) })
    calls.append(HostileCall("Room.react key: bidi") { on in _ = try await on.room.react(event: EventId(rawValue: "$nothing"), key: bidi) })
    calls.append(HostileCall("Room.react key: nul") { on in _ = try await on.room.react(event: EventId(rawValue: "$nothing"), key: nul) })
    calls.append(HostileCall("Room.react key: path") { on in _ = try await on.room.react(event: EventId(rawValue: "$nothing"), key: path) })
    calls.append(HostileCall("Room.redact plain") { on in _ = try await on.room.redact(event: EventId(rawValue: "$nothing"), reason: nil) })
    calls.append(HostileCall("Room.redact event: empty") { on in _ = try await on.room.redact(event: EventId(rawValue: ""), reason: nil) })
    calls.append(HostileCall("Room.redact event: huge") { on in _ = try await on.room.redact(event: EventId(rawValue: huge), reason: nil) })
    calls.append(HostileCall("Room.redact event: bidi") { on in _ = try await on.room.redact(event: EventId(rawValue: bidi), reason: nil) })
    calls.append(HostileCall("Room.redact event: nul") { on in _ = try await on.room.redact(event: EventId(rawValue: nul), reason: nil) })
    calls.append(HostileCall("Room.redact event: path") { on in _ = try await on.room.redact(event: EventId(rawValue: path), reason: nil) })
    calls.append(HostileCall("Room.redact reason: there") { on in _ = try await on.room.redact(event: EventId(rawValue: "$nothing"), reason: "x") })
    calls.append(HostileCall("Room.redact reason: empty") { on in _ = try await on.room.redact(event: EventId(rawValue: "$nothing"), reason: "") })
    calls.append(HostileCall("Room.redact reason: huge") { on in _ = try await on.room.redact(event: EventId(rawValue: "$nothing"), reason: huge) })
    calls.append(HostileCall("Room.redact reason: bidi") { on in _ = try await on.room.redact(event: EventId(rawValue: "$nothing"), reason: bidi) })
    calls.append(HostileCall("Room.redact reason: nul") { on in _ = try await on.room.redact(event: EventId(rawValue: "$nothing"), reason: nul) })
    calls.append(HostileCall("Room.redact reason: path") { on in _ = try await on.room.redact(event: EventId(rawValue: "$nothing"), reason: path) })
    calls.append(HostileCall("Room.reply plain") { on in _ = try await on.room.reply(event: EventId(rawValue: "$nothing"), draft: TextDraft(text: "x", formatted: nil, mentions: [])) })
    calls.append(HostileCall("Room.reply event: empty") { on in _ = try await on.room.reply(event: EventId(rawValue: ""), draft: TextDraft(text: "x", formatted: nil, mentions: [])) })
    calls.append(HostileCall("Room.reply event: huge") { on in _ = try await on.room.reply(event: EventId(rawValue: huge), draft: TextDraft(text: "x", formatted: nil, mentions: [])) })
    calls.append(HostileCall("Room.reply event: bidi") { on in _ = try await on.room.reply(event: EventId(rawValue: bidi), draft: TextDraft(text: "x", formatted: nil, mentions: [])) })
    calls.append(HostileCall("Room.reply event: nul") { on in _ = try await on.room.reply(event: EventId(rawValue: nul), draft: TextDraft(text: "x", formatted: nil, mentions: [])) })
    calls.append(HostileCall("Room.reply event: path") { on in _ = try await on.room.reply(event: EventId(rawValue: path), draft: TextDraft(text: "x", formatted: nil, mentions: [])) })
    calls.append(HostileCall("Room.reply draft.text: empty") { on in _ = try await on.room.reply(event: EventId(rawValue: "$nothing"), draft: TextDraft(text: "", formatted: nil, mentions: [])) })
    calls.append(HostileCall("Room.reply draft.text: huge") { on in _ = try await on.room.reply(event: EventId(rawValue: "$nothing"), draft: TextDraft(text: huge, formatted: nil, mentions: [])) })
    calls.append(HostileCall("Room.reply draft.text: bidi") { on in _ = try await on.room.reply(event: EventId(rawValue: "$nothing"), draft: TextDraft(text: bidi, formatted: nil, mentions: [])) })
    calls.append(HostileCall("Room.reply draft.text: nul") { on in _ = try await on.room.reply(event: EventId(rawValue: "$nothing"), draft: TextDraft(text: nul, formatted: nil, mentions: [])) })
    calls.append(HostileCall("Room.reply draft.text: path") { on in _ = try await on.room.reply(event: EventId(rawValue: "$nothing"), draft: TextDraft(text: path, formatted: nil, mentions: [])) })
    calls.append(HostileCall("Room.reply draft.formatted: there") { on in _ = try await on.room.reply(event: EventId(rawValue: "$nothing"), draft: TextDraft(text: "x", formatted: "x", mentions: [])) })
    calls.append(HostileCall("Room.reply draft.formatted: empty") { on in _ = try await on.room.reply(event: EventId(rawValue: "$nothing"), draft: TextDraft(text: "x", formatted: "", mentions: [])) })
    calls.append(HostileCall("Room.reply draft.formatted: huge") { on in _ = try await on.room.reply(event: EventId(rawValue: "$nothing"), draft: TextDraft(text: "x", formatted: huge, mentions: [])) })
    calls.append(HostileCall("Room.reply draft.formatted: bidi") { on in _ = try await on.room.reply(event: EventId(rawValue: "$nothing"), draft: TextDraft(text: "x", formatted: bidi, mentions: [])) })
    calls.append(HostileCall("Room.reply draft.formatted: nul") { on in _ = try await on.room.reply(event: EventId(rawValue: "$nothing"), draft: TextDraft(text: "x", formatted: nul, mentions: [])) })
    calls.append(HostileCall("Room.reply draft.formatted: path") { on in _ = try await on.room.reply(event: EventId(rawValue: "$nothing"), draft: TextDraft(text: "x", formatted: path, mentions: [])) })
    calls.append(HostileCall("Room.reply draft.mentions: many") { on in _ = try await on.room.reply(event: EventId(rawValue: "$nothing"), draft: TextDraft(text: "x", formatted: nil, mentions: Array(repeating: UserId(rawValue: "@nobody:example.org"), count: 10000))) })
    calls.append(HostileCall("Room.reply draft.mentions: empty") { on in _ = try await on.room.reply(event: EventId(rawValue: "$nothing"), draft: TextDraft(text: "x", formatted: nil, mentions: [UserId(rawValue: "")])) })
    calls.append(HostileCall("Room.reply draft.mentions: huge") { on in _ = try await on.room.reply(event: EventId(rawValue: "$nothing"), draft: TextDraft(text: "x", formatted: nil, mentions: [UserId(rawValue: huge)])) })
    calls.append(HostileCall("Room.reply draft.mentions: bidi") { on in _ = try await on.room.reply(event: EventId(rawValue: "$nothing"), draft: TextDraft(text: "x", formatted: nil, mentions: [UserId(rawValue: bidi)])) })
    calls.append(HostileCall("Room.reply draft.mentions: nul") { on in _ = try await on.room.reply(event: EventId(rawValue: "$nothing"), draft: TextDraft(text: "x", formatted: nil, mentions: [UserId(rawValue: nul)])) })
    calls.append(HostileCall("Room.reply draft.mentions: path") { on in _ = try await on.room.reply(event: EventId(rawValue: "$nothing"), draft: TextDraft(text: "x", formatted: nil, mentions: [UserId(rawValue: path)])) })
    calls.append(HostileCall("Room.send_file plain") { on in _ = try await on.room.sendFile(draft: FileDraft(path: "x", caption: nil, mediaType: nil)) })
    calls.append(HostileCall("Room.send_file draft.path: empty") { on in _ = try await on.room.sendFile(draft: FileDraft(path: "", caption: nil, mediaType: nil)) })
    calls.append(HostileCall("Room.send_file draft.path: huge") { on in _ = try await on.room.sendFile(draft: FileDraft(path: huge, caption: nil, mediaType: nil)) })
    calls.append(HostileCall("Room.send_file draft.path: bidi") { on in _ = try await on.room.sendFile(draft: FileDraft(path: bidi, caption: nil, mediaType: nil)) })
    calls.append(HostileCall("Room.send_file draft.path: nul") { on in _ = try await on.room.sendFile(draft: FileDraft(path: nul, caption: nil, mediaType: nil)) })
    calls.append(HostileCall("Room.send_file draft.path: path") { on in _ = try await on.room.sendFile(draft: FileDraft(path: path, caption: nil, mediaType: nil)) })
    calls.append(HostileCall("Room.send_file draft.caption: there") { on in _ = try await on.room.sendFile(draft: FileDraft(path: "x", caption: "x", mediaType: nil)) })
    calls.append(HostileCall("Room.send_file draft.caption: empty") { on in _ = try await on.room.sendFile(draft: FileDraft(path: "x", caption: "", mediaType: nil)) })
    calls.append(HostileCall("Room.send_file draft.caption: huge") { on in _ = try await on.room.sendFile(draft: FileDraft(path: "x", caption: huge, mediaType: nil)) })
    calls.append(HostileCall("Room.send_file draft.caption: bidi") { on in _ = try await on.room.sendFile(draft: FileDraft(path: "x", caption: bidi, mediaType: nil)) })
    calls.append(HostileCall("Room.send_file draft.caption: nul") { on in _ = try await on.room.sendFile(draft: FileDraft(path: "x", caption: nul, mediaType: nil)) })
    calls.append(HostileCall("Room.send_file draft.caption: path") { on in _ = try await on.room.sendFile(draft: FileDraft(path: "x", caption: path, mediaType: nil)) })
    calls.append(HostileCall("Room.send_file draft.media_type: there") { on in _ = try await on.room.sendFile(draft: FileDraft(path: "x", caption: nil, mediaType: "x")) })
    calls.append(HostileCall("Room.send_file draft.media_type: empty") { on in _ = try await on.room.sendFile(draft: FileDraft(path: "x", caption: nil, mediaType: "")) })
    calls.append(HostileCall("Room.send_file draft.media_type: huge") { on in _ = try await on.room.sendFile(draft: FileDraft(path: "x", caption: nil, mediaType: huge)) })
    calls.append(HostileCall("Room.send_file draft.media_type: bidi") { on in _ = try await on.room.sendFile(draft: FileDraft(path: "x", caption: nil, mediaType: bidi)) })
    calls.append(HostileCall("Room.send_file draft.media_type: nul") { on in _ = try await on.room.sendFile(draft: FileDraft(path: "x", caption: nil, mediaType: nul)) })
    calls.append(HostileCall("Room.send_file draft.media_type: path") { on in _ = try await on.room.sendFile(draft: FileDraft(path: "x", caption: nil, mediaType: path)) })
    calls.append(HostileCall("Room.send_picture plain") { on in _ = try await on.room.sendPicture(draft: FileDraft(path: "x", caption: nil, mediaType: nil)) })
    calls.append(HostileCall("Room.send_picture draft.path: empty") { on in _ = try await on.room.sendPicture(draft: FileDraft(path: "", caption: nil, mediaType: nil)) })
    calls.append(HostileCall("Room.send_picture draft.path: huge") { on in _ = try await on.room.sendPicture(draft: FileDraft(path: huge, caption: nil, mediaType: nil)) })
    calls.append(HostileCall("Room.send_picture draft.path: bidi") { on in _ = try await on.room.sendPicture(draft: FileDraft(path: bidi, caption: nil, mediaType: nil)) })
    calls.append(HostileCall("Room.send_picture draft.path: nul") { on in _ = try await on.room.sendPicture(draft: FileDraft(path: nul, caption: nil, mediaType: nil)) })
    calls.append(HostileCall("Room.send_picture draft.path: path") { on in _ = try await on.room.sendPicture(draft: FileDraft(path: path, caption: nil, mediaType: nil)) })
    calls.append(HostileCall("Room.send_picture draft.caption: there") { on in _ = try await on.room.sendPicture(draft: FileDraft(path: "x", caption: "x", mediaType: nil)) })
    calls.append(HostileCall("Room.send_picture draft.caption: empty") { on in _ = try await on.room.sendPicture(draft: FileDraft(path: "x", caption: "", mediaType: nil)) })
    calls.append(HostileCall("Room.send_picture draft.caption: huge") { on in _ = try await on.room.sendPicture(draft: FileDraft(path: "x", caption: huge, mediaType: nil)) })
    calls.append(HostileCall("Room.send_picture draft.caption: bidi") { on in _ = try await on.room.sendPicture(draft: FileDraft(path: "x", caption: bidi, mediaType: nil)) })
    calls.append(HostileCall("Room.send_picture draft.caption: nul") { on in _ = try await on.room.sendPicture(draft: FileDraft(path: "x", caption: nul, mediaType: nil)) })
    calls.append(HostileCall("Room.send_picture draft.caption: path") { on in _ = try await on.room.sendPicture(draft: FileDraft(path: "x", caption: path, mediaType: nil)) })
    calls.append(HostileCall("Room.send_picture draft.media_type: there") { on in _ = try await on.room.sendPicture(draft: FileDraft(path: "x", caption: nil, mediaType: "x")) })
    calls.append(HostileCall("Room.send_picture draft.media_type: empty") { on in _ = try await on.room.sendPicture(draft: FileDraft(path: "x", caption: nil, mediaType: "")) })
    calls.append(HostileCall("Room.send_picture draft.media_type: huge") { on in _ = try await on.room.sendPicture(draft: FileDraft(path: "x", caption: nil, mediaType: huge)) })
    calls.append(HostileCall("Room.send_picture draft.media_type: bidi") { on in _ = try await on.room.sendPicture(draft: FileDraft(path: "x", caption: nil, mediaType: bidi)) })
    calls.append(HostileCall("Room.send_picture draft.media_type: nul") { on in _ = try await on.room.sendPicture(draft: FileDraft(path: "x", caption: nil, mediaType: nul)) })
    calls.append(HostileCall("Room.send_picture draft.media_type: path") { on in _ = try await on.room.sendPicture(draft: FileDraft(path: "x", caption: nil, mediaType: path)) })
    calls.append(HostileCall("Room.send_state plain") { on in _ = try await on.room.sendState(transaction: TransactionId(rawValue: "griffie-0")) })
    calls.append(HostileCall("Room.send_state transaction: empty") { on in _ = try await on.room.sendState(transaction: TransactionId(rawValue: "")) })
    calls.append(HostileCall("Room.send_state transaction: huge") { on in _ = try await on.room.sendState(transaction: TransactionId(rawValue: huge)) })
    calls.append(HostileCall("Room.send_state transaction: bidi") { on in _ = try await on.room.sendState(transaction: TransactionId(rawValue: bidi)) })
    calls.append(HostileCall("Room.send_state transaction: nul") { on in _ = try await on.room.sendState(transaction: TransactionId(rawValue: nul)) })
    calls.append(HostileCall("Room.send_state transaction: path") { on in _ = try await on.room.sendState(transaction: TransactionId(rawValue: path)) })
    calls.append(HostileCall("Room.send_text plain") { on in _ = try await on.room.sendText(draft: TextDraft(text: "x", formatted: nil, mentions: [])) })
    calls.append(HostileCall("Room.send_text draft.text: empty") { on in _ = try await on.room.sendText(draft: TextDraft(text: "", formatted: nil, mentions: [])) })
    calls.append(HostileCall("Room.send_text draft.text: huge") { on in _ = try await on.room.sendText(draft: TextDraft(text: huge, formatted: nil, mentions: [])) })
    calls.append(HostileCall("Room.send_text draft.text: bidi") { on in _ = try await on.room.sendText(draft: TextDraft(text: bidi, formatted: nil, mentions: [])) })
    calls.append(HostileCall("Room.send_text draft.text: nul") { on in _ = try await on.room.sendText(draft: TextDraft(text: nul, formatted: nil, mentions: [])) })
    calls.append(HostileCall("Room.send_text draft.text: path") { on in _ = try await on.room.sendText(draft: TextDraft(text: path, formatted: nil, mentions: [])) })
    calls.append(HostileCall("Room.send_text draft.formatted: there") { on in _ = try await on.room.sendText(draft: TextDraft(text: "x", formatted: "x", mentions: [])) })
    calls.append(HostileCall("Room.send_text draft.formatted: empty") { on in _ = try await on.room.sendText(draft: TextDraft(text: "x", formatted: "", mentions: [])) })
    calls.append(HostileCall("Room.send_text draft.formatted: huge") { on in _ = try await on.room.sendText(draft: TextDraft(text: "x", formatted: huge, mentions: [])) })
    calls.append(HostileCall("Room.send_text draft.formatted: bidi") { on in _ = try await on.room.sendText(draft: TextDraft(text: "x", formatted: bidi, mentions: [])) })
    calls.append(HostileCall("Room.send_text draft.formatted: nul") { on in _ = try await on.room.sendText(draft: TextDraft(text: "x", formatted: nul, mentions: [])) })
    calls.append(HostileCall("Room.send_text draft.formatted: path") { on in _ = try await on.room.sendText(draft: TextDraft(text: "x", formatted: path, mentions: [])) })
    calls.append(HostileCall("Room.send_text draft.mentions: many") { on in _ = try await on.room.sendText(draft: TextDraft(text: "x", formatted: nil, mentions: Array(repeating: UserId(rawValue: "@nobody:example.org"), count: 10000))) })
    calls.append(HostileCall("Room.send_text draft.mentions: empty") { on in _ = try await on.room.sendText(draft: TextDraft(text: "x", formatted: nil, mentions: [UserId(rawValue: "")])) })
    calls.append(HostileCall("Room.send_text draft.mentions: huge") { on in _ = try await on.room.sendText(draft: TextDraft(text: "x", formatted: nil, mentions: [UserId(rawValue: huge)])) })
    calls.append(HostileCall("Room.send_text draft.mentions: bidi") { on in _ = try await on.room.sendText(draft: TextDraft(text: "x", formatted: nil, mentions: [UserId(rawValue: bidi)])) })
    calls.append(HostileCall("Room.send_text draft.mentions: nul") { on in _ = try await on.room.sendText(draft: TextDraft(text: "x", formatted: nil, mentions: [UserId(rawValue: nul)])) })
    calls.append(HostileCall("Room.send_text draft.mentions: path") { on in _ = try await on.room.sendText(draft: TextDraft(text: "x", formatted: nil, mentions: [UserId(rawValue: path)])) })
    calls.append(HostileCall("Room.send_voice plain") { on in _ = try await on.room.sendVoice(draft: VoiceDraft(path: "x", durationMs: UInt64(0), waveform: [], mediaType: nil)) })
    calls.append(HostileCall("Room.send_voice draft.path: empty") { on in _ = try await on.room.sendVoice(draft: VoiceDraft(path: "", durationMs: UInt64(0), waveform: [], mediaType: nil)) })
    calls.append(HostileCall("Room.send_voice draft.path: huge") { on in _ = try await on.room.sendVoice(draft: VoiceDraft(path: huge, durationMs: UInt64(0), waveform: [], mediaType: nil)) })
    calls.append(HostileCall("Room.send_voice draft.path: bidi") { on in _ = try await on.room.sendVoice(draft: VoiceDraft(path: bidi, durationMs: UInt64(0), waveform: [], mediaType: nil)) })
    calls.append(HostileCall("Room.send_voice draft.path: nul") { on in _ = try await on.room.sendVoice(draft: VoiceDraft(path: nul, durationMs: UInt64(0), waveform: [], mediaType: nil)) })
    calls.append(HostileCall("Room.send_voice draft.path: path") { on in _ = try await on.room.sendVoice(draft: VoiceDraft(path: path, durationMs: UInt64(0), waveform: [], mediaType: nil)) })
    calls.append(HostileCall("Room.send_voice draft.duration_ms: least") { on in _ = try await on.room.sendVoice(draft: VoiceDraft(path: "x", durationMs: UInt64.min, waveform: [], mediaType: nil)) })
    calls.append(HostileCall("Room.send_voice draft.duration_ms: most") { on in _ = try await on.room.sendVoice(draft: VoiceDraft(path: "x", durationMs: UInt64.max, waveform: [], mediaType: nil)) })
    calls.append(HostileCall("Room.send_voice draft.waveform: many") { on in _ = try await on.room.sendVoice(draft: VoiceDraft(path: "x", durationMs: UInt64(0), waveform: Array(repeating: UInt16(0), count: 10000), mediaType: nil)) })
    calls.append(HostileCall("Room.send_voice draft.waveform: least") { on in _ = try await on.room.sendVoice(draft: VoiceDraft(path: "x", durationMs: UInt64(0), waveform: [UInt16.min], mediaType: nil)) })
    calls.append(HostileCall("Room.send_voice draft.waveform: most") { on in _ = try await on.room.sendVoice(draft: VoiceDraft(path: "x", durationMs: UInt64(0), waveform: [UInt16.max], mediaType: nil)) })
    calls.append(HostileCall("Room.send_voice draft.media_type: there") { on in _ = try await on.room.sendVoice(draft: VoiceDraft(path: "x", durationMs: UInt64(0), waveform: [], mediaType: "x")) })
    calls.append(HostileCall("Room.send_voice draft.media_type: empty") { on in _ = try await on.room.sendVoice(draft: VoiceDraft(path: "x", durationMs: UInt64(0), waveform: [], mediaType: "")) })
    calls.append(HostileCall("Room.send_voice draft.media_type: huge") { on in _ = try await on.room.sendVoice(draft: VoiceDraft(path: "x", durationMs: UInt64(0), waveform: [], mediaType: huge)) })
    calls.append(HostileCall("Room.send_voice draft.media_type: bidi") { on in _ = try await on.room.sendVoice(draft: VoiceDraft(path: "x", durationMs: UInt64(0), waveform: [], mediaType: bidi)) })
    calls.append(HostileCall("Room.send_voice draft.media_type: nul") { on in _ = try await on.room.sendVoice(draft: VoiceDraft(path: "x", durationMs: UInt64(0), waveform: [], mediaType: nul)) })
    calls.append(HostileCall("Room.send_voice draft.media_type: path") { on in _ = try await on.room.sendVoice(draft: VoiceDraft(path: "x", durationMs: UInt64(0), waveform: [], mediaType: path)) })
    return calls
}

private func subscriptionCalls() -> [HostileCall] {
    var calls: [HostileCall] = []
    calls.append(HostileCall("Subscription.cancel plain") { on in on.subscription.cancel() })
    return calls
}

private func timelineCalls() -> [HostileCall] {
    var calls: [HostileCall] = []
    calls.append(HostileCall("Timeline.load_earlier plain") { on in _ = try await on.timeline.loadEarlier(count: UInt32(0)) })
    calls.append(HostileCall("Timeline.load_earlier count: least") { on in _ = try await on.timeline.loadEarlier(count: UInt32.min) })
    calls.append(HostileCall("Timeline.load_earlier count: most") { on in _ = try await on.timeline.loadEarlier(count: UInt32.max) })
    calls.append(HostileCall("Timeline.rows plain") { on in _ = try await on.timeline.rows() })
    calls.append(HostileCall("Timeline.watch plain") { on in _ = try on.timeline.watch(listener: SomeTimelineListener(throws: false)) })
    calls.append(HostileCall("Timeline.watch listener: throws") { on in _ = try on.timeline.watch(listener: SomeTimelineListener(throws: true)) })
    return calls
}

private final class SomeArchiveListener: ArchiveListener {
    private let fails: Bool

    init(throws fails: Bool) { self.fails = fails }
    func onUpdate(state: ArchiveState) throws { try answer(fails, ()) }
}

private final class SomeMembersListener: MembersListener {
    private let fails: Bool

    init(throws fails: Bool) { self.fails = fails }
    func onUpdate(diffs: [MemberDiff]) throws { try answer(fails, ()) }
}

private final class SomeRoomListListener: RoomListListener {
    private let fails: Bool

    init(throws fails: Bool) { self.fails = fails }
    func onUpdate(diffs: [RoomDiff]) throws { try answer(fails, ()) }
}

private final class SomeSignInListener: SignInListener {
    private let fails: Bool

    init(throws fails: Bool) { self.fails = fails }
    func onUpdate(state: SignInState) throws { try answer(fails, ()) }
}

private final class SomeTimelineListener: TimelineListener {
    private let fails: Bool

    init(throws fails: Bool) { self.fails = fails }
    func onUpdate(diffs: [TimelineDiff]) throws { try answer(fails, ()) }
}

private final class SomeTransferListener: TransferListener {
    private let fails: Bool

    init(throws fails: Bool) { self.fails = fails }
    func onUpdate(transfer: Transfer) throws { try answer(fails, ()) }
}

private final class SomeVerificationsListener: VerificationsListener {
    private let fails: Bool

    init(throws fails: Bool) { self.fails = fails }
    func onUpdate(verifications: [Verification]) throws { try answer(fails, ()) }
}

private final class SomePlatform: Platform {
    private let fails: Bool

    init(throws fails: Bool) { self.fails = fails }
    func network() throws -> NetworkKind { try answer(fails, NetworkKind.none) }
    func batterySaver() throws -> Bool { try answer(fails, true) }
    func freeDiskBytes() throws -> UInt64? { try answer(fails, nil) }
    func appBuild() throws -> String { try answer(fails, "x") }
    func osVersion() throws -> String { try answer(fails, "x") }
}

private final class SomeSecretStore: SecretStore {
    private let fails: Bool

    init(throws fails: Bool) { self.fails = fails }
    func read(name: String) throws -> Data? { try answer(fails, nil) }
    func write(name: String, value: Data) throws { try answer(fails, ()) }
}
