import Foundation
import GriffieCore
import GriffieKit

/// What a phone keeps, in memory.
@MainActor final class Pocket: GriffieKit.Host {
    var keeps: [String: String] = [:]
    var managed: [String: Any] = [:]
    var fedBack: [String: String] = [:]

    func kept(_ name: String) -> String? { keeps[name] }
    func keep(_ name: String, _ value: String) { keeps[name] = value }
    func managedConfiguration() -> [String: Any] { managed }
    func feedback(_ states: [String: String]) { fedBack = states }
    let systemLanguage = "nl-NL"
    let build = "kit tests 1"
}

/// A phone that is not activated, in a folder of its own.
@MainActor func freshSession(_ folder: TemporaryFolder, _ host: Pocket = Pocket()) async throws -> Session {
    Session(griffie: try await openPhone(in: folder.url), host: host)
}
