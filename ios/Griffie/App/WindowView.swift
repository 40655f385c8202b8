import GriffieKit
import SwiftUI

/// The window: the app once its core is open, or why it is not; covered when others could look, and shut when policy wants to know who looks.
struct WindowView: View {
    @Environment(\.scenePhase) private var phase
    @Environment(\.isSceneCaptured) private var recorded
    let opening: Opening
    @State private var watch = Watch()
    @State private var lock = Lock()

    var body: some View {
        ZStack {
            if let session = opening.session {
                AppView(session: session)
                if lock.isShut { LockedView(lock: lock).environment(session) }
                if phase != .active {
                    Cover(sentence: nil)
                } else if recorded && session.houses.state.settings?.screenshotsAllowed != true {
                    Cover(sentence: session.say(PhoneWord.hidden))
                }
            } else if let refused = opening.refused {
                NotOpened(error: refused) { opening.again() }
            } else {
                Cover(sentence: nil)
            }
        }
        .onChange(of: phase, initial: true) { changed(to: phase) }
        .onChange(of: watch.changes) { opening.session?.managedMayHaveChanged() }
        .onChange(of: opening.session?.houses.state) { lock.look(opening.session) }
    }

    private func changed(to phase: ScenePhase) {
        guard let session = opening.session else { return }
        switch phase {
        case .background:
            lock.left()
            Shared.keep(NoticeRules(session))
            Task { await Background.plan(session) }
        case .active:
            lock.look(session)
            session.managedMayHaveChanged()
            session.griffie.platformChanged()
        default: break
        }
    }
}
