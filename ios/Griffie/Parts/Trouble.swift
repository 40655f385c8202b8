import GriffieKit
import SwiftUI

/// What went wrong and the way out, as the core says it, until the person closes it.
struct Trouble: View {
    @Environment(Session.self) private var session

    var body: some View {
        if let sentence = session.acts.sentence(session.language) {
            HStack {
                Text(verbatim: sentence).frame(maxWidth: .infinity, alignment: .leading).padding(.vertical, 8)
                SignButton(.close, session.say(Word.close)) { session.acts.seen() }
            }
            .padding(.leading, 16)
            .foregroundStyle(Ink.onError)
            .background(Ink.error)
        }
    }
}
