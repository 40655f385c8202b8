import Foundation
import GriffieCore
import PhoneKit

/// Someone with a phone that runs in this process: what a person does in a messenger.
struct Person: Sendable {
    let name: String
    let folder: URL
    private var griffie: Griffie?
    private var user: UserId?

    /// Somebody new whose phone is off.
    private init(named name: String) throws {
        self.name = name
        folder = URL(fileURLWithPath: try Stage.shared().phones).appendingPathComponent(name)
    }

    /// Somebody new, activated.
    static func activated(_ name: String) async throws -> Person {
        try await activated(try await Stage.invitee(name))
    }

    static func activated(_ invitee: Stage.Invitee) async throws -> Person {
        var person = try Person(named: invitee.name)
        let griffie = try await openPhone(in: person.folder)
        if try griffie.signInState() == .new {
            try await griffie.activate(invitation: .link(text: invitee.link), displayName: person.name)
        } else {
            // A phone that was killed while it activated goes on by itself.
            try await griffie.start()
        }
        guard case .running(let user) = try griffie.signInState() else {
            throw Failure("\(person.name) activated and is not signed in")
        }
        person.griffie = griffie
        person.user = user
        return person
    }

    /// The core in the phone that is on.
    var phone: Griffie {
        get throws {
            guard let griffie else { throw Failure("\(name)'s phone is off") }
            return griffie
        }
    }

    var id: UserId {
        get throws {
            guard let user else { throw Failure("\(name) never activated") }
            return user
        }
    }

    mutating func switchOn() async throws {
        let griffie = try await openPhone(in: folder)
        try await griffie.start()
        self.griffie = griffie
    }

    mutating func switchOff() async throws {
        try await griffie?.stop()
        griffie = nil
    }

    func creates(_ room: String? = nil, inviting guests: [Person] = [], direct: Bool = false) async throws -> RoomId {
        let invite = try guests.map { try $0.id }
        return try await phone.createRoom(draft: RoomDraft(name: room, invite: invite, direct: direct))
    }

    /// Accepts an invitation as soon as it is seen.
    func joinsWhenInvited(to room: RoomId) async throws {
        try await firstOf(phone.roomsStream(), "\(name) being invited") { rooms in
            rooms.contains { $0.roomId == room && $0.membership == .invite } ? () : nil
        }
        _ = try await phone.join(idOrAlias: room.rawValue)
    }

    @discardableResult
    func sends(_ text: String, to room: RoomId, mentioning mentions: [UserId] = []) async throws -> Sent {
        try await phone.room(id: room).sendText(draft: TextDraft(text: text, mentions: mentions))
    }

    /// Waits until a line with this text is on the screen and the homeserver has it; returns its id.
    @discardableResult
    func sees(_ text: String, in room: RoomId) async throws -> EventId {
        try await seesLine("\(name) seeing the text", in: room) {
            // Swift takes texts that only look the same for equal; we want the same bytes.
            $0.body.utf8.elementsEqual(text.utf8) ? $0.eventId : nil
        }
    }

    /// Waits until `found` finds something in a line.
    func seesLine<T: Sendable>(
        _ what: String, in room: RoomId, _ found: @escaping @Sendable (TimelineRow) -> T?
    ) async throws -> T {
        try await firstOf(phone.room(id: room).timeline().rowsStream(), what) { rows in
            rows.lazy.compactMap(found).first
        }
    }

    /// Hands over all that it has, and waits until the archive has finally receipted it.
    func drains() async throws {
        let phone = try phone
        _ = try await phone.routeNow()
        try await within("\(name)'s archive being up to date") {
            for await state in phone.archiveStream() {
                if state.light == .green { return }
                if state.unsealed > 0 { _ = try await phone.routeNow() }
            }
        }
    }
}
