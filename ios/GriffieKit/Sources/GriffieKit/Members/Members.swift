import GriffieCore
import Observation

/// Who is in the room, what an administrator of it may do, and what everybody may.
@MainActor @Observable public final class Members {
    /// Power levels as Matrix gives them.
    public static let admin: Int64 = 100
    public static let moderator: Int64 = 50

    public private(set) var members: [MemberRow] = []
    public private(set) var room: RoomRow?
    /// Whether the room's key was just renewed.
    public private(set) var renewed = false
    public let id: RoomId
    private let session: Session
    private let here: Room
    private let own: UserId?
    @ObservationIgnored private let following = Following()

    public init(_ session: Session, room id: RoomId) throws {
        self.session = session
        self.id = id
        here = try session.griffie.room(id: id)
        if case .running(let user) = try session.griffie.signInState() { own = user } else { own = nil }
        following.follow(try here.membersStream()) { [weak self] in self?.members = $0 }
        following.follow(session.griffie.roomsStream()) { [weak self] rooms in self?.room = rooms.first { $0.roomId == id } }
    }

    /// What this person may do here.
    public var power: Int64 { members.first { $0.userId == own }?.power ?? 0 }

    public func close() { following.end() }

    @discardableResult public func invite(_ user: String) -> Task<Void, Never> {
        session.acts.act { [self] in try await here.invite(user: UserId(rawValue: user.trimmed)) }
    }

    @discardableResult public func remove(_ user: UserId) -> Task<Void, Never> {
        session.acts.act { [self] in try await here.remove(user: user, reason: nil) }
    }

    @discardableResult public func role(_ user: UserId, _ power: Int64) -> Task<Void, Never> {
        session.acts.act { [self] in try await here.setPower(user: user, power: power) }
    }

    @discardableResult public func rename(_ name: String) -> Task<Void, Never> {
        session.acts.act { [self] in try await here.rename(name: name.trimmed) }
    }

    @discardableResult public func renew() -> Task<Void, Never> {
        session.acts.act { [self] in
            try await session.griffie.renewKeys(room: id)
            renewed = true
        }
    }

    @discardableResult public func leave(_ then: @escaping @MainActor () -> Void) -> Task<Void, Never> {
        session.acts.act { [self] in
            try await here.leave()
            then()
        }
    }
}

/// Whose name this one looks like, though it is another person's; absent when it is like nobody's.
public func imitated(_ member: MemberRow, among members: [MemberRow]) -> MemberRow? {
    guard let name = member.displayName else { return nil }
    let shape = looks(name)
    return members.first { $0.userId != member.userId && $0.displayName.map(looks) == shape }
}
