import Foundation
import GriffieKit
import LocalAuthentication
import Observation

/// Whether the app is shut, by policy (`pin_required`, `pin_timeout_minutes`), and opening it with what opens the phone.
@MainActor @Observable final class Lock {
    private(set) var isShut = UserDefaults.standard.bool(forKey: Lock.key)
    /// The phone has no passcode: then nobody can show who they are.
    private(set) var lacksPasscode = false
    /// What held at the end of the last run: until the settings are known again, nothing is shown that they may forbid.
    private static let key = "griffie.pin_required"
    @ObservationIgnored private var away: Date?
    @ObservationIgnored private var opened = false

    /// The app left the screen.
    func left() { away = Date() }

    /// The app came back, or what is set came to be known or changed.
    func look(_ session: Session?) {
        guard let settings = session?.houses.state.settings else { return }
        UserDefaults.standard.set(settings.pinRequired, forKey: Self.key)
        if !settings.pinRequired {
            isShut = false
        } else if !opened || (away.map { mustUnlock(settings, away: $0, at: Date()) } ?? false) {
            isShut = true
        }
        away = nil
    }

    func unlock(_ reason: String) {
        let context = LAContext()
        lacksPasscode = !context.canEvaluatePolicy(.deviceOwnerAuthentication, error: nil)
        guard !lacksPasscode else { return }
        Task {
            guard (try? await context.evaluatePolicy(.deviceOwnerAuthentication, localizedReason: reason)) == true else { return }
            opened = true
            isShut = false
        }
    }
}
