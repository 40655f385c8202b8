import GriffieCore
import GriffieKit
import SwiftUI

/// Somebody, or another device of the person, wants to compare: shown above whatever is on the screen.
struct AskedBanner: View {
    @Environment(Session.self) private var session

    var body: some View {
        if let asking = session.verifying.asking, session.path.last != .verify(asking.flow) {
            HStack(spacing: 12) {
                SignView(.shield)
                Text(verbatim: words(asking)).frame(maxWidth: .infinity, alignment: .leading)
                Button(session.say(SafetyWord.look)) { session.go(.verify(asking.flow)) }.frame(minHeight: touch)
            }
            .padding(.horizontal, 16)
            .padding(.vertical, 8)
            .foregroundStyle(Ink.onPrimaryContainer)
            .background(Ink.primaryContainer)
        }
    }

    private func words(_ asking: Verification) -> String {
        let own = asking.own || asking.user == session.own
        return own ? session.say(SafetyWord.ownAsks) : session.say(SafetyWord.asks, asking.user.rawValue)
    }
}
