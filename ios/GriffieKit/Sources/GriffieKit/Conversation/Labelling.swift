import GriffieCore

/// A label that is being chosen: of a message, or of the room when there is no row.
public struct Labelling: Equatable, Sendable {
    public let row: TimelineRow?
    public var label: GriffieCore.Label
    public var reason = ""

    /// What can be chosen under this policy, business first.
    public func labels(_ choice: LabelChoice) -> [GriffieCore.Label] {
        [.business] + choice.labels.filter { $0 != .business }
    }

    /// Whether policy wants a reason for what is chosen.
    public func wantsReason(_ choice: LabelChoice) -> Bool { choice.needsReason && label.stays }

    /// Whether it can be set.
    public func ready(_ choice: LabelChoice) -> Bool { !wantsReason(choice) || !reason.trimmed.isEmpty }
}

extension Conversation {
    /// Begins choosing, from what it is now.
    public func beginLabel(_ row: TimelineRow?) {
        labelling = Labelling(row: row, label: row?.label ?? self.row?.label ?? .business)
    }

    /// Sets what was chosen.
    @discardableResult public func setLabel() -> Task<Void, Never>? {
        guard let chosen = labelling else { return nil }
        labelling = nil
        guard let row = chosen.row else { return labelRoom(chosen.label, reason: chosen.reason) }
        return label(row, chosen.label, reason: chosen.reason)
    }
}

extension TimelineRow {
    /// Whether the line has a label that came when the archive had it already.
    public var isLate: Bool { label.stays && labelUntil == nil && eventId != nil }
}

/// What others are told, in the language of the screen if there is such a text, else in another.
public func told(_ rules: HouseRules, _ language: Language) -> String? {
    rules.disclaimer[language.tag] ?? rules.disclaimer.min { $0.key < $1.key }?.value
}

/// What becomes of what is said in a room with this label; policy comes before labels.
public func archived(_ label: GriffieCore.Label, _ scope: Scope?) -> Sentence {
    if scope == .off { return Sentence(LabelWord.nothingCaptured) }
    if label.stays { return Sentence(LabelWord.roomPrivate, label.word) }
    return scope == .optIn ? Sentence(LabelWord.businessAlone) : Sentence(Word.archivedHere)
}
