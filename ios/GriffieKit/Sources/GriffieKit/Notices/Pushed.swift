import Foundation
import GriffieCore

/// What the notification extension may know of the settings: it runs in a process of its own, without the core and its database. Nothing in
/// it is content or a name.
public struct NoticeRules: Codable, Equatable, Sendable {
    public let language: String
    /// Minutes of the day between which there is sound; absent when always.
    public let from: UInt16?
    public let until: UInt16?
    /// Whether policy wants silence on Saturday and Sunday.
    public let weekend: Bool
    /// Rooms without sound.
    public let muted: [String]

    @MainActor public init(_ session: Session) {
        let house = session.houses.state
        language = session.language.tag
        from = house.settings?.notificationHours?.from
        until = house.settings?.notificationHours?.until
        weekend = house.rules?.quietHours?.weekend == true
        muted = session.muted.rooms.map(\.rawValue).sorted()
    }

    init(language: String, from: UInt16?, until: UInt16?, weekend: Bool, muted: [String]) {
        (self.language, self.from, self.until, self.weekend, self.muted) = (language, from, until, weekend, muted)
    }
}

/// What stands in a notification that came from outside.
public struct Pushed: Equatable, Sendable {
    public let title: String
    public let body: String
    public let silent: Bool
    public let badge: Int?
    public let room: String?
}

/// A push as it may be shown. It never shows content or names: what a push server sends is not believed, and the extension opens nothing. When
/// the app itself sees the message, it puts its own notification in place, with content if policy lets it.
public func pushed(_ message: [AnyHashable: Any], _ rules: NoticeRules?, at: Date, calendar: Calendar = .current) -> Pushed {
    let counts = message["counts"] as? [String: Any] ?? [:]
    let unread = (counts["unread"] ?? message["unread"]) as? Int
    let room = message["room_id"] as? String
    let language = Language(tag: rules?.language ?? "nl")
    let many = (unread ?? 1) > 1
    return Pushed(
        title: Brand.name,
        body: many ? RuleWord.newMessages.say(language, "\(unread ?? 0)") : RuleWord.newMessage.say(language),
        silent: rules.map { $0.isQuiet(at, calendar) || $0.muted.contains(room ?? "") } ?? false, badge: unread, room: room)
}

extension NoticeRules {
    fileprivate func isQuiet(_ at: Date, _ calendar: Calendar) -> Bool {
        let hours = from.flatMap { from in until.map { Hours(from: from, until: $0) } }
        return GriffieKit.isQuiet(hours, weekend: weekend, at: at, calendar: calendar)
    }
}
