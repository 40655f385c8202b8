import GriffieCore
import GriffieKit
import SwiftUI

/// Two screens are compared: each step says what to do, and nothing else.
struct VerifyScreen: View {
    @Environment(Session.self) private var session
    let flow: String

    var body: some View {
        ScrollView {
            VStack(spacing: 16) {
                if let verification = session.verifying.of(flow) {
                    Text(verbatim: verification.user.rawValue).foregroundStyle(Ink.quiet)
                    VerifyStep(verification: verification)
                    if !verification.isOver {
                        Wide(word: session.say(Word.cancel), main: false) { session.verifying.cancel(flow) }
                    }
                } else {
                    Text(verbatim: session.say(SafetyWord.waitsForOther))
                }
            }
            .multilineTextAlignment(.center)
            .frame(maxWidth: .infinity)
            .padding(24)
        }
        .navigationTitle(session.say(SafetyWord.verify))
        .navigationBarTitleDisplayMode(.inline)
    }
}
