import Foundation
import Observation

/// What happens around the app: changes of what is set for it.
@MainActor @Observable final class Watch {
    /// How often something was set, by the app itself or by the device manager.
    private(set) var changes = 0

    init() {
        on(UserDefaults.didChangeNotification) { $0.changes += 1 }
    }

    /// The watch lives as long as the window: nothing takes it off again.
    private func on(_ name: Notification.Name, _ take: @escaping @MainActor (Watch) -> Void) {
        _ = NotificationCenter.default.addObserver(forName: name, object: nil, queue: .main) { [weak self] _ in
            MainActor.assumeIsolated { if let self { take(self) } }
        }
    }
}
