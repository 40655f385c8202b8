import GriffieKit
import SwiftUI

/// What just came of something, until the person closes it.
struct Told: View {
    @Environment(Session.self) private var session
    let sentence: Sentence
    let close: @MainActor () -> Void

    var body: some View {
        HStack {
            Text(verbatim: sentence.say(session.language)).frame(maxWidth: .infinity, alignment: .leading).padding(.vertical, 8)
            SignButton(.close, session.say(Word.close), action: close)
        }
        .padding(.leading, 16)
        .foregroundStyle(Ink.onSecondaryContainer)
        .background(Ink.secondaryContainer)
    }
}
