// What the app uses of Apple's UserNotifications, by name and signature alone. No part of the app.

import Foundation

public struct UNAuthorizationOptions: OptionSet, Sendable {
    public let rawValue: UInt
    public init(rawValue: UInt) { self.rawValue = rawValue }
    public static let badge = UNAuthorizationOptions(rawValue: 1)
    public static let sound = UNAuthorizationOptions(rawValue: 2)
    public static let alert = UNAuthorizationOptions(rawValue: 4)
}

public enum UNNotificationInterruptionLevel: Sendable { case passive, active, timeSensitive, critical }

public final class UNNotificationSound: NSObject, Sendable {
    public static var `default`: UNNotificationSound { UNNotificationSound() }
}

open class UNNotificationContent: NSObject {
    public internal(set) var userInfo: [AnyHashable: Any] = [:]
    public internal(set) var threadIdentifier = ""
}

public final class UNMutableNotificationContent: UNNotificationContent {
    public var title = ""
    public var body = ""
    public override var threadIdentifier: String {
        get { "" }
        set {}
    }
    public var categoryIdentifier = ""
    public var sound: UNNotificationSound?
    public var badge: NSNumber?
    public var interruptionLevel = UNNotificationInterruptionLevel.active
}

open class UNNotificationTrigger: NSObject {}

public final class UNNotificationRequest: NSObject {
    public let content: UNNotificationContent
    public init(identifier: String, content: UNNotificationContent, trigger: UNNotificationTrigger?) { self.content = content }
}

public final class UNNotification: NSObject {
    public var request: UNNotificationRequest { fatalError() }
}

open class UNNotificationResponse: NSObject, @unchecked Sendable {
    public var notification: UNNotification { fatalError() }
    public var actionIdentifier: String { "" }
}

public final class UNTextInputNotificationResponse: UNNotificationResponse, @unchecked Sendable {
    public var userText: String { "" }
}

public struct UNNotificationActionOptions: OptionSet, Sendable {
    public let rawValue: UInt
    public init(rawValue: UInt) { self.rawValue = rawValue }
    public static let authenticationRequired = UNNotificationActionOptions(rawValue: 1)
}

public struct UNNotificationCategoryOptions: OptionSet, Sendable {
    public let rawValue: UInt
    public init(rawValue: UInt) { self.rawValue = rawValue }
}

open class UNNotificationAction: NSObject {}

public final class UNTextInputNotificationAction: UNNotificationAction {
    public init(
        identifier: String, title: String, options: UNNotificationActionOptions = [], textInputButtonTitle: String,
        textInputPlaceholder: String
    ) {}
}

public final class UNNotificationCategory: NSObject {
    public init(
        identifier: String, actions: [UNNotificationAction], intentIdentifiers: [String], hiddenPreviewsBodyPlaceholder: String,
        options: UNNotificationCategoryOptions = []
    ) {}
}

public protocol UNUserNotificationCenterDelegate: AnyObject {
    func userNotificationCenter(
        _ center: UNUserNotificationCenter, didReceive response: UNNotificationResponse, withCompletionHandler done: @escaping () -> Void)
}

public final class UNUserNotificationCenter: NSObject, @unchecked Sendable {
    public static func current() -> UNUserNotificationCenter { fatalError() }
    public weak var delegate: (any UNUserNotificationCenterDelegate)?
    public func requestAuthorization(options: UNAuthorizationOptions = []) async throws -> Bool { false }
    public func setNotificationCategories(_ categories: Set<UNNotificationCategory>) {}
    public func setBadgeCount(_ count: Int) async throws {}
    public func removeDeliveredNotifications(withIdentifiers identifiers: [String]) {}
    public func add(_ request: UNNotificationRequest) async throws {}
}

open class UNNotificationServiceExtension: NSObject {
    open func didReceive(_ request: UNNotificationRequest, withContentHandler contentHandler: @escaping (UNNotificationContent) -> Void) {}
    open func serviceExtensionTimeWillExpire() {}
}
