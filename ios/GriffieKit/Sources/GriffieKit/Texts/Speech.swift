import Foundation
import GriffieCore

extension Language {
    /// All of them, in the order of the settings.
    public static let all: [Language] = [.dutch, .english, .german, .french]

    /// What systems call it.
    public var tag: String {
        switch self {
        case .dutch: "nl"
        case .english: "en"
        case .german: "de"
        case .french: "fr"
        }
    }

    /// What the language calls itself.
    public var ownName: String {
        switch self {
        case .dutch: "Nederlands"
        case .english: "English"
        case .german: "Deutsch"
        case .french: "Français"
        }
    }

    /// Of a tag such as `nl` or `nl-NL`; Dutch when it is none of ours.
    public init(tag: String) {
        self = Language.all.first { tag.lowercased().hasPrefix($0.tag) } ?? .dutch
    }

    var locale: Locale { Locale(identifier: self == .english ? "en_GB" : "\(tag)_\(tag.uppercased())") }
}

/// The time of day.
public func clock(_ at: Date, _ language: Language) -> String { formatted(at, language) { $0.timeStyle = .short } }

/// A day as people name it.
public func dayName(_ day: Date, today: Date = Date(), calendar: Calendar = .current, _ language: Language) -> String {
    if calendar.isDate(day, inSameDayAs: today) { return Word.today.say(language) }
    if let yesterday = calendar.date(byAdding: .day, value: -1, to: today), calendar.isDate(day, inSameDayAs: yesterday) {
        return Word.yesterday.say(language)
    }
    return formatted(day, language) { $0.dateStyle = .long }
}

private func formatted(_ at: Date, _ language: Language, _ style: (DateFormatter) -> Void) -> String {
    let formatter = DateFormatter()
    formatter.locale = language.locale
    style(formatter)
    return formatter.string(from: at)
}
