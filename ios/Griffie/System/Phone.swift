import Foundation
import GriffieKit

/// What the phone keeps for the view models, and what the device manager says.
@MainActor final class Phone: GriffieKit.Host {
    private let defaults = UserDefaults.standard
    let systemLanguage = Locale.preferredLanguages.first ?? "nl"
    let build = Bundle.main.build

    func kept(_ name: String) -> String? { defaults.string(forKey: "griffie." + name) }

    func keep(_ name: String, _ value: String) { defaults.set(value, forKey: "griffie." + name) }

    func managedConfiguration() -> [String: Any] { defaults.dictionary(forKey: "com.apple.configuration.managed") ?? [:] }

    func feedback(_ states: [String: String]) { defaults.set(states, forKey: "com.apple.feedback.managed") }
}
