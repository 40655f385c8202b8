import Foundation
import GriffieCore
import Observation

/// Vouching for another device or person: each act is for one flow.
@MainActor @Observable public final class Verifying {
    /// All that goes on, newest first.
    public private(set) var all: [Verification] = []
    /// QR codes of this device, by flow.
    public private(set) var codes: [String: QrPicture] = [:]
    private let griffie: Griffie
    private let acts: Acts
    @ObservationIgnored private let following = Following()

    init(griffie: Griffie, acts: Acts) {
        self.griffie = griffie
        self.acts = acts
        following.follow(griffie.verificationsStream()) { [weak self] in self?.all = $0 }
    }

    /// The newest, when it waits for an answer.
    public var asking: Verification? { all.first.flatMap { $0.asksUs ? $0 : nil } }

    public func of(_ flow: String) -> Verification? { all.first { $0.flow == flow } }

    @discardableResult public func beginOwn(_ then: @escaping @MainActor (String) -> Void) -> Task<Void, Never> {
        acts.act { [self] in then(try await griffie.verifyOwnDevices()) }
    }

    @discardableResult
    public func begin(_ user: UserId, _ device: String, _ then: @escaping @MainActor (String) -> Void) -> Task<Void, Never> {
        acts.act { [self] in then(try await griffie.verifyDevice(user: user, matrixDevice: device)) }
    }

    @discardableResult public func accept(_ flow: String) -> Task<Void, Never> {
        acts.act { [self] in try await griffie.acceptVerification(flow: flow) }
    }

    @discardableResult public func emoji(_ flow: String) -> Task<Void, Never> {
        acts.act { [self] in try await griffie.compareEmoji(flow: flow) }
    }

    @discardableResult public func code(_ flow: String) -> Task<Void, Never> {
        acts.act { [self] in codes[flow] = try await griffie.verificationCode(flow: flow) }
    }

    @discardableResult public func scanned(_ flow: String, _ bytes: Data) -> Task<Void, Never> {
        acts.act { [self] in try await griffie.scanVerification(flow: flow, bytes: bytes) }
    }

    @discardableResult public func same(_ flow: String) -> Task<Void, Never> {
        acts.act { [self] in try await griffie.confirmVerification(flow: flow) }
    }

    @discardableResult public func differs(_ flow: String) -> Task<Void, Never> {
        acts.act { [self] in try await griffie.denyVerification(flow: flow) }
    }

    @discardableResult public func cancel(_ flow: String) -> Task<Void, Never> {
        acts.act { [self] in try await griffie.cancelVerification(flow: flow) }
    }
}

extension Verification {
    /// Whether somebody waits for an answer of this person.
    public var asksUs: Bool { !weAsked && step == .requested }

    /// Whether nothing more comes of it.
    public var isOver: Bool { step == .done || step == .cancelled }
}

/// Somebody's keys, beside one's own.
@MainActor @Observable public final class Keys {
    public private(set) var state: PersonSafety?
    private let session: Session
    private let user: UserId

    public init(_ session: Session, of user: UserId) {
        self.session = session
        self.user = user
    }

    /// Asks for them anew.
    @discardableResult public func look() -> Task<Void, Never> {
        session.acts.act { [self] in state = try await session.griffie.personSafety(user: user) }
    }

    /// The person has seen that they are others than before.
    @discardableResult public func accept() -> Task<Void, Never> {
        session.acts.act { [self] in
            try await session.griffie.acceptIdentity(user: user)
            state = try await session.griffie.personSafety(user: user)
        }
    }
}
