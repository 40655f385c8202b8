// What the app uses of Apple's UIKit, by name and signature alone, so that Linux can check it. No part of the app.

@_exported import Foundation

@MainActor public protocol UIApplicationDelegate: AnyObject {
    func application(_ application: UIApplication, didFinishLaunchingWithOptions options: [UIApplication.LaunchOptionsKey: Any]?) -> Bool
    func application(
        _ application: UIApplication, handleEventsForBackgroundURLSession identifier: String, completionHandler: @escaping () -> Void)
}

extension UIApplicationDelegate {
    public func application(_ application: UIApplication, didFinishLaunchingWithOptions options: [UIApplication.LaunchOptionsKey: Any]?)
        -> Bool
    { true }
    public func application(
        _ application: UIApplication, handleEventsForBackgroundURLSession identifier: String, completionHandler: @escaping () -> Void
    ) {}
}

@MainActor open class UIResponder: NSObject {}

@MainActor public final class UIApplication: UIResponder {
    public static let shared = UIApplication()
    public struct LaunchOptionsKey: Hashable, Sendable {}
}

@MainActor open class UIViewController: UIResponder {}

@MainActor public final class UIDevice: NSObject {
    public static let current = UIDevice()
    public var isBatteryMonitoringEnabled: Bool {
        get { fatalError() }
        set {}
    }
    public var batteryLevel: Float { fatalError() }
    public var batteryState: BatteryState { fatalError() }
    public enum BatteryState: Sendable { case unknown, unplugged, charging, full }
}

public final class UIImage: NSObject, Sendable {
    public init?(data: Data) { nil }
}

/// Of Foundation on Apple's systems.
extension FileManager {
    public func containerURL(forSecurityApplicationGroupIdentifier group: String) -> URL? { nil }
}

extension FileAttributeKey {
    public static let protectionKey = FileAttributeKey(rawValue: "")
}

public struct FileProtectionType: RawRepresentable, Hashable, Sendable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
    public static let complete = FileProtectionType(rawValue: "")
    public static let completeUntilFirstUserAuthentication = FileProtectionType(rawValue: "")
}

extension ProcessInfo {
    public var isLowPowerModeEnabled: Bool { fatalError() }
}

public final class UIColor: NSObject, Sendable {
    public init(dynamicProvider: @escaping @Sendable (UITraitCollection) -> UIColor) {}
    public init(red: CGFloat, green: CGFloat, blue: CGFloat, alpha: CGFloat) {}
}

public final class UITraitCollection: NSObject, Sendable {
    public var userInterfaceStyle: UIUserInterfaceStyle { fatalError() }
}

public enum UIUserInterfaceStyle: Sendable { case unspecified, light, dark }
