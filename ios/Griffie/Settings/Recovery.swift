import GriffieCore
import GriffieKit
import SwiftUI

/// The recovery key: what it stands for now, seeing it, and using an earlier one.
struct Recovery: View {
    @Environment(Session.self) private var session
    let settings: GriffieKit.Settings
    @State private var typed = ""

    var body: some View {
        if let status = settings.recovery { Text(verbatim: how(status)) }
        Text(verbatim: session.say(Word.recoveryWhy))
        if let key = settings.recoveryKey {
            Text(verbatim: key).font(.system(.body, design: .monospaced)).textSelection(.enabled).privacySensitive()
            Button(session.say(Word.hideKey)) { settings.hideKey() }
        } else {
            Button(session.say(Word.showKey)) { settings.showKey() }
        }
        if settings.recovery?.verified == false {
            Field(label: session.say(Word.typeKey), text: $typed)
            Button(session.say(Word.useKey)) { settings.recover(typed) }.disabled(typed.isEmpty)
        }
    }

    private func how(_ status: RecoveryStatus) -> String {
        switch status.state {
        case .needed: session.say(SafetyWord.recoveryNeeded)
        case .making: session.say(SafetyWord.recoveryMaking)
        case .restoring: session.say(SafetyWord.recoveryRestoring, "\(status.keys)", "\(status.keysBackedUp)")
        case .ready: session.say(SafetyWord.recoveryReady, "\(status.keysBackedUp)", "\(status.keys)")
        }
    }
}
