import GriffieCore
import Observation

/// The list of chats, and beginning new ones.
@MainActor @Observable public final class Rooms {
    /// What is searched for.
    public var words = ""
    public private(set) var all: [RoomRow] = []
    private let griffie: Griffie
    private let acts: Acts
    private let open: @MainActor (RoomId) -> Void
    @ObservationIgnored private let following = Following()

    /// The rooms whose name or last line has the words that are searched for.
    public var shown: [RoomRow] { matching(all, words) }

    public init(_ session: Session) {
        griffie = session.griffie
        acts = session.acts
        open = { [weak session] in session?.go(.chat($0)) }
        following.follow(griffie.roomsStream()) { [weak self] in self?.all = $0 }
    }

    /// A chat with one other person.
    @discardableResult public func chat(with user: String) -> Task<Void, Never> {
        begin(RoomDraft(invite: [UserId(rawValue: user.trimmed)], direct: true))
    }

    /// A group with people, whose ids have spaces between them.
    @discardableResult public func group(_ name: String, _ users: String) -> Task<Void, Never> {
        begin(RoomDraft(name: name.trimmed, invite: userIds(in: users)))
    }

    @discardableResult public func accept(_ room: RoomId) -> Task<Void, Never> {
        acts.act { [self] in open(try await griffie.join(idOrAlias: room.rawValue)) }
    }

    @discardableResult public func decline(_ room: RoomId) -> Task<Void, Never> {
        acts.act { [self] in try await griffie.room(id: room).leave() }
    }

    private func begin(_ draft: RoomDraft) -> Task<Void, Never> {
        acts.act { [self] in open(try await griffie.createRoom(draft: draft)) }
    }
}

/// Rooms that have these words in their name or last line; all of them without words.
public func matching(_ rooms: [RoomRow], _ words: String) -> [RoomRow] {
    let wanted = words.trimmed.lowercased()
    return rooms.filter { room in
        wanted.isEmpty || [room.name, room.last?.body].contains { $0?.lowercased().contains(wanted) == true }
    }
}

/// User ids out of what somebody typed.
public func userIds(in text: String) -> [UserId] {
    text.split { " ,\n".contains($0) }.map { UserId(rawValue: String($0)) }
}

extension RoomRow {
    /// Whether the person still has to answer.
    public var isInvitation: Bool { membership == .invite }
}
