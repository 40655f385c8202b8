import Foundation
import GriffieCore

/// Whether the person must show again that it is them: policy wants it, and the app was away for longer than it allows.
public func mustUnlock(_ settings: DeviceSettings?, away since: Date?, at now: Date) -> Bool {
    guard let settings, settings.pinRequired else { return false }
    guard let since else { return true }
    return now.timeIntervalSince(since) >= Double(settings.pinTimeoutMinutes) * 60
}
