import Foundation
import GriffieKit

/// What the app leaves for its notification extension, in the group of both: no content, no names, no keys.
enum Shared {
    private static let key = "notice_rules"

    /// The group's name stands in Info.plist, since it follows the brand.
    private static var defaults: UserDefaults? {
        (Bundle.main.object(forInfoDictionaryKey: "GriffieGroup") as? String).flatMap { UserDefaults(suiteName: $0) }
    }

    static func keep(_ rules: NoticeRules) {
        guard let data = try? JSONEncoder().encode(rules) else { return }
        defaults?.set(data, forKey: key)
    }

    /// Nil before the app ever ran.
    static func rules() -> NoticeRules? {
        defaults?.data(forKey: key).flatMap { try? JSONDecoder().decode(NoticeRules.self, from: $0) }
    }
}
