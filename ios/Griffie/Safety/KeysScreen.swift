import GriffieCore
import GriffieKit
import SwiftUI

/// Somebody's keys: what can be said of them, what to read to each other, and comparing them device by device.
struct KeysScreen: View {
    @Environment(Session.self) private var session
    @State private var keys: Keys
    private let user: UserId
    private let name: String

    init(_ session: Session, user: UserId, name: String) {
        self.user = user
        self.name = tameLine(name)
        _keys = State(initialValue: Keys(session, of: user))
    }

    var body: some View {
        ScrollView {
            VStack(alignment: .leading, spacing: 12) {
                if let safety = keys.state { known(safety) } else { Text(verbatim: session.say(Word.opening)) }
            }
            .frame(maxWidth: .infinity, alignment: .leading)
            .padding(16)
        }
        .navigationTitle(session.say(SafetyWord.keysOf, name))
        .navigationBarTitleDisplayMode(.inline)
        .task { await keys.look().value }
    }

    @ViewBuilder private func known(_ safety: PersonSafety) -> some View {
        Text(verbatim: user.rawValue).foregroundStyle(Ink.quiet)
        HStack(spacing: 8) {
            TrustBadge(trust: safety.trust)
            Text(verbatim: session.say(safety.trust.word)).font(.headline)
        }
        if safety.trust == .changed {
            Wide(word: session.say(SafetyWord.seenChange), main: false) { keys.accept() }.disabled(session.acts.busy > 0)
        }
        if let fingerprint = safety.identityFingerprint {
            Print(whose: session.say(SafetyWord.theirKey, name), key: fingerprint)
            Text(verbatim: session.say(SafetyWord.compareKey)).font(.subheadline)
        }
        Heading(word: session.say(SafetyWord.theirDevices))
        ForEach(safety.devices, id: \.matrixDevice) { TheirDevice(user: user, device: $0) }
    }
}
