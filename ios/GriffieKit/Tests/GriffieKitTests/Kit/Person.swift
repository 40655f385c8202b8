import Foundation
import GriffieCore
import GriffieKit

/// Someone with the app on a phone in this process.
@MainActor final class Person {
    let name: String
    let invitee: Stage.Invitee
    let griffie: Griffie
    let host: Pocket
    let session: Session
    nonisolated let user = Known()

    init(_ name: String) async throws {
        invitee = try await Stage.invitee(name)
        self.name = invitee.name
        let folder = URL(fileURLWithPath: try Stage.shared().phones).appendingPathComponent(invitee.name)
        griffie = try await openPhone(in: folder)
        host = Pocket()
        session = Session(griffie: griffie, host: host)
    }

    /// Somebody new, who scanned the code of their administrator.
    static func activated(_ name: String) async throws -> Person {
        let person = try await Person(name)
        let activation = Activation(person.session)
        activation.invited(person.invitee.link)
        activation.named(person.name)
        activation.accepts(true)
        await activation.activate().value
        try person.isSignedIn()
        return person
    }

    func isSignedIn() throws {
        guard case .running(let id) = try griffie.signInState() else {
            throw Failure("\(name) is not signed in: \(session.acts.sentence(.english) ?? "no error")")
        }
        user.set(id)
    }

    nonisolated var id: UserId {
        get throws { try user.get() }
    }

    /// Fails with the sentence of the last act when it was refused.
    func noTrouble() throws {
        if let sentence = session.acts.sentence(.english) { throw Failure("\(name): \(sentence)") }
    }

    /// All that it has is in the archive; the phone is off.
    func drains() async throws {
        let griffie = griffie
        _ = try await griffie.routeNow()
        try await within("\(name)'s archive being up to date") {
            for await state in griffie.archiveStream() {
                if state.light == .green { return }
                if state.unsealed > 0 { _ = try await griffie.routeNow() }
            }
        }
        session.close()
        try await griffie.stop()
    }
}

/// A user id once it is known.
final class Known: @unchecked Sendable {
    private let lock = NSLock()
    private var id: UserId?

    func set(_ id: UserId) { lock.withLock { self.id = id } }

    func get() throws -> UserId {
        guard let id = lock.withLock({ id }) else { throw Failure("nobody is signed in here") }
        return id
    }
}

/// Waits until something of a view model holds.
@MainActor func eventually(_ what: String, _ holds: @MainActor () -> Bool) async throws {
    let end = ContinuousClock.now + patience
    while !holds() {
        if ContinuousClock.now > end { throw Failure("\(what) did not happen within \(patience)") }
        try await Task.sleep(for: .milliseconds(20))
    }
}

/// The values of a link as a device manager would set them.
func values(of link: String) -> [String: String] {
    var values: [String: String] = [:]
    for item in URLComponents(string: link)?.queryItems ?? [] { values[item.name] = item.value }
    return [
        "enrolment_code": values["code"] ?? "", "router_url": values["gateway"] ?? "", "policy_public_key": values["root"] ?? "",
    ]
}
