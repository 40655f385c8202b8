import Foundation
import GriffieCore

/// Searching in this room by words.
public struct Search: Equatable, Sendable {
    public var words = ""
    public var found: [TimelineRow] = []

    public init() {}
}

/// Far back there is nothing to look at on the way.
private let far: UInt32 = 1_000

/// Moving through what was said: to a line, a day, the first unread.
extension Conversation {
    /// Finds lines with these words; nil ends the search.
    @discardableResult public func look(for words: String?) -> Task<Void, Never>? {
        guard let words else {
            search = nil
            return nil
        }
        var next = search ?? Search()
        next.words = words
        if words.trimmed.isEmpty { next.found = [] }
        search = next
        guard !words.trimmed.isEmpty else { return nil }
        return session.acts.ask { [self] in
            let found = try await session.griffie.search(words: words).filter { $0.roomId == id }
            if search?.words == words { search?.found = found }
        }
    }

    /// Takes in as many pages as it needs to have this line, and shows it.
    @discardableResult public func reach(_ key: String) -> Task<Void, Never> {
        session.acts.act { [self] in
            _ = try await until { rows in rows.contains { $0.key == key } }
            show(key)
        }
    }

    /// The first line of that day, or the first after it.
    @discardableResult public func toDay(_ day: Date, calendar: Calendar = .current) -> Task<Void, Never> {
        session.acts.act { [self] in
            let start = calendar.startOfDay(for: day)
            let rows = try await until { rows in rows.first.map { $0.at < start } ?? false }
            if let first = rows.first(where: { $0.at >= start }) { show(first.key) }
        }
    }

    /// The first message that was not read.
    @discardableResult public func toUnread() -> Task<Void, Never> {
        session.acts.act { [self] in
            let wanted = unread
            _ = try await until { rows in rows.count { !$0.own && $0.isMessage } >= wanted }
            show(Line.unread.id)
        }
    }

    /// Whether there are unread lines that are not here yet, or not in view.
    public var hasUnread: Bool { unread > 0 }

    /// The line that was wanted is in view.
    public func arrived() { goal = nil }

    private func show(_ key: String) {
        search = nil
        goal = key
    }

    private func until(_ enough: ([TimelineRow]) -> Bool) async throws -> [TimelineRow] {
        var rows = try await timeline.rows()
        while !enough(rows) {
            guard try await more(far) else { return try await timeline.rows() }
            rows = try await timeline.rows()
        }
        return rows
    }
}
