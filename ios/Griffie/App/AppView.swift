import GriffieCore
import GriffieKit
import SwiftUI

/// The app in its language: which screen is shown follows from where the core is in its life.
struct AppView: View {
    let session: Session

    var body: some View {
        VStack(spacing: 0) {
            Trouble()
            screen.frame(maxWidth: .infinity, maxHeight: .infinity)
        }
        .background(Ink.background)
        .foregroundStyle(Ink.onSurface)
        .tint(Ink.primary)
        .environment(session)
        .environment(\.locale, Locale(identifier: session.language.tag))
    }

    @ViewBuilder private var screen: some View {
        switch session.signIn {
        case nil: Text(verbatim: session.say(Word.opening))
        case .new, .activating: ActivationScreen(session)
        case .stopped:
            Text(verbatim: session.say(Word.opening)).task { await session.start().value }
        case .running: SignedIn(session)
        case .failed(let reason): Failed(reason: reason)
        }
    }
}
