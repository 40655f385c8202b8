import Foundation
import GriffieCore

/// How far a message is on its way to the archive, as the screen may say it.
public enum Mark: Sendable {
    /// The archive has it, with a final receipt.
    case kept
    /// It goes by itself.
    case queued
    /// It waits for the person to say what it is, and then goes by itself.
    case review
    /// It stays on this device; the archive knows that it was there.
    case stays
    /// Somebody should look.
    case attention
}

/// Which messages are in the archive (decision 25): what was seen *before* the light was asked for, and found green, is there. A mark is
/// never taken back; a later edit is another fact and waits again.
public struct Marks: Equatable, Sendable {
    private var kept: Set<String> = []
    private var light: Light = .queued

    public init() {}

    /// The light as it was found after these rows were seen.
    public mutating func found(_ light: Light, after seen: [TimelineRow]) {
        self.light = light
        if light == .green { kept.formUnion(seen.lazy.filter { $0.labelUntil == nil }.map(fact)) }
    }

    /// Whether any of these rows waits for the light.
    public func waits(_ rows: [TimelineRow]) -> Bool { rows.contains { $0.labelUntil == nil && !kept.contains(fact($0)) } }

    /// The mark of a message at this moment.
    public func of(_ row: TimelineRow, at now: Date) -> Mark {
        if row.outside || row.labelUntil != nil && row.label.stays { return .stays }
        if row.isOpen(at: now) { return .review }
        if row.labelUntil == nil && kept.contains(fact(row)) { return .kept }
        return light == .attention ? .attention : .queued
    }
}

private func fact(_ row: TimelineRow) -> String {
    "\(row.key) \(row.eventId?.rawValue ?? "") \(row.versions.count) \(row.redacted != nil) \(row.reactions) \(row.label)"
}

extension Label {
    /// What the label is called.
    public var word: Phrase {
        switch self {
        case .business: LabelWord.business
        case .private: LabelWord.private
        case .party: LabelWord.party
        }
    }

    /// Whether what has this label stays on the device.
    public var stays: Bool { self != .business }
}

extension TimelineRow {
    /// Whether a label can still keep this line on the device.
    public func isOpen(at now: Date) -> Bool { labelUntil.map { $0 > now } ?? false }
}

/// How long it is until then, in the largest unit that says it.
public func left(until: Date, from now: Date, _ language: Language) -> String {
    let minutes = max(0, Int(until.timeIntervalSince(now) / 60))
    if minutes >= 2 * 24 * 60 { return LabelWord.days.say(language, "\(minutes / (24 * 60))") }
    if minutes >= 2 * 60 { return LabelWord.hours.say(language, "\(minutes / 60)") }
    return LabelWord.minutes.say(language, "\(max(1, minutes))")
}
