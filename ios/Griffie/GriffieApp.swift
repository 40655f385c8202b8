import GriffieKit
import SwiftUI

/// The app. Its delegate opens the core before the first window, since the system may wake it for a background task alone.
@main struct GriffieApp: App {
    @UIApplicationDelegateAdaptor(AppDelegate.self) private var delegate

    var body: some Scene {
        WindowGroup { WindowView(opening: delegate.opening) }
    }
}
