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
