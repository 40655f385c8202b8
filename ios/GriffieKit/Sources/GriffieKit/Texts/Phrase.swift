import GriffieCore

/// Something the screens say, in the four languages. `%s` stands for what is filled in. Sentences about what went wrong are not here:
/// they come from the core (`describe`).
public struct Phrase: Hashable, Sendable {
    public let nl: String
    public let en: String
    public let de: String
    public let fr: String

    init(_ nl: String, _ en: String, _ de: String, _ fr: String) {
        self.nl = nl
        self.en = en
        self.de = de
        self.fr = fr
    }

    /// The words in a language, with what is filled in.
    public func say(_ language: Language, _ parts: String...) -> String { say(language, parts) }

    /// The same, of a list.
    public func say(_ language: Language, _ parts: [String]) -> String {
        var pieces: [String] = []
        for (at, text) in text(language).split(around: "%s").enumerated() {
            if at > 0 { pieces.append(at <= parts.count ? parts[at - 1] : "") }
            pieces.append(text)
        }
        return pieces.joined()
    }

    /// The words as they stand, `%s` included.
    public func text(_ language: Language) -> String {
        switch language {
        case .dutch: nl
        case .english: en
        case .german: de
        case .french: fr
        }
    }
}

extension String {
    /// The parts between each `mark`; what people wrote is not touched, since it comes in afterwards.
    fileprivate func split(around mark: String) -> [String] {
        var parts: [String] = []
        var rest = self[...]
        while let found = rest.firstRange(of: mark) {
            parts.append(String(rest[..<found.lowerBound]))
            rest = rest[found.upperBound...]
        }
        return parts + [String(rest)]
    }
}

/// A sentence to the person, with what is filled in.
public struct Sentence: Hashable, Sendable {
    public let phrase: Phrase
    public let parts: [Phrase]

    public init(_ phrase: Phrase, _ parts: Phrase...) {
        self.phrase = phrase
        self.parts = parts
    }

    public func say(_ language: Language) -> String { phrase.say(language, parts.map { $0.text(language) }) }
}
