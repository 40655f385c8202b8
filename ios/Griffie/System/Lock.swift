import Foundation
import GriffieKit
import LocalAuthentication
import Observation

/// Whether the app is shut, by policy (`pin_required`, `pin_timeout_minutes`), and opening it with what opens the phone.
@MainActor @Observable final class Lock {
    private(set) var isShut = false
    /// The phone has no passcode: then nobody can show who they are.
    private(set) var lacksPasscode = false
    @ObservationIgnored private var away: Date?
    @ObservationIgnored private var opened = false

    /// The app left the screen.
    func left() { away = Date() }

    /// The app came back, or what is set came to be known: before it ever was opened the time away counts as for ever.
    func look(_ session: Session?) {
        let since = opened ? away ?? Date() : nil
        isShut = isShut || mustUnlock(session?.houses.state.settings, away: since, at: Date())
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
