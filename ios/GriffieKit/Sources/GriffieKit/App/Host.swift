import Foundation
import GriffieCore

/// What the machine under the app does for the view models: a phone, or a test.
@MainActor public protocol Host: AnyObject {
    /// What was kept under this name by ``keep(_:_:)``.
    func kept(_ name: String) -> String?

    /// Keeps a choice of the person on this machine.
    func keep(_ name: String, _ value: String)

    /// What the device manager set for this app, as it stands in `com.apple.configuration.managed`.
    func managedConfiguration() -> [String: Any]

    /// Hands the device manager a dictionary back, as `com.apple.feedback.managed`.
    func feedback(_ states: [String: String])

    /// Language of the phone, as `nl` or `nl-NL`.
    var systemLanguage: String { get }

    /// Version and build of this app.
    var build: String { get }
}
