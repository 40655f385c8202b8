import Foundation
import GriffieKit
import UserNotifications

/// What stands in a notification that came from outside, before the phone shows it: never content, never a name. It opens no database.
final class NotificationService: UNNotificationServiceExtension {
    private var show: ((UNNotificationContent) -> Void)?
    private var content: UNMutableNotificationContent?

    override func didReceive(_ request: UNNotificationRequest, withContentHandler show: @escaping (UNNotificationContent) -> Void) {
        self.show = show
        let told = pushed(request.content.userInfo, Shared.rules(), at: Date())
        // A fresh one: nothing of what the server sent stays in it, not even what the phone would show when this comes too late.
        let content = UNMutableNotificationContent()
        content.title = told.title
        content.body = told.body
        content.sound = told.silent ? nil : .default
        content.interruptionLevel = told.silent ? .passive : .active
        content.badge = told.badge.map { NSNumber(value: $0) }
        content.threadIdentifier = told.room ?? ""
        self.content = content
        finish()
    }

    override func serviceExtensionTimeWillExpire() { finish() }

    private func finish() {
        if let content { show?(content) }
        show = nil
    }
}
