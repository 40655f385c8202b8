import GriffieCore

/// What the screen about the archive says of a state: one sentence, and the numbers behind it.
public struct ArchiveBoard: Sendable {
    public let sentence: Phrase
    /// What somebody should look at, and why sending is blocked.
    public let reasons: [String]
    public let numbers: [Number]

    /// A name and how many.
    public struct Number: Identifiable, Sendable {
        public let word: Phrase
        public let count: UInt64
        public var id: Phrase { word }
    }

    public init(_ state: ArchiveState?, _ language: Language) {
        sentence =
            switch state?.light {
            case .green: Word.lightGreen
            case .attention: Word.lightAttention
            case .queued: Word.lightQueued
            case nil: Word.opening
            }
        var reasons: [String] = []
        for reason in [state?.attention, state?.blocked].compactMap({ $0 }) where !reasons.contains(reason) { reasons.append(reason) }
        self.reasons = reasons.map { describeReason(reason: $0, language: language) }
        numbers =
            state.map {
                [
                    Number(word: Word.journaled, count: $0.journaled), Number(word: Word.unsealed, count: $0.unsealed),
                    Number(word: Word.queued, count: $0.queued), Number(word: Word.unreceipted, count: $0.unreceipted),
                    Number(word: Word.pendingMedia, count: $0.pendingMedia), Number(word: Word.openGaps, count: $0.openGaps),
                    Number(word: Word.alarms, count: $0.alarms),
                ]
            } ?? []
    }
}
