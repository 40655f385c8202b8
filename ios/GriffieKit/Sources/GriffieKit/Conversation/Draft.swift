import GriffieCore

/// What is being written, and for what: a new message, an answer, or another text for an own one.
public struct Draft: Equatable, Sendable {
    public var text = ""
    public var replyTo: TimelineRow?
    public var editing: TimelineRow?

    public init(text: String = "", replyTo: TimelineRow? = nil, editing: TimelineRow? = nil) {
        self.text = text
        self.replyTo = replyTo
        self.editing = editing
    }

    /// The text with the people whom it names.
    public func composed(_ members: [MemberRow]) -> TextDraft {
        let mentioned = members.filter { $0.displayName.map { text.contains("@\($0)") } ?? false }
        return TextDraft(text: text.trimmed, mentions: mentioned.map(\.userId))
    }

    /// Whose names could end what is being written: after an @ and the first letters.
    public func suggestions(_ members: [MemberRow]) -> [MemberRow] {
        guard let at = text.lastIndex(of: "@") else { return [] }
        let begun = text[text.index(after: at)...].lowercased()
        if begun.contains(" ") { return [] }
        return Array(members.filter { $0.displayName?.lowercased().hasPrefix(begun) == true }.prefix(3))
    }
}

extension Draft {
    /// With this name ended.
    public func naming(_ member: MemberRow) -> Draft {
        guard let at = text.lastIndex(of: "@"), let name = member.displayName else { return self }
        return Draft(text: "\(text[..<at])@\(name) ", replyTo: replyTo, editing: editing)
    }
}
