import GriffieCore
import GriffieKit
import SwiftUI

/// Why the core stopped, and trying again.
struct Failed: View {
    @Environment(Session.self) private var session
    let reason: String

    var body: some View {
        VStack(alignment: .leading, spacing: 12) {
            Text(verbatim: session.say(Word.stopped)).font(.title2).accessibilityAddTraits(.isHeader)
            Text(verbatim: describeReason(reason: reason, language: session.language))
            Wide(word: session.say(Word.again)) { session.start() }
        }
        .padding(24)
    }
}
