import Foundation
import GriffieCore
import Observation

/// Rooms that make no sound on this device. They are archived like the others.
@MainActor @Observable public final class Muted {
    public private(set) var rooms: Set<RoomId>
    private let host: Host

    init(_ host: Host) {
        self.host = host
        rooms = Set((host.kept("muted") ?? "").split(separator: "\n").map { RoomId(rawValue: String($0)) })
    }

    public func turn(_ room: RoomId) {
        rooms.formSymmetricDifference([room])
        host.keep("muted", rooms.map(\.rawValue).sorted().joined(separator: "\n"))
    }
}

/// One notification: of a room with something new in it. A newer one of the same room takes its place.
public struct Notice: Equatable, Sendable {
    public let room: RoomId
    public let title: String
    public let body: String
    /// How many messages it stands for.
    public let count: Int
    /// Shown without sound, light or movement.
    public let silent: Bool
    /// Whether an answer can be written in it.
    public let answerable: Bool
}

/// What these rooms give to notify at this moment, as policy and person want it; and the number on the app's sign.
public func notified(
    _ rooms: [RoomRow], _ house: House, muted: Set<RoomId>, at: Date, calendar: Calendar = .current, _ language: Language
) -> (notices: [Notice], badge: Int) {
    let quiet = isQuiet(house, at: at, calendar: calendar)
    // Content is hidden until it is known that it may be shown: the extension may run before the app ever asked.
    let told = house.settings?.messagePreviewAllowed == true
    let new = rooms.filter { $0.unread > 0 || $0.isInvitation }
    let notices = new.map { notice($0, told: told, silent: quiet || muted.contains($0.roomId), language) }
    return (notices, new.reduce(0) { $0 + ($1.isInvitation ? 1 : Int($1.unread)) })
}

private func notice(_ room: RoomRow, told: Bool, silent: Bool, _ language: Language) -> Notice {
    let count = Int(room.unread)
    let body: String
    if room.isInvitation {
        body = RuleWord.newInvitation.say(language)
    } else if told, count == 1, let last = room.last, !last.own {
        body = tameLine(String(summary(last, language).prefix(240)))
    } else {
        body = count == 1 ? RuleWord.newMessage.say(language) : RuleWord.newMessages.say(language, "\(count)")
    }
    // Who writes is content too: without leave to show any, only the app's own name stands there.
    let title = told ? tameLine(room.name ?? Brand.name) : Brand.name
    return Notice(
        room: room.roomId, title: title, body: body, count: max(1, count), silent: silent, answerable: told && !room.isInvitation)
}

/// Whether this moment is one without sound: outside the hours of device manager, policy or person, or in the policy's weekend.
public func isQuiet(_ house: House, at: Date, calendar: Calendar = .current) -> Bool {
    isQuiet(house.settings?.notificationHours, weekend: house.rules?.quietHours?.weekend == true, at: at, calendar: calendar)
}

/// The same of what was set: the hours with sound, and whether the weekend has none.
func isQuiet(_ hours: Hours?, weekend: Bool, at: Date, calendar: Calendar) -> Bool {
    let now = calendar.dateComponents([.hour, .minute, .weekday], from: at)
    if weekend && (now.weekday == 1 || now.weekday == 7) { return true }
    guard let hours else { return false }
    let minute = UInt16(clamping: (now.hour ?? 0) * 60 + (now.minute ?? 0))
    let within =
        hours.from <= hours.until
        ? minute >= hours.from && minute < hours.until : minute >= hours.from || minute < hours.until
    return !within
}

/// Answers out of a notification; the room counts as read.
@discardableResult @MainActor public func answer(
    _ session: Session, room: RoomId, text: String, read: EventId? = nil
) -> Task<Void, Never> {
    session.acts.act {
        guard !text.trimmed.isEmpty else { return }
        let here = try session.griffie.room(id: room)
        _ = try await here.sendText(draft: TextDraft(text: text.trimmed))
        if let read { try await here.markRead(event: read) }
    }
}
