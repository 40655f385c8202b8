import Foundation
import GriffieCore

/// What the list of a conversation shows, one after another.
public enum Line: Identifiable, Equatable, Sendable {
    case day(Date)
    case unread
    /// Somebody said it; `opens` when the one before is another's, or long ago.
    case said(TimelineRow, opens: Bool)
    /// What happened to the room.
    case happened(TimelineRow)

    public var id: String {
        switch self {
        case .day(let day): "day \(Int(day.timeIntervalSince1970))"
        case .unread: "unread"
        case .said(let row, _), .happened(let row): row.key
        }
    }
}

/// Rows as lines, oldest first: days between them, what one person said together, and a line before the first of the `unread` newest
/// messages of others, once it is here: `earlier` rows may still have to come.
public func lines(_ rows: [TimelineRow], unread: Int, earlier: Bool, calendar: Calendar = .current) -> [Line] {
    let firstUnread = firstUnread(rows, unread, earlier)
    var lines: [Line] = []
    var seen: Set<String> = []
    var before: TimelineRow?
    for row in rows where seen.insert(row.key).inserted {
        let day = calendar.startOfDay(for: row.at)
        let newDay = before.map { calendar.startOfDay(for: $0.at) != day } ?? true
        if newDay { lines.append(.day(day)) }
        if row.key == firstUnread { lines.append(.unread) }
        lines.append(row.isMessage ? .said(row, opens: opens(row, after: before, under: lines.last)) : .happened(row))
        before = row
    }
    return lines
}

private func firstUnread(_ rows: [TimelineRow], _ unread: Int, _ earlier: Bool) -> String? {
    let others = rows.reversed().lazy.filter { !$0.own && $0.isMessage }.prefix(unread)
    let found = Array(others)
    return found.count == unread || !earlier ? found.last?.key : nil
}

private func opens(_ row: TimelineRow, after before: TimelineRow?, under above: Line?) -> Bool {
    guard case .said = above, let before else { return true }
    return before.sender != row.sender || row.at.timeIntervalSince(before.at) > 300
}

extension TimelineRow {
    /// Whether somebody said it, and it did not merely happen.
    public var isMessage: Bool {
        switch content {
        case .text, .notice, .emote, .file, .location, .poll, .undecryptable: true
        default: false
        }
    }
}

/// A line in one sentence: in the list of rooms, in a quote, for things that happened.
public func summary(_ row: TimelineRow, _ language: Language) -> String {
    switch row.content {
    case .text, .notice, .poll: row.body
    case .emote: "\(row.senderName ?? row.sender?.rawValue ?? "") \(row.body)"
    case .file(let file): row.body.isEmpty ? file.name ?? Word.picture.say(language, "") : row.body
    case .location: row.body.isEmpty ? Word.location.say(language) : row.body
    case .undecryptable: Word.unreadable.say(language)
    case .membership(let change): moved(change, language)
    case .created: Word.made.say(language)
    case .encryption: Word.encrypted.say(language)
    case .roomName(let name): Word.named.say(language, name)
    case .profile(let user, let name, _): Word.named.say(language, name ?? user.rawValue)
    case .gap(let cause): (cause == .undecryptable ? Word.unreadable : Word.gap).say(language)
    case .change(_, let nl, let en): language == .dutch ? nl : en
    default: Word.changed.say(language)
    }
}

private func moved(_ change: MembershipRow, _ language: Language) -> String {
    let whom = change.name ?? change.nameBefore ?? change.userId.rawValue
    switch change.change {
    case .joined: return Word.came.say(language, whom)
    case .invited: return Word.asked.say(language, whom)
    case .left, .removed, .banned: return Word.went.say(language, whom)
    default: return Word.changed.say(language)
    }
}
