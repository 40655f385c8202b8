import GriffieCore
import Observation

/// How far signing out is.
public enum Leaving: Sendable {
    /// Nobody asked for it.
    case not
    /// The person is asked whether they are sure.
    case sure
    /// Messages are within their time to choose a label: the person ends it, or chooses first.
    case review
}

/// Devices, recovery, fingerprints, and signing out; what is not known yet, or not to be had, is left out.
@MainActor @Observable public final class Settings {
    public private(set) var devices: [OwnDevice] = []
    public private(set) var safety: Safety?
    public private(set) var recovery: RecoveryStatus?
    public private(set) var recoveryKey: String?
    public var leaving = Leaving.not
    private let griffie: Griffie
    private let acts: Acts

    public init(_ session: Session) {
        griffie = session.griffie
        acts = session.acts
    }

    /// Asks anew; each part by itself, so that one without a network does not hide the others.
    @discardableResult public func look() -> [Task<Void, Never>] {
        [
            acts.act { [self] in safety = try await griffie.safety() },
            acts.act { [self] in recovery = try await griffie.recovery() },
            acts.act { [self] in devices = try await griffie.devices() },
        ]
    }

    @discardableResult public func showKey() -> Task<Void, Never> {
        acts.act { [self] in recoveryKey = try await griffie.recoveryKey() }
    }

    public func hideKey() { recoveryKey = nil }

    @discardableResult public func recover(_ key: String) -> Task<Void, Never> {
        acts.act { [self] in
            try await griffie.recover(key: key.trimmed)
            look()
        }
    }

    /// Signs out; `then` when nobody is signed in any more.
    @discardableResult public func signOut(_ then: @escaping @MainActor () -> Void) -> Task<Void, Never> {
        acts.act { [self] in
            do {
                _ = try await griffie.signOut()
                then()
            } catch GriffieError.ArchiveBlocked("review_open") {
                leaving = .review
            }
        }
    }

    @discardableResult public func endReview(_ then: @escaping @MainActor () -> Void) -> Task<Void, Never> {
        acts.act { [self] in
            _ = try await griffie.endReview()
            leaving = .sure
            signOut(then)
        }
    }
}
