import GriffieCore
import GriffieKit
import SwiftUI

/// How far an own message is to the others.
struct Tick: View {
    @Environment(Session.self) private var session
    let state: SendState?

    var body: some View {
        switch state {
        case .failed: SignView(.alert, session.say(Word.failed), size: 14)
        case .queued, .sending: SignView(.clock, session.say(Word.waiting), size: 14)
        default: SignView(.check, session.say(Word.sent), size: 14)
        }
    }
}
