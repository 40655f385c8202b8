import UIKit
import UserNotifications

/// What the system says to the app as a whole.
final class AppDelegate: NSObject, UIApplicationDelegate {
    let opening = Opening()
    private lazy var notifier = Notifier(opening)

    func application(_ application: UIApplication, didFinishLaunchingWithOptions options: [UIApplication.LaunchOptionsKey: Any]?) -> Bool {
        // Both before this returns: the system refuses background tasks that are registered later, and drops an answer nobody waits for.
        Background.register(opening)
        UNUserNotificationCenter.current().delegate = notifier
        opening.open()
        notifier.follow()
        return true
    }
}
