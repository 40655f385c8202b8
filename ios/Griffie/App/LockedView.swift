import GriffieKit
import SwiftUI

/// The app is shut until the person shows the phone that it is them.
struct LockedView: View {
    @Environment(Session.self) private var session
    let lock: Lock

    var body: some View {
        VStack(spacing: 24) {
            SignView(.lock, size: 64)
            Text(verbatim: session.say(lock.lacksPasscode ? PhoneWord.noPasscode : PhoneWord.locked)).multilineTextAlignment(.center)
            Wide(word: session.say(PhoneWord.unlock)) { lock.unlock(session.say(PhoneWord.locked)) }
        }
        .padding(24)
        .frame(maxWidth: .infinity, maxHeight: .infinity)
        .foregroundStyle(Ink.onSurface)
        .background { Ink.background.ignoresSafeArea() }
        .task { lock.unlock(session.say(PhoneWord.locked)) }
    }
}
