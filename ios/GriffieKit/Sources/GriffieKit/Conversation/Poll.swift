import GriffieCore

/// A question that is being composed.
public struct PollForm: Equatable, Sendable {
    /// As many answers as others count.
    public static let most = 20

    public var question = ""
    public var answers = ["", ""]
    public var several = false

    public init() {}

    private var filled: [String] { answers.map(\.trimmed).filter { !$0.isEmpty } }

    /// Whether it can be asked.
    public var ready: Bool { !question.trimmed.isEmpty && filled.count >= 2 }

    var draft: PollDraft {
        PollDraft(question: question.trimmed, answers: filled, maxSelections: several ? UInt32(filled.count) : 1)
    }
}

/// What is chosen when this answer is touched: it comes or goes, and where one may choose only one, it takes the place of the other.
public func chosen(_ own: [String], touched: String, most: Int) -> [String] {
    if own.contains(touched) { return own.filter { $0 != touched } }
    return most == 1 ? [touched] : Array((own + [touched]).suffix(most))
}

extension Conversation {
    /// Asks what was composed; the form is closed when the question is on its way.
    @discardableResult public func ask() -> Task<Void, Never>? {
        guard let form = poll, form.ready else { return nil }
        return act { [self] in
            _ = try await room.sendPoll(draft: form.draft)
            poll = nil
        }
    }

    @discardableResult public func endPoll(_ row: TimelineRow) -> Task<Void, Never> {
        withEvent(row) { [self] in _ = try await room.endPoll(event: $0) }
    }
}
