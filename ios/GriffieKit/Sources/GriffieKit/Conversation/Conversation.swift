import Foundation
import GriffieCore
import Observation

/// One conversation on the screen: what is said, and what the person does with it. ``close()`` it when it leaves the screen.
@MainActor @Observable public final class Conversation {
    public private(set) var row: RoomRow?
    public private(set) var lines: [Line] = []
    public private(set) var members: [MemberRow] = []
    public private(set) var marks = Marks()
    public private(set) var earlier = true
    public var draft = Draft()
    public var poll: PollForm?
    public var labelling: Labelling?
    public internal(set) var search: Search?
    /// The line that the list is to show.
    public internal(set) var goal: String?
    public let pictures: Pictures
    /// What just came of something, until the person closes it.
    public var said: Sentence?
    /// The moment that time left is counted from.
    public private(set) var now = Date()
    public let id: RoomId
    let session: Session
    let room: Room
    let timeline: Timeline
    private var known: [TimelineRow] = []
    private(set) var unread = 0
    @ObservationIgnored private let following = Following()

    public init(_ session: Session, room id: RoomId) throws {
        self.session = session
        self.id = id
        room = try session.griffie.room(id: id)
        timeline = try room.timeline()
        let room = room
        pictures = Pictures(session.acts) { row, edge in
            guard let event = row.eventId else { return nil }
            return try await room.thumbnail(event: event, maxEdge: edge)
        }
        following.follow(session.griffie.roomsStream()) { [weak self] in self?.roomIs($0) }
        following.follow(try room.membersStream()) { [weak self] in self?.members = $0 }
        following.follow(try timeline.rowsStream()) { [weak self] in await self?.rowsAre($0) }
        following.follow(session.griffie.archiveStream()) { [weak self] _ in await self?.mark() }
        following.every(.seconds(20)) { [weak self] in self?.now = Date() }
    }

    public func close() { following.end() }

    public func mark(of row: TimelineRow) -> Mark { marks.of(row, at: now) }

    /// Sends what was written, as what it was written for; it is gone from the field at once, and comes back when it was refused. A
    /// policy that turned stricter meanwhile is told in a sentence.
    @discardableResult public func send() -> Task<Void, Never>? {
        let written = draft
        guard !written.text.trimmed.isEmpty else { return nil }
        if written.editing != nil && session.houses.state.forbids("edit") {
            said = Sentence(PhoneWord.noLongerAllowed)
            return nil
        }
        let composed = written.composed(members)
        draft = Draft()
        return act { [self] in
            do {
                if let event = written.editing?.eventId {
                    _ = try await room.edit(event: event, draft: composed)
                } else if let event = written.replyTo?.eventId {
                    _ = try await room.reply(event: event, draft: composed)
                } else {
                    _ = try await room.sendText(draft: composed)
                }
            } catch {
                if draft.text.isEmpty { draft = written }
                if case GriffieError.Rejected("blocked_by_policy") = error { said = Sentence(PhoneWord.noLongerAllowed) }
                throw error
            }
        }
    }

    /// Sends a file; as a picture when its name says so.
    @discardableResult public func attach(_ path: String) -> Task<Void, Never> {
        act { [self] in
            let draft = FileDraft(path: path)
            if isPicture(path) {
                _ = try await room.sendPicture(draft: draft)
            } else {
                _ = try await room.sendFile(draft: draft)
            }
        }
    }

    @discardableResult public func react(_ row: TimelineRow, _ key: String) -> Task<Void, Never> {
        withEvent(row) { [self] event in
            if let own = row.reactions.first(where: { $0.key == key })?.own {
                _ = try await room.redact(event: own)
            } else {
                _ = try await room.react(event: event, key: key)
            }
        }
    }

    @discardableResult public func takeBack(_ row: TimelineRow) -> Task<Void, Never> {
        withEvent(row) { [self] in _ = try await room.redact(event: $0) }
    }

    @discardableResult public func vote(_ row: TimelineRow, _ answers: [String]) -> Task<Void, Never> {
        withEvent(row) { [self] in _ = try await room.vote(event: $0, answers: answers) }
    }

    /// Says what a message is, and when it came too late to keep anything here.
    @discardableResult public func label(_ row: TimelineRow, _ label: Label, reason: String = "") -> Task<Void, Never> {
        withEvent(row) { [self] event in
            let reason = reason.trimmed.isEmpty ? nil : reason.trimmed
            let told = try await session.griffie.labelEvent(event: event, label: label, reason: reason)
            let late = !told.inside && label.stays
            said = late ? Sentence(LabelWord.cameLate) : Sentence(LabelWord.taken, label.word)
        }
    }

    /// The same of the whole room, for what comes.
    @discardableResult public func labelRoom(_ label: Label, reason: String = "") -> Task<Void, Never> {
        act { [self] in
            try await room.setLabel(label: label, reason: reason.trimmed.isEmpty ? nil : reason.trimmed)
            said = Sentence(LabelWord.taken, label.word)
        }
    }

    @discardableResult public func loadEarlier() -> Task<Void, Never> {
        session.acts.ask { [self] in _ = try await more(50) }
    }

    /// Writes the file of a line to a place; `then` when it is there.
    @discardableResult
    public func save(_ row: TimelineRow, to place: URL, _ then: @escaping @MainActor () -> Void) -> Task<Void, Never> {
        withEvent(row) { [self] event in
            try await room.saveFile(event: event, toPath: place.path)
            then()
        }
    }

    /// Whether there is more before what is here; the list is drawn anew when there is not.
    func more(_ count: UInt32) async throws -> Bool {
        earlier = try await timeline.loadEarlier(count: count)
        draw()
        return earlier
    }

    private func roomIs(_ rooms: [RoomRow]) {
        let found = rooms.first { $0.roomId == id }
        if row == nil, let found {
            unread = Int(found.unread)
            draw()
        }
        row = found
    }

    private func rowsAre(_ next: [TimelineRow]) async {
        let newest = next.last { $0.eventId != nil }?.eventId
        let isNew = newest != known.last { $0.eventId != nil }?.eventId
        known = next
        draw()
        if let newest, isNew { session.acts.ask { [self] in try await room.markRead(event: newest) } }
        await mark()
    }

    /// Asks for the light anew whenever there is something to mark: a light from before the rows proves nothing about them.
    private func mark() async {
        let seen = known
        guard marks.waits(seen) else { return }
        await session.acts.ask { [self] in
            let light = try await session.griffie.archiveState().light
            marks.found(light, after: seen)
        }.value
    }

    private func draw() { lines = GriffieKit.lines(known, unread: unread, earlier: earlier) }

    func act(_ action: @escaping @MainActor () async throws -> Void) -> Task<Void, Never> { session.acts.act(action) }

    func withEvent(_ row: TimelineRow, _ action: @escaping @MainActor (EventId) async throws -> Void) -> Task<Void, Never> {
        act { if let event = row.eventId { try await action(event) } }
    }
}

/// Whether a file is called as pictures are.
public func isPicture(_ path: String) -> Bool {
    ["jpg", "jpeg", "png", "gif", "webp", "heic"].contains((path as NSString).pathExtension.lowercased())
}
