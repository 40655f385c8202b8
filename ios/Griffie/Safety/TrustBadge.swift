import GriffieCore
import GriffieKit
import SwiftUI

/// What can be said of somebody by their keys, as a sign beside a name; nothing for those of whom nothing special is to be said.
struct TrustBadge: View {
    @Environment(Session.self) private var session
    let trust: Trust

    var body: some View {
        switch trust {
        case .verified: SignView(.shield, session.say(trust.word), size: 18).foregroundStyle(Ink.kept)
        case .changed, .unverifiedDevice: SignView(.alert, session.say(trust.word), size: 18).foregroundStyle(Ink.attention)
        case .unverified, .unknown, .noKeys: EmptyView()
        }
    }
}
