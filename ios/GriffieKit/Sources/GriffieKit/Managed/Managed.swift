import Foundation
import GriffieCore

/// What the device manager set, and what it hears back.
@MainActor public final class Managed {
    private let griffie: Griffie
    private let host: Host
    private let acts: Acts
    private var before: [String: String]
    /// The code with which the last activation was refused.
    var refused: String?

    init(griffie: Griffie, host: Host, acts: Acts) {
        self.griffie = griffie
        self.host = host
        self.acts = acts
        before = managedValues(host.managedConfiguration())
    }

    /// The configuration as the core reads it.
    public func values() -> [String: String] { managedValues(host.managedConfiguration()) }

    /// Whether the configuration is another than when this was asked before.
    func isNew() -> Bool {
        let now = values()
        defer { before = now }
        return now != before
    }

    /// All that says something about the settings of this device.
    public func sources() -> SettingSources {
        SettingSources(
            managed: values(), activated: lines(host.kept("activated")), builtIn: builtIn(), user: lines(host.kept("settings")) ?? [:])
    }

    /// Tells the device manager how things stand.
    @discardableResult public func report() -> Task<Void, Never> {
        acts.ask { [self] in
            host.feedback(feedback(try await griffie.deviceFeedback(sources: sources(), refused: refused)))
        }
    }

    /// The person chooses; what others fixed stays as they fixed it.
    func choose(_ key: String, _ value: String?) {
        var own = lines(host.kept("settings")) ?? [:]
        own[key] = value
        host.keep("settings", written(own))
    }

    /// An activation is fixed by what it read.
    func activated(with values: [String: String]) { host.keep("activated", written(values)) }
}

/// A property list as the core reads it: strings as they are, all else as JSON. What JSON cannot say is handed over as a word that no key
/// allows, so that it is named as wrong and not lost.
public func managedValues(_ dictionary: [String: Any]) -> [String: String] {
    dictionary.mapValues { value in
        if let text = value as? String { return text }
        guard JSONSerialization.isValidJSONObject([value]),
            let data = try? JSONSerialization.data(withJSONObject: [value], options: [.sortedKeys, .withoutEscapingSlashes])
        else { return "{}" }
        return String(String(decoding: data, as: UTF8.self).dropFirst().dropLast())
    }
}

/// The feedback dictionary: a state for each key, with a mark before those that somebody should look at.
public func feedback(_ states: [FeedbackState]) -> [String: String] {
    Dictionary(states.map { ($0.key, ($0.severity == .error ? "error: " : "") + $0.data) }, uniquingKeysWith: { $1 })
}

private func builtIn() -> [String: String] {
    ["privacy_url": Brand.privacyURL, "router_url": Brand.gatewayURL, "policy_public_key": Brand.rootKey].filter { !$1.isEmpty }
}

private func written(_ values: [String: String]) -> String {
    (try? JSONEncoder().encode(values)).map { String(decoding: $0, as: UTF8.self) } ?? ""
}

private func lines(_ text: String?) -> [String: String]? {
    text.flatMap { try? JSONDecoder().decode([String: String].self, from: Data($0.utf8)) }
}
